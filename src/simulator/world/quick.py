"""Give values that are made for every call at the price of plain objects.

To type checkers such a value is frozen like any other: they refuse to change it. At run time it is an object
with slots that is not guarded against that, because to write past a guard takes three times as long, and a
call makes a dozen of them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as quick
else:
    from functools import partial

    from attrs import define

    quick = partial(define, unsafe_hash=True)

__all__ = ["quick"]

"""How an activity stands, apart from what is told of it: full, withdrawn (stand)."""

from __future__ import annotations

from attrs import frozen


@frozen
class Standing:
    """`full`: every place is taken (R17); `withdrawn`: no longer shown to the public."""

    full: bool = False
    withdrawn: bool = False


OPEN = Standing()
"""Places left, and shown to whom it is meant for."""

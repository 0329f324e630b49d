"""What flows keep of a service that asked to be left alone, for every node that writes to it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class RestLedger(Protocol):
    """The part of the ledger that says what is to wait; errors are those of `Ledger`."""

    def resting_until(self, what: str, now: datetime) -> datetime | None:
        """Until when nobody writes this; `None` when it may be written now."""
        ...

    def rest(self, what: str, until: datetime) -> None:
        """Have everybody wait with it until then, unless they wait for longer already."""
        ...

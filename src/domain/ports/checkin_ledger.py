"""What flows keep of check-ins; as `Ledger` about errors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from ..model.checkin import Checkin


class CheckinLedger(Protocol):
    """The part of the ledger that holds check-ins: each claimed by one worker at a time."""

    def add_checkin(self, wanted: Checkin) -> Checkin:
        """Keep a new check-in, or answer the one of that participant, activity and day that stands."""
        ...

    def checkin(self, checkin_id: int) -> Checkin: ...

    def checkins(self, activity_id: str | None = None) -> tuple[Checkin, ...]:
        """Every check-in, of one activity or of all, in the order of their ids."""
        ...

    def claim_checkin(self, checkin_id: int, now: datetime, lease: timedelta) -> Checkin | None:
        """Take an open check-in, due or not, under a new fence; `None` when it is held or not open."""
        ...

    def claim_due_checkin(self, now: datetime, lease: timedelta) -> Checkin | None:
        """Take any check-in that is due; of many workers each gets another one."""
        ...

    def save_checkin(self, claimed: Checkin, after: Checkin) -> bool:
        """Write `after`; `False` when the claim is no longer ours. Whether it is `wanted` stays as it is."""
        ...

    def unwant_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        """Write that a check-in is to be undone, and make it due; one that is done becomes `UNDOING`."""
        ...

    def rouse_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        """Make a parked check-in due again; others are left as they are."""
        ...

    def known_checkins(self, checkin_ids: Collection[str]) -> frozenset[str]:
        """Which of publiq's ids are kept already, whoever's they are."""
        ...

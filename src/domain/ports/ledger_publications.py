"""What flows keep of activities that are published: types, editions, and who may change them now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from ..model.activity import Activity
from ..model.activity_type import ActivityType
from ..model.publication import Edition


class PublicationLedger(Protocol):
    """The part of the ledger that publishing needs; errors are those of `Ledger`."""

    def own_activity(self, activity_id: str) -> Activity:
        """An activity as it was saved, without what it inherits; `activity` gives the whole."""
        ...

    def activities(self) -> tuple[Activity, ...]:
        """Every activity with what it inherits, in the order of their ids."""
        ...

    def activity_type(self, type_id: str) -> ActivityType: ...

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every type, in the order of their ids."""
        ...

    def save_activity_type(self, activity_type: ActivityType) -> None: ...

    def edition(self, activity_id: str) -> Edition | None: ...

    def editions(self) -> Mapping[str, Edition]:
        """Every edition by the id of its activity."""
        ...

    def activity_of_event(self, event_id: str, *, to_take: bool = False) -> str | None:
        """The activity that has this event already.

        Of two transactions that ask it `to_take` the event one waits for the other, and sees what it did.
        """
        ...

    def begin_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        """Write that an event is about to be created, and claim it; `None` when there is an edition."""
        ...

    def claim_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        """Take an edition for the length of a lease, under a new fence.

        `None` when there is none, or somebody holds it. What comes back says whether it was touched; the
        mark itself is taken off, so that a touch that comes meanwhile is not lost.
        """
        ...

    def claim_due_edition(self, now: datetime, lease: timedelta) -> Edition | None:
        """Take any edition that is due or touched, as `claim_edition`."""
        ...

    def renew_edition(self, claimed: Edition, now: datetime, lease: timedelta) -> bool:
        """Hold it for another lease; `False` when the claim is no longer ours."""
        ...

    def keep_edition(self, claimed: Edition) -> bool:
        """Write it and give the claim back; `False` when the claim is no longer ours."""
        ...

    def touch_edition(self, activity_id: str) -> None:
        """Have the worker look at it at once, when there is one."""
        ...

    def taken(self) -> Mapping[str, int]:
        """How many places of each activity are taken; activities without any are absent."""
        ...

    def taken_of(self, activity_id: str) -> int:
        """How many places of one activity are taken."""
        ...

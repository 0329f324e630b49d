"""Activity types and editions in memory, as the port has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from uitkern.domain.errors import NotFound
from uitkern.domain.model.activity import Activity
from uitkern.domain.model.activity_type import ActivityType
from uitkern.domain.model.enrolment import TAKES_A_PLACE
from uitkern.domain.model.publication import Edition, Publication, PublicationState

if TYPE_CHECKING:
    from tests.saga.memory_ledger import Tables

T = TypeVar("T")


class MemoryPublications:
    """The part of the ledger in memory that publishing needs."""

    rows: Tables

    def activity(self, activity_id: str) -> Activity:
        own = self.own_activity(activity_id)
        known = self.rows.types.get(own.type_id) if own.type_id else None
        return known.fill(own) if known else own

    def own_activity(self, activity_id: str) -> Activity:
        return _found(self.rows.activities, "activity", activity_id)

    def activities(self) -> tuple[Activity, ...]:
        return tuple(self.activity(each) for each in sorted(self.rows.activities))

    def save_activity(self, activity: Activity) -> None:
        self.rows.activities[activity.id] = activity

    def activity_type(self, type_id: str) -> ActivityType:
        return _found(self.rows.types, "activity type", type_id)

    def activity_types(self) -> tuple[ActivityType, ...]:
        return tuple(each for _, each in sorted(self.rows.types.items()))

    def save_activity_type(self, activity_type: ActivityType) -> None:
        self.rows.types[activity_type.id] = activity_type

    def publication(self, activity_id: str) -> Publication | None:
        found = self.edition(activity_id)
        return found.publication if found else None

    def save_publication(self, publication: Publication) -> None:
        before = self.edition(publication.activity_id)
        if before is None or before.event_id != publication.event_id:
            before = Edition(publication.activity_id, publication.state, fence=before.fence if before else -1)
        self.rows.editions[publication.activity_id] = evolve(
            before,
            state=publication.state,
            event_id=publication.event_id,
            touched=True,
            fence=before.fence + 1,
            lease_until=None,
        )

    def drop_publication(self, activity_id: str) -> None:
        self.rows.editions.pop(activity_id, None)

    def edition(self, activity_id: str) -> Edition | None:
        return self.rows.editions.get(activity_id)

    def editions(self) -> Mapping[str, Edition]:
        return dict(self.rows.editions)

    def activity_of_event(self, event_id: str, *, to_take: bool = False) -> str | None:
        return next((e.activity_id for e in self.rows.editions.values() if e.event_id == event_id), None)

    def begin_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        if activity_id in self.rows.editions:
            return None
        made = Edition(
            activity_id,
            PublicationState.PUBLISHING,
            sent_at=now,
            attempts=1,
            due=now,
            fence=1,
            lease_until=now + lease,
        )
        self.rows.editions[activity_id] = made
        return made

    def claim_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        found = self.edition(activity_id)
        if found is None or (found.lease_until and found.lease_until > now):
            return None
        held = evolve(found, fence=found.fence + 1, lease_until=now + lease)
        self.rows.editions[activity_id] = evolve(held, touched=False, due=now)
        return held

    def claim_due_edition(self, now: datetime, lease: timedelta) -> Edition | None:
        for _, each in sorted(self.rows.editions.items()):
            if each.touched or (each.due and each.due <= now):
                claimed = self.claim_edition(each.activity_id, now, lease)
                if claimed:
                    return claimed
        return None

    def renew_edition(self, claimed: Edition, now: datetime, lease: timedelta) -> bool:
        return self._write(claimed, lambda there: evolve(there, lease_until=now + lease))

    def keep_edition(self, claimed: Edition) -> bool:
        return self._write(claimed, lambda there: evolve(claimed, lease_until=None, touched=there.touched))

    def touch_edition(self, activity_id: str) -> None:
        found = self.edition(activity_id)
        if found:
            self.rows.editions[activity_id] = evolve(found, touched=True)

    def taken(self) -> Mapping[str, int]:
        return Counter(e.activity_id for e in self.rows.enrolments.values() if e.state in TAKES_A_PLACE)

    def taken_of(self, activity_id: str) -> int:
        return self.taken().get(activity_id, 0)

    def _write(self, claimed: Edition, change: Any) -> bool:
        there = self.edition(claimed.activity_id)
        if there is None or there.fence != claimed.fence:
            return False
        self.rows.editions[claimed.activity_id] = change(there)
        return True


def _found(rows: dict[str, T], what: str, id: str) -> T:  # noqa: A002 - the field's own word
    if id not in rows:
        raise NotFound(what, id)
    return rows[id]

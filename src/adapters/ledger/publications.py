"""Activity types and editions in the ledger; editions are claimed under a fence, as intents are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, text

from ...domain.errors import NotFound
from ...domain.model.activity_type import ActivityType
from ...domain.model.field import Field, Fields
from ...domain.model.publication import Edition, PublicationState
from .codec import from_json, to_json
from .publication_tables import IS_TOUCHED, NOT_TOUCHED, activity_types, publications
from .records import Records
from .tables import LIVE_STATES, enrolments

_TAKES_A_PLACE = text(
    f"uitkern_enrolments.state IN ({LIVE_STATES}) AND uitkern_enrolments.state <> 'cancelling'"
)
_FIELDS = dict[Field, Any]
_EVENTS = 0x75697465
"""What our advisory locks of events are mixed with, so that they are no others'."""


class Publications(Records):
    """What was told of each activity, and what is to be looked at."""

    def activity_type(self, type_id: str) -> ActivityType:
        """Read an activity type; raises `NotFound`."""
        query = select(activity_types.c.details).where(self.ours(activity_types, id=type_id))
        details = self.connection.execute(query).scalar()
        if details is None:
            raise NotFound("activity type", type_id)
        found: ActivityType = from_json(details, ActivityType)
        return found

    def activity_types(self) -> tuple[ActivityType, ...]:
        """Every activity type."""
        query = (
            select(activity_types.c.details).where(self.ours(activity_types)).order_by(activity_types.c.id)
        )
        return tuple(from_json(details, ActivityType) for details in self.connection.execute(query).scalars())

    def save_activity_type(self, activity_type: ActivityType) -> None:
        """Keep an activity type, over the one with the same id."""
        self.put(activity_types, {"id": activity_type.id}, {"details": to_json(activity_type)})

    def edition(self, activity_id: str) -> Edition | None:
        """The edition of an activity, if there is one."""
        query = select(publications).where(self.ours(publications, activity_id=activity_id))
        row = self.connection.execute(query).one_or_none()
        return _edition(row) if row else None

    def editions(self) -> Mapping[str, Edition]:
        """Every edition by the id of its activity."""
        rows = self.connection.execute(select(publications).where(self.ours(publications)))
        return {row.activity_id: _edition(row) for row in rows}

    def activity_of_event(self, event_id: str, *, to_take: bool = False) -> str | None:
        """The activity that has this event already; who is to take it asks one at a time.

        SQLite has one writer, so there it is so already.
        """
        if to_take and self.connection.dialect.name == "postgresql":
            number = func.hashtextextended(f"{self.organisation} {event_id}", _EVENTS)
            self.connection.execute(select(func.pg_advisory_xact_lock(number)))
        query = select(publications.c.activity_id).where(self.ours(publications, event_id=event_id)).limit(1)
        found: str | None = self.connection.execute(query).scalar()
        return found

    def begin_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        """Write a new edition that is ours at once, unless there is one."""
        values: dict[str, object] = {
            "state": PublicationState.PUBLISHING.value,
            "sent_at": now,
            "attempts": 1,
            "due": now,
            "touched": 0,
            "fence": 1,
            "lease_until": now + lease,
        }
        made = self.insert_if_absent(publications, {"activity_id": activity_id}, values)
        return self.edition(activity_id) if made else None

    def claim_edition(self, activity_id: str, now: datetime, lease: timedelta) -> Edition | None:
        """Take an edition that nobody holds; until it is kept again it counts as due."""
        query = select(publications).where(self.ours(publications, activity_id=activity_id))
        row = self.connection.execute(query.with_for_update()).one_or_none()
        if row is None:
            return None
        where = and_(self.ours(publications, activity_id=activity_id, fence=row.fence), _unheld(now))
        values = {"fence": row.fence + 1, "lease_until": now + lease, "touched": 0, "due": now}
        if self.connection.execute(publications.update().where(where).values(values)).rowcount != 1:
            return None
        return _edition(row, fence=row.fence + 1, lease_until=now + lease)

    def claim_due_edition(self, now: datetime, lease: timedelta) -> Edition | None:
        """Take the edition that is due longest; one that another worker is taking is passed over."""
        due = or_(IS_TOUCHED, publications.c.due <= now)
        query = select(publications.c.activity_id).where(self.ours(publications), due, _unheld(now))
        query = query.order_by(publications.c.due, publications.c.activity_id).limit(1)
        found = self.connection.execute(query.with_for_update(skip_locked=True)).scalar()
        return None if found is None else self.claim_edition(found, now, lease)

    def renew_edition(self, claimed: Edition, now: datetime, lease: timedelta) -> bool:
        """Hold it longer, while the claim is ours."""
        return self._rewrite(claimed, {"lease_until": now + lease})

    def keep_edition(self, claimed: Edition) -> bool:
        """Write an edition and give it back; a touch that came meanwhile stays."""
        values: dict[str, object] = {
            "state": claimed.state.value,
            "event_id": claimed.event_id,
            "ours": to_json(claimed.ours, _FIELDS),
            "theirs": to_json(claimed.theirs, _FIELDS),
            "seen": to_json(claimed.seen, _FIELDS),
            "withdrawn": int(claimed.withdrawn),
            "sent_at": claimed.sent_at,
            "looked_at": claimed.looked_at,
            "due": claimed.due,
            "attempts": claimed.attempts,
            "why": claimed.why,
            "alert": claimed.alert,
            "lease_until": None,
        }
        return self._rewrite(claimed, values)

    def touch_edition(self, activity_id: str) -> None:
        """Have the worker look at it at once."""
        where = and_(self.ours(publications, activity_id=activity_id), NOT_TOUCHED)
        self.connection.execute(publications.update().where(where).values(touched=1))

    def taken(self) -> Mapping[str, int]:
        """How many places of each activity are taken."""
        query = select(enrolments.c.activity_id, func.count()).where(self.ours(enrolments), _TAKES_A_PLACE)
        rows = self.connection.execute(query.group_by(enrolments.c.activity_id))
        return {row[0]: row[1] for row in rows}

    def taken_of(self, activity_id: str) -> int:
        """How many places of one activity are taken."""
        where = self.ours(enrolments, activity_id=activity_id) & _TAKES_A_PLACE
        query = select(func.count()).select_from(enrolments).where(where)
        return self.connection.execute(query).scalar_one()

    def _rewrite(self, claimed: Edition, values: dict[str, Any]) -> bool:
        where = self.ours(publications, activity_id=claimed.activity_id, fence=claimed.fence)
        return self.connection.execute(publications.update().where(where).values(values)).rowcount == 1


def _unheld(now: datetime) -> ColumnElement[bool]:
    return or_(publications.c.lease_until.is_(None), publications.c.lease_until <= now)


def _edition(row: Row[Any], **claim: Any) -> Edition:
    held = {"fence": row.fence, "lease_until": row.lease_until, **claim}
    return Edition(
        activity_id=row.activity_id,
        state=PublicationState(row.state),
        event_id=row.event_id,
        ours=_fields(row.ours),
        theirs=_fields(row.theirs),
        seen=_fields(row.seen),
        withdrawn=bool(row.withdrawn),
        sent_at=row.sent_at,
        looked_at=row.looked_at,
        due=row.due,
        touched=bool(row.touched),
        attempts=row.attempts,
        why=row.why,
        alert=row.alert,
        **held,
    )


def _fields(told: str | None) -> Fields:
    found: Fields = from_json(told, _FIELDS) if told else {}
    return found

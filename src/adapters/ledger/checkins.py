"""Check-ins in the ledger, each claimed by one worker at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve
from sqlalchemy import ColumnElement, Row, and_, or_, select, text

from ...domain.errors import NotFound
from ...domain.model.checkin import Checkin, CheckinState
from ...domain.model.message import EndUserMessage
from ...domain.model.uitpas_number import FORGOTTEN
from .codec import from_json, to_json
from .records import Records
from .tables_checkins import OPEN_STATES, STANDING, checkins

_IS_OPEN = text(f"uitkern_checkins.state IN ({OPEN_STATES})")
_STANDS = text(f"uitkern_checkins.{STANDING}")
_S = CheckinState


class Checkins(Records):
    """Attendance, and the points that came of it."""

    def add_checkin(self, wanted: Checkin) -> Checkin:
        """Insert a check-in; the unique index decides between two at once."""
        insert = self.insert(checkins, {}, self._row_of_checkin(wanted)).on_conflict_do_nothing()
        new_id = self.connection.execute(insert.returning(checkins.c.id)).scalar()
        if new_id is not None:
            return evolve(wanted, id=new_id)
        same = self.ours(
            checkins,
            participant_id=wanted.participant_id,
            activity_id=wanted.activity_id,
            day=wanted.day.isoformat(),
        )
        row = self.connection.execute(select(checkins).where(same, _STANDS)).one_or_none()
        return self._checkin(row) if row else self.add_checkin(wanted)  # it ended between the two

    def checkin(self, checkin_id: int) -> Checkin:
        """Read a check-in; raises `NotFound`."""
        query = select(checkins).where(self.ours(checkins, id=checkin_id))
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("check-in", checkin_id)
        return self._checkin(row)

    def checkins(self, activity_id: str | None = None) -> tuple[Checkin, ...]:
        """Every check-in, of one activity or of all."""
        of = {"activity_id": activity_id} if activity_id is not None else {}
        query = select(checkins).where(self.ours(checkins, **of)).order_by(checkins.c.id)
        return tuple(self._checkin(row) for row in self.connection.execute(query))

    def claim_checkin(self, checkin_id: int, now: datetime, lease: timedelta) -> Checkin | None:
        """Take an open check-in that nobody holds."""
        where = and_(self.ours(checkins, id=checkin_id), _is_free(now))
        update = checkins.update().where(where)
        claimed = self.connection.execute(update.values(fence=checkins.c.fence + 1, lease_until=now + lease))
        return self.checkin(checkin_id) if claimed.rowcount == 1 else None

    def claim_due_checkin(self, now: datetime, lease: timedelta) -> Checkin | None:
        """Take the check-in that is due longest; one that another worker is taking is passed over."""
        where = and_(self.ours(checkins), _is_free(now), checkins.c.due <= now)
        query = select(checkins.c.id).where(where).order_by(checkins.c.due, checkins.c.id).limit(1)
        found = self.connection.execute(query.with_for_update(skip_locked=True)).scalar()
        return self.claim_checkin(found, now, lease) if found is not None else None

    def save_checkin(self, claimed: Checkin, after: Checkin) -> bool:
        """Write `after` while the claim is ours; whether it is wanted is not the worker's to say."""
        where = self.ours(checkins, id=claimed.id, fence=claimed.fence)
        values = self._row_of_checkin(after)
        del values["wanted"]
        return self.connection.execute(checkins.update().where(where).values(values)).rowcount == 1

    def unwant_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        """Write that it is to be undone."""
        mine = self.ours(checkins, id=checkin_id)
        self.connection.execute(checkins.update().where(mine).values(wanted=0))
        queued = and_(mine, checkins.c.state == _S.QUEUED.value)
        self.connection.execute(checkins.update().where(queued).values(due=now))
        done = and_(mine, checkins.c.state == _S.DONE.value)
        undoing = {"state": _S.UNDOING.value, "due": now, "attempts": 0}
        self.connection.execute(checkins.update().where(done).values(undoing))
        return self.checkin(checkin_id)

    def rouse_checkin(self, checkin_id: int, now: datetime) -> Checkin:
        """Make a parked one due: to be undone, looked up, or sent, as it was."""
        kept = self.checkin(checkin_id)
        if kept.state is _S.PARKED:
            values = {"state": kept.resumes.value, "due": now, "attempts": 0}
            self.connection.execute(
                checkins.update().where(self.ours(checkins, id=checkin_id)).values(values)
            )
        return self.checkin(checkin_id)

    def known_checkins(self, checkin_ids: Collection[str]) -> frozenset[str]:
        """Which of publiq's ids are kept already, by any organisation."""
        query = select(checkins.c.checkin_id).where(checkins.c.checkin_id.in_(list(checkin_ids)))
        return frozenset(self.connection.execute(query).scalars())

    def _row_of_checkin(self, checkin: Checkin) -> dict[str, object]:
        return {
            "participant_id": checkin.participant_id,
            "activity_id": checkin.activity_id,
            "day": checkin.day.isoformat(),
            "state": checkin.state.value,
            "event_id": checkin.event_id,
            "created": checkin.created,
            "due": checkin.due,
            "fence": checkin.fence,
            "lease_until": checkin.lease_until,
            "sent_at": checkin.sent_at,
            "attempts": checkin.attempts,
            "wanted": int(checkin.wanted),
            "checkin_id": checkin.checkin_id,
            "points": checkin.points,
            "said": to_json(checkin.said) if checkin.said else None,
            "why": checkin.why,
            **self.number_values(checkin.number),
        }

    def _checkin(self, row: Row[Any]) -> Checkin:
        return Checkin(
            id=row.id,
            participant_id=row.participant_id,
            activity_id=row.activity_id,
            day=date.fromisoformat(row.day),
            state=CheckinState(row.state),
            event_id=row.event_id,
            number=self.number_of(row) or FORGOTTEN,
            created=row.created,
            due=row.due,
            fence=row.fence,
            lease_until=row.lease_until,
            sent_at=row.sent_at,
            attempts=row.attempts,
            wanted=bool(row.wanted),
            checkin_id=row.checkin_id,
            points=row.points,
            said=from_json(row.said, EndUserMessage) if row.said else None,
            why=row.why,
        )


def _is_free(now: datetime) -> ColumnElement[bool]:
    return and_(_IS_OPEN, or_(checkins.c.lease_until.is_(None), checkins.c.lease_until <= now))

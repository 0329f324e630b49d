"""Enrolments and their sales in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import evolve
from sqlalchemy import Row, func, select, text

from ...domain.errors import ActivityFull, AlreadyEnrolled, IllegalTransition, NotFound
from ...domain.model.enrolment import TAKES_A_PLACE, Enrolment, EnrolmentState, PlaceKind
from ...domain.model.euro import Euro
from ...domain.model.message import EndUserMessage
from .codec import from_json, to_json
from .publication_tables import NOT_TOUCHED, publications
from .records import Records
from .tables import LIVE_STATES, activities, enrolments

_IS_LIVE = text(f"uitkern_enrolments.state IN ({LIVE_STATES})")
"""Written out, not bound: only so do SQLite and PostgreSQL use the partial index."""
_IS_ENROLMENT = text("uitkern_enrolments.kind = 'enrolment'")
GIVEN_UP = EnrolmentState.CANCELLING.value


class Bookings(Records):
    """Places taken, and the sales registered for them."""

    def reserve(self, enrolment: Enrolment, capacity: int | None) -> Enrolment:
        """Insert an enrolment; the unique index decides between two at once (R1)."""
        if capacity is not None and self._refuse_when_full(enrolment, capacity) + 1 >= capacity:
            self._touch(enrolment.activity_id)
        insert = self.insert(enrolments, {}, self._row_of(enrolment)).on_conflict_do_nothing()
        new_id = self.connection.execute(insert.returning(enrolments.c.id)).scalar()
        if new_id is not None:
            return evolve(enrolment, id=new_id)
        held = self._second_of(enrolment)
        if held is None:  # the other one ended between the two statements
            return self.reserve(enrolment, capacity)
        raise AlreadyEnrolled(held.participant_id, held.activity_id, held.id, held.state)

    def _refuse_when_full(self, wanted: Enrolment, capacity: int) -> int:
        """Count places taken under a lock on the activity, so that two cannot both take the last one (R17).

        The lock is a write that changes nothing: it holds on SQLite also where the host's transaction
        has only read yet, and in a transaction of the host's that sees an older state it is an error.
        """
        activity_id = wanted.activity_id
        where = self.ours(activities, id=activity_id)
        self.connection.execute(activities.update().where(where).values(id=activities.c.id))
        taken = self.ours(enrolments, activity_id=activity_id) & _IS_LIVE & (enrolments.c.state != GIVEN_UP)
        count = self.connection.execute(
            select(func.count()).select_from(enrolments).where(taken)
        ).scalar_one()
        if count < capacity:
            return int(count)
        held = self._second_of(wanted)
        if held:
            raise AlreadyEnrolled(held.participant_id, held.activity_id, held.id, held.state)
        raise ActivityFull(activity_id, capacity)

    def _second_of(self, wanted: Enrolment) -> Enrolment | None:
        """The enrolment its participant has already; of tickets there may be any number."""
        if wanted.kind is PlaceKind.TICKET:
            return None
        return self.live_enrolment(wanted.participant_id, wanted.activity_id)

    def enrolment(self, enrolment_id: int) -> Enrolment:
        """Read an enrolment; raises `NotFound`."""
        query = select(enrolments).where(self.ours(enrolments, id=enrolment_id))
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("enrolment", enrolment_id)
        return self._enrolment(row)

    def live_enrolment(self, participant_id: str, activity_id: str) -> Enrolment | None:
        """The enrolment that still has, or may have, a place."""
        where = self.ours(enrolments, participant_id=participant_id, activity_id=activity_id)
        query = select(enrolments).where(where, _IS_LIVE, _IS_ENROLMENT)
        row = self.connection.execute(query).one_or_none()
        return self._enrolment(row) if row else None

    def enrolments(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        """Every enrolment, of one activity or of all."""
        of = {"activity_id": activity_id} if activity_id is not None else {}
        query = select(enrolments).where(self.ours(enrolments, **of)).order_by(enrolments.c.id)
        return tuple(self._enrolment(row) for row in self.connection.execute(query))

    def enrolments_of(self, participant_id: str) -> tuple[Enrolment, ...]:
        """Every enrolment of a participant."""
        query = select(enrolments).where(self.ours(enrolments, participant_id=participant_id))
        return tuple(self._enrolment(row) for row in self.connection.execute(query.order_by(enrolments.c.id)))

    def save_enrolment(self, before: Enrolment, after: Enrolment) -> None:
        """Write `after` over `before`, unless somebody moved it on meanwhile."""
        where = self.ours(enrolments, id=before.id, state=before.state.value)
        values = self._row_of(after)
        if self.connection.execute(enrolments.update().where(where).values(values)).rowcount != 1:
            raise IllegalTransition(self.enrolment(before.id).state, after.state)
        if before.state in TAKES_A_PLACE and after.state not in TAKES_A_PLACE:
            self._touch(after.activity_id)

    def _touch(self, activity_id: str) -> None:
        """Have the worker see whether its event still says the truth about places (R17)."""
        where = self.ours(publications, activity_id=activity_id) & NOT_TOUCHED
        self.connection.execute(publications.update().where(where).values(touched=1))

    def lapsed_holds(self, now: datetime, limit: int) -> tuple[Enrolment, ...]:
        """Unpaid enrolments whose hold ran out; what another worker holds is passed over."""
        where = self.ours(enrolments) & text("state = 'awaiting payment'") & (enrolments.c.hold_until <= now)
        query = select(enrolments).where(where).order_by(enrolments.c.hold_until).limit(limit)
        rows = self.connection.execute(query.with_for_update(skip_locked=True))
        return tuple(self._enrolment(row) for row in rows)

    def _row_of(self, enrolment: Enrolment) -> dict[str, object]:
        return {
            "participant_id": enrolment.participant_id,
            "activity_id": enrolment.activity_id,
            "state": enrolment.state.value,
            "base_price_cents": enrolment.base_price.cents,
            "price_cents": enrolment.price.cents,
            "agreed_cents": enrolment.agreed.cents,
            "created": enrolment.created,
            "hold_until": enrolment.hold_until,
            "tariff_id": enrolment.tariff_id,
            "event_id": enrolment.event_id,
            "sale_id": enrolment.sale_id,
            "ending": enrolment.ending.value if enrolment.ending else None,
            "message": to_json(enrolment.message) if enrolment.message else None,
            "kind": enrolment.kind.value,
            "points": enrolment.points,
            **self.number_values(enrolment.number),
        }

    def _enrolment(self, row: Row[Any]) -> Enrolment:
        return Enrolment(
            id=row.id,
            participant_id=row.participant_id,
            activity_id=row.activity_id,
            state=EnrolmentState(row.state),
            base_price=Euro(row.base_price_cents),
            price=Euro(row.price_cents),
            agreed=Euro(row.agreed_cents),
            created=row.created,
            hold_until=row.hold_until,
            tariff_id=row.tariff_id,
            number=self.number_of(row),
            event_id=row.event_id,
            sale_id=row.sale_id,
            ending=EnrolmentState(row.ending) if row.ending else None,
            message=from_json(row.message, EndUserMessage) if row.message else None,
            kind=PlaceKind(row.kind),
            points=row.points,
        )

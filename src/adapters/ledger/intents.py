"""What is to be written at UiTPAS, and who may do it now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, literal, or_, select

from ...domain.model.intent import Intent, IntentKind, IntentState
from ...domain.model.sale import SaleRequest
from .codec import from_json, to_json
from .records import Records
from .tables import intents


class Intents(Records):
    """Intents, claimed under a fence: one guarded update each, so that one of many wins."""

    def add_intent(
        self,
        kind: IntentKind,
        enrolment_id: int,
        request: SaleRequest | None,
        sale_id: str | None,
        now: datetime,
    ) -> Intent:
        """Keep a new intent, pending."""
        values = {
            "organisation": self.organisation,
            "enrolment_id": enrolment_id,
            "kind": kind.value,
            "state": IntentState.PENDING.value,
            "request": to_json(request) if request else None,
            "sale_id": sale_id,
            "created": now,
        }
        inserted = self.connection.execute(intents.insert().values(values))
        (new_id,) = inserted.inserted_primary_key or (0,)
        return Intent(new_id, kind, enrolment_id, IntentState.PENDING, request=request, sale_id=sale_id)

    def intent(self, enrolment_id: int, kind: IntentKind) -> Intent | None:
        """The latest intent of a kind for an enrolment."""
        where = self.ours(intents, enrolment_id=enrolment_id, kind=kind.value)
        query = select(intents).where(where).order_by(intents.c.id.desc()).limit(1)
        row = self.connection.execute(query).one_or_none()
        return _intent(row) if row else None

    def claim(self, intent_id: int, now: datetime, lease: timedelta) -> Intent | None:
        """Take an intent that is pending, or an undo whose sender is gone: deleting twice does no harm."""
        free = or_(intents.c.lease_until.is_(None), intents.c.lease_until <= now)
        abandoned = and_(
            intents.c.kind == IntentKind.UNDO.value, intents.c.state == IntentState.SENDING.value
        )
        ready = or_(intents.c.state == IntentState.PENDING.value, abandoned)
        update = (
            intents.update()
            .where(self.ours(intents, id=intent_id), free, ready)
            .values(fence=intents.c.fence + 1, lease_until=now + lease)
        )
        if self.connection.execute(update).rowcount != 1:
            return None
        return _intent(self.connection.execute(select(intents).where(self.ours(intents, id=intent_id))).one())

    def mark_sending(self, claimed: Intent, now: datetime) -> bool:
        """Write that the request leaves now, while the lease still holds."""
        if claimed.lease_until is None or now >= claimed.lease_until:
            return False
        return self._write(
            claimed,
            state=IntentState.SENDING.value,
            sent_at=now,
            first_sent_at=_first(now),
            attempts=intents.c.attempts + 1,
        )

    def settle(
        self, claimed: Intent, state: IntentState, sale_id: str | None = None, why: str | None = None
    ) -> bool:
        """Write how it ended and give the claim back."""
        return self._write(
            claimed, state=state.value, sale_id=sale_id or claimed.sale_id, why=why, lease_until=None
        )

    def _write(self, claimed: Intent, **values: object) -> bool:
        where = self.ours(intents, id=claimed.id, fence=claimed.fence)
        return self.connection.execute(intents.update().where(where).values(**values)).rowcount == 1


def _first(now: datetime) -> Any:
    return func.coalesce(intents.c.first_sent_at, literal(now, intents.c.first_sent_at.type))


def _intent(row: Row[Any]) -> Intent:
    return Intent(
        id=row.id,
        kind=IntentKind(row.kind),
        enrolment_id=row.enrolment_id,
        state=IntentState(row.state),
        fence=row.fence,
        lease_until=row.lease_until,
        sent_at=row.sent_at,
        attempts=row.attempts,
        request=from_json(row.request, SaleRequest) if row.request else None,
        sale_id=row.sale_id,
        why=row.why,
    )

"""What is to be written at UiTPAS, and who may do it now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from sqlalchemy import ColumnElement, Row, and_, exists, func, literal, or_, select, text

from ...domain.errors import NotFound
from ...domain.model.intent import SETTLED, UNDOING, Intent, IntentKind, IntentLine, IntentState
from ...domain.model.reward import Redemption
from ...domain.model.sale import SaleRequest
from ...domain.model.uitpas_number import UitpasNumber
from .codec import from_json, to_json
from .records import Records
from .seal import Seal
from .tables import OPEN_STATES, UNSETTLED_STATES, intent_lines, intents

_IS_UNSETTLED = text(f"uitkern_intents.state IN ({UNSETTLED_STATES})")
"""Written out as the partial index has it, so that SQLite uses that; nearly all intents are settled."""
_IS_OPEN = and_(_IS_UNSETTLED, text(f"uitkern_intents.state IN ({OPEN_STATES})"))
_TURNS = 0x75697473
"""What our advisory locks are mixed with, so that those of another program are other ones."""
_PENDING = IntentState.PENDING.value
_MAY_HAVE_LEFT = (IntentState.SENDING, IntentState.UNKNOWN)
_ONCE = tuple(kind.value for kind in IntentKind if kind not in UNDOING)


class Intents(Records):
    """Intents, claimed under a fence: one guarded update each, so that one of many wins."""

    def add_intent(
        self,
        kind: IntentKind,
        lines: tuple[IntentLine, ...],
        now: datetime,
        lease: timedelta | None = None,
        after: int | None = None,
    ) -> Intent:
        """Keep a new intent, due now; with a lease it is the caller's at once."""
        intent = Intent(
            id=0,
            kind=kind,
            state=IntentState.PENDING,
            lines=lines,
            due=now,
            fence=1 if lease else 0,
            lease_until=now + lease if lease else None,
            after=after,
        )
        values = {
            "organisation": self.organisation,
            "kind": kind.value,
            "state": _PENDING,
            "due": now,
            "fence": intent.fence,
            "lease_until": intent.lease_until,
            "created": now,
            "after_id": after,
        }
        inserted = self.connection.execute(intents.insert().values(values))
        (new_id,) = inserted.inserted_primary_key or (0,)
        rows = [self._line_row(new_id, position, line) for position, line in enumerate(lines)]
        self.connection.execute(intent_lines.insert(), rows)
        return evolve(intent, id=new_id)

    def intent(self, intent_id: int) -> Intent:
        """Read an intent; raises `NotFound`."""
        row = self.connection.execute(select(intents).where(self.ours(intents, id=intent_id))).one_or_none()
        if row is None:
            raise NotFound("intent", intent_id)
        return self._whole([row])[0]

    def intent_of(self, enrolment_id: int, kind: IntentKind) -> Intent | None:
        """The latest intent of a kind with a line for an enrolment."""
        joined = intents.join(intent_lines, intent_lines.c.intent_id == intents.c.id)
        where = self.ours(intents, kind=kind.value) & (intent_lines.c.enrolment_id == enrolment_id)
        query = select(intents).select_from(joined).where(where).order_by(intents.c.id.desc()).limit(1)
        row = self.connection.execute(query).one_or_none()
        return self._whole([row])[0] if row else None

    def intents(self, states: Collection[IntentState]) -> tuple[Intent, ...]:
        """Every intent in one of these states, oldest first."""
        wanted: ColumnElement[bool] = intents.c.state.in_([state.value for state in states])
        if not SETTLED.intersection(states):
            wanted = and_(_IS_UNSETTLED, wanted)
        query = select(intents).where(self.ours(intents), wanted).order_by(intents.c.id)
        return self._whole(self.connection.execute(query))

    def claim(self, intent_id: int, now: datetime, lease: timedelta) -> Intent | None:
        """Take an open intent that nobody holds."""
        self._take_turns(intent_id)
        where = self.ours(intents, id=intent_id) & _is_free(now)
        update = intents.update().where(where).values(fence=intents.c.fence + 1, lease_until=now + lease)
        return self.intent(intent_id) if self.connection.execute(update).rowcount == 1 else None

    def claim_due(self, now: datetime, lease: timedelta) -> Intent | None:
        """Take the intent that is due longest; one that another worker is taking is passed over."""
        where = self.ours(intents) & _is_free(now) & (intents.c.due <= now)
        query = select(intents.c.id).where(where).order_by(intents.c.due, intents.c.id).limit(1)
        query = query.with_for_update(skip_locked=True, of=intents)
        while (found := self.connection.execute(query).scalar()) is not None:
            claimed = self.claim(found, now, lease)
            if claimed:
                return claimed  # else a rival was claimed while we waited for our turn
        return None

    def _take_turns(self, intent_id: int) -> None:
        """Let claims of one sale wait for each other: neither would see what the other did not commit yet.

        SQLite has one writer, so there it is so already. The row comes first: two that take the same
        locks in another order would wait for each other without end.
        """
        if self.connection.dialect.name != "postgresql":
            return
        row = select(intents.c.id).where(self.ours(intents, id=intent_id)).with_for_update()
        self.connection.execute(row)
        number = func.hashtextextended(intent_lines.c.sale_key, _TURNS).label("number")
        wanted = select(number).where(
            intent_lines.c.intent_id == intent_id, intent_lines.c.sale_key.is_not(None)
        )
        in_order = wanted.distinct().order_by(number).subquery()
        self.connection.execute(select(func.pg_advisory_xact_lock(in_order.c.number)))

    def mark_sending(self, claimed: Intent, now: datetime) -> Intent | None:
        """Write that the request leaves now, while the lease still holds."""
        if claimed.lease_until is None or now >= claimed.lease_until:
            return None
        first = func.coalesce(intents.c.first_sent_at, literal(now, intents.c.first_sent_at.type))
        values = {
            "state": IntentState.SENDING.value,
            "sent_at": now,
            "first_sent_at": first,
            "attempts": intents.c.attempts + 1,
        }
        return self.intent(claimed.id) if self._write(claimed, values) else None

    def settle(self, claimed: Intent, state: IntentState, due: datetime, why: str | None = None) -> bool:
        """Write how far it came and give the claim back."""
        return self._write(claimed, {"state": state.value, "due": due, "why": why, "lease_until": None})

    def rouse(self, intent_id: int, now: datetime) -> None:
        """Make a parked intent due: to be looked up when it registers, to be tried when it undoes."""
        parked = self.ours(intents, id=intent_id, state=IntentState.PARKED.value)
        undoes = intents.c.kind.in_([kind.value for kind in UNDOING])
        for of_kind, state in ((~undoes, IntentState.UNKNOWN), (undoes, IntentState.PENDING)):
            update = intents.update().where(parked, of_kind)
            self.connection.execute(update.values(state=state.value, due=now, attempts=0))

    def _write(self, claimed: Intent, values: dict[str, Any]) -> bool:
        where = self.ours(intents, id=claimed.id, fence=claimed.fence)
        return self.connection.execute(intents.update().where(where).values(**values)).rowcount == 1

    def _line_row(self, intent_id: int, position: int, line: IntentLine) -> dict[str, object]:
        request, redemption = line.request, line.redemption
        key = None
        if request:
            key = sale_key(self.seal, request.number, request.event_id, request.tariff_id)
        if redemption:
            key = redemption_key(self.seal, redemption.number, redemption.reward_id)
        return {
            "intent_id": intent_id,
            "position": position,
            "enrolment_id": line.enrolment_id,
            "sale_key": key,
            "request": self.seal.close(to_json(request)) if request else None,
            "sale_id": line.sale_id,
            "redemption": self.seal.close(to_json(redemption)) if redemption else None,
        }

    def _line(self, row: Row[Any]) -> IntentLine:
        request = from_json(self.seal.open(row.request), SaleRequest) if row.request else None
        redemption = from_json(self.seal.open(row.redemption), Redemption) if row.redemption else None
        return IntentLine(row.enrolment_id, request, row.sale_id, redemption)

    def _whole(self, rows: Iterable[Row[Any]]) -> tuple[Intent, ...]:
        """Rows with their lines."""
        found = list(rows)
        lines: dict[int, list[IntentLine]] = {row.id: [] for row in found}
        query = select(intent_lines).where(intent_lines.c.intent_id.in_(lines))
        for row in self.connection.execute(query.order_by(intent_lines.c.intent_id, intent_lines.c.position)):
            lines[row.intent_id].append(self._line(row))
        return tuple(_intent(row, tuple(lines[row.id])) for row in found)


def sale_key(seal: Seal, number: UitpasNumber, event_id: str, tariff_id: str) -> str:
    """What two requests for the same sale have in common."""
    return f"{event_id} {tariff_id} {seal.digest(number.value)}"


def redemption_key(seal: Seal, number: UitpasNumber, reward_id: str) -> str:
    """What two requests for the same reward have in common."""
    return f"{reward_id} {seal.digest(number.value)}"


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Open, held by nobody, its turn, and no second registration while one of the same is not settled."""
    unheld = or_(intents.c.lease_until.is_(None), intents.c.lease_until <= now)
    return and_(_IS_OPEN, unheld, ~_has_to_wait(), ~_has_rival(now))


def _has_to_wait() -> ColumnElement[bool]:
    """Whether the intent it comes after is still open; one that is parked may take for ever."""
    earlier = intents.alias("earlier")
    is_open = earlier.c.state.in_([state.value for state in (IntentState.PENDING, *_MAY_HAVE_LEFT)])
    return exists().where(earlier.c.id == intents.c.after_id, is_open).correlate(intents)


def _has_rival(now: datetime) -> ColumnElement[bool]:
    """Whether this is new while another of the same pass for the same tariff or reward is under way."""
    rival, its_line, line = intents.alias("rival"), intent_lines.alias("its_line"), intent_lines.alias("line")
    under_way = or_(
        rival.c.state.in_([state.value for state in _MAY_HAVE_LEFT]),
        and_(rival.c.state == _PENDING, rival.c.lease_until > now),
    )
    same_sale = and_(
        line.c.intent_id == intents.c.id,
        its_line.c.sale_key == line.c.sale_key,
        its_line.c.intent_id == rival.c.id,
        rival.c.id != intents.c.id,
        rival.c.kind == intents.c.kind,
        under_way,
    )
    new = and_(intents.c.kind.in_(_ONCE), intents.c.state == _PENDING)
    return and_(new, exists().where(same_sale).correlate(intents))


def _intent(row: Row[Any], lines: tuple[IntentLine, ...]) -> Intent:
    return Intent(
        id=row.id,
        kind=IntentKind(row.kind),
        state=IntentState(row.state),
        lines=lines,
        due=row.due,
        fence=row.fence,
        lease_until=row.lease_until,
        first_sent_at=row.first_sent_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        why=row.why,
        after=row.after_id,
    )

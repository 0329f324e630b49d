"""The ledger in memory: as small as the port allows, so that a simulation can run it ten thousand times."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from attrs import Factory, define, evolve, fields

from tests.saga.memory_checkins import MemoryCheckins
from tests.saga.memory_people import MemoryPeople, found
from tests.saga.memory_publications import MemoryPublications
from tests.saga.memory_rewards import MemoryRewards, RewardTables
from uitkern.domain.errors import ActivityFull, AlreadyEnrolled, IllegalTransition, LedgerError
from uitkern.domain.model.activity import Activity
from uitkern.domain.model.activity_type import ActivityType
from uitkern.domain.model.checkin import Checkin
from uitkern.domain.model.enrolment import LIVE, TAKES_A_PLACE, Enrolment, EnrolmentState, PlaceKind
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import UNDOING, Intent, IntentKind, IntentLine, IntentState
from uitkern.domain.model.participant import Consent, Participant
from uitkern.domain.model.pass_status import PassStatus
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.publication import Edition
from uitkern.domain.model.report import Comparison
from uitkern.domain.model.sale import KeptSale, TicketSale
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import Pass
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.ledger import Remembered

T = TypeVar("T")
OPEN = {IntentState.PENDING, IntentState.SENDING, IntentState.UNKNOWN}


@define
class Tables(RewardTables):
    """All rows; every value is frozen, so that a copy of the dictionaries is a copy of the ledger."""

    activities: dict[str, Activity] = Factory(dict)
    participants: dict[str, Participant] = Factory(dict)
    types: dict[str, ActivityType] = Factory(dict)
    editions: dict[str, Edition] = Factory(dict)
    passes: dict[UitpasNumber, Remembered[Pass | Problem]] = Factory(dict)
    tariffs: dict[tuple[UitpasNumber, str, Euro], Remembered[Tariffs | Problem]] = Factory(dict)
    enrolments: dict[int, Enrolment] = Factory(dict)
    intents: dict[int, Intent] = Factory(dict)
    sales: dict[str, tuple[int, TicketSale, bool]] = Factory(dict)
    statuses: dict[str, PassStatus] = Factory(dict)
    checkins: dict[int, Checkin] = Factory(dict)
    consents: dict[str, Consent] = Factory(dict)
    shared: dict[str, str] = Factory(dict)
    questions: dict[str, tuple[datetime, int]] = Factory(dict)
    rests: dict[str, datetime] = Factory(dict)
    audits: dict[date, tuple[datetime, tuple[Comparison, ...] | None]] = Factory(dict)

    def copy(self) -> Tables:
        return Tables(**{field.name: dict(getattr(self, field.name)) for field in fields(Tables)})


class MemoryLedger(MemoryCheckins, MemoryPeople, MemoryPublications, MemoryRewards):
    """One organisation's ledger; `transact` gives all of it or nothing."""

    rows: Tables

    def __init__(self) -> None:
        self.rows = Tables()

    def transact(self, work: Callable[[Any], T]) -> T:
        before = self.rows.copy()
        try:
            return work(self)
        except BaseException:
            self.rows = before
            raise

    def remembered_pass(self, number: UitpasNumber) -> Remembered[Pass | Problem] | None:
        return self.rows.passes.get(number)

    def remember_pass(self, number: UitpasNumber, answer: Pass | Problem, at: datetime) -> None:
        self.rows.passes[number] = Remembered(answer, at)

    def remembered_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro
    ) -> Remembered[Tariffs | Problem] | None:
        return self.rows.tariffs.get((number, event_id, price))

    def remember_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro, answer: Tariffs | Problem, at: datetime
    ) -> None:
        self.rows.tariffs[number, event_id, price] = Remembered(answer, at)

    def forget_pass(self, number: UitpasNumber) -> None:
        self.rows.passes.pop(number, None)
        for key in [key for key in self.rows.tariffs if key[0] == number]:
            del self.rows.tariffs[key]

    def forget_tariffs(self, number: UitpasNumber, but_of: str | None = None) -> None:
        for key in [key for key in self.rows.tariffs if key[0] == number and key[1] != but_of]:
            del self.rows.tariffs[key]

    def reserve(self, enrolment: Enrolment, capacity: int | None) -> Enrolment:
        taken = [e for e in self.rows.enrolments.values() if e.activity_id == enrolment.activity_id]
        taken = [e for e in taken if e.state in LIVE and e.state is not EnrolmentState.CANCELLING]
        held = self._second_of(enrolment)
        if held:
            raise AlreadyEnrolled(held.participant_id, held.activity_id, held.id, held.state)
        if capacity is not None and len(taken) >= capacity:
            raise ActivityFull(enrolment.activity_id, capacity)
        if capacity is not None and len(taken) + 1 >= capacity:
            self.touch_edition(enrolment.activity_id)
        new = evolve(enrolment, id=len(self.rows.enrolments) + 1)
        self._write_enrolment(new)
        return new

    def _second_of(self, wanted: Enrolment) -> Enrolment | None:
        if wanted.kind is PlaceKind.TICKET:
            return None
        return self.live_enrolment(wanted.participant_id, wanted.activity_id)

    def _write_enrolment(self, enrolment: Enrolment) -> None:
        """What the databases check: one live enrolment (R1), no confirmed discount without its sale (R4)."""
        held = self._second_of(enrolment)
        second = enrolment.state in LIVE and held is not None and held.id != enrolment.id
        unsold = (
            enrolment.state is EnrolmentState.CONFIRMED and enrolment.discounted and not enrolment.sale_id
        )
        if second or unsold:
            raise LedgerError("ledger: an enrolment that may not be; nothing was written")
        self.rows.enrolments[enrolment.id] = enrolment

    def enrolment(self, enrolment_id: int) -> Enrolment:
        return found(self.rows.enrolments, "enrolment", enrolment_id)

    def live_enrolment(self, participant_id: str, activity_id: str) -> Enrolment | None:
        wanted = (participant_id, activity_id)
        places = [e for e in self.rows.enrolments.values() if e.kind is PlaceKind.ENROLMENT]
        live = [e for e in places if e.state in LIVE]
        return next((e for e in live if (e.participant_id, e.activity_id) == wanted), None)

    def enrolments(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        every = self.rows.enrolments.values()
        return tuple(e for e in every if activity_id is None or e.activity_id == activity_id)

    def enrolments_of(self, participant_id: str) -> tuple[Enrolment, ...]:
        return tuple(e for e in self.rows.enrolments.values() if e.participant_id == participant_id)

    def save_enrolment(self, before: Enrolment, after: Enrolment) -> None:
        present = self.enrolment(before.id)
        if present.state is not before.state:
            raise IllegalTransition(present.state, after.state)
        self._write_enrolment(after)
        if before.state in TAKES_A_PLACE and after.state not in TAKES_A_PLACE:
            self.touch_edition(after.activity_id)

    def lapsed_holds(self, now: datetime, limit: int) -> tuple[Enrolment, ...]:
        waiting = [e for e in self.rows.enrolments.values() if e.state is EnrolmentState.AWAITING_PAYMENT]
        late = sorted((e for e in waiting if e.hold_until <= now), key=lambda e: e.hold_until)
        return tuple(late[:limit])

    def add_intent(
        self,
        kind: IntentKind,
        lines: tuple[IntentLine, ...],
        now: datetime,
        lease: timedelta | None = None,
        after: int | None = None,
    ) -> Intent:
        new = Intent(
            id=len(self.rows.intents) + 1,
            kind=kind,
            state=IntentState.PENDING,
            lines=lines,
            due=now,
            fence=1 if lease else 0,
            lease_until=now + lease if lease else None,
            after=after,
        )
        self.rows.intents[new.id] = new
        return new

    def intent(self, intent_id: int) -> Intent:
        return found(self.rows.intents, "intent", intent_id)

    def intent_of(self, enrolment_id: int, kind: IntentKind) -> Intent | None:
        of_kind = [i for i in self.rows.intents.values() if i.kind is kind]
        found = [i for i in of_kind if any(line.enrolment_id == enrolment_id for line in i.lines)]
        return found[-1] if found else None

    def intents(self, states: Collection[IntentState]) -> tuple[Intent, ...]:
        return tuple(intent for intent in self.rows.intents.values() if intent.state in states)

    def resting_until(self, what: str, now: datetime) -> datetime | None:
        until = self.rows.rests.get(what)
        return until if until and until > now else None

    def rest(self, what: str, until: datetime) -> None:
        self.rows.rests[what] = max(until, self.rows.rests.get(what, until))

    def sent_sales(self, number: UitpasNumber, event_id: str, tariff_id: str) -> tuple[Intent, ...]:
        return self._sent((event_id, tariff_id, number))

    def sent_redemptions(self, number: UitpasNumber, reward_id: str) -> tuple[Intent, ...]:
        return self._sent((reward_id, number))

    def _sent(self, key: tuple[object, ...]) -> tuple[Intent, ...]:
        return tuple(i for i in self.rows.intents.values() if i.first_sent_at and key in _keys(i))

    def claim(self, intent_id: int, now: datetime, lease: timedelta) -> Intent | None:
        intent = self.rows.intents.get(intent_id)
        if intent is None or not self._is_free(intent, now):
            return None
        claimed = evolve(intent, fence=intent.fence + 1, lease_until=now + lease)
        self.rows.intents[intent_id] = claimed
        return claimed

    def claim_due(self, now: datetime, lease: timedelta) -> Intent | None:
        due = [i for i in self.rows.intents.values() if i.due <= now and self._is_free(i, now)]
        return self.claim(min(due, key=lambda i: (i.due, i.id)).id, now, lease) if due else None

    def _is_free(self, intent: Intent, now: datetime) -> bool:
        unheld = intent.lease_until is None or intent.lease_until <= now
        waits = intent.after is not None and self.rows.intents[intent.after].state in OPEN
        return intent.state in OPEN and unheld and not waits and not self._has_rival(intent, now)

    def _has_rival(self, intent: Intent, now: datetime) -> bool:
        if intent.kind in UNDOING or intent.state is not IntentState.PENDING:
            return False
        return any(
            _keys(rival) & _keys(intent)
            for rival in self.rows.intents.values()
            if rival.id != intent.id and rival.kind is intent.kind and _is_under_way(rival, now)
        )

    def mark_sending(self, claimed: Intent, now: datetime) -> Intent | None:
        if claimed.lease_until is None or now >= claimed.lease_until or not self.is_ours(claimed):
            return None
        present = self.intent(claimed.id)
        sending = evolve(
            present,
            state=IntentState.SENDING,
            sent_at=now,
            first_sent_at=present.first_sent_at or now,
            attempts=present.attempts + 1,
        )
        self.rows.intents[claimed.id] = sending
        return sending

    def settle(self, claimed: Intent, state: IntentState, due: datetime, why: str | None = None) -> bool:
        if not self.is_ours(claimed):
            return False
        present = self.intent(claimed.id)
        self.rows.intents[claimed.id] = evolve(present, state=state, due=due, why=why, lease_until=None)
        return True

    def is_ours(self, claimed: Intent) -> bool:
        present = self.rows.intents.get(claimed.id)
        return present is not None and present.fence == claimed.fence

    def rouse(self, intent_id: int, now: datetime) -> None:
        intent = self.rows.intents.get(intent_id)
        if intent and intent.state is IntentState.PARKED:
            waits = IntentState.PENDING if intent.kind in UNDOING else IntentState.UNKNOWN
            self.rows.intents[intent_id] = evolve(intent, state=waits, due=now, attempts=0)

    def save_sale(self, enrolment_id: int, sale: TicketSale) -> None:
        if sale.id in self.rows.sales:
            raise LedgerError("ledger: the sale is kept already; nothing was written")
        self.rows.sales[sale.id] = (enrolment_id, sale, False)

    def known_sales(self, sale_ids: Collection[str]) -> frozenset[str]:
        return frozenset(sale_ids) & frozenset(self.rows.sales)

    def kept_sales(self, event_id: str) -> tuple[KeptSale, ...]:
        return tuple(
            KeptSale(sale, enrolment_id, self.enrolment(enrolment_id).state, undone)
            for enrolment_id, sale, undone in self.rows.sales.values()
            if sale.event_id == event_id
        )

    def begin_audit(self, day: date, now: datetime) -> bool:
        begun, found = self.rows.audits.get(day, (None, None))
        if begun is not None and (found is not None or begun > now - timedelta(hours=1)):
            return False
        self.rows.audits[day] = (now, None)
        return True

    def save_audit(self, day: date, comparisons: tuple[Comparison, ...], now: datetime) -> None:
        self.rows.audits[day] = (now, comparisons)

    def audit(self) -> tuple[Comparison, ...]:
        finished = [(day, found) for day, (_, found) in self.rows.audits.items() if found is not None]
        return max(finished)[1] if finished else ()

    def sold_activities(self) -> tuple[str, ...]:
        return tuple(sorted({e.activity_id for e in self.rows.enrolments.values() if e.discounted}))

    def sale(self, sale_id: str) -> TicketSale:
        return found(self.rows.sales, "ticket sale", sale_id)[1]

    def mark_undone(self, sale_id: str, now: datetime) -> None:
        if sale_id in self.rows.sales:
            enrolment_id, sale, _ = self.rows.sales[sale_id]
            self.rows.sales[sale_id] = (enrolment_id, sale, True)


def _keys(intent: Intent) -> set[tuple[object, ...]]:
    wanted = [line.redemption for line in intent.lines if line.redemption]
    rewards: set[tuple[object, ...]] = {(redemption.reward_id, redemption.number) for redemption in wanted}
    return rewards | {(request.event_id, request.tariff_id, request.number) for request in intent.requests}


def _is_under_way(rival: Intent, now: datetime) -> bool:
    held = rival.lease_until is not None and rival.lease_until > now
    return rival.may_have_landed or (rival.state is IntentState.PENDING and held)

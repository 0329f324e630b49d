"""A day of registrations with everything going wrong, on a virtual clock: one seed, one trace.

Parents enrol baskets, pay, cancel and come back; workers tick; processes crash between any two questions,
stand still for minutes and wake up; requests and answers get lost, sales are committed late. When the
faults end, the workers go on until nothing is due, and the checker compares the ledger with the truth.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import define, field, frozen

from tests.saga.memory_ledger import OPEN, MemoryLedger
from tests.saga.truth import DEAR, SOCIAL, Truth
from uitkern.domain.errors import UitkernError
from uitkern.domain.flows.cancel import cancel, release
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.enrol import confirm, reinstate
from uitkern.domain.flows.tick import tick
from uitkern.domain.model.activity import Activity, Slot
from uitkern.domain.model.basket import Line
from uitkern.domain.model.enrolment import EnrolmentState, PlaceKind
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.sale import SalesPage
from uitkern.domain.model.tariff import Tariff, Tariffs, TariffType
from uitkern.domain.model.uitpas import Pass, SocialTariff, SocialTariffStatus
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import Ask, Now, Pause, Together, Transact
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass, ListSales, QuoteTariffs, RegisterSales, UndoSale
from uitkern.domain.ports.rewards import RedeemReward, ReturnReward

START = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
POLICY = Policy(
    hold=timedelta(minutes=10),
    longest_back_off=timedelta(minutes=2),
    attempts=200,
    quiet=timedelta(seconds=120),
)
LATEST_COMMIT = 40.0
TROUBLE, LAST_ACT, END = 1500.0, 4000.0, 12000.0
GONE = Problem("uitpas/ticket-sale-not-found", 404)


@frozen
class Chances:
    """How likely each thing goes wrong, at each question."""

    crash: float = 0.03
    pause: float = 0.03
    not_sent: float = 0.10
    lost_request: float = 0.10
    late: float = 0.12
    error_after_commit: float = 0.05
    refused: float = 0.03
    list_fails: float = 0.10

    @classmethod
    def none(cls) -> Chances:
        """A day on which nothing goes wrong."""
        return cls(*[0.0] * 8)


@define
class Simulation:
    """One seed's day; `trace` is everything that happened, in order."""

    seed: int
    ledger: MemoryLedger = field(factory=MemoryLedger)
    policy: Policy = POLICY
    chances: Chances = field(factory=Chances)
    children: int = 6
    activities: int = 2
    parents: int = 20
    workers: int = 3
    truth: Truth = field(factory=Truth)
    trace: list[tuple[float, str, str]] = field(factory=list)
    broken: list[str] = field(factory=list)
    calm: bool = False
    _random: random.Random = field(init=False)
    _events: list[tuple[float, int, Callable[[], None]]] = field(factory=list)
    _count: int = 0
    _now: float = 0.0

    def __attrs_post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable on purpose
        self.ledger.transact(self._furnish)

    def _furnish(self, ledger: MemoryLedger) -> None:
        for index in range(self.activities):
            slot = Slot(START + timedelta(days=30), START + timedelta(days=30, hours=8))
            place = "8248e289-c986-4006-902f-b0616dcbcde7"
            ledger.save_activity(
                Activity(f"a{index}", "Kamp", Euro(1000), (slot,), place, capacity=self.children - 1)
            )
            ledger.save_publication(Publication(f"a{index}", PublicationState.REGISTERED, f"e{index}"))
        for index in range(self.children):
            number = UitpasNumber(f"{index // 2:013d}") if index < 4 else UitpasNumber(f"{index:013d}")
            ledger.save_participant(Participant(f"c{index}", number), shared_by="the office")

    # --- time

    def at(self, moment: float, act: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._events, (moment, self._count, act))

    def clock(self) -> datetime:
        return START + timedelta(seconds=self._now)

    def note(self, who: str, what: str) -> None:
        self.trace.append((round(self._now, 3), who, what))

    def chance(self, name: str) -> bool:
        return bool(self._random.random() < getattr(self.chances, name))

    def run(self) -> Simulation:
        """Let the day go wrong for a while, then let the workers finish; then check."""
        for index in range(self.parents):
            self.at(self._random.uniform(0, TROUBLE * 0.8), self._parent(f"p{index}"))
        for index in range(self.workers):
            self.at(self._random.uniform(0, 5), self._worker(f"w{index}"))
        self.at(TROUBLE, self._calm_down)
        while self._events and self._events[0][0] < END:
            self._now, _, act = heapq.heappop(self._events)
            act()
        self.check()
        return self

    def _calm_down(self) -> None:
        self.calm, self.chances, self.truth.dear = True, Chances.none(), False

    def is_settled(self) -> bool:
        """Whether nothing is left that a worker could do."""
        open_intents = any(i.state in OPEN for i in self.ledger.rows.intents.values())
        waiting = (e.state is EnrolmentState.AWAITING_PAYMENT for e in self.ledger.rows.enrolments.values())
        return not open_intents and not any(waiting) and self._now > LAST_ACT

    # --- processes

    def _worker(self, name: str) -> Callable[[], None]:
        def again(result: object = None) -> None:
            if isinstance(result, Exception):
                self.broken.append(f"{name}: {result!r}")
            if not (self.calm and self.is_settled()):
                self.at(self._now + self._random.uniform(5, 30) * (3 if self.calm else 1), start)

        def start() -> None:
            self.drive(name, tick(self.policy, 5), again)

        return start

    def _parent(self, name: str) -> Callable[[], None]:
        def start() -> None:
            size = self._random.choice([1, 1, 1, 2, 3])
            lines = [
                Line(
                    f"c{self._random.randrange(self.children)}", f"a{self._random.randrange(self.activities)}"
                )
                for _ in range(size)
            ]
            self.truth.dear = self._random.random() < 0.1 and not self.calm
            keep_rest = self._random.random() < 0.5
            self.drive(
                name, checkout(lines, self.policy, keep_rest=keep_rest), lambda result: self._next(name)
            )

        return start

    def _next(self, name: str) -> None:
        """Do something with any enrolment: parents, tills and administrators come in any order."""
        for _ in range(self._random.choice([0, 1, 2, 3])):
            known = len(self.ledger.rows.enrolments)
            if known:
                chosen = self._random.randint(max(1, known - 4), known)
                act = self._random.choice([confirm, confirm, confirm, cancel, release, reinstate])
                self.at(self._now + self._random.uniform(0, 900), self._act(name, act, chosen))

    def _act(self, name: str, act: Any, enrolment_id: int) -> Callable[[], None]:
        def start() -> None:
            flow = act(enrolment_id) if act is confirm else act(enrolment_id, self.policy)
            self.note(name, f"{act.__name__} {enrolment_id}")
            self.drive(name, flow, lambda result: None)

        return start

    # --- questions

    def drive(self, name: str, flow: Generator[Ask[Any], Any, Any], ended: Callable[[object], None]) -> None:
        """Drive a flow; a crash forgets it between two questions, and its process starts anew later."""

        def go_on(step: Callable[[], Ask[Any]]) -> None:
            try:
                question = step()
            except StopIteration as end:
                self.note(name, "ended")
                ended(end.value)
                return
            except UitkernError as error:
                self.note(name, type(error).__name__)
                ended(None)
                return
            if self.chance("crash"):
                crash()
                return
            self.perform(name, question, lambda answer: later(lambda: flow.send(answer)), thrown, crash)

        def later(step: Callable[[], Ask[Any]]) -> None:
            wait = self._random.uniform(0, 200) if self.chance("pause") else self._random.uniform(0, 0.2)
            self.at(self._now + wait, lambda: go_on(step))

        def thrown(error: Exception) -> None:
            later(lambda: flow.throw(error))

        def crash() -> None:
            self.note(name, "crash")
            if name.startswith("w"):
                self.at(self._now + self._random.uniform(1, 40), lambda: ended(None))

        go_on(lambda: next(flow))

    def perform(
        self,
        name: str,
        question: Ask[Any],
        answer: Callable[[Any], None],
        fail: Callable[[Exception], None],
        crash: Callable[[], None],
    ) -> None:
        match question:
            case Now():
                answer(self.clock())
            case Pause(duration):
                self.at(self._now + duration.total_seconds(), lambda: answer(None))
            case Transact(work):
                self._transact(name, work, answer, fail, crash)
            case Together(asks):
                answer(tuple(self._told(each) for each in asks))
            case RegisterSales() | UndoSale() | RedeemReward() | ReturnReward():
                self._write(name, question, answer)
            case _:
                answer(self._told(question))

    def _transact(
        self,
        name: str,
        work: Callable[[Any], Any],
        answer: Callable[[Any], None],
        fail: Callable[[Exception], None],
        crash: Callable[[], None],
    ) -> None:
        try:
            result = self.ledger.transact(work)
        except UitkernError as error:
            fail(error)
            return
        self._watch(name)
        if self.chance("crash"):  # committed, and nobody hears of it
            crash()
        else:
            answer(result)

    def _told(self, question: Ask[Any]) -> Any:
        match question:
            case FindPass(number):
                return Pass("holder", number, SocialTariff(SocialTariffStatus.ACTIVE))  # type: ignore[arg-type]
            case QuoteTariffs():
                price = DEAR if self.truth.dear and self._random.random() < 0.5 else SOCIAL
                return Tariffs((Tariff("SOCIALTARIFF", "Kansentarief", price, TariffType.SOCIALTARIFF, 9),))
            case ListSales(event_id, start, limit):
                if self.chance("list_fails"):
                    return Unavailable("no answer in time")
                listed = self.truth.listed(event_id)
                first = max(
                    0, start - self._random.choice([0, 1])
                )  # a page may repeat what the last one told
                return SalesPage(len(listed), listed[first : min(start + limit, start + 3)])
        raise AssertionError(question)

    def _commit(self, name: str, question: Ask[Any]) -> Any:
        """What UiTPAS makes of a request that arrived."""
        match question:
            case UndoSale(sale_id):
                return Done(None) if self.truth.undo(sale_id) else Refused(GONE)
            case RegisterSales(requests):
                if self.chance("refused"):
                    pointer = f"/{self._random.randrange(len(requests))}"
                    return Refused(
                        Problem("uitpas/maximum-reached", 400, pointer=self._random.choice([pointer, None]))
                    )
                made = self.truth.register(requests, self.clock())
                self.note(name, f"sold {' '.join(sale.id for sale in made)}")
                return Done(made)
        raise AssertionError(question)

    def _write(
        self,
        name: str,
        question: RegisterSales | UndoSale | RedeemReward | ReturnReward,
        answer: Callable[[Any], None],
    ) -> None:
        """The network, at its worst; the deadline is looked at when the first byte would leave."""

        def leave() -> None:
            if self.clock() >= question.deadline or self.chance("not_sent"):
                answer(NotSent("no connection"))
            elif self.chance("lost_request"):
                self.note(name, "request lost")
                self.at(self._now + 20, lambda: answer(NoAnswer("no answer in time")))
            elif self.chance("late"):
                self.note(name, "answer lost")
                self.at(self._now + self._random.uniform(0, LATEST_COMMIT), commit)
                self.at(self._now + 20, lambda: answer(NoAnswer("no answer in time")))
            else:
                self.at(self._now + self._random.uniform(0.05, 2), answered)

        def commit() -> Any:
            return self._commit(name, question)

        def answered() -> None:
            outcome = commit()
            if self.chance("error_after_commit"):
                outcome = NoAnswer("status 500")
            answer(outcome)

        stands_still = self._random.uniform(0, 60) if self.chance("pause") else 0.0
        self.at(self._now + stands_still, leave)

    # --- the checker

    def _watch(self, name: str) -> None:
        """What must hold at every moment: one live enrolment per child and activity, none too many."""
        live = Counter(
            (e.participant_id, e.activity_id)
            for e in self.ledger.rows.enrolments.values()
            if e.state in _LIVE and e.kind is PlaceKind.ENROLMENT
        )
        self.broken += [f"{name}: {pair} enrolled {n} times" for pair, n in live.items() if n > 1]

    def check(self) -> None:
        """What must hold in the end: both sides hold the same sales, and nothing is left to do."""
        sold = [e for e in self.ledger.rows.enrolments.values() if e.state in _PAID and not e.rewarded]
        paid = {e.sale_id: e for e in sold if e.sale_id}
        owed = sum(1 for e in sold if e.discounted)
        self.broken += [f"lost: {sale_id}" for sale_id in paid if sale_id not in self.truth.held]
        self.broken += [
            f"doubled or forgotten: {sale_id}" for sale_id in self.truth.held if sale_id not in paid
        ]
        if owed != len(paid):
            self.broken.append(f"one sale for several enrolments: {owed} paid, {len(paid)} sales")
        settled = _PAID | {EnrolmentState.CANCELLED, EnrolmentState.REFUSED, EnrolmentState.LAPSED}
        for enrolment in self.ledger.rows.enrolments.values():
            if enrolment.state not in settled:
                self.broken.append(f"unresolved: enrolment {enrolment.id} is {enrolment.state}")
            if enrolment.state in _PAID and enrolment.price > enrolment.agreed:
                self.broken.append(f"dearer than agreed: enrolment {enrolment.id}")
        open_intents = [i for i in self.ledger.rows.intents.values() if i.state not in _SETTLED_INTENTS]
        self.broken += [f"unresolved: intent {i.id} is {i.state}: {i.why}" for i in open_intents]


_LIVE = frozenset(
    EnrolmentState(state)
    for state in ("reserved", "registering", "unknown", "awaiting payment", "confirmed", "cancelling")
)
_PAID = frozenset({EnrolmentState.CONFIRMED})
_SETTLED_INTENTS = frozenset({"done", "refused"})

__all__ = ["POLICY", "Chances", "Simulation"]

"""One organisation's house for a test: a scripted publiq, a clock that stands still and a real ledger."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import Any, TypeVar

import pytest
from attrs import Factory, define

from tests.domain.building import EVENT, NOON, NUMBER, US, a_pass, a_sale, an_activity, tariffs
from uitkern.adapters.drivers import AsyncOutside, Outside, arun, run
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import UitkernError
from uitkern.domain.flows.enrol import enrol
from uitkern.domain.flows.offer import offer
from uitkern.domain.model.activity import Activity
from uitkern.domain.model.enrolment import Enrolment
from uitkern.domain.model.intent import Intent, IntentKind
from uitkern.domain.model.offer import Offer
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.sale import TicketSale
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import Ask, Flow
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs, RegisterSales, UndoSale

T = TypeVar("T")
Reply = object
"""An answer, or a function of the question that gives it."""


class ScriptedPubliq:
    """Answers each kind of question as it was told, in order, and records what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Ask[Any]] = []
        self._once: dict[type, deque[Reply]] = defaultdict(deque)
        self._always: dict[type, Reply] = {}
        self._lock = Lock()

    def will_answer(self, kind: type[Ask[Any]], *replies: Reply) -> None:
        """Answer the next questions of a kind with these, one each."""
        self._once[kind].extend(replies)

    def always_answers(self, kind: type[Ask[Any]], reply: Reply) -> None:
        """Answer every question of a kind with this, when nothing else was told."""
        self._always[kind] = reply

    def answer(self, question: Ask[Any]) -> Any:
        kind = type(question)
        with self._lock:
            self.asked.append(question)
            if self._once[kind]:
                reply = self._once[kind].popleft()
            elif kind in self._always:
                reply = self._always[kind]
            else:
                raise AssertionError(f"nobody expected {question}")
        return reply(question) if callable(reply) else reply

    def count(self, *kinds: type[Ask[Any]]) -> int:
        """How many questions were asked, of these kinds or of all."""
        return sum(1 for question in self.asked if not kinds or isinstance(question, kinds))

    def calls_of(self, deed: Callable[[], object]) -> list[str]:
        """The kinds of the questions that a deed costs."""
        before = len(self.asked)
        deed()
        return [type(question).__name__ for question in self.asked[before:]]


@define
class AwaitedPubliq:
    """The same script, for the asynchronous driver."""

    script: ScriptedPubliq

    async def answer(self, question: Ask[Any]) -> Any:
        await asyncio.sleep(0)
        return self.script.answer(question)


@define
class StillClock:
    """Stands still but for who sleeps, and for who moves it."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def sleep(self, duration: timedelta) -> None:
        self.moment += duration

    async def asleep(self, duration: timedelta) -> None:
        self.moment += duration


@define
class House:
    """What a flow reaches, and how to look at what it left behind."""

    store: LedgerStore
    publiq: ScriptedPubliq = Factory(ScriptedPubliq)
    clock: StillClock = Factory(StillClock)
    policy: Policy = Factory(Policy)

    @property
    def outside(self) -> Outside:
        return Outside(self.publiq, self.store.of(US.id), self.clock)

    def run(self, flow: Flow[T]) -> T:
        return run(flow, self.outside)

    async def arun(self, flow: Flow[T]) -> T:
        return await arun(flow, AsyncOutside(AwaitedPubliq(self.publiq), self.store.of(US.id), self.clock))

    def enrol(self, *args: Any, participant: str = "lena", activity: str = "camp", **named: Any) -> Enrolment:
        return self.run(enrol(participant, activity, self.policy, *args, **named))

    def offer(self, participant: str = "lena", activity: str = "camp") -> Offer:
        return self.run(offer(participant, activity, self.policy))

    def look(self, work: Callable[[Ledger], T]) -> T:
        return self.store.transact(US.id, work)

    def enrolments(self) -> tuple[Enrolment, ...]:
        return self.look(lambda ledger: ledger.enrolments())

    def enrolment(self, enrolment_id: int = 1) -> Enrolment:
        return self.look(lambda ledger: ledger.enrolment(enrolment_id))

    def publication(self, activity_id: str = "camp") -> Publication | None:
        return self.look(lambda ledger: ledger.publication(activity_id))

    def intent(self, kind: IntentKind = IntentKind.REGISTER, enrolment_id: int = 1) -> Intent | None:
        return self.look(lambda ledger: ledger.intent_of(enrolment_id, kind))

    def state_of_intent(self, kind: IntentKind = IntentKind.REGISTER, enrolment_id: int = 1) -> str | None:
        intent = self.intent(kind, enrolment_id)
        return intent.state.value if intent else None

    def sale(self, sale_id: str = "499853") -> TicketSale:
        return self.look(lambda ledger: ledger.sale(sale_id))

    def move_in(
        self,
        activity: Activity | None = None,
        participant: str = "lena",
        number: UitpasNumber | None = NUMBER,
        event_id: str | None = EVENT,
    ) -> House:
        """Keep an activity with its event, and a child with its pass."""
        kept = activity or an_activity()

        def work(ledger: Ledger) -> None:
            ledger.save_activity(kept)
            ledger.save_participant(Participant(participant, number), "whoever moves in")
            if event_id:
                ledger.save_publication(Publication(kept.id, PublicationState.PUBLISHED, event_id))

        self.look(work)
        return self

    def with_social_tariff(self, *registrations: Reply) -> House:
        """Let UiTPAS say yes to everything, but for the first registrations, which are told."""
        self.publiq.will_answer(RegisterSales, *registrations)
        self.publiq.always_answers(FindPass, a_pass())
        self.publiq.always_answers(QuoteTariffs, tariffs())
        self.publiq.always_answers(RegisterSales, Done((a_sale(),)))
        self.publiq.always_answers(UndoSale, Done(None))
        return self

    def taken_over(self, kind: IntentKind, outcome: Reply) -> Callable[[Ask[Any]], Reply]:
        """Answer, but not before another process has taken the intent over."""

        def reply(_: Ask[Any]) -> Reply:
            intent = self.intent(kind)
            assert intent is not None
            self.look(lambda ledger: take_over(ledger, intent, self.clock.now(), self.policy))
            return outcome

        return reply


E = TypeVar("E", bound=UitkernError)


def refusal(house: House, error: type[E], *args: Any) -> E:
    """Why an enrolment failed."""
    with pytest.raises(error) as caught:
        house.enrol(*args)
    return caught.value


def take_over(ledger: Ledger, intent: Intent, now: datetime, policy: Policy) -> None:
    """Become the holder of an intent, as whoever looks after lost ones does."""
    ledger.settle(intent, intent.state, now)
    assert ledger.claim(intent.id, now, policy.lease)


def meddled(flow: Flow[T], meddle: Callable[[int, Ask[Any]], None]) -> Flow[T]:
    """The same flow, with something done between its questions: `meddle(n, question)` before each."""
    step: Callable[[], Ask[Any]] = partial(next, flow)
    n = 0
    while True:
        try:
            question = step()
        except StopIteration as end:
            result: T = end.value
            return result
        meddle(n, question)
        n += 1
        step = yield from _passed_on(flow, question)


def _passed_on(flow: Flow[Any], question: Ask[Any]) -> Generator[Ask[Any], Any, Callable[[], Ask[Any]]]:
    try:
        answer = yield question
    except Exception as error:  # noqa: BLE001 - the flow decides
        return partial(flow.throw, error)
    return partial(flow.send, answer)

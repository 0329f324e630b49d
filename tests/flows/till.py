"""UiTPAS's own list of sales, for tests of what both sides hold in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from attrs import Factory, define

from tests.domain.building import (
    BASE,
    OTHER_NUMBER,
    REDUCED,
    a_pass,
    a_problem,
    an_activity,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.tick import tick
from uitkern.domain.model.basket import Basket, Line
from uitkern.domain.model.enrolment import Enrolment
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import Intent, IntentKind, IntentState
from uitkern.domain.model.report import Tick
from uitkern.domain.model.sale import SalesPage, TicketSale
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused
from uitkern.domain.ports.publiq import FindPass, ListSales, QuoteTariffs, RegisterSales, UndoSale

LENA, MO = Line("lena", "camp"), Line("mo", "camp")
SILENCE = NoAnswer("time-out")
GONE = Refused(a_problem("ticket-sale-not-found", 404))


@define
class Till:
    """What UiTPAS holds, told in every answer; each trouble is a reply for `will_answer`."""

    house: House
    held: dict[str, TicketSale] = Factory(dict)
    price: Euro = REDUCED
    made: int = 0

    def register(self, question: RegisterSales) -> Done[tuple[TicketSale, ...]]:
        """Register all, and answer."""
        return Done(tuple(self.sell(request) for request in question.requests))

    def in_time(self, question: RegisterSales) -> Done[tuple[TicketSale, ...]] | NotSent:
        """Register all, unless the moment to send has passed."""
        late = self.house.clock.now() >= question.deadline
        return NotSent("its moment has passed") if late else self.register(question)

    def sell(self, request: Any) -> TicketSale:
        """Hold one sale more, as somebody else at a counter may."""
        self.made += 1
        sale = TicketSale(
            f"s{self.made}",
            self.price,
            request.tariff_id,
            request.event_id,
            request.number,
            request.regular_price,
            self.house.clock.now(),
            request.label,
        )
        self.held[sale.id] = sale
        return sale

    def answer_lost(self, question: RegisterSales) -> NoAnswer:
        """Register all, and say nothing."""
        self.register(question)
        return SILENCE

    def undo(self, question: UndoSale) -> Done[None] | Refused:
        """Undo a sale that is held."""
        return Done(None) if self.held.pop(question.sale_id, None) else GONE

    def listing(self, _: ListSales) -> SalesPage:
        """All that is held."""
        return SalesPage(len(self.held), tuple(self.held.values()))

    def next(self, kind: type[Ask[Any]], *replies: object) -> None:
        """What becomes of the next questions of a kind."""
        self.house.publiq.will_answer(kind, *replies)

    def checkout(self, *lines: Line, keep_rest: bool = False) -> Basket:
        """A parent pays for a basket; with no lines for both children."""
        return self.house.run(checkout(lines or (LENA, MO), self.house.policy, keep_rest=keep_rest))

    def cancel(self, enrolment_id: int = 1) -> Enrolment:
        """Somebody gives an enrolment up."""
        return self.house.run(cancel(enrolment_id, self.house.policy))

    def tick(self) -> Tick:
        """One round of the worker."""
        return self.house.run(tick(self.house.policy))

    def later(self, duration: timedelta | None = None) -> Tick:
        """One round of the worker, by default when the quiet period is over."""
        self.house.clock.moment += duration or self.house.policy.quiet
        return self.tick()

    def states(self) -> list[str]:
        """The state of every enrolment, in their order."""
        return [each.state.value for each in self.house.enrolments()]

    def intents(self, *states: IntentState) -> tuple[Intent, ...]:
        """The intents in some states, by default in all."""
        return self.house.look(lambda ledger: ledger.intents(states or set(IntentState)))

    def only_intent(self) -> Intent:
        """The one intent that is not settled."""
        (found,) = [each for each in self.intents() if not each.settled]
        return found

    def only_why(self) -> str | None:
        """The reason of the one intent there ever was."""
        (found,) = self.intents()
        return found.why

    def intents_of(self, kind: IntentKind) -> int:
        """How many intents of a kind there ever were."""
        return sum(1 for each in self.intents() if each.kind is kind)

    def assert_both_sides_agree(self) -> None:
        """Every standing discounted enrolment has its one sale at UiTPAS, and UiTPAS holds no other."""
        standing = [e.sale_id for e in self.house.enrolments() if e.state in STANDING and e.discounted]
        assert sorted(map(str, standing)) == sorted(self.held)


STANDING = {"awaiting payment", "confirmed"}


def open_till(house: House, capacity: int | None = None) -> Till:
    """Two children with passes that give the social tariff, and a till that works."""
    till = Till(house)
    house.move_in(an_activity(capacity=capacity, price=BASE), "mo", OTHER_NUMBER)
    house.publiq.always_answers(FindPass, lambda question: a_pass(number=question.identifier))
    house.publiq.always_answers(QuoteTariffs, tariffs())
    house.publiq.always_answers(RegisterSales, till.in_time)
    house.publiq.always_answers(UndoSale, till.undo)
    house.publiq.always_answers(ListSales, till.listing)
    return till

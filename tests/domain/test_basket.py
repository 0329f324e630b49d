"""Baskets: tickets with a pass, a contact or nobody, and what there is to pay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.building import BASE, NUMBER, REDUCED, an_enrolment, an_offer
from uitkern.domain.errors import ActivityFull, InvalidValue, RewardRefused, TooManyTickets
from uitkern.domain.model.basket import Basket, Refusal, Ticket, TicketLine
from uitkern.domain.model.enrolment import EnrolmentState, PlaceKind
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.reward import Redeemed
from uitkern.domain.rules import lifecycle


def test_equal_tickets_are_made_at_once() -> None:
    line = TicketLine.of("show", 3, NUMBER, Choose.NOTHING, BASE)
    assert line.tickets == (Ticket(NUMBER, choice=Choose.NOTHING, agreed=BASE),) * 3
    assert TicketLine("show", [Ticket()]).tickets == (Ticket(),)


BAD: dict[str, tuple[Callable[[], object], str]] = {
    "none": (lambda: TicketLine("show", []), "tickets"),
    "fewer than one": (lambda: TicketLine.of("show", 0), "count"),
    "a pass and a contact": (lambda: Ticket(NUMBER, "kid"), "contact"),
    "an empty contact": (lambda: Ticket(contact=" "), "contact"),
    "no activity": (lambda: TicketLine("", [Ticket()]), "activity_id"),
}


@pytest.mark.parametrize(("make", "field"), BAD.values(), ids=BAD)
def test_tickets_that_cannot_be_are_refused_where_they_are_made(
    make: Callable[[], object], field: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()
    assert refused.value.field == field


def test_what_is_to_pay_is_in_euro_and_in_points() -> None:
    ticket = an_enrolment(kind=PlaceKind.TICKET, price=Euro(100), points=10)
    basket = Basket((an_enrolment(price=REDUCED),), (), (ticket, ticket))
    assert (basket.to_pay, basket.points) == (Euro(400), 20)


def test_a_refusal_tells_what_else_there_is_when_it_was_asked() -> None:
    error = RewardRefused(Problem("uitpas/reward-volume-constraint", 400))
    assert Refusal("lena", "camp", error).others is None
    error.others = an_offer()
    assert Refusal("lena", "camp", error).others == an_offer()
    assert Refusal("lena", "camp", ActivityFull("camp", 3)).others is None


def test_what_remains_is_said_also_when_it_is_nothing() -> None:
    assert "nu nog kopen aan dit tarief: 3." in TooManyTickets(3).message.nl
    assert "geen tickets meer" in TooManyTickets(0).message.nl


@pytest.mark.parametrize("state", EnrolmentState)
def test_points_that_were_taken_never_bring_an_ended_place_back(state: EnrolmentState) -> None:
    place = an_enrolment(state, points=10, tariff_id="5687")
    if state in lifecycle.ENDED:
        assert lifecycle.redeemed(place, Redeemed("r1", "5687", 10)) == place
    elif state is EnrolmentState.CANCELLING:
        assert lifecycle.redeemed(place, Redeemed("r1", "5687", 10)).state is state
    elif state in {EnrolmentState.REGISTERING, EnrolmentState.UNKNOWN}:
        paid = lifecycle.redeemed(place, Redeemed("r1", "5687", 10))
        assert (paid.state, paid.sale_id) == (EnrolmentState.AWAITING_PAYMENT, "r1")
        dear = lifecycle.redeemed(place, Redeemed("r1", "5687", 11))
        assert (dear.state, dear.ending) == (EnrolmentState.CANCELLING, EnrolmentState.REFUSED)

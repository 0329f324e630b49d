"""F29 and R12: tickets, with or without a pass, and those of a group."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.adapters.cores import ENTITLED, an_activity
from tests.cases.counter import COST, consent, in_balance, price_rewards, taken
from tests.cases.desk import BASE, POST, REDUCED, SISTER, Desk, S
from uitkern import Choose, Euro, Line, PlaceKind, Reason, Ticket, TicketLine, UitpasNumber, errors
from uitkern.simulator.world.tickets import SaleRequest

GROUP, GROUP_WITH_COUPON, COUPON = "0900000045410", "0900000191800", "COUPON_1080"


def number(digits: str) -> UitpasNumber:
    return UitpasNumber(digits)


def test_tickets_stand_beside_an_enrolment_in_one_basket(any_desk: Desk) -> None:
    three = [Ticket(), Ticket(number(SISTER)), Ticket(contact="kid")]
    any_desk.core.save_activity(an_activity("show"))
    any_desk.core.publish("show")
    any_desk.core.await_registration("show")
    basket = any_desk.core.checkout([Line("kid", "camp"), TicketLine("show", three)])
    (place,) = basket.enrolments
    assert [each.price for each in basket.tickets] == [BASE, REDUCED, REDUCED]
    assert [each.participant_id for each in basket.tickets] == ["", "", "kid"]
    assert {each.kind for each in basket.tickets} == {PlaceKind.TICKET}
    assert basket.to_pay == Euro(place.price.cents + BASE.cents + 2 * REDUCED.cents)
    assert any_desk.asked(POST) == 1, "one request for all of the basket"
    assert len(any_desk.held()) == 3
    for each in (place, *basket.tickets):
        assert any_desk.core.confirm(each.id).state is S.CONFIRMED
    assert any_desk.core.enrolments() == (any_desk.core.enrolment(place.id),)
    assert len(any_desk.core.tickets("show")) == 3
    for each in any_desk.core.tickets():
        any_desk.core.cancel(each.id)
    assert any_desk.held() == {place.sale_id}


def test_a_contact_may_have_tickets_and_be_enrolled(any_desk: Desk) -> None:
    lines = [TicketLine("camp", [Ticket(contact="kid", choice=Choose.NOTHING)] * 2), Line("kid", "camp")]
    basket = any_desk.core.checkout(lines)
    assert (len(basket.tickets), len(basket.enrolments)) == (2, 1)
    any_desk.agrees()


def test_the_same_pass_twice_is_refused_unless_as_many_remain(any_desk: Desk) -> None:
    (tariff,) = any_desk.core.offer("kid", "camp").tariffs
    assert tariff.remaining == 1
    twice = TicketLine.of("camp", 2, number(ENTITLED))
    with pytest.raises(errors.BasketRefused) as refused:
        any_desk.core.checkout([twice])
    (refusal,) = refused.value.refusals
    assert isinstance(refusal.error, errors.TooManyTickets)
    assert (refusal.line, refusal.ticket, refusal.error.remaining) == (0, 1, 1)
    assert any_desk.asked(POST) == 0
    assert any_desk.core.tickets() == ()
    with pytest.raises(errors.BasketRefused):
        any_desk.core.checkout([Line("kid", "camp"), TicketLine.of("camp", 1, number(ENTITLED))])
    kept = any_desk.core.checkout([twice], keep_rest=True)
    assert len(kept.tickets) == 1
    any_desk.agrees()


def test_f29_a_group_pass_is_recognised_and_buys_many_at_once(any_desk: Desk) -> None:
    made = any_desk.core.offer_for_pass("camp", number(GROUP))
    assert made.group
    (tariff,) = made.tariffs
    assert tariff.remaining == 100
    basket = any_desk.core.checkout([TicketLine.of("camp", 12, number(GROUP))])
    assert len(basket.tickets) == 12
    assert {each.price for each in basket.tickets} == {REDUCED}
    assert any_desk.asked(POST) == 1
    sales = [each.sale_id for each in basket.tickets]
    assert len(set(sales)) == 12
    assert set(sales) == any_desk.held(), "answers are matched by position, each ticket has its own sale"
    assert any_desk.core.offer_for_pass("camp", number(GROUP)).tariffs[0].remaining == 88
    any_desk.core.cancel(basket.tickets[3].id)
    assert any_desk.held() == set(sales) - {sales[3]}
    assert any_desk.core.offer_for_pass("camp", number(GROUP)).tariffs[0].remaining == 89


def test_f29_no_more_tickets_than_remain_and_with_keep_rest_as_many(desk: Desk) -> None:
    pass_number = number(GROUP_WITH_COUPON)
    made = desk.core.offer_for_pass("camp", pass_number)
    assert [each.id for each in made.tariffs] == [COUPON]
    assert made.tariffs[0].remaining == 50
    too_many = TicketLine.of("camp", 52, pass_number, COUPON)
    with pytest.raises(errors.BasketRefused) as refused:
        desk.core.checkout([too_many])
    assert [each.ticket for each in refused.value.refusals] == [50, 51]
    assert "50" in told(refused.value)
    assert desk.asked(POST) == 0
    basket = desk.core.checkout([too_many], keep_rest=True)
    assert len(basket.tickets) == len(desk.held()) == 50
    assert len(basket.refusals) == 2


def test_f29_fewer_left_than_was_told_sells_none_or_those_that_are_left(desk: Desk) -> None:
    pass_number = number(GROUP_WITH_COUPON)
    desk.core.offer_for_pass("camp", pass_number)
    event = desk.core.publication("camp").event_id
    _sell_at_the_counter(desk, event, 47)
    elsewhere = desk.held()
    five = TicketLine.of("camp", 5, pass_number, COUPON)
    with pytest.raises(errors.BasketRefused) as refused:
        desk.core.checkout([five])
    assert any(isinstance(each.error, errors.SaleRefused) for each in refused.value.refusals)
    assert desk.held() == elsewhere
    others = refused.value.refusals[-1].others or refused.value.refusals[0].others
    assert others is not None
    assert others.tariffs[0].remaining == 3
    basket = desk.core.checkout([five], keep_rest=True)
    assert len(basket.tickets) == 3
    assert desk.held() - elsewhere == {each.sale_id for each in basket.tickets}


def told(refused: errors.BasketRefused) -> str:
    message = refused.refusals[0].message
    return message.nl if message else ""


def _sell_at_the_counter(desk: Desk, event: str, count: int) -> None:
    desk.publiq.world.register_sales([SaleRequest(GROUP_WITH_COUPON, event, COUPON, 1100)] * count)


def test_f29_tickets_of_a_group_without_an_answer_are_looked_up_and_each_found_once(any_desk: Desk) -> None:
    line = TicketLine.of("camp", 4, number(GROUP))
    with any_desk.publiq.fault(POST, cut="after"), pytest.raises(errors.BasketRefused):
        any_desk.core.checkout([line])
    assert {each.state for each in any_desk.core.tickets()} == {S.UNKNOWN}
    any_desk.later(minutes=3)
    any_desk.core.tick()
    assert {each.state for each in any_desk.core.tickets()} == {S.AWAITING_PAYMENT}
    assert {each.sale_id for each in any_desk.core.tickets()} == any_desk.held()
    assert any_desk.asked(POST) == 1


def test_a_ticket_may_be_paid_with_a_reward(any_desk: Desk) -> None:
    price_rewards(any_desk)
    line = TicketLine("camp", [Ticket(number(ENTITLED), choice=consent()), Ticket()])
    basket = any_desk.core.checkout([line])
    assert (basket.points, len(basket.tickets)) == (COST, 2)
    in_balance(any_desk)
    for each in basket.tickets:
        any_desk.core.release(each.id)
    assert taken(any_desk) == set()
    again = any_desk.core.reinstate(basket.tickets[0].id)
    assert (again.kind, again.points) == (PlaceKind.TICKET, COST)


def test_without_the_label_nobody_gets_a_discount(any_desk: Desk) -> None:
    any_desk.core.save_activity(evolve(an_activity(), uitpas=False))
    made = any_desk.core.offer("kid", "camp")
    assert (made.price, made.reason, made.tariffs) == (BASE, Reason.SWITCHED_OFF, ())
    assert made.messages[0].nl == "Voor deze activiteit geldt UiTPAS niet."
    place = any_desk.core.enrol("kid", "camp")
    assert (place.price, place.sale_id) == (BASE, None)
    (ticket,) = any_desk.core.checkout([TicketLine.of("camp", 1, number(SISTER))]).tickets
    assert ticket.price == BASE
    assert any_desk.held() == set()
    assert any_desk.asked("get-tariffs") == 0


def test_a_price_list_shows_the_general_social_tariff_before_the_child_is_known(any_desk: Desk) -> None:
    any_desk.core.save_activity(an_activity("draft"))
    any_desk.core.save_activity(evolve(an_activity("off"), uitpas=False))
    camp, draft, off = any_desk.core.price_list(["camp", "draft", "off", "camp"])
    assert (camp.base_price, camp.social, camp.message) == (BASE, REDUCED, None)
    assert (draft.social, off.social) == (None, None)
    assert draft.message.nl == "Voor deze activiteit is er nog geen kansentarief."
    assert off.message.nl == "Voor deze activiteit geldt UiTPAS niet."


def test_bad_tickets_are_refused_where_they_are_made() -> None:
    for make, field in (
        (lambda: TicketLine("camp", []), "tickets"),
        (lambda: TicketLine.of("camp", 0), "count"),
        (lambda: Ticket(number(ENTITLED), "kid"), "contact"),
        (lambda: TicketLine(" ", [Ticket()]), "activity_id"),
    ):
        with pytest.raises(errors.InvalidValue) as refused:
            make()
        assert refused.value.field == field

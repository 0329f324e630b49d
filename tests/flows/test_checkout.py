"""Checkout: several children in one request, all of them or, when that is asked, those that can (F14)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from attrs import evolve

from tests.domain.building import BASE, REDUCED, SAID, US, a_social_tariff, an_activity, tariffs
from tests.flows.house import House, meddled, take_over
from tests.flows.till import LENA, MO, SILENCE, Till, open_till
from uitkern.adapters.drivers import run
from uitkern.domain.errors import (
    ActivityFull,
    AlreadyEnrolled,
    BasketRefused,
    IllegalTransition,
    InvalidValue,
    PriceWentUp,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
)
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.model.basket import Line, Refusal
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NotSent, Refused
from uitkern.domain.ports.publiq import FindPass, ListSales, QuoteTariffs, RegisterSales, UndoSale

S = EnrolmentState
FULL_PRICE = Line("mo", "camp", Choose.NOTHING)


def pointing_at(index: int | None) -> Refused:
    return Refused(
        Problem(
            "uitpas/maximum-reached", 422, message=SAID, pointer=f"/{index}" if index is not None else None
        )
    )


def refused(till: Till, *lines: Line, keep_rest: bool = False) -> tuple[Refusal, ...]:
    with pytest.raises(BasketRefused) as caught:
        till.checkout(*lines, keep_rest=keep_rest)
    return caught.value.refusals


def told(refusals: tuple[Refusal, ...]) -> list[tuple[str, type[Exception]]]:
    return [(each.participant_id, type(each.error)) for each in refusals]


def test_a_family_is_registered_in_one_request(till: Till) -> None:
    basket = till.checkout()

    assert [(each.participant_id, each.price, each.sale_id) for each in basket.enrolments] == [
        ("lena", REDUCED, "s1"),
        ("mo", REDUCED, "s2"),
    ]
    assert basket.refusals == ()
    assert basket.to_pay == Euro(400)
    assert till.house.publiq.count(RegisterSales) == 1
    till.assert_both_sides_agree()


def test_who_pays_the_full_price_is_in_the_basket_without_a_sale(till: Till) -> None:
    basket = till.checkout(LENA, FULL_PRICE)

    assert basket.to_pay == Euro(REDUCED.cents + BASE.cents)
    assert till.made == 1


def test_a_basket_holds_lines_and_nothing_else(house: House) -> None:
    with pytest.raises(InvalidValue, match="lines: must each be of type Line or TicketLine"):
        house.run(checkout([MO, "lena:camp"], house.policy))  # type: ignore[list-item]
    assert house.enrolments() == ()


def test_a_basket_without_lines_is_empty(house: House) -> None:
    basket = house.run(checkout((), house.policy))

    assert (basket.enrolments, basket.refusals, basket.to_pay) == ((), (), Euro(0))


def test_a_refused_line_is_named_with_its_message_and_nothing_stands(till: Till) -> None:
    """F14."""
    till.next(RegisterSales, pointing_at(1))

    (refusal,) = refused(till, LENA, MO)

    assert refusal.participant_id == "mo"
    assert isinstance(refusal.error, SaleRefused)
    assert refusal.message == refusal.error.message == SAID
    assert till.states() == ["refused", "refused"]
    assert [each.message for each in till.house.enrolments()] == [None, SAID]
    till.assert_both_sides_agree()


def test_the_rest_goes_on_without_the_refused_line(till: Till) -> None:
    """F14."""
    till.next(RegisterSales, pointing_at(0))

    basket = till.checkout(keep_rest=True)

    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    assert told(basket.refusals) == [("lena", SaleRefused)]
    assert till.states() == ["refused", "awaiting payment"]
    assert till.house.publiq.count(RegisterSales) == 2
    till.assert_both_sides_agree()


def test_a_refusal_that_names_no_line_is_of_all(till: Till) -> None:
    till.next(RegisterSales, pointing_at(None))

    assert told(refused(till)) == [("lena", SaleRefused), ("mo", SaleRefused)]
    assert till.states() == ["refused", "refused"]


def test_when_no_line_is_named_the_rest_goes_on_one_by_one(till: Till) -> None:
    till.next(RegisterSales, pointing_at(None), pointing_at(None))

    basket = till.checkout(keep_rest=True)

    assert told(basket.refusals) == [("lena", SaleRefused)]
    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    assert [len(each.requests) for each in till.house.publiq.asked if isinstance(each, RegisterSales)] == [
        2,
        1,
        1,
    ]
    till.assert_both_sides_agree()


def test_when_a_refused_basket_holds_a_full_price_that_goes_as_well(till: Till) -> None:
    till.next(RegisterSales, pointing_at(0))

    assert told(refused(till, LENA, FULL_PRICE)) == [("lena", SaleRefused)]
    assert till.states() == ["refused", "refused"]


def test_a_full_price_that_is_paid_meanwhile_stays(till: Till) -> None:
    till.next(RegisterSales, lambda _: (till.house.run(confirm(2)), pointing_at(0))[1])

    refused(till, LENA, FULL_PRICE)

    assert till.states() == ["refused", "confirmed"]


def test_one_line_that_became_dearer_undoes_all(till: Till) -> None:
    """R6, F9."""
    till.next(RegisterSales, lambda question: dearer_for_the_first(till, question))

    (refusal,) = refused(till)

    assert refusal.participant_id == "lena"
    assert isinstance(refusal.error, PriceWentUp)
    assert (refusal.error.agreed, refusal.error.asked) == (REDUCED, Euro(300))
    assert till.states() == ["refused", "refused"]
    assert till.held == {}


def test_one_line_that_became_dearer_leaves_the_rest_when_asked(till: Till) -> None:
    till.next(RegisterSales, lambda question: dearer_for_the_first(till, question))

    basket = till.checkout(keep_rest=True)

    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    assert told(basket.refusals) == [("lena", PriceWentUp)]
    till.assert_both_sides_agree()


def dearer_for_the_first(till: Till, question: RegisterSales) -> Done[Any]:
    till.price = Euro(300)
    first = till.sell(question.requests[0])
    till.price = REDUCED
    return Done((first, *(till.sell(request) for request in question.requests[1:])))


def test_a_dearer_basket_whose_line_was_given_up_meanwhile_is_undone_once(till: Till) -> None:
    def given_up_meanwhile(question: RegisterSales) -> Done[Any]:
        till.cancel(2)
        return dearer_for_the_first(till, question)

    till.next(RegisterSales, given_up_meanwhile)

    refused(till)

    assert till.states() == ["refused", "cancelled"]
    assert till.house.publiq.count(UndoSale) == 2
    assert till.held == {}


def test_what_was_given_up_meanwhile_is_undone_and_said(till: Till) -> None:
    till.next(RegisterSales, lambda question: (till.cancel(1), till.register(question))[1])

    basket = till.checkout()

    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    assert told(basket.refusals) == [("lena", IllegalTransition)]
    assert basket.refusals[0].message is None
    assert till.states() == ["cancelled", "awaiting payment"]
    till.assert_both_sides_agree()


def test_who_is_given_up_in_the_other_tab_meanwhile_is_told_so(till: Till) -> None:
    till.next(RegisterSales, lambda question: (till.cancel(1), till.register(question))[1])

    with pytest.raises(IllegalTransition, match="that is cancelled cannot become awaiting payment"):
        till.house.enrol()

    assert till.held == {}


@pytest.mark.parametrize("keep_rest", [True, False])
def test_a_refusal_frees_what_was_given_up_meanwhile(till: Till, keep_rest: bool) -> None:
    till.next(RegisterSales, lambda _: (till.cancel(1), pointing_at(1))[1])

    if keep_rest:
        basket = till.checkout(keep_rest=True)
        assert told(basket.refusals) == [("mo", SaleRefused), ("lena", IllegalTransition)]
    else:
        refused(till)

    assert till.states() == ["cancelled", "refused"]
    assert till.held == {}


def test_a_basket_without_an_answer_keeps_its_places(till: Till) -> None:
    """F2."""
    till.next(RegisterSales, till.answer_lost)

    assert told(refused(till)) == [("lena", SaleUnknown), ("mo", SaleUnknown)]
    assert till.states() == ["unknown", "unknown"]


def test_beside_a_line_without_an_answer_the_full_price_waits_as_well(till: Till) -> None:
    till.next(RegisterSales, till.answer_lost)

    assert told(refused(till, LENA, FULL_PRICE)) == [("lena", SaleUnknown)]
    assert till.states() == ["unknown", "awaiting payment"]


def test_what_was_not_sent_frees_every_place(till: Till) -> None:
    till.next(RegisterSales, NotSent("no connection"))

    assert told(refused(till, LENA, MO)) == [("lena", SaleNotSent), ("mo", SaleNotSent)]
    assert till.states() == ["refused", "refused"]
    assert till.tick().idle


def test_of_the_last_place_and_two_children_nobody_gets_it(empty_house: House) -> None:
    """R17: all or none; and one of the two when the rest may go on."""
    till = open_till(empty_house.move_in(an_activity(capacity=1)), capacity=1)

    assert told(refused(till)) == [("mo", ActivityFull)]
    assert till.states() == []
    assert till.house.publiq.count(RegisterSales) == 0

    basket = till.checkout(keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["lena"]
    assert told(basket.refusals) == [("mo", ActivityFull)]


def test_who_is_enrolled_already_is_said_before_anything_is_asked(till: Till) -> None:
    """R1."""
    till.checkout(LENA)
    till.house.publiq.asked.clear()

    assert told(refused(till)) == [("lena", AlreadyEnrolled)]
    assert till.house.publiq.asked == []

    basket = till.checkout(keep_rest=True)
    assert [each.participant_id for each in basket.enrolments] == ["mo"]
    assert told(basket.refusals) == [("lena", AlreadyEnrolled)]


def test_a_child_twice_in_one_basket_has_one_place(till: Till) -> None:
    assert told(refused(till, LENA, LENA)) == [("lena", AlreadyEnrolled)]
    assert till.states() == []

    assert len(till.checkout(LENA, LENA, keep_rest=True).enrolments) == 1
    till.assert_both_sides_agree()


def test_more_than_agreed_is_said_before_anything_is_reserved(till: Till) -> None:
    cheap = Line("lena", "camp", agreed=Euro(150))

    assert told(refused(till, cheap, MO)) == [("lena", PriceWentUp)]
    assert till.states() == []
    assert [each.participant_id for each in till.checkout(cheap, MO, keep_rest=True).enrolments] == ["mo"]


def test_a_basket_of_refused_lines_only_registers_nothing(till: Till) -> None:
    basket = till.checkout(Line("lena", "camp", agreed=Euro(150)), keep_rest=True)

    assert (basket.enrolments, told(basket.refusals)) == ((), [("lena", PriceWentUp)])
    assert till.house.publiq.count(FindPass) == 1
    assert till.intents() == ()


def test_a_second_sale_of_the_same_pass_waits_for_the_first(till: Till) -> None:
    """F6: two children with one pass; what is not settled is not mixed up with what is new."""
    till.house.move_in(participant="twin")
    till.next(RegisterSales, SILENCE)
    refused(till, LENA)

    assert told(refused(till, Line("twin", "camp"))) == [("twin", SaleNotSent)]
    assert till.states() == ["unknown"]

    till.later()
    till.checkout(Line("twin", "camp"))
    till.assert_both_sides_agree()
    assert till.made == 2


def test_one_pass_twice_in_a_basket_gets_two_sales_without_an_answer_too(till: Till) -> None:
    till.house.move_in(participant="twin")
    till.house.publiq.always_answers(QuoteTariffs, tariffs(evolve(a_social_tariff(), remaining=2)))
    till.next(RegisterSales, till.answer_lost)
    refused(till, LENA, Line("twin", "camp"))

    till.later()

    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 2
    till.assert_both_sides_agree()


def test_a_basket_that_another_process_took_over_is_told_as_unknown(till: Till) -> None:
    def steal(_: int, __: Ask[Any]) -> None:
        intent = till.house.intent(IntentKind.REGISTER)
        if intent and intent.fence == 1:
            till.house.look(
                lambda ledger: take_over(ledger, intent, till.house.clock.now(), till.house.policy)
            )

    with pytest.raises(BasketRefused) as caught:
        till.house.run(meddled(checkout((LENA, MO), till.house.policy), steal))

    assert told(caught.value.refusals) == [("lena", SaleUnknown), ("mo", SaleUnknown)]
    assert till.states() == ["registering", "registering"]
    assert till.house.publiq.count(RegisterSales, ListSales) == 0


class Undone(Exception):
    """The database broke the first try of a transaction."""


@pytest.mark.parametrize("keep_rest", [False, True])
def test_a_basket_is_the_same_when_each_transaction_had_to_be_done_again(till: Till, keep_rest: bool) -> None:
    def lose_the_first_race(work: Callable[[Ledger], Any]) -> Any:
        def broken(ledger: Ledger) -> None:
            work(ledger)
            raise Undone

        with suppress(Undone):
            till.house.store.transact(US.id, broken)
        return till.house.store.transact(US.id, work)

    outside = evolve(till.house.outside, transact=lose_the_first_race)
    basket = run(checkout([LENA, FULL_PRICE], till.house.policy, keep_rest=keep_rest), outside)

    assert [each.participant_id for each in basket.enrolments] == ["lena", "mo"]
    assert [each.id for each in basket.enrolments] == [each.id for each in till.house.enrolments()]
    assert basket.refusals == ()
    assert till.house.publiq.count(UndoSale) == 0, "no sale was registered twice and taken back"
    till.assert_both_sides_agree()


def test_what_stands_beside_a_line_without_an_answer_is_told_and_can_be_paid(till: Till) -> None:
    till.next(RegisterSales, SILENCE)
    with pytest.raises(BasketRefused, match="enrolment 2 in 'camp' awaits payment") as caught:
        till.checkout(LENA, FULL_PRICE)
    (standing,) = caught.value.standing
    assert (standing.participant_id, standing.price) == ("mo", BASE)
    till.house.run(confirm(standing.id))

    till.later(till.house.policy.hold)
    till.later()

    assert till.states() == ["lapsed", "confirmed"]


def test_of_a_refused_basket_nothing_stands(till: Till) -> None:
    till.next(RegisterSales, NotSent("busy"))
    with pytest.raises(BasketRefused) as caught:
        till.checkout(LENA, FULL_PRICE)
    assert caught.value.standing == ()
    assert till.states() == ["refused", "refused"]

"""Reserve inside the host's own transaction, register after it, and take up again what had ended."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.domain.building import (
    BASE,
    NUMBER,
    REDUCED,
    a_coupon,
    a_problem,
    a_social_tariff,
    an_activity,
    no_tariffs,
    tariffs,
)
from tests.flows.house import House, take_over
from tests.flows.test_worker import unanswered
from tests.flows.till import LENA, MO, SILENCE, Till, open_till
from uitkern.domain.errors import (
    ActivityFull,
    AlreadyEnrolled,
    IllegalTransition,
    NoSuchTariff,
    PriceWentUp,
    SaleRefused,
    SaleUnknown,
)
from uitkern.domain.flows.enrol import confirm, register_reserved, reinstate
from uitkern.domain.flows.reserve import reserve_in_transaction
from uitkern.domain.model.enrolment import Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.intent import IntentState
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.policy import Policy
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import NotSent, Refused
from uitkern.domain.ports.publiq import QuoteTariffs, RegisterSales, UndoSale

S = EnrolmentState


def reserved(
    till: Till,
    choice: Choose | str = Choose.PRESELECTED,
    agreed: Euro | None = None,
    participant: str = "lena",
    *,
    order_is_kept: bool = True,
) -> Enrolment:
    """The host keeps its order and our reservation together."""
    made = till.house.offer(participant)

    def work(ledger: Ledger) -> Enrolment:
        now = till.house.clock.now()
        enrolment = reserve_in_transaction(ledger, made, choice, agreed, now, till.house.policy)
        if not order_is_kept:
            raise OrderRefused
        return enrolment

    return till.house.look(work)


class OrderRefused(Exception):
    """The host's own reason to roll back."""


def register(till: Till, enrolment_id: int = 1) -> Enrolment:
    return till.house.run(register_reserved(enrolment_id, till.house.policy))


def test_a_reservation_is_registered_after_the_hosts_transaction(till: Till) -> None:
    assert reserved(till).state is S.REGISTERING
    assert till.made == 0

    assert register(till).state is S.AWAITING_PAYMENT
    assert register(till).state is S.AWAITING_PAYMENT

    till.assert_both_sides_agree()


def test_when_the_host_rolls_back_nothing_remains(till: Till) -> None:
    with pytest.raises(OrderRefused):
        reserved(till, order_is_kept=False)

    assert (till.states(), till.intents()) == ([], ())
    assert till.tick().idle


def test_what_the_host_forgets_to_register_the_worker_does(till: Till) -> None:
    reserved(till)

    assert till.tick().intents == {IntentState.DONE: 1}
    till.assert_both_sides_agree()


def test_a_reservation_at_the_full_price_asks_nothing(till: Till) -> None:
    enrolment = reserved(till, Choose.NOTHING)

    assert (enrolment.state, enrolment.price) == (S.AWAITING_PAYMENT, BASE)
    assert register(till) == enrolment
    assert till.intents() == ()


def test_a_reservation_is_refused_as_an_enrolment_is(empty_house: House) -> None:
    till = open_till(empty_house.move_in(an_activity(capacity=1)), capacity=1)
    with pytest.raises(NoSuchTariff):
        reserved(till, "coupon-9")
    with pytest.raises(PriceWentUp):
        reserved(till, agreed=Euro(100))
    reserved(till)
    with pytest.raises(ActivityFull):
        reserved(till, participant="mo")


def test_a_child_is_reserved_once(till: Till) -> None:
    """R1."""
    reserved(till)

    with pytest.raises(AlreadyEnrolled):
        reserved(till)


def test_a_refused_reservation_says_why(till: Till) -> None:
    reserved(till)
    till.next(RegisterSales, Refused(a_problem("card-blocked", 422)))

    with pytest.raises(SaleRefused):
        register(till)

    assert till.states() == ["refused"]
    assert register(till).state is S.REFUSED


def test_a_reservation_that_was_not_sent_goes_on_by_itself(till: Till) -> None:
    reserved(till)
    till.next(RegisterSales, NotSent("no connection"))

    assert register(till).state is S.REGISTERING

    assert till.later(till.house.policy.back_off).intents == {IntentState.DONE: 1}


def test_a_reservation_without_an_answer_is_unknown(till: Till) -> None:
    reserved(till)
    till.next(RegisterSales, SILENCE)

    with pytest.raises(SaleUnknown):
        register(till)
    assert register(till).state is S.UNKNOWN


def test_a_reservation_that_a_worker_holds_is_left_to_it(till: Till) -> None:
    reserved(till)
    (intent,) = till.intents()
    till.house.look(lambda ledger: take_over(ledger, intent, till.house.clock.now(), till.house.policy))

    assert register(till).state is S.REGISTERING
    assert till.made == 0


def test_a_reservation_given_up_before_it_was_registered_costs_no_call(till: Till) -> None:
    reserved(till)
    till.house.publiq.asked.clear()

    assert till.cancel(1).state is S.CANCELLED
    assert register(till).state is S.CANCELLED
    assert till.tick().idle
    assert till.house.publiq.asked == []


def test_a_reservation_whose_hold_ran_out_is_let_go_unsent(till: Till) -> None:
    reserved(till)

    till.later(till.house.policy.hold)

    assert till.states() == ["lapsed"]
    assert till.made == 0


def test_a_basket_that_waits_is_registered_for_the_one_who_asks(till: Till) -> None:
    """A refused line of somebody else beside it is not its concern."""
    unanswered(till, LENA, MO, landed=False)
    till.next(RegisterSales, NotSent("no connection"))
    till.later()
    till.next(RegisterSales, Refused(evolve(a_problem("card-blocked", 422), pointer="/0")))

    assert register(till, 2).state is S.AWAITING_PAYMENT
    assert till.states() == ["refused", "awaiting payment"]


def test_reserved_with_a_reference(till: Till) -> None:
    till.house.policy = Policy(reference=True)
    reserved(till)
    register(till)

    assert [each.label for each in till.held.values()] == ["uitkern 1"]


def taken_up(till: Till, enrolment_id: int = 1) -> Enrolment:
    return till.house.run(reinstate(enrolment_id, till.house.policy))


def lapsed(till: Till) -> Till:
    till.checkout(LENA)
    till.later(till.house.policy.hold)
    assert till.states() == ["lapsed"]
    return till


def test_a_payment_that_came_late_takes_the_place_again(till: Till) -> None:
    """F16."""
    lapsed(till)
    with pytest.raises(IllegalTransition, match="that is lapsed cannot become confirmed"):
        till.house.run(confirm(1))

    again = taken_up(till)
    till.house.run(confirm(again.id))

    assert (again.id, again.price) == (2, REDUCED)
    assert till.states() == ["lapsed", "confirmed"]
    till.assert_both_sides_agree()


@pytest.mark.parametrize("then", [no_tariffs(), tariffs(a_coupon(price=Euro(100)))])
def test_when_the_discount_is_gone_meanwhile_the_buyer_is_asked(till: Till, then: object) -> None:
    """F16: the cap was reached."""
    lapsed(till)
    till.house.look(lambda ledger: ledger.forget_pass(NUMBER))
    till.house.publiq.always_answers(QuoteTariffs, then)

    with pytest.raises(PriceWentUp) as dearer:
        taken_up(till)

    assert (dearer.value.agreed, dearer.value.asked) == (REDUCED, BASE)
    assert till.held == {}


def test_when_the_discount_is_smaller_meanwhile_the_buyer_is_asked(till: Till) -> None:
    lapsed(till)
    till.price = Euro(300)

    with pytest.raises(PriceWentUp):
        taken_up(till)
    assert till.held == {}


def test_what_was_refused_as_too_dear_comes_back_at_what_was_agreed_or_not(till: Till) -> None:
    """R6: the buyer never said yes to the dearer price."""
    till.price = Euro(300)
    with pytest.raises(PriceWentUp):
        till.house.enrol()
    till.house.publiq.always_answers(QuoteTariffs, tariffs(a_social_tariff(Euro(300))))

    with pytest.raises(PriceWentUp):
        taken_up(till)
    assert till.held == {}

    till.house.look(lambda ledger: ledger.forget_pass(NUMBER))
    till.house.publiq.always_answers(QuoteTariffs, tariffs())
    till.price = REDUCED
    assert taken_up(till).price == REDUCED


def test_a_child_comes_back_only_when_the_old_sale_is_undone(till: Till) -> None:
    """F21."""
    till.checkout(LENA)
    till.next(UndoSale, SILENCE, SILENCE)
    till.cancel(1)

    with pytest.raises(AlreadyEnrolled):
        taken_up(till)
    assert till.made == 1

    again = taken_up(till)
    assert (again.sale_id, till.states()) == ("s2", ["cancelled", "awaiting payment"])
    till.assert_both_sides_agree()


def test_what_has_not_ended_is_not_taken_up_again(till: Till) -> None:
    till.checkout(LENA)

    with pytest.raises(IllegalTransition, match="that is awaiting payment cannot become reserved"):
        taken_up(till)


def test_taken_up_twice_is_once(till: Till) -> None:
    lapsed(till)
    taken_up(till)

    with pytest.raises(AlreadyEnrolled):
        taken_up(till)
    till.assert_both_sides_agree()


def test_a_full_price_is_taken_up_at_the_full_price(till: Till) -> None:
    reserved(till, Choose.NOTHING)
    till.cancel(1)

    again = taken_up(till)

    assert (again.price, again.discounted) == (BASE, False)


def test_a_late_worker_does_not_touch_what_was_taken_up_again(till: Till) -> None:
    lapsed(till)
    taken_up(till)

    till.later(till.house.policy.quiet)

    assert till.states() == ["lapsed", "awaiting payment"]
    till.assert_both_sides_agree()


def test_what_was_unknown_and_given_up_cannot_be_taken_up_before_it_is_settled(till: Till) -> None:
    unanswered(till, LENA, landed=True)
    till.cancel(1)

    with pytest.raises(AlreadyEnrolled):
        taken_up(till)

    till.later()
    taken_up(till)
    till.assert_both_sides_agree()

"""Enrol and confirm: one place for one child, at the price that was shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.building import (
    BASE,
    EVENT,
    HALF,
    NOON,
    NUMBER,
    OTHER_NUMBER,
    REDUCED,
    a_coupon,
    a_pass_without_social_tariff,
    a_sale,
    a_social_tariff,
    an_activity,
    tariffs,
)
from tests.flows.house import House, meddled, refusal
from uitkern.domain.errors import (
    ActivityFull,
    AlreadyEnrolled,
    IllegalTransition,
    NoSuchTariff,
    NotFound,
    PriceNotKnown,
    PriceWentUp,
    SaleUnknown,
)
from uitkern.domain.flows.enrol import confirm, enrol
from uitkern.domain.model.enrolment import Enrolment, EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Choose
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, NoAnswer, Unavailable
from uitkern.domain.ports.publiq import FindPass, QuoteTariffs, RegisterSales

S = EnrolmentState
SILENCE = NoAnswer("time-out")


def test_a_child_with_the_social_tariff_gets_a_place_at_its_price(house: House) -> None:
    house.with_social_tariff()

    enrolment = house.enrol()

    assert enrolment == Enrolment(
        id=1,
        participant_id="lena",
        activity_id="camp",
        state=S.AWAITING_PAYMENT,
        base_price=BASE,
        price=REDUCED,
        created=NOON,
        hold_until=NOON + timedelta(minutes=30),
        tariff_id="SOCIALTARIFF",
        number=NUMBER,
        event_id=EVENT,
        sale_id="499853",
    )
    assert house.enrolment() == enrolment
    assert house.sale() == a_sale()
    assert house.state_of_intent() == "done"


def test_what_is_registered_is_what_was_offered(house: House) -> None:
    house.with_social_tariff().enrol()

    assert house.publiq.asked[-1] == RegisterSales(
        (SaleRequest(NUMBER, EVENT, BASE, "SOCIALTARIFF"),), NOON + house.policy.send_within
    )


def test_after_an_offer_of_the_day_an_enrolment_costs_the_registration_alone(house: House) -> None:
    house.with_social_tariff()
    house.offer()
    house.clock.moment += timedelta(hours=11)

    assert house.publiq.calls_of(house.enrol) == ["RegisterSales"]


def test_without_an_offer_an_enrolment_costs_three_calls(house: House) -> None:
    assert house.with_social_tariff().publiq.calls_of(house.enrol) == [
        "FindPass",
        "QuoteTariffs",
        "RegisterSales",
    ]


def test_without_a_benefit_nothing_is_registered(house: House) -> None:
    """R5."""
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())

    enrolment = house.enrol()

    assert (enrolment.state, enrolment.price, enrolment.discounted) == (S.AWAITING_PAYMENT, BASE, False)
    assert (enrolment.number, enrolment.event_id, enrolment.sale_id) == (None, None, None)
    assert house.intent() is None
    assert house.publiq.count(RegisterSales) == 0


def test_nobody_is_forced_to_use_a_benefit(house: House) -> None:
    """R7."""
    enrolment = house.with_social_tariff().enrol(Choose.NOTHING)

    assert (enrolment.price, enrolment.discounted) == (BASE, False)
    assert house.publiq.count(RegisterSales) == 0


def test_a_coupon_can_be_chosen_instead(house: House) -> None:
    house.with_social_tariff(Done((a_sale(price=HALF, tariff_id="coupon-7"),)))
    house.publiq.will_answer(QuoteTariffs, tariffs(a_social_tariff(), a_coupon()))

    enrolment = house.enrol("coupon-7")

    assert (enrolment.tariff_id, enrolment.price) == ("coupon-7", HALF)


def test_a_tariff_that_is_not_offered_takes_no_place(house: House) -> None:
    error = refusal(house.with_social_tariff(), NoSuchTariff, "coupon-9")

    assert error.tariff_id == "coupon-9"
    assert house.enrolments() == ()


def test_a_price_that_is_not_known_takes_no_place_but_the_base_price_does(house: House) -> None:
    house.publiq.always_answers(FindPass, Unavailable("time-out"))

    refusal(house, PriceNotKnown)

    assert house.enrolments() == ()
    assert house.enrol(Choose.NOTHING).price == BASE


def test_a_child_enrols_once(house: House) -> None:
    """R1: the second attempt costs no call, not even when nothing is remembered any more."""
    first = house.with_social_tariff().enrol()
    before = house.publiq.count()
    house.clock.moment += timedelta(days=1)

    error = refusal(house, AlreadyEnrolled)

    assert (error.enrolment_id, error.state) == (first.id, S.AWAITING_PAYMENT)
    assert house.publiq.count() == before
    assert house.enrolments() == (first,)


def test_of_two_tabs_at_once_one_wins(house: House) -> None:
    """The other tab takes the place after the first has looked: the index decides."""
    house.with_social_tariff()

    def other_tab(n: int, _: Ask[object]) -> None:
        if n == 1:
            house.enrol()

    with pytest.raises(AlreadyEnrolled):
        house.run(meddled(enrol("lena", "camp", house.policy), other_tab))

    assert [each.state for each in house.enrolments()] == [S.AWAITING_PAYMENT]
    assert house.publiq.count(RegisterSales) == 1


def test_a_full_activity_takes_nobody_more(empty_house: House) -> None:
    empty_house.move_in(an_activity(capacity=1)).with_social_tariff()
    empty_house.move_in(an_activity(capacity=1), "mo", OTHER_NUMBER)
    empty_house.enrol()

    with pytest.raises(ActivityFull):
        empty_house.enrol(Choose.NOTHING, participant="mo")

    assert empty_house.publiq.count(RegisterSales) == 1


def test_more_than_the_buyer_saw_is_asked_for_again_before_anything_is_sent(house: House) -> None:
    house.with_social_tariff()

    with pytest.raises(PriceWentUp) as dearer:
        house.enrol(agreed=Euro(150))

    assert (dearer.value.agreed, dearer.value.asked) == (Euro(150), REDUCED)
    assert house.enrolments() == ()
    assert house.publiq.count(RegisterSales) == 0


@pytest.mark.parametrize(("participant", "activity"), [("nobody", "camp"), ("lena", "nothing")])
def test_who_or_what_is_not_known_is_named(house: House, participant: str, activity: str) -> None:
    with pytest.raises(NotFound):
        house.enrol(participant=participant, activity=activity)

    assert house.publiq.asked == []


def test_a_paid_enrolment_is_confirmed_and_twice_is_once(house: House) -> None:
    house.with_social_tariff().enrol()

    confirmed = house.run(confirm(1))

    assert confirmed.state is S.CONFIRMED
    assert house.run(confirm(1)) == confirmed == house.enrolment()
    assert house.publiq.count() == 3


def test_only_what_awaits_payment_is_confirmed(house: House) -> None:
    house.with_social_tariff(SILENCE)
    refusal(house, SaleUnknown)

    with pytest.raises(IllegalTransition, match="that is unknown cannot become confirmed"):
        house.run(confirm(1))
    with pytest.raises(NotFound):
        house.run(confirm(99))


def test_a_dearer_sale_within_what_the_buyer_agreed_is_kept(house: House) -> None:
    house.with_social_tariff(Done((a_sale(price=Euro(300)),)))

    assert house.enrol(agreed=Euro(300)).price == Euro(300)

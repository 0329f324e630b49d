"""F12 and F13: coupons are chosen, used up by a sale and freed by its undoing."""

from __future__ import annotations

import pytest

from tests.cases.desk import REDUCED, Desk, S
from uitkern import BenefitKind, Euro, Participant, UitpasNumber, errors
from uitkern.simulator.world import nudges

COUPON, WITH_COUPON = "COUPON_1079", "0900000672312"
PRICE = Euro(500)
"""Eleven euro less six."""


@pytest.fixture
def shop(any_desk: Desk) -> Desk:
    """The desk, and a child with a coupon beside its social tariff."""
    any_desk.core.save_participant(Participant("lou", UitpasNumber(WITH_COUPON)))
    return any_desk


def test_a_coupon_stands_beside_the_social_tariff_with_what_is_left_of_it(shop: Desk) -> None:
    made = shop.core.offer("lou", "camp")
    (coupon,) = [each for each in made.options if each.kind is BenefitKind.COUPON]
    assert (coupon.choice, coupon.price, coupon.remaining, coupon.preselected) == (COUPON, PRICE, 1, False)
    assert made.preselected is not None
    assert made.price == REDUCED


def test_a_coupon_is_registered_and_freed_when_the_place_is_given_up(shop: Desk) -> None:
    place = shop.core.enrol("lou", "camp", COUPON)
    assert (place.price, place.tariff_id) == (PRICE, COUPON)
    assert shop.held() == {place.sale_id}
    shop.core.confirm(place.id)
    assert shop.core.cancel(place.id).state is S.CANCELLED
    assert COUPON in {tariff.id for tariff in shop.core.offer("lou", "camp").tariffs}
    again = shop.core.enrol("lou", "camp", COUPON)
    assert again.price == PRICE
    shop.agrees()


def test_f12_who_used_the_coupon_still_sees_what_was_chosen_and_no_call_is_made(shop: Desk) -> None:
    before = shop.core.offer("lou", "camp")
    shop.core.enrol("lou", "camp", COUPON)
    asked = shop.asked("get-tariffs")
    assert shop.core.offer("lou", "camp").tariffs == before.tariffs
    assert shop.asked("get-tariffs") == asked, "an own sale would have counted against the child"


def test_f13_a_coupon_used_up_meanwhile_is_refused_with_the_other_offers(shop: Desk) -> None:
    shop.core.offer("lou", "camp")
    world = shop.publiq.world
    nudges.use_up_coupon(world.state, world.clock.now(), WITH_COUPON, COUPON)
    with pytest.raises(errors.SaleRefused) as refused:
        shop.core.enrol("lou", "camp", COUPON)
    assert refused.value.message.nl
    others = refused.value.others
    assert others is not None
    assert [each.kind for each in others.options] == [BenefitKind.NONE, BenefitKind.SOCIALTARIFF]
    assert others.price == REDUCED
    fallen_back = shop.core.enrol("lou", "camp", agreed=REDUCED)
    assert fallen_back.price == REDUCED
    shop.agrees()


def test_f13_two_carts_with_one_coupon_sell_it_once(shop: Desk) -> None:
    shop.core.save_participant(Participant("sibling", UitpasNumber(WITH_COUPON)), shared_by="the office")
    first = shop.core.enrol("lou", "camp", COUPON)
    with pytest.raises(errors.SaleRefused):
        shop.core.enrol("sibling", "camp", COUPON)
    assert shop.held() == {first.sale_id}
    shop.agrees()


def test_a_coupon_of_a_pass_without_social_tariff_is_asked_for_on_request(shop: Desk) -> None:
    coupon = shop.publiq.coupon(discount="3")
    holder = shop.publiq.passholder(coupons=[coupon])
    shop.core.save_participant(Participant("noor", UitpasNumber(holder.uitpas_number)))
    assert shop.core.offer("noor", "camp").tariffs == ()
    shown = shop.core.options("noor", "camp")
    assert [each.id for each in shown.tariffs] == [coupon]
    assert shown.preselected is None
    assert shop.core.enrol("noor", "camp", coupon).price == Euro(800)
    shop.agrees()

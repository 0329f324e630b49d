from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from uitkern.simulator.world.activity import EventSettings
from uitkern.simulator.world.clock import Period
from uitkern.simulator.world.official.identities import (
    FORBIDDEN_EVENT,
    GENT,
    LIMITED_EVENT,
    PASPARTOE,
    PERMANENT_EVENT,
)
from uitkern.simulator.world.pricing import FixedPrice
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.tickets import SaleRequest, TariffType
from uitkern.simulator.world.values import Membership, PeriodLimit, SocialTariff
from uitkern.simulator.world.world import World

WALK_THROUGH, ENTITLED, REGULAR, EXPIRED = "0900000672312", "0900000067513", "0900000095902", "0900000031618"
ELSEWHERE, GROUP, GROUP_WITH_COUPONS = "0900000093204", "0900000045410", "0900000191800"
FAR = datetime(2099, 1, 1, tzinfo=UTC)


def belonging_to(world: World, number: str, *memberships: Membership) -> None:
    holder = world.find_pass(number).holder
    world.state.passholders.put(holder.id, evolve(holder, memberships=memberships))


def refusal_of(action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        action()
    return refused.value


def test_the_walk_through_of_the_documentation_shows_both_its_tariffs(world: World) -> None:
    quote = world.quote(PERMANENT_EVENT, WALK_THROUGH, 1000)
    shown = [(tariff.id, tariff.price, tariff.type, tariff.remaining) for tariff in quote.tariffs]
    assert shown == [
        ("SOCIALTARIFF", 200, TariffType.SOCIALTARIFF, 1),
        ("COUPON_1079", 400, TariffType.COUPON, 1),
    ]
    assert quote.message is None


@pytest.mark.parametrize(
    ("wanted", "ids"), [(TariffType.SOCIALTARIFF, ["SOCIALTARIFF"]), (TariffType.COUPON, ["COUPON_1079"])]
)
def test_a_quote_can_be_for_one_type_only(world: World, wanted: TariffType, ids: list[str]) -> None:
    assert [t.id for t in world.quote(PERMANENT_EVENT, WALK_THROUGH, 1000, wanted).tariffs] == ids


def test_an_entitled_passholder_can_buy_a_hundred_a_week_at_the_permanent_event(world: World) -> None:
    assert [t.remaining for t in world.quote(PERMANENT_EVENT, ENTITLED, 1000).tariffs] == [100]
    assert [t.remaining for t in world.quote(LIMITED_EVENT, ENTITLED, 1000).tariffs] == [1]


def test_twenty_percent_is_rounded_half_a_cent_up(world: World) -> None:
    prices = [world.quote(PERMANENT_EVENT, ENTITLED, cents).tariffs[0].price for cents in (1, 2, 3, 1099)]
    assert prices == [0, 0, 1, 220]


@pytest.mark.parametrize(
    ("number", "part_of_the_message"), [(REGULAR, "geen kansentarief"), (ELSEWHERE, "niet in de regio")]
)
def test_without_a_tariff_the_answer_says_why(world: World, number: str, part_of_the_message: str) -> None:
    quote = world.quote(PERMANENT_EVENT, number, 1000)
    assert quote.tariffs == ()
    assert part_of_the_message in (quote.message or "")


def test_an_expired_social_tariff_is_refused(world: World) -> None:
    refusal = refusal_of(lambda: world.quote(PERMANENT_EVENT, EXPIRED, 1000))
    assert refusal.kind == "uitpas/social-tariff-expired"
    assert "verlopen" in (refusal.message or "")


def test_an_expired_social_tariff_leaves_the_coupons(world: World) -> None:
    holder = world.find_pass(EXPIRED).holder
    world.state.coupons_of.add(holder.id, "COUPON_1079")
    quote = world.quote(PERMANENT_EVENT, EXPIRED, 1000)
    assert [tariff.id for tariff in quote.tariffs] == ["COUPON_1079"]
    assert "verlopen" in (quote.message or "")


def test_a_social_tariff_ends_on_the_world_clock_after_its_grace_period(world: World) -> None:
    right = SocialTariff(world.clock.now() + timedelta(days=1), grace=timedelta(days=30))
    belonging_to(world, ENTITLED, Membership(GENT, right))
    world.clock.advance(timedelta(days=20))
    assert world.quote(PERMANENT_EVENT, ENTITLED, 1000).tariffs
    world.clock.advance(timedelta(days=12))
    refusal = refusal_of(lambda: world.quote(PERMANENT_EVENT, ENTITLED, 1000))
    assert refusal.kind == "uitpas/social-tariff-expired"


def test_a_suspended_social_tariff_is_refused_until_the_suspension_ends(world: World) -> None:
    right = SocialTariff(FAR, suspended_until=world.clock.now() + timedelta(days=3))
    belonging_to(world, ENTITLED, Membership(GENT, right))
    refusal = refusal_of(lambda: world.quote(PERMANENT_EVENT, ENTITLED, 1000))
    assert refusal.kind == "uitpas/social-tariff-suspended"
    world.clock.advance(timedelta(days=3))
    assert world.quote(PERMANENT_EVENT, ENTITLED, 1000).tariffs


def test_of_two_regions_the_cheaper_one_counts(world: World) -> None:
    paspartoe = world.state.card_systems[PASPARTOE]
    world.state.card_systems.put(PASPARTOE, evolve(paspartoe, social_tariff=FixedPrice(100)))
    belonging_to(
        world, ENTITLED, Membership(GENT, SocialTariff(FAR)), Membership(PASPARTOE, SocialTariff(FAR))
    )
    assert [t.price for t in world.quote(PERMANENT_EVENT, ENTITLED, 1000).tariffs] == [100]
    assert [t.price for t in world.static_quote(PERMANENT_EVENT, 1000).tariffs] == [100]


def test_who_belongs_to_no_region_has_no_active_card_systems(world: World) -> None:
    belonging_to(world, ENTITLED)
    refusal = refusal_of(lambda: world.quote(PERMANENT_EVENT, ENTITLED, 1000))
    assert refusal.kind == "uitpas/passholder-no-active-cardsystems"


def test_a_used_up_limit_leaves_no_tariff_and_a_message(world: World) -> None:
    world.register_sales([SaleRequest(ENTITLED, LIMITED_EVENT, "SOCIALTARIFF", 1000)])
    quote = world.quote(LIMITED_EVENT, ENTITLED, 1000)
    assert quote.tariffs == ()
    assert "1 ticket per week" in (quote.message or "")


def test_a_used_coupon_is_no_longer_offered(world: World) -> None:
    holder = world.find_pass(ENTITLED).holder
    world.state.coupons_of.add(holder.id, "COUPON_1079")
    world.register_sales([SaleRequest(ENTITLED, PERMANENT_EVENT, "COUPON_1079", 1000)])
    assert [t.id for t in world.quote(PERMANENT_EVENT, ENTITLED, 1000).tariffs] == ["SOCIALTARIFF"]


def test_coupons_of_another_region_do_not_count_here(world: World) -> None:
    assert world.quote(PERMANENT_EVENT, ELSEWHERE, 1000, TariffType.COUPON).tariffs == ()


def test_group_passes_buy_up_to_their_own_amounts(world: World) -> None:
    world.state.event_settings.put(PERMANENT_EVENT, EventSettings(PeriodLimit(1, Period.ABSOLUTE)))
    assert [t.remaining for t in world.quote(PERMANENT_EVENT, GROUP, 1000).tariffs] == [100]
    quote = world.quote(PERMANENT_EVENT, GROUP_WITH_COUPONS, 1000)
    assert [(t.id, t.price, t.remaining) for t in quote.tariffs] == [("COUPON_1080", 800, 50)]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("123", "uitpas/invalid-uitpasnumber"),
        ("09000000675\N{FULLWIDTH DIGIT ONE}3", "uitpas/invalid-uitpasnumber"),
        ("36051380284", "uitpas/invalid-uitpasnumber"),
        ("0900000000000", "uitpas/passholder-not-found"),
        ("0900000002312", "uitpas/invalid-card-status"),
        ("0900000074519", "uitpas/invalid-card-status"),
    ],
)
def test_a_number_that_cannot_buy_is_refused_by_what_is_wrong_with_it(
    world: World, number: str, kind: str
) -> None:
    refusal = refusal_of(lambda: world.quote(PERMANENT_EVENT, number, 1000))
    assert (refusal.kind, refusal.status) == (kind, 400)
    assert refusal.message


def test_an_unknown_event_has_no_tariffs(world: World) -> None:
    assert refusal_of(lambda: world.quote("no-such", ENTITLED, 1000)).kind == "uitpas/event-not-found"
    assert refusal_of(lambda: world.static_quote("no-such", 1000)).kind == "uitpas/event-not-found"


def test_the_static_tariff_needs_no_passholder(world: World) -> None:
    [tariff] = world.static_quote(FORBIDDEN_EVENT, 1000).tariffs
    assert (tariff.id, tariff.price, tariff.remaining) == ("SOCIALTARIFF", 200, 1)

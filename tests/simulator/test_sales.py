from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.simulator.world.activity import EventSettings
from uitkern.simulator.world.clock import Period
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import LIMITED_EVENT, ORGANIZER, PERMANENT_EVENT
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.sales import Search
from uitkern.simulator.world.tickets import SaleRequest, TicketSale
from uitkern.simulator.world.values import PeriodLimit
from uitkern.simulator.world.world import World

ENTITLED, REGULAR, BLOCKED, EXPIRED = "0900000067513", "0900000095902", "0900000002312", "0900000031618"
WALK_THROUGH, ELSEWHERE, GROUP = "0900000672312", "0900000093204", "0900000045410"


def ticket(number: str = ENTITLED, event: str = PERMANENT_EVENT, tariff: str = "SOCIALTARIFF") -> SaleRequest:
    return SaleRequest(number, event, tariff, 1000, "Basistarief")


def refused(world: World, *requests: SaleRequest) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        world.register_sales(requests)
    return refusal.value


def remaining(world: World, event: str, number: str = ENTITLED) -> int:
    return sum(tariff.remaining for tariff in world.quote(event, number, 1000).tariffs)


def sold(world: World, event: str) -> list[TicketSale]:
    return list(world.search_sales(Search(event=event), limit=500).sales)


def at_most(world: World, volume: int, period: Period, event: str = PERMANENT_EVENT) -> None:
    world.state.event_settings.put(event, EventSettings(PeriodLimit(volume, period)))


def test_the_first_sale_has_the_id_of_the_documentation(world: World) -> None:
    [sale] = world.register_sales([ticket()])
    assert (sale.id, sale.tariff.price, sale.regular_price, sale.label) == (
        "499853",
        200,
        1000,
        "Basistarief",
    )
    assert (sale.organizer, sale.event_title) == (ORGANIZER, "Permanente UiTPAS Test Festiviteit")
    assert sale.created == world.clock.now()


def test_a_sale_is_counted_found_and_gone_after_its_undoing(world: World) -> None:
    [sale] = world.register_sales([ticket()])
    assert remaining(world, PERMANENT_EVENT) == 99
    assert sold(world, PERMANENT_EVENT) == [sale]
    world.undo_sale(sale.id)
    assert remaining(world, PERMANENT_EVENT) == 100
    assert sold(world, PERMANENT_EVENT) == []
    with pytest.raises(Refusal) as again:
        world.undo_sale(sale.id)
    assert (again.value.kind, again.value.status) == ("uitpas/ticket-sale-not-found", 404)


def test_ids_are_not_used_a_second_time(world: World) -> None:
    [first] = world.register_sales([ticket()])
    world.undo_sale(first.id)
    [second] = world.register_sales([ticket()])
    assert first.id != second.id


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (ticket(BLOCKED), "uitpas/invalid-card-status"),
        (ticket("0900000000000"), "uitpas/passholder-not-found"),
        (ticket("12"), "uitpas/invalid-uitpasnumber"),
        (ticket(event="no-such"), "uitpas/event-not-found"),
        (ticket(EXPIRED), "uitpas/social-tariff-expired"),
        (ticket(REGULAR), "body/invalid-data"),
        (ticket(ELSEWHERE), "uitpas/passholder-no-active-cardsystems"),
        (ticket(tariff="COUPON_1079"), "uitpas/invalid-coupon"),
        (ticket(tariff="NO_SUCH"), "uitpas/invalid-coupon"),
        (ticket(ELSEWHERE, tariff="COUPON_2001"), "uitpas/invalid-coupon"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_bad_ticket_registers_none_and_is_pointed_at(
    world: World, request_: SaleRequest, kind: str
) -> None:
    refusal = refused(world, ticket(), request_, ticket())
    assert (refusal.kind, refusal.status, refusal.members["jsonPointer"]) == (kind, 400, "/1")
    assert sold(world, PERMANENT_EVENT) == []
    assert remaining(world, PERMANENT_EVENT) == 100


def test_a_limit_used_up_before_differs_from_one_that_a_request_exceeds(world: World) -> None:
    at_most(world, 2, Period.DAY)
    too_many = refused(world, ticket(), ticket(), ticket())
    assert (too_many.kind, too_many.members["jsonPointer"]) == ("uitpas/invalid-number-of-tickets", "/2")
    world.register_sales([ticket(), ticket()])
    used_up = refused(world, ticket())
    assert used_up.kind == "uitpas/maximum-reached"
    assert "2 tickets per dag" in (used_up.message or "")


def test_the_walk_through_child_buys_once_a_day_at_whatever_tariff(world: World) -> None:
    world.register_sales([ticket(WALK_THROUGH, tariff="COUPON_1079")])
    assert refused(world, ticket(WALK_THROUGH)).kind == "uitpas/maximum-reached"
    world.register_sales([ticket(WALK_THROUGH, LIMITED_EVENT)])
    world.clock.advance(timedelta(days=1))
    world.register_sales([ticket(WALK_THROUGH)])


def test_a_coupon_is_used_up_by_a_sale_and_freed_by_undoing_it(world: World) -> None:
    holder = world.find_pass(ENTITLED).holder
    world.state.coupons_of.add(holder.id, "COUPON_1079")
    [sale] = world.register_sales([ticket(tariff="COUPON_1079")])
    assert sale.tariff.price == 400
    assert refused(world, ticket(tariff="COUPON_1079")).kind == "uitpas/maximum-reached"
    world.undo_sale(sale.id)
    assert refused(world, *[ticket(tariff="COUPON_1079")] * 2).kind == "uitpas/invalid-number-of-tickets"
    world.register_sales([ticket(tariff="COUPON_1079")])


@pytest.mark.parametrize(
    ("period", "last_moment", "first_moment"),
    [
        (Period.DAY, "2026-03-04T23:59:59+01:00", "2026-03-05T00:00:00+01:00"),
        (Period.WEEK, "2026-03-08T23:59:59+01:00", "2026-03-09T00:00:00+01:00"),
        (Period.MONTH, "2026-03-31T23:59:59+02:00", "2026-04-01T00:00:00+02:00"),
        (Period.QUARTER, "2026-03-31T23:59:59+02:00", "2026-04-01T00:00:00+02:00"),
        (Period.YEAR, "2026-12-31T23:59:59+01:00", "2027-01-01T00:00:00+01:00"),
    ],
)
def test_a_limit_is_free_again_when_its_period_ends_in_brussels(
    world: World, period: Period, last_moment: str, first_moment: str
) -> None:
    at_most(world, 1, period)
    world.register_sales([ticket()])
    world.clock.freeze(datetime.fromisoformat(last_moment))
    assert remaining(world, PERMANENT_EVENT) == 0
    world.clock.freeze(datetime.fromisoformat(first_moment))
    assert remaining(world, PERMANENT_EVENT) == 1


def test_an_absolute_limit_never_ends(world: World) -> None:
    at_most(world, 1, Period.ABSOLUTE)
    world.register_sales([ticket()])
    world.clock.advance(timedelta(days=4000))
    assert remaining(world, PERMANENT_EVENT) == 0


def test_undoing_a_sale_of_an_earlier_period_frees_nothing_in_this_one(world: World) -> None:
    at_most(world, 1, Period.DAY)
    [yesterday] = world.register_sales([ticket()])
    world.clock.advance(timedelta(days=1))
    world.register_sales([ticket()])
    world.undo_sale(yesterday.id)
    assert remaining(world, PERMANENT_EVENT) == 0


def test_a_changed_limit_counts_the_tickets_sold_before(world: World) -> None:
    world.register_sales([ticket(), ticket()])
    at_most(world, 3, Period.MONTH)
    assert remaining(world, PERMANENT_EVENT) == 1


def test_sales_are_found_by_holder_organizer_and_part_of_the_title(world: World) -> None:
    holder = world.find_pass(ENTITLED).holder
    world.register_sales([ticket(), ticket(event=LIMITED_EVENT), ticket(GROUP)])
    of_holder = world.search_sales(Search(holder=holder.id, organizers=[ORGANIZER]))
    assert [sale.event for sale in of_holder.sales] == [PERMANENT_EVENT, LIMITED_EVENT]
    assert world.search_sales(Search(holder=holder.id, organizers=["other"])).total == 0
    assert world.search_sales(Search(holder=holder.id, title="BEPERKTE")).total == 1
    assert world.search_sales(Search(event=PERMANENT_EVENT, holder=holder.id)).total == 1
    assert world.search_sales(Search()).total == 3


def test_a_page_knows_how_many_there_are_in_all(world: World) -> None:
    world.register_sales([ticket()] * 7)
    page = world.search_sales(Search(event=PERMANENT_EVENT), start=5, limit=3)
    assert (page.total, [sale.id for sale in page.sales]) == (7, ["499858", "499859"])
    assert world.search_sales(Search(event=PERMANENT_EVENT), limit=0).sales == []


def test_of_sixteen_threads_one_sells_the_last_ticket(world: World) -> None:
    def attempt(_: int) -> bool:
        try:
            world.register_sales([ticket(event=LIMITED_EVENT)])
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(attempt, range(64))) == 1
    assert len(sold(world, LIMITED_EVENT)) == 1


DAYS = st.integers(0, 40)
STEPS = st.lists(
    st.tuples(st.just("sell"), st.integers(1, 4))
    | st.tuples(st.just("undo"), st.integers(0, 30))
    | st.tuples(st.just("wait"), DAYS),
    max_size=40,
)


@given(st.sampled_from(Period), st.integers(1, 5), STEPS)
def test_whatever_happens_no_period_sells_more_than_its_limit_and_undoing_all_frees_it(
    period: Period, volume: int, steps: list[tuple[str, int]]
) -> None:
    world = World("property", official_world())
    world.clock.freeze(datetime.fromisoformat("2026-12-20T12:00:00+01:00"))
    at_most(world, volume, period)
    kept: list[TicketSale] = []
    for step, number in steps:
        if step == "wait":
            world.clock.advance(timedelta(days=number))
            continue
        free = remaining(world, PERMANENT_EVENT)
        if step == "undo" and kept:
            world.undo_sale(kept.pop(number % len(kept)).id)
        elif step == "sell" and number <= free:
            kept += world.register_sales([ticket()] * number)
            assert remaining(world, PERMANENT_EVENT) == free - number
        elif step == "sell":
            assert refused(world, *[ticket()] * number).kind in (
                "uitpas/maximum-reached",
                "uitpas/invalid-number-of-tickets",
            )
        assert 0 <= remaining(world, PERMANENT_EVENT) <= volume
        assert sold(world, PERMANENT_EVENT) == sorted(kept, key=lambda sale: int(sale.id))
    for sale in kept:
        world.undo_sale(sale.id)
    assert remaining(world, PERMANENT_EVENT) == volume
    assert len(world.state.usage) == 0

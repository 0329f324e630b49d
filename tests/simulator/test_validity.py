"""What holds for a time only, or only as long as nobody blocks it: rights, coupons, codes, opening hours."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import CHILD, EVENT, OTHER_ORGANIZER, as_holder, holder_of, ok, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import checkins
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.clock import BRUSSELS
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import FORBIDDEN_EVENT, GENT, ORGANIZER, PASPARTOE
from uitkern.simulator.world.opening import is_around
from uitkern.simulator.world.pricing import Discount
from uitkern.simulator.world.values import Coupon, Membership, PeriodLimit, SocialTariff
from uitkern.simulator.world.values import SocialTariffStatus as Status

ENTITLED, GROUP = "0900000067513", "0900000045410"
BON = "COUPON_1079"


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def belonging_to(publiq: Publiq, *memberships: Membership) -> None:
    holder = evolve(holder_of(publiq, ENTITLED), memberships=memberships)
    publiq.world.state.passholders.put(holder.id, holder)


def prices(web: httpx.Client, number: str = ENTITLED, **query: str) -> httpx.Response:
    asked = {"eventId": EVENT, "uitpasNumber": number, "regularPrice": "10", **query}
    return web.get("/uitpas/tariffs", params=asked)


def sell(web: httpx.Client, tariff: str = "SOCIALTARIFF", number: str = ENTITLED) -> httpx.Response:
    sale = {"uitpasNumber": number, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": tariff}}
    return web.post("/uitpas/ticket-sales", json=[sale])


@pytest.fixture
def coupon(publiq: Publiq) -> Coupon:
    """Grant a coupon that is good in the first half of June."""
    june = Coupon(
        "COUPON_JUNE",
        "Junibon",
        GENT,
        Discount(300),
        PeriodLimit(5, publiq.world.settings.ticket_limit.period),
        begin=brussels("2026-06-01T00:00:00"),
        end=brussels("2026-06-15T23:59:59"),
    )
    publiq.world.state.coupons.put(june.id, june)
    publiq.world.state.coupons_of.add(holder_of(publiq, ENTITLED).id, june.id)
    return june


@pytest.mark.parametrize(
    ("moment", "good"),
    [
        ("2026-05-31T23:59:59", False),
        ("2026-06-01T00:00:00", True),
        ("2026-06-15T23:59:59", True),
        ("2026-06-16T00:00:00", False),
    ],
)
def test_a_coupon_is_good_in_its_period_only(publiq: Publiq, coupon: Coupon, moment: str, good: bool) -> None:
    publiq.clock.freeze(moment)
    with publiq.http() as web:
        offered = [each["id"] for each in ok(prices(web, type="COUPON"))["available"]]
        assert offered == ([coupon.id] if good else [])
        sold = sell(web, coupon.id)
    assert sold.status_code == 200 if good else problem(sold) == (400, "uitpas/invalid-coupon")


def test_without_a_coupon_the_answer_says_so(publiq: Publiq) -> None:
    with publiq.http() as web:
        quote = ok(prices(web, type="COUPON"))
    assert quote["available"] == []
    assert "coupon" in quote["endUserMessage"]["nl"]


def test_a_blocked_membership_gives_neither_tariff_nor_coupon(publiq: Publiq) -> None:
    right = SocialTariff(brussels("2099-12-31T23:59:59"))
    publiq.world.state.coupons_of.add(holder_of(publiq, ENTITLED).id, BON)
    belonging_to(publiq, Membership(GENT, right, blocked=True), Membership(PASPARTOE))
    with publiq.http() as web:
        quote = ok(prices(web))
        assert quote["available"] == []
        assert quote["endUserMessage"]["nl"]
        assert problem(sell(web))[1] == "body/invalid-data"
        assert problem(sell(web, BON)) == (400, "uitpas/invalid-coupon")
        shown = ok(web.get("/uitpas/passes", params={"identifier": ENTITLED}))
    assert shown["socialTariff"] == {"status": "NONE"}


def test_who_is_blocked_everywhere_has_no_active_card_system(publiq: Publiq) -> None:
    belonging_to(publiq, Membership(GENT, SocialTariff(brussels("2099-12-31T23:59:59")), blocked=True))
    with publiq.http() as web:
        assert problem(prices(web)) == (400, "uitpas/passholder-no-active-cardsystems")
        assert problem(sell(web)) == (400, "uitpas/passholder-no-active-cardsystems")


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-03-15T23:59:59", "ACTIVE"),
        ("2026-03-16T00:00:00", "ACTIVE"),
        ("2026-04-14T23:59:59", "ACTIVE"),
        ("2026-04-15T00:00:00", "EXPIRED"),
    ],
)
def test_a_grace_period_of_days_ends_at_midnight_also_over_the_change_of_the_clocks(
    publiq: Publiq, moment: str, status: str
) -> None:
    """The end date of a pass lies in the past during the grace period, in which the status is ACTIVE."""
    belonging_to(publiq, Membership(GENT, SocialTariff(brussels("2026-03-15T23:59:59"), timedelta(days=30))))
    publiq.clock.freeze(moment)
    with publiq.http() as web:
        tariff = ok(web.get("/uitpas/passes", params={"identifier": ENTITLED}))["socialTariff"]
        quoted = prices(web)
    assert tariff == {"status": status, "endDate": "2026-03-15T23:59:59+01:00"}
    assert (quoted.status_code == 200) is (status == "ACTIVE")


def test_a_grace_period_is_the_same_after_the_world_was_written_and_read(publiq: Publiq) -> None:
    belonging_to(publiq, Membership(GENT, SocialTariff(brussels("2026-03-15T23:59:59"), timedelta(days=30))))
    lived = publiq.world.snapshot()
    publiq.world.restore(
        evolve(lived, state=read_world(write_world(lived.state, lived.clock), official_world())[0])
    )
    [membership] = holder_of(publiq, ENTITLED).memberships
    assert membership.status(brussels("2026-04-14T23:59:59")) is Status.ACTIVE
    assert membership.status(brussels("2026-04-15T00:00:00")) is Status.EXPIRED


HOURS = {
    "calendarType": "periodic",
    "startDate": "2026-01-01T00:00:00+01:00",
    "endDate": "2026-12-31T23:59:59+01:00",
    "openingHours": [{"opens": "03:30", "closes": "04:00", "dayOfWeek": ["sunday"]}],
}


@pytest.mark.parametrize(
    ("utc", "around"),
    [
        ("2026-03-28T23:29:59", False),
        ("2026-03-28T23:30:00", True),
        ("2026-03-29T04:00:00", True),
        ("2026-03-29T04:00:01", False),
        ("2026-10-25T00:29:59", False),
        ("2026-10-25T00:30:00", True),
        ("2026-10-25T05:00:00", True),
        ("2026-10-25T05:00:01", False),
    ],
)
def test_two_hours_around_the_opening_are_two_hours_on_the_days_that_the_clocks_change(
    utc: str, around: bool
) -> None:
    assert is_around(HOURS, datetime.fromisoformat(f"{utc}+00:00")) is around


def test_the_code_of_an_event_that_was_rejected_checks_nobody_in(publiq: Publiq) -> None:
    state, now = publiq.world.state, publiq.clock.now()
    code = checkins.code_of(state, now, state.events[EVENT]).code
    publiq.nudge("reject-event", eventId=EVENT)
    with as_holder(publiq, CHILD) as child:
        refused = child.post("/passholders/me/checkins", json={"checkinCode": code})
    assert problem(refused) == (400, "uitpas/checkin-code-invalid")


def test_sales_name_the_passholder_to_who_may_search_those_and_groups_have_none(publiq: Publiq) -> None:
    permissions = {"TICKETSALES_REGISTER", "TICKETSALES_SEARCH", "PASSHOLDERS_SEARCH"}
    with publiq.http() as web:
        assert "passholder" not in ok(sell(web))[0]
        assert "passholder" not in ok(sell(web, number=GROUP))[0]
        listed = ok(web.get("/uitpas/ticket-sales", params={"eventId": EVENT}))["member"]
        assert not any("passholder" in each for each in listed)
    with publiq.http(publiq.client(permissions)) as web:
        assert ok(sell(web))[0]["passholder"]["uitpasNumber"] == ENTITLED
        assert "passholder" not in ok(sell(web, number=GROUP))[0]
        listed = ok(web.get("/uitpas/ticket-sales", params={"eventId": EVENT}))["member"]
    assert [each.get("passholder", {}).get("id") for each in listed] == [
        holder_of(publiq, ENTITLED).id,
        None,
    ] * 2


def test_sales_at_the_location_of_an_organizer_are_found_under_its_name(publiq: Publiq) -> None:
    state, holder = publiq.world.state, holder_of(publiq, ENTITLED)
    place = state.events[FORBIDDEN_EVENT].place
    sale = {"uitpasNumber": ENTITLED, "eventId": FORBIDDEN_EVENT, "regularPrice": 10}
    with publiq.http(publiq.client({"TICKETSALES_REGISTER"}, OTHER_ORGANIZER)) as other:
        ok(other.post("/uitpas/ticket-sales", json=[sale | {"tariff": {"id": "SOCIALTARIFF"}}]))
    query = {"passholderId": holder.id, "organizerId": ORGANIZER}
    for location, found in ((place, 1), ("elsewhere", 0)):
        state.organizers.put(ORGANIZER, evolve(state.organizers[ORGANIZER], place=location))
        with publiq.http() as web:
            assert ok(web.get("/uitpas/ticket-sales", params=query))["totalItems"] == found

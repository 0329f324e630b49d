from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from attrs import evolve

from tests.simulator.people import (
    BLOCKED,
    DENDER,
    ENTITLED,
    EXPIRED,
    GENT,
    GROUP,
    GROUP_WITH_COUPON,
    IN_STOCK,
    OF_DENDER,
    ORGANIZER,
    PARENT,
    PASPARTOE,
    PLAIN,
    PROVISIONED,
    SOCIAL_IN_STOCK,
    UNKNOWN,
    USED_INSZ,
    WALKER,
    as_client,
    change,
    id_of,
    ok,
    problem,
    speaking,
    told,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import CardStatus, Membership, SocialTariff

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
CHIP = "04784CDAEE3880"


@pytest.mark.parametrize(
    ("number", "status", "social"),
    [
        (PLAIN, "ACTIVE", False),
        (ENTITLED, "ACTIVE", True),
        (EXPIRED, "ACTIVE", False),
        (BLOCKED, "BLOCKED", True),
        (PROVISIONED, "PROVISIONED", True),
        ("0900000020405", "PROVISIONED", False),
        (IN_STOCK, "LOCAL_STOCK", False),
        (SOCIAL_IN_STOCK, "LOCAL_STOCK", True),
    ],
)
def test_a_card_is_shown_whether_or_not_somebody_holds_it(
    counter: httpx.Client, number: str, status: str, social: bool
) -> None:
    shown = ok(counter.get("/cards", params={"uitpasNumber": number}))
    assert (shown["status"], shown["socialTariff"], shown["cardType"]) == (status, social, "NFC_CARD")
    assert shown["cardSystem"]["id"] == GENT


def test_a_card_is_found_by_chip_and_one_without_chip_is_digital(counter: httpx.Client) -> None:
    assert ok(counter.get("/cards", params={"chipNumber": CHIP.lower()}))["uitpasNumber"] == PLAIN
    shown = ok(counter.get("/cards", params={"uitpasNumber": PARENT}))
    assert shown["cardType"] == "DIGITAL"
    assert "chipNumber" not in shown


def test_a_card_that_is_not_there_is_not_found(publiq: Publiq, counter: httpx.Client) -> None:
    invalid = counter.get("/cards", params={"uitpasNumber": "123"})
    assert problem(invalid) == (400, "uitpas/invalid-uitpas-number")
    assert told(invalid)
    for query in (
        {"uitpasNumber": UNKNOWN},
        {"chipNumber": "00"},
        {"uitpasNumber": ENTITLED, "chipNumber": CHIP},
    ):
        assert problem(counter.get("/cards", params=query)) == (404, "url/not-found")
    assert problem(counter.get("/cards")) == (400, "url/query-parameter-missing")
    lacking = as_client(publiq, "PASSES_READ")
    assert problem(lacking.get("/cards", params={"uitpasNumber": PLAIN})) == (403, "auth/forbidden")


@pytest.mark.parametrize(
    "path", ["/insz-numbers/83030201540", "/insz-numbers/83.03.02-015.40", "/chip-numbers/" + CHIP]
)
def test_the_deprecated_twins_find_the_same_pass(counter: httpx.Client, path: str) -> None:
    assert ok(counter.get(path)) == ok(counter.get("/passes", params={"identifier": PLAIN}))


def test_the_deprecated_twins_take_their_own_kind_of_number_only(
    publiq: Publiq, counter: httpx.Client
) -> None:
    for path in (
        "/insz-numbers/" + PLAIN,
        "/insz-numbers/85010100115",
        "/insz-numbers/1",
        "/chip-numbers/" + PLAIN,
        "/chip-numbers/" + USED_INSZ,
        "/chip-numbers/00",
    ):
        assert problem(counter.get(path)) == (404, "uitpas/pass-not-found")
    nobody = as_client(publiq, "PASSES_READ")
    for path in ("/insz-numbers/" + USED_INSZ, "/chip-numbers/" + CHIP):
        assert problem(nobody.get(path)) == (403, "auth/forbidden")


def test_the_deprecated_twins_tell_a_blocked_holder_from_a_blocked_card(
    publiq: Publiq, counter: httpx.Client
) -> None:
    card = counter.get("/insz-numbers/71030360442")
    assert problem(card) == (400, "uitpas/card-blocked")
    assert told(card)
    change(publiq, PLAIN, memberships=(Membership(GENT, blocked=True),))
    for path in ("/insz-numbers/" + USED_INSZ, "/chip-numbers/" + CHIP):
        holder = counter.get(path)
        assert problem(holder) == (400, "uitpas/passholder-blocked")
        assert told(holder)
    unregistered = counter.get("/chip-numbers/044AC54A8E6180")
    assert problem(unregistered) == (400, "uitpas/invalid-card-status")


def social_cards(counter: httpx.Client, system: int = GENT) -> dict[str, int | None]:
    listed = ok(counter.get(f"/cards/social-tariff/{system}/active"))
    return {each["uitpasNumber"]: each.get("availableTickets") for each in listed}


def test_the_list_of_social_tariff_cards_has_those_that_work_now(
    publiq: Publiq, counter: httpx.Client
) -> None:
    listed = social_cards(counter)
    assert {ENTITLED, WALKER} < listed.keys()
    assert not {PLAIN, EXPIRED, BLOCKED, PROVISIONED, OF_DENDER} & listed.keys()
    assert (listed[ENTITLED], listed[GROUP]) == (None, 100)
    assert GROUP_WITH_COUPON not in listed
    assert social_cards(counter, PASPARTOE) == {}
    state = publiq.world.state
    state.cards.put(ENTITLED, evolve(state.cards[ENTITLED], status=CardStatus.BLOCKED))
    assert ENTITLED not in social_cards(counter)
    state.cards.put(ENTITLED, evolve(state.cards[ENTITLED], status=CardStatus.ACTIVE))
    assert ENTITLED in social_cards(counter)


def test_the_list_of_social_tariff_cards_is_for_who_may_export(publiq: Publiq, counter: httpx.Client) -> None:
    path = "/cards/social-tariff/5/active"
    assert problem(as_client(publiq, "PASSES_READ").get(path)) == (403, "auth/forbidden")
    unknown = counter.get("/cards/social-tariff/99/active")
    assert problem(unknown) == (404, "uitpas/cardsystem-not-found")


def buy(publiq: Publiq, number: str, tariff: str = "SOCIALTARIFF") -> None:
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    sale = {"uitpasNumber": number, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": tariff}}
    with speaking(publiq, authorization=f"Bearer {token}") as seller:
        ok(seller.post("/ticket-sales", json=[sale]))


def test_a_group_pass_counts_its_tickets_by_the_year(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-12-31T23:00")
    buy(publiq, GROUP)

    def left() -> tuple[int, int]:
        [shown] = ok(counter.get("/grouppasses", params={"uitpasNumber": GROUP}))["member"]
        assert ok(counter.get(f"/grouppasses/{shown['id']}")) == shown
        right = shown["socialTariff"]
        return right["totalTicketsPerYear"], right["availableTickets"]

    assert left() == (100, 99)
    publiq.clock.advance(hours=2)
    assert left() == (100, 100)


def test_a_group_pass_shows_whose_it_is_to_a_token_only(publiq: Publiq, counter: httpx.Client) -> None:
    query = {"chipNumber": "04D0AB6AF85C80"}
    [whole] = ok(counter.get("/grouppasses", params=query))["member"]
    assert (whole["name"], whole["email"]) == ("Testgroep A", "testgroep.a@example.org")
    identified = speaking(publiq, x_client_id="uitkern-counter")
    [reduced] = ok(identified.get("/grouppasses", params=query))["member"]
    assert whole.keys() - reduced.keys() == {"name", "email", "telephone", "address"}
    by_id = identified.get(f"/grouppasses/{whole['id']}")
    assert problem(by_id) == (401, "auth/unauthorized")


def test_a_group_pass_is_found_whatever_its_card_and_a_person_never(
    publiq: Publiq, counter: httpx.Client
) -> None:
    state = publiq.world.state
    for status in (CardStatus.BLOCKED, CardStatus.DELETED):
        state.cards.put(GROUP, evolve(state.cards[GROUP], status=status))
        [shown] = ok(counter.get("/grouppasses", params={"uitpasNumber": GROUP}))["member"]
        assert shown["cardStatus"] == status
    for number in (PLAIN, UNKNOWN):
        assert ok(counter.get("/grouppasses", params={"uitpasNumber": number}))["totalItems"] == 0
    invalid = counter.get("/grouppasses", params={"uitpasNumber": "1"})
    assert problem(invalid) == (400, "uitpas/invalid-uitpas-number")
    assert problem(counter.get("/grouppasses")) == (400, "url/query-parameter-missing")
    for path in ("", "/coupons"):
        person = counter.get(f"/grouppasses/{id_of(publiq, PLAIN)}{path}")
        assert problem(person) == (404, "uitpas/passholder-not-found")


def test_the_social_tariff_of_a_group_ends_as_any(publiq: Publiq, counter: httpx.Client) -> None:
    past = SocialTariff(datetime(2020, 1, 1, tzinfo=UTC))
    change(publiq, GROUP, memberships=(Membership(GENT, past),))
    shown = ok(counter.get(f"/grouppasses/{id_of(publiq, GROUP)}"))
    assert shown["socialTariff"]["status"] == "EXPIRED"
    without = ok(counter.get(f"/grouppasses/{id_of(publiq, GROUP_WITH_COUPON)}"))
    assert "socialTariff" not in without


def test_group_passes_are_limited_in_pace_for_who_says_only_a_name(
    publiq: Publiq, counter: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    identified = speaking(publiq, x_client_id="uitkern-counter")
    answers = [identified.get("/grouppasses", params={"uitpasNumber": GROUP}) for _ in range(61)]
    assert [each.status_code for each in answers] == [200] * 60 + [429]
    assert problem(answers[-1]) == (429, "uitpas/rate-limited")
    assert told(answers[-1])
    assert int(answers[-1].headers["retry-after"]) > 0
    for _ in range(61):
        ok(counter.get("/grouppasses", params={"uitpasNumber": GROUP}))
    publiq.clock.advance(minutes=1)
    ok(identified.get("/grouppasses", params={"uitpasNumber": GROUP}))


def coupons(counter: httpx.Client, holder: str, **query: str) -> httpx.Response:
    return counter.get(f"/passholders/{holder}/coupons", params=query)


def test_a_coupon_is_listed_with_what_is_left_of_it(publiq: Publiq, counter: httpx.Client) -> None:
    holder = id_of(publiq, WALKER)
    [coupon] = ok(coupons(counter, holder))
    assert (coupon["coupon"]["id"], coupon["status"]) == ("COUPON_1079", "ACTIVE")
    assert coupon["remaining"] == {"volume": 1, "period": "ABSOLUTE"}
    buy(publiq, WALKER, "COUPON_1079")
    [spent] = ok(coupons(counter, holder))
    assert (spent["id"], spent["remaining"]["volume"]) == (coupon["id"], 0)


def test_coupons_are_listed_by_status_and_expire_with_the_clock(
    publiq: Publiq, counter: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    state, now = publiq.world.state, publiq.clock.now()
    limited = evolve(
        state.coupons["COUPON_1079"], begin=now, end=now + timedelta(days=1), description="Voor een film"
    )
    state.coupons.put(limited.id, limited)
    holder = id_of(publiq, WALKER)
    [shown] = ok(coupons(counter, holder))
    assert shown["coupon"]["description"] == "Voor een film"
    assert shown["validityPeriod"]["begin"] == "2026-03-04T10:00:00+01:00"
    assert ok(coupons(counter, holder, status="EXPIRED")) == []
    publiq.clock.advance(days=2)
    assert ok(coupons(counter, holder)) == []
    [gone] = ok(coupons(counter, holder, status="EXPIRED"))
    assert gone["status"] == "EXPIRED"
    assert len(ok(coupons(counter, holder, status="ALL"))) == 1


def test_coupons_of_an_organizer_are_those_of_its_regions(publiq: Publiq, counter: httpx.Client) -> None:
    assert len(ok(coupons(counter, id_of(publiq, WALKER), organizerId=ORGANIZER))) == 1
    change(publiq, OF_DENDER, memberships=(Membership(DENDER), Membership(GENT)))
    far = id_of(publiq, OF_DENDER)
    assert len(ok(coupons(counter, far))) == 2
    assert ok(coupons(counter, far, organizerId=ORGANIZER)) == []


def test_coupons_are_refused_with_the_reason(publiq: Publiq, counter: httpx.Client) -> None:
    nobody = coupons(counter, id_of(publiq, WALKER), organizerId="nobody")
    assert problem(nobody) == (400, "uitpas/organizer-not-found")
    everywhere = as_client(publiq, "PASSHOLDER_COUPONS_READ", organizer="region")
    assert problem(coupons(everywhere, id_of(publiq, WALKER))) == (403, "auth/forbidden")
    change(publiq, WALKER, memberships=(Membership(GENT, blocked=True),))
    for query in ({}, {"organizerId": ORGANIZER}):
        answer = coupons(counter, id_of(publiq, WALKER), **query)
        assert problem(answer) == (400, "uitpas/passholder-no-active-cardsystems")
        assert told(answer)


def test_the_coupons_of_a_group_count_down_by_the_day(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    path = f"/grouppasses/{id_of(publiq, GROUP_WITH_COUPON)}/coupons"
    buy(publiq, GROUP_WITH_COUPON, "COUPON_1080")
    assert ok(counter.get(path))[0]["remaining"] == {"volume": 49, "period": "DAY"}
    publiq.clock.advance(days=1)
    assert ok(counter.get(path))[0]["remaining"]["volume"] == 50
    nobody = counter.get(path, params={"organizerId": "nobody"})
    assert problem(nobody) == (400, "uitpas/organizer-not-found")
    change(publiq, GROUP_WITH_COUPON, memberships=())
    none = counter.get(path)
    assert problem(none) == (400, "uitpas/passholder-no-active-cardsystems")
    lacking = as_client(publiq, "GROUPPASSES_SEARCH")
    assert problem(lacking.get(path)) == (403, "auth/forbidden")


def test_an_insz_number_is_used_or_not_and_nothing_more_is_said(
    publiq: Publiq, counter: httpx.Client
) -> None:
    identified = speaking(publiq, x_client_id="uitkern-counter")
    for asking in (identified, counter):
        base = "/passholders/status/insz-numbers"
        assert ok(asking.get(f"{base}/{USED_INSZ}")) == {"state": "USED"}
        assert ok(asking.get(f"{base}/85.01.01-001.15")) == {"state": "UNUSED"}
        wrong = asking.get(f"{base}/85010100116")
        assert problem(wrong) == (400, "uitpas/invalid-insz-number")
        assert told(wrong)
    assert problem(speaking(publiq).get(f"{base}/{USED_INSZ}")) == (401, "auth/unauthorized")


def test_asking_for_insz_numbers_is_limited_in_pace(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    identified = speaking(publiq, x_client_id="uitkern-counter")
    path = f"/passholders/status/insz-numbers/{USED_INSZ}"
    assert [identified.get(path).status_code for _ in range(61)].count(429) == 1

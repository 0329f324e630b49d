from __future__ import annotations

from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.people import (
    BLOCKED,
    CHILD,
    DENDER,
    DENDER_IN_STOCK,
    ENTITLED,
    EXPIRED,
    GENT,
    GROUP,
    IN_STOCK,
    OF_DENDER,
    ORGANIZER,
    OTHER_ORGANIZER,
    PASPARTOE,
    PLAIN,
    SOCIAL_IN_STOCK,
    UNKNOWN,
    as_client,
    change,
    holder_of,
    id_of,
    ok,
    pointers,
    problem,
    speaking,
    told,
    without,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.people import MembershipPrice
from uitkern.simulator.world.values import CardStatus, CardType, Membership


def wish(**members: object) -> dict[str, Any]:
    return {"cardType": "DIGITAL", "registrationOrganizer": {"id": ORGANIZER}} | members


def with_card(number: str, **members: object) -> dict[str, Any]:
    return wish(cardType="NFC_CARD", uitpasNumber=number, **members)


def path_of(publiq: Publiq, number: str, system: int | str = GENT) -> str:
    return f"/passholders/{id_of(publiq, number)}/memberships/{system}"


def preview(counter: httpx.Client, path: str, *, social: bool, organizer: str = ORGANIZER) -> Any:
    query = {"socialTariff": str(social).lower(), "organizerId": organizer}
    return counter.get(path, params=query)


def card_status(counter: httpx.Client, number: str) -> str:
    return str(ok(counter.get("/cards", params={"uitpasNumber": number}))["status"])


def test_a_preview_tells_the_three_outcomes(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    same = ok(preview(counter, path_of(publiq, PLAIN), social=False))
    assert same == {"type": "NOT_POSSIBLE", "addressChangeRequired": False}
    new = ok(preview(counter, path_of(publiq, PLAIN, PASPARTOE), social=True))
    assert new == {
        "type": "NEW_MEMBERSHIP",
        "addressChangeRequired": True,
        "socialTariffEndDate": "2027-04-30",
    }
    replaced = ok(preview(counter, path_of(publiq, ENTITLED), social=False))
    assert (replaced["type"], replaced["addressChangeRequired"]) == ("REPLACE_MEMBERSHIP", False)
    assert replaced["replacedMembership"]["currentCard"]["uitpasNumber"] == ENTITLED
    assert ok(preview(counter, path_of(publiq, ENTITLED), social=True))["type"] == "NOT_POSSIBLE"
    assert ok(preview(counter, path_of(publiq, EXPIRED), social=True))["type"] == "REPLACE_MEMBERSHIP"


def test_a_social_tariff_moves_with_the_person_to_another_region(
    publiq: Publiq, counter: httpx.Client
) -> None:
    seen = ok(preview(counter, path_of(publiq, OF_DENDER), social=True))
    assert seen["type"] == "REPLACE_MEMBERSHIP"
    assert seen["replacedMembership"]["cardSystem"]["id"] == DENDER
    ok(counter.post(path_of(publiq, OF_DENDER), json=with_card(SOCIAL_IN_STOCK, socialTariff={})), 201)
    [membership] = ok(counter.get(f"/passholders/{id_of(publiq, OF_DENDER)}"))["cardSystemMemberships"]
    assert (membership["cardSystem"]["id"], membership["uitpasNumber"]) == (GENT, SOCIAL_IN_STOCK)
    assert card_status(counter, OF_DENDER) == "DELETED"


def test_a_further_region_comes_beside_the_first(publiq: Publiq, counter: httpx.Client) -> None:
    ok(counter.post(path_of(publiq, PLAIN, PASPARTOE), json=wish()), 201)
    shown = ok(counter.get(f"/passholders/{id_of(publiq, PLAIN)}"))["cardSystemMemberships"]
    assert [each["cardSystem"]["id"] for each in shown] == [GENT, PASPARTOE]
    assert [each["currentCard"]["cardType"] for each in shown] == ["NFC_CARD", "DIGITAL"]
    assert card_status(counter, PLAIN) == "ACTIVE"


def test_granting_a_social_tariff_gives_another_number_and_kills_the_old(
    publiq: Publiq, counter: httpx.Client
) -> None:
    holder = id_of(publiq, PLAIN)
    ok(counter.post(path_of(publiq, PLAIN), json=with_card(SOCIAL_IN_STOCK, socialTariff={})), 201)
    shown = ok(counter.get(f"/passholders/{holder}"))
    assert (shown["id"], shown["uitpasNumber"]) == (holder, SOCIAL_IN_STOCK)
    assert ok(counter.get(f"/passes/{SOCIAL_IN_STOCK}"))["socialTariff"]["status"] == "ACTIVE"
    dead = counter.get("/passes", params={"identifier": PLAIN})
    assert problem(dead) == (400, "uitpas/invalid-card-status")
    assert (dead.json()["cardStatus"], dead.json()["passholderId"]) == ("DELETED", holder)
    again = counter.post(path_of(publiq, SOCIAL_IN_STOCK), json=with_card(PLAIN))
    assert problem(again) == (400, "uitpas/invalid-card-status")


def test_a_social_tariff_can_be_revoked(publiq: Publiq, counter: httpx.Client) -> None:
    ok(counter.post(path_of(publiq, ENTITLED), json=with_card(IN_STOCK)), 201)
    assert ok(counter.get(f"/passes/{IN_STOCK}"))["socialTariff"] == {"status": "NONE"}
    assert card_status(counter, ENTITLED) == "DELETED"


def test_a_lost_card_that_is_blocked_is_replaced_by_one_of_the_same_kind(
    publiq: Publiq, counter: httpx.Client
) -> None:
    holder = id_of(publiq, BLOCKED)
    ok(counter.post(path_of(publiq, BLOCKED), json=with_card(SOCIAL_IN_STOCK, socialTariff={})), 201)
    assert ok(counter.get(f"/passholders/{holder}"))["uitpasNumber"] == SOCIAL_IN_STOCK
    assert card_status(counter, BLOCKED) == "DELETED"


def test_a_new_address_comes_with_the_social_tariff_that_needs_it(
    publiq: Publiq, counter: httpx.Client
) -> None:
    path, holder = path_of(publiq, PLAIN, PASPARTOE), id_of(publiq, PLAIN)
    assert pointers(counter.post(path, json=wish(socialTariff={}))) == ["/address"]
    outside = {"street": "Teststraat 9", "postalCode": "9300", "city": "Aalst"}
    assert pointers(counter.post(path, json=wish(socialTariff={}, address=outside))) == [
        "/address/postalCode"
    ]
    assert ok(counter.get(f"/passholders/{holder}"))["postalCode"] == "9000"
    inside = {"street": "Teststraat 9", "postalCode": "1000", "city": "Brussel"}
    ok(counter.post(path, json=wish(socialTariff={}, address=inside)), 201)
    shown = ok(counter.get(f"/passholders/{holder}"))
    assert shown["address"] == {"country": "BE", **inside}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (wish(registrationOrganizer={"id": "nobody"}), "uitpas/organizer-not-found"),
        (wish(), "uitpas/passholder-new-membership-error"),
        (with_card("123", socialTariff={}), "uitpas/invalid-uitpas-number"),
        (with_card(UNKNOWN, socialTariff={}), "uitpas/invalid-card"),
        (with_card(IN_STOCK, socialTariff={}), "uitpas/invalid-card"),
        (with_card(DENDER_IN_STOCK, socialTariff={}), "uitpas/invalid-card"),
        (with_card(BLOCKED, socialTariff={}), "uitpas/invalid-card-status"),
        (wish(socialTariff={}, voucher="NOTHING"), "uitpas/invalid-voucher-code"),
    ],
)
def test_a_membership_is_refused_with_the_reason_and_changes_nothing(
    publiq: Publiq, counter: httpx.Client, body: dict[str, Any], kind: str
) -> None:
    before = holder_of(publiq, PLAIN)
    answer = counter.post(path_of(publiq, PLAIN), json=body)
    assert problem(answer) == (400, kind)
    assert kind == "uitpas/organizer-not-found" or told(answer)
    assert holder_of(publiq, PLAIN) == before


def test_the_end_of_a_social_tariff_lies_within_next_year(publiq: Publiq, counter: httpx.Client) -> None:
    body = wish(socialTariff={"socialTariffEndDate": "2999-01-01"})
    answer = counter.post(path_of(publiq, PLAIN), json=body)
    assert pointers(answer) == ["/socialTariff/socialTariffEndDate"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_there_cannot_be_joined(publiq: Publiq, counter: httpx.Client, method: str) -> None:
    query = {"socialTariff": "false", "organizerId": ORGANIZER}
    body = wish() if method == "POST" else None
    for path, kind in (
        (path_of(publiq, PLAIN, 99), "uitpas/cardsystem-not-found"),
        ("/passholders/nobody/memberships/5", "uitpas/passholder-not-found"),
        (path_of(publiq, PLAIN, "five"), "url/not-found"),
    ):
        assert problem(counter.request(method, path, params=query, json=body)) == (404, kind)


def test_no_membership_for_groups_for_the_blocked_and_where_the_organizer_has_no_say(
    publiq: Publiq, counter: httpx.Client
) -> None:
    refusal = (400, "uitpas/passholder-new-membership-error")
    far = preview(counter, path_of(publiq, PLAIN, DENDER), social=False)
    assert problem(far) == refusal
    assert told(far)
    change(publiq, PLAIN, memberships=(Membership(GENT, blocked=True),))
    assert problem(preview(counter, path_of(publiq, PLAIN), social=True)) == refusal
    assert problem(preview(counter, path_of(publiq, GROUP), social=True)) == (
        404,
        "uitpas/passholder-not-found",
    )
    nobody = preview(counter, path_of(publiq, CHILD), social=True, organizer="nobody")
    assert problem(nobody) == (400, "uitpas/organizer-not-found")


def test_each_permission_of_a_membership_is_needed(publiq: Publiq, counter: httpx.Client) -> None:
    path, body = path_of(publiq, PLAIN), wish(socialTariff={})
    forbidden = (403, "auth/forbidden")
    for lacking in ("PASSHOLDERS_WRITE", "PASSHOLDERS_WRITE_SOCIALTARIFF"):
        assert problem(without(publiq, lacking).post(path, json=body)) == forbidden
        assert problem(preview(without(publiq, lacking), path, social=True)) == forbidden
    melle = path_of(publiq, "0900010959113")
    elsewhere = without(publiq, "PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM")
    assert problem(elsewhere.post(melle, json=body)) == forbidden
    other = wish(registrationOrganizer={"id": OTHER_ORGANIZER})
    assert problem(counter.post(path, json=other)) == forbidden


def prices(counter: httpx.Client, system: int | str = GENT, **query: str) -> httpx.Response:
    asked = {"postalCode": "9000", "dateOfBirth": "1990-01-01", "cardType": "DIGITAL"} | query
    return counter.get(f"/passholders/membership-prices/{system}", params=asked)


@pytest.mark.parametrize(
    ("query", "price"),
    [
        ({}, 3),
        ({"dateOfBirth": "2015-01-01"}, 0),
        ({"postalCode": "2000"}, 5),
        ({"postalCode": "0000", "dateOfBirth": "2015-01-01"}, 2),
        ({"socialTariff": "true"}, 1),
        ({"voucher": "TESTVOUCHER"}, 1),
        ({"voucher": "TESTVOUCHER", "socialTariff": "true"}, 0),
    ],
)
def test_the_price_of_a_membership_follows_age_residence_right_and_voucher(
    publiq: Publiq, counter: httpx.Client, query: dict[str, str], price: float
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    shown = ok(prices(counter, **query))
    assert shown["price"] == price
    assert shown["label"]
    assert shown["description"]


def test_a_price_quote_uses_no_voucher_up_and_a_membership_does(
    publiq: Publiq, counter: httpx.Client
) -> None:
    for _ in range(2):
        assert ok(prices(counter, voucher="TESTVOUCHER"))["price"] == 1
    ok(counter.post(path_of(publiq, PLAIN), json=wish(socialTariff={}, voucher="TESTVOUCHER")), 201)
    spent = prices(counter, voucher="TESTVOUCHER")
    assert problem(spent) == (400, "uitpas/invalid-voucher-code")


@pytest.mark.parametrize("postal_code", ["900", "0999", "90000", "NL12", "٩٠٠٠"])
def test_a_price_needs_a_belgian_postal_code_or_none(counter: httpx.Client, postal_code: str) -> None:
    answer = prices(counter, postalCode=postal_code)
    assert problem(answer) == (400, "uitpas/invalid-postal-code")
    assert told(answer)


def test_a_price_is_refused_with_the_reason(publiq: Publiq, counter: httpx.Client) -> None:
    assert problem(prices(counter, 99)) == (404, "uitpas/cardsystem-not-found")
    assert problem(prices(counter, voucher="NOTHING")) == (400, "uitpas/invalid-voucher-code")
    for born in ("soon", "0000-01-01"):
        assert problem(prices(counter, dateOfBirth=born)) == (400, "url/query-parameter-invalid")
    assert problem(prices(as_client(publiq, "PASSES_READ"))) == (403, "auth/forbidden")
    assert problem(prices(speaking(publiq))) == (401, "auth/unauthorized")


def test_prices_are_told_to_who_only_says_which_client_it_is(publiq: Publiq) -> None:
    identified = speaking(publiq, x_client_id="uitkern-counter")
    assert ok(prices(identified))["price"] == 3
    assert problem(prices(speaking(publiq, x_client_id="nobody"))) == (401, "auth/unauthorized")
    listed = ok(identified.get("/card-systems/5/membership-prices", params={"cardType": "NFC_CARD"}))
    assert sorted(each["price"] for each in listed) == [0, 1, 2, 3, 5]
    unknown = identified.get("/card-systems/99/membership-prices", params={"cardType": "DIGITAL"})
    assert problem(unknown) == (404, "uitpas/cardsystem-not-found")


def test_a_price_may_hold_for_one_kind_of_card_and_a_region_may_ask_nothing(
    publiq: Publiq, counter: httpx.Client
) -> None:
    row = MembershipPrice(700, "Met kaart", "Een kaart kost 7 euro.", card_type=CardType.NFC_CARD)
    publiq.world.state.membership_prices.put(GENT, (row,))
    assert ok(prices(counter, cardType="NFC_CARD"))["price"] == 7
    assert ok(prices(counter, cardType="DIGITAL"))["price"] == 0


def test_a_passholder_is_told_the_price_of_a_further_region(publiq: Publiq, counter: httpx.Client) -> None:
    publiq.clock.freeze("2026-03-04T10:00")

    def price(number: str, system: int = PASPARTOE, asking: httpx.Client = counter) -> httpx.Response:
        path = f"/passholders/{id_of(publiq, number)}/membership-prices/{system}"
        return asking.get(path, params={"cardType": "DIGITAL"})

    assert ok(price(PLAIN))["price"] == 5
    assert ok(price(CHILD))["price"] == 2
    assert problem(price(PLAIN, 99)) == (404, "uitpas/cardsystem-not-found")
    missing = counter.get("/passholders/nobody/membership-prices/5", params={"cardType": "DIGITAL"})
    assert problem(missing) == (404, "uitpas/passholder-not-found")
    used = counter.get(
        f"/passholders/{id_of(publiq, PLAIN)}/membership-prices/5",
        params={"cardType": "DIGITAL", "voucher": "NOTHING"},
    )
    assert problem(used) == (400, "uitpas/invalid-voucher-code")
    for lacking in ("PASSHOLDERS_SEARCH", "MEMBERSHIP_PRICES_READ"):
        assert problem(price(PLAIN, asking=without(publiq, lacking))) == (403, "auth/forbidden")
    change(publiq, PLAIN, date_of_birth=None)
    assert ok(price(PLAIN))["price"] == 5


def test_a_membership_without_a_card_shows_none(publiq: Publiq, counter: httpx.Client) -> None:
    holder = holder_of(publiq, PLAIN)
    change(publiq, PLAIN, memberships=(*holder.memberships, Membership(PASPARTOE)))
    _, bare = ok(counter.get(f"/passholders/{holder.id}"))["cardSystemMemberships"]
    assert "currentCard" not in bare
    card = publiq.world.state.cards[PLAIN]
    publiq.world.state.cards.put(PLAIN, evolve(card, status=CardStatus.DELETED))
    shown = ok(counter.get(f"/passholders/{holder.id}"))
    assert shown["cardSystemMemberships"][0]["currentCard"]["status"] == "DELETED"
    assert "uitpasNumber" not in shown


def test_a_social_tariff_that_comes_to_a_second_region_leaves_the_first(
    publiq: Publiq, counter: httpx.Client
) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    ok(counter.post(path_of(publiq, ENTITLED, PASPARTOE), json=wish()), 201)
    seen = ok(preview(counter, path_of(publiq, ENTITLED, PASPARTOE), social=True))
    assert (seen["type"], seen["replacedMembership"]["uitpasNumber"]) == ("REPLACE_MEMBERSHIP", ENTITLED)
    address = {"street": "Teststraat 9", "postalCode": "1000", "city": "Brussel"}
    body = wish(socialTariff={}, address=address)
    holder = id_of(publiq, ENTITLED)
    ok(counter.post(path_of(publiq, ENTITLED, PASPARTOE), json=body), 201)
    [membership] = ok(counter.get(f"/passholders/{holder}"))["cardSystemMemberships"]
    assert (membership["cardSystem"]["id"], membership["socialTariff"]["status"]) == (PASPARTOE, "ACTIVE")

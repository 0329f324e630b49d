from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import Membership, SocialTariff

EVENT, NOT_OURS = "5a0967f9-cc06-4c3c-9206-30481a767434", "373d6cee-b4ae-4637-9b7c-eeb79e45f044"
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
ENTITLED, BLOCKED, UNREGISTERED = "0900000067513", "0900000002312", "0900000074519"
PROBLEMS = "https://api.publiq.be/probs/"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEMS)


def price(number: str = ENTITLED, **more: str) -> dict[str, str]:
    return {"eventId": EVENT, "uitpasNumber": number, "regularPrice": "10"} | more


def a_sale(**more: object) -> dict[str, Any]:
    return {
        "uitpasNumber": ENTITLED,
        "eventId": EVENT,
        "regularPrice": 10,
        "tariff": {"id": "SOCIALTARIFF"},
    } | more


def test_a_pass_shows_its_message_when_the_social_tariff_expired(api: httpx.Client) -> None:
    shown = api.get("/uitpas/passes", params={"identifier": "0900000031618"}).json()
    assert shown["socialTariff"]["status"] == "EXPIRED"
    assert [message["level"] for message in shown["messages"]] == ["WARN"]
    without = api.get("/uitpas/passes", params={"identifier": "0900000095902"}).json()
    assert without["socialTariff"] == {"status": "NONE"}
    assert "messages" not in without


def with_right(publiq: Publiq, *memberships: Membership) -> None:
    holder = publiq.world.find_pass(ENTITLED).holder
    publiq.world.state.passholders.put(holder.id, evolve(holder, memberships=memberships))


def test_a_suspended_right_shows_as_expired_with_its_own_message(publiq: Publiq, api: httpx.Client) -> None:
    now = publiq.clock.now()
    right = SocialTariff(now + timedelta(days=90), suspended_until=now + timedelta(days=1))
    with_right(publiq, Membership(5, right))
    shown = api.get("/uitpas/passes", params={"identifier": ENTITLED}).json()
    assert shown["socialTariff"]["status"] == "EXPIRED"
    assert "opgeschort" in shown["messages"][0]["text"]


def test_in_the_grace_period_a_right_is_active_though_its_end_is_past(
    publiq: Publiq, api: httpx.Client
) -> None:
    right = SocialTariff(publiq.clock.now() - timedelta(days=1), grace=timedelta(days=30))
    with_right(publiq, Membership(3), Membership(5, right))
    shown = api.get("/uitpas/passes", params={"identifier": ENTITLED}).json()["socialTariff"]
    assert shown["status"] == "ACTIVE"
    assert datetime.fromisoformat(shown["endDate"]) < publiq.clock.now()


def test_who_belongs_to_no_region_has_no_right(publiq: Publiq, api: httpx.Client) -> None:
    with_right(publiq)
    shown = api.get("/uitpas/passes", params={"identifier": ENTITLED}).json()
    assert shown["socialTariff"] == {"status": "NONE"}
    assert api.get("/uitpas/tariffs", params=price()).json()["type"].endswith("no-active-cardsystems")


def test_the_pass_of_another_region_is_entitled_there_and_gets_no_tariff_here(api: httpx.Client) -> None:
    shown = api.get("/uitpas/passes", params={"identifier": "0900000093204"}).json()
    assert (shown["socialTariff"]["status"], shown["cardSystem"]["name"]) == ("ACTIVE", "UiTPAS Dender")
    quoted = api.get("/uitpas/tariffs", params=price("0900000093204")).json()
    assert quoted["available"] == []
    assert "regio" in quoted["endUserMessage"]["nl"]


def test_a_group_pass_says_that_it_is_one(api: httpx.Client) -> None:
    shown = api.get("/uitpas/passes", params={"identifier": "0900000045410"}).json()
    assert (shown["passType"], shown["socialTariff"]["status"]) == ("GROUP", "ACTIVE")


def test_today_and_the_deprecated_way_refuse_cards_each_in_their_own_words(api: httpx.Client) -> None:
    blocked = api.get("/uitpas/passes", params={"identifier": BLOCKED})
    assert problem(blocked) == (400, "uitpas/invalid-card-status")
    assert blocked.json()["cardStatus"] == "BLOCKED"
    assert problem(api.get(f"/uitpas/passes/{BLOCKED}")) == (400, "uitpas/card-blocked")
    assert problem(api.get("/uitpas/passes", params={"identifier": UNREGISTERED})) == (
        400,
        "uitpas/invalid-card-status",
    )
    assert problem(api.get(f"/uitpas/passes/{UNREGISTERED}")) == (404, "uitpas/pass-not-found")
    assert problem(api.get("/uitpas/passes/0900000000000")) == (404, "uitpas/pass-not-found")
    assert api.get(f"/uitpas/passes/{ENTITLED}").json()["uitpasNumber"] == ENTITLED


@pytest.mark.parametrize("path", ["/uitpas/tariffs", "/uitpas/tariffs/"])
def test_tariffs_are_quoted_with_and_without_a_trailing_slash(api: httpx.Client, path: str) -> None:
    answer = api.get(path, params=price(regularPrice="12.5", unknown="x"))
    assert answer.json() == {
        "available": [
            {
                "id": "SOCIALTARIFF",
                "name": "Kansentarief",
                "price": 2.5,
                "type": "SOCIALTARIFF",
                "remaining": 100,
            }
        ]
    }


def test_the_static_tariff_is_quoted_without_a_pass(api: httpx.Client) -> None:
    answer = api.get("/uitpas/tariffs/static", params={"eventId": EVENT, "regularPrice": "10"})
    assert [tariff["price"] for tariff in answer.json()["available"]] == [2]


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "ten", "", "NaN", "1e5"])
@pytest.mark.parametrize("path", ["/uitpas/tariffs", "/uitpas/tariffs/static"])
def test_a_regular_price_is_an_amount_above_zero(api: httpx.Client, path: str, amount: str) -> None:
    answer = api.get(path, params=price(regularPrice=amount))
    assert problem(answer) == (400, "url/query-parameter-invalid")
    assert "regularPrice" in answer.json()["detail"]


@pytest.mark.parametrize("missing", ["eventId", "uitpasNumber", "regularPrice"])
def test_a_missing_parameter_is_named(api: httpx.Client, missing: str) -> None:
    query = {name: value for name, value in price().items() if name != missing}
    answer = api.get("/uitpas/tariffs", params=query)
    assert problem(answer) == (400, "url/query-parameter-missing")
    assert missing in answer.json()["detail"]


def test_without_a_usable_token_nothing_is_told(
    publiq: Publiq, api: httpx.Client, anonymous: httpx.Client
) -> None:
    for header in ({}, {"authorization": "Bearer nonsense"}, {"authorization": "Basic eDp5"}):
        answer = anonymous.get("/uitpas/tariffs", params={}, headers=header)
        assert problem(answer) == (401, "auth/unauthorized")
    publiq.clock.advance(days=1)
    expired = api.get("/uitpas/permissions")
    assert problem(expired) == (401, "auth/unauthorized")
    assert "expired" in expired.json()["detail"]


def test_an_organizer_without_permission_is_forbidden_before_anything_is_said_of_a_pass(
    api: httpx.Client,
) -> None:
    for number in (ENTITLED, BLOCKED, "12"):
        assert problem(api.get("/uitpas/tariffs", params=price(number, eventId=NOT_OURS))) == (
            403,
            "auth/forbidden",
        )
    sold = api.post("/uitpas/ticket-sales", json=[a_sale(), a_sale(eventId=NOT_OURS)])
    assert problem(sold) == (403, "auth/forbidden")
    assert problem(api.get("/uitpas/ticket-sales", params={"eventId": NOT_OURS})) == (403, "auth/forbidden")


def test_a_sale_is_registered_listed_and_undone(api: httpx.Client) -> None:
    [sale] = api.post("/uitpas/ticket-sales", json=[a_sale(regularPriceLabel="Basistarief")]).json()
    assert (sale["id"], sale["tariff"]["price"], sale["regularPriceLabel"]) == ("499853", 2, "Basistarief")
    listed = api.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()
    assert listed == {"totalItems": 1, "member": [sale]}
    answers = [api.delete("/uitpas/ticket-sales/499853") for _ in range(2)]
    assert answers[0].status_code == 204
    assert answers[0].content == b""
    assert problem(answers[1]) == (404, "uitpas/ticket-sale-not-found")
    assert api.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()["totalItems"] == 0


def test_one_bad_sale_registers_none_and_is_pointed_at(api: httpx.Client) -> None:
    answer = api.post("/uitpas/ticket-sales", json=[a_sale(), a_sale(uitpasNumber=BLOCKED)])
    assert problem(answer) == (400, "uitpas/invalid-card-status")
    assert (answer.json()["jsonPointer"], answer.json()["cardStatus"]) == ("/1", "BLOCKED")
    assert answer.json()["endUserMessage"]["nl"]
    assert api.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()["totalItems"] == 0


def test_a_sale_at_a_tariff_the_pass_lacks_is_invalid_data_with_a_message(api: httpx.Client) -> None:
    answer = api.post("/uitpas/ticket-sales", json=[a_sale(uitpasNumber="0900000095902")])
    assert problem(answer) == (400, "body/invalid-data")
    assert [error["jsonPointer"] for error in answer.json()["schemaErrors"]] == ["/0/tariff/id"]
    assert answer.json()["endUserMessage"]["nl"]


def test_a_price_may_be_a_numeric_string_in_a_sale(api: httpx.Client) -> None:
    [sale] = api.post("/uitpas/ticket-sales", json=[a_sale(regularPrice="12.50")]).json()
    assert (sale["regularPrice"], sale["tariff"]["price"]) == (12.5, 2.5)


@pytest.mark.parametrize("amount", [0, -1, "0", "ten", None, True, 1e300])
def test_a_sale_has_a_price_above_zero(api: httpx.Client, amount: object) -> None:
    answer = api.post("/uitpas/ticket-sales", json=[a_sale(regularPrice=amount)])
    assert problem(answer) == (400, "body/invalid-data")
    assert answer.json()["schemaErrors"][0]["jsonPointer"] == "/0/regularPrice"


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (b"", "application/json", (400, "body/missing")),
        (b"[{]", "application/json", (400, "body/invalid-syntax")),
        (b"[NaN]", "application/json", (400, "body/invalid-syntax")),
        (b"\xff", "application/json", (400, "body/invalid-syntax")),
        (b'["\\ud800"]', "application/json", (400, "body/invalid-syntax")),
        (b"[" * 5000 + b"]" * 5000, "application/json", (400, "body/invalid-syntax")),
        (b"[" * 300 + b"]" * 300, "application/json", (400, "body/invalid-syntax")),
        (b"{}", "application/json", (400, "body/invalid-data")),
        (b"[{}]", "application/json", (400, "body/invalid-data")),
        (b"[]", "text/plain", (415, "header/unsupported-media-type")),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_body_that_is_no_list_of_sales_is_refused(
    api: httpx.Client, content: bytes, media_type: str, expected: tuple[int, str]
) -> None:
    answer = api.post("/uitpas/ticket-sales", content=content, headers={"content-type": media_type})
    assert problem(answer) == expected


def test_ten_thousand_sales_in_one_request_are_refused_whole(api: httpx.Client) -> None:
    answer = api.post("/uitpas/ticket-sales", json=[a_sale()] * 10_000)
    assert problem(answer) == (400, "uitpas/invalid-number-of-tickets")
    assert answer.json()["jsonPointer"] == "/100"
    assert api.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()["totalItems"] == 0


def test_sales_are_searched_by_event_or_by_passholder_with_organizer(api: httpx.Client) -> None:
    holder = api.get("/uitpas/passes", params={"identifier": ENTITLED}).json()["passholderId"]
    api.post("/uitpas/ticket-sales", json=[a_sale()] * 3)
    found = api.get("/uitpas/ticket-sales", params={"passholderId": holder, "organizerId": ORGANIZER})
    assert found.json()["totalItems"] == 3
    page = api.get("/uitpas/ticket-sales", params={"eventId": EVENT, "start": "1", "limit": "1"}).json()
    assert (page["totalItems"], [sale["id"] for sale in page["member"]]) == (3, ["499854"])
    assert problem(api.get("/uitpas/ticket-sales")) == (400, "url/query-parameter-missing")
    assert problem(api.get("/uitpas/ticket-sales", params={"passholderId": holder})) == (
        400,
        "url/query-parameter-missing",
    )
    over = api.get("/uitpas/ticket-sales", params={"eventId": EVENT, "limit": "501"})
    assert problem(over) == (400, "url/query-limit-exceeded")
    negative = api.get("/uitpas/ticket-sales", params={"eventId": EVENT, "start": "-1"})
    assert problem(negative) == (400, "url/query-parameter-invalid")


def test_an_event_that_nobody_knows_has_no_sales(api: httpx.Client) -> None:
    assert api.get("/uitpas/ticket-sales", params={"eventId": "no-such"}).json() == {
        "totalItems": 0,
        "member": [],
    }


def test_a_client_without_the_permission_to_search_cannot(publiq: Publiq, anonymous: httpx.Client) -> None:
    token = publiq.world.issue_token("uitkern-client-without-search", "uitkern-secret").value
    anonymous.headers["authorization"] = f"Bearer {token}"
    [sale] = anonymous.post("/uitpas/ticket-sales", json=[a_sale()]).json()
    assert problem(anonymous.get("/uitpas/ticket-sales", params={"eventId": EVENT})) == (
        403,
        "auth/forbidden",
    )
    [organizer] = anonymous.get("/uitpas/permissions").json()
    assert "TICKETSALES_SEARCH" not in organizer["permissions"]
    assert anonymous.delete(f"/uitpas/ticket-sales/{sale['id']}").status_code == 204


def test_permissions_are_listed_per_organizer(api: httpx.Client) -> None:
    [organizer] = api.get("/uitpas/permissions").json()
    assert organizer["organizer"]["id"] == ORGANIZER
    details = [each["id"] for each in organizer["permissionDetails"]]
    assert details == organizer["permissions"]
    assert {"TARIFFS_READ", "TICKETSALES_REGISTER", "TICKETSALES_SEARCH", "PASSES_READ"} <= set(details)


def test_the_card_systems_of_an_event_are_listed(api: httpx.Client) -> None:
    listed = api.get(f"/uitpas/events/{EVENT}/card-systems").json()
    assert [(each["id"], each["name"], each["enabled"]) for each in listed] == [
        (5, "UiTPAS Gent", True),
        (3, "Paspartoe", True),
    ]
    assert problem(api.get("/uitpas/events/no-such/card-systems")) == (404, "uitpas/event-not-found")
    assert problem(api.get("/uitpas/tariffs", params=price(eventId="no-such"))) == (
        400,
        "uitpas/event-not-found",
    )


def test_paths_and_methods_are_checked_before_tokens(anonymous: httpx.Client) -> None:
    assert problem(anonymous.get("/uitpas/nothing")) == (404, "url/not-found")
    assert problem(anonymous.get("/nothing")) == (404, "url/not-found")
    wrong = anonymous.put("/uitpas/ticket-sales")
    assert problem(wrong) == (405, "method/not-allowed")
    assert wrong.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_any_page_may_call_from_a_browser(api: httpx.Client, anonymous: httpx.Client) -> None:
    preflight = anonymous.options("/uitpas/ticket-sales", headers={"origin": "https://shop.example"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    for answer in (api.get("/uitpas/permissions"), anonymous.get("/uitpas/permissions")):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_head_is_get_without_a_body(api: httpx.Client) -> None:
    whole, head = api.get("/uitpas/permissions"), api.head("/uitpas/permissions")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]

"""The report says what a reviewer of publiq would, and nothing of an integration that behaves."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq

EVENT, ENTITLED = "5a0967f9-cc06-4c3c-9206-30481a767434", "0900000067513"
A_SALE = {"uitpasNumber": ENTITLED, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
A_QUOTE = {"eventId": EVENT, "uitpasNumber": ENTITLED, "regularPrice": "10"}
TOKEN = "/uitid/realms/uitid/protocol/openid-connect/token"


class Integration:
    """A program that talks to publiq, well or badly."""

    def __init__(self, publiq: Publiq, http: httpx.Client) -> None:
        self.publiq = publiq
        self.http = http

    def token(self) -> None:
        form = {"client_id": self.publiq.client_id, "client_secret": self.publiq.client_secret}
        answer = self.http.post(TOKEN, data={"grant_type": "client_credentials", **form})
        self.http.headers["authorization"] = f"Bearer {answer.json()['access_token']}"

    def quote(self, **other: str) -> httpx.Response:
        return self.http.get("/uitpas/tariffs", params=A_QUOTE | other)

    def register(self, **other: Any) -> httpx.Response:
        return self.http.post("/uitpas/ticket-sales", json=[A_SALE | other])

    def undo(self, sale: httpx.Response) -> httpx.Response:
        return self.http.delete(f"/uitpas/ticket-sales/{sale.json()[0]['id']}")

    def report(self) -> dict[str, Any]:
        read: dict[str, Any] = self.http.get("/_sim/conformance").json()
        return read

    def remarks(self) -> dict[str, list[int]]:
        return {finding["id"]: finding["evidence"] for finding in self.report()["findings"]}


@pytest.fixture
def integration(publiq: Publiq, anonymous: httpx.Client) -> Integration:
    publiq.clock.freeze("2026-03-04T10:00")
    return Integration(publiq, anonymous)


def test_an_integration_that_behaves_gets_no_remark(integration: Integration) -> None:
    integration.token()
    integration.quote()
    integration.undo(integration.register())
    integration.quote()

    report = integration.report()

    assert (report["calls"], report["findings"]) == (5, [])
    assert any("payment" in each for each in report["unseen"])


def test_an_empty_journal_is_read_without_remark(integration: Integration) -> None:
    assert integration.remarks() == {}


def test_a_token_for_every_request_is_too_many(integration: Integration) -> None:
    for _ in range(3):
        integration.token()
        integration.quote()
    integration.register()

    assert integration.remarks()["token-requested-too-often"] == [1, 3, 5]


def test_a_token_a_day_is_not_too_often(integration: Integration) -> None:
    for _ in range(5):
        integration.token()
        integration.publiq.clock.advance(days=1)

    assert integration.remarks() == {}


def test_a_401_excuses_the_next_token(integration: Integration) -> None:
    for _ in range(4):
        integration.token()
        integration.http.headers["authorization"] = "Bearer forgotten"
        integration.http.get("/uitpas/permissions")

    assert "token-requested-too-often" not in integration.remarks()


def test_repeating_what_was_refused_with_401_is_a_loop(integration: Integration) -> None:
    for _ in range(3):
        integration.quote()

    assert integration.remarks()["unauthorized-loop"] == [1, 2, 3]


def test_going_on_after_429_is_noticed(integration: Integration) -> None:
    integration.token()
    with integration.publiq.fault("get-permissions", status=429, retry_after=5):
        for _ in range(3):
            integration.http.get("/uitpas/permissions")

    assert integration.remarks()["rate-limit-ignored"] == [2, 3, 4]


def test_prices_without_any_sale_are_noticed(integration: Integration) -> None:
    integration.token()
    integration.quote()

    assert integration.remarks() == {"quotes-never-registered": [2]}


def test_the_same_price_twice_a_day_is_once_too_often(integration: Integration) -> None:
    integration.token()
    integration.quote()
    integration.quote()
    integration.quote(regularPrice="12")
    integration.register()

    assert integration.remarks() == {"same-quote-repeated": [3]}


def test_the_price_may_be_asked_again_the_next_day_and_after_a_sale(integration: Integration) -> None:
    integration.token()
    integration.quote()
    integration.publiq.clock.advance(hours=14)
    integration.quote()
    integration.register()
    integration.quote()

    assert integration.remarks() == {}


def test_a_sale_whose_price_was_never_asked_for_is_noticed(integration: Integration) -> None:
    integration.token()
    integration.quote(uitpasNumber="0900000095902")
    integration.register()

    assert integration.remarks()["sold-without-quote"] == [3]


def test_a_lost_registration_must_be_looked_up(integration: Integration) -> None:
    integration.token()
    integration.quote()
    with integration.publiq.fault("post-ticket-sales", cut="after"), pytest.raises(httpx.RemoteProtocolError):
        integration.register()
    integration.register()

    assert integration.remarks() == {"lost-registration-not-looked-up": [3, 4]}

    integration.http.get("/uitpas/ticket-sales", params={"eventId": EVENT})
    assert integration.remarks() == {}


def test_a_refused_registration_is_not_sent_again_unchanged(integration: Integration) -> None:
    integration.token()
    for _ in range(2):
        integration.register(eventId="00000000-0000-4000-8000-000000000000")

    assert integration.remarks()["refused-registration-repeated"] == [2, 3]


def test_ten_sales_and_no_undoing_are_remarked_on_and_nine_are_not(integration: Integration) -> None:
    integration.token()
    integration.quote()
    sales = [integration.register() for _ in range(9)]
    assert integration.remarks() == {}

    integration.register()
    assert integration.remarks() == {"sales-never-undone": list(range(3, 13))}

    integration.undo(sales[-1])
    assert integration.remarks() == {}


def test_permissions_are_not_for_polling(integration: Integration) -> None:
    integration.token()
    for _ in range(4):
        integration.http.get("/uitpas/permissions")

    assert integration.remarks() == {"permissions-polled": [2, 3, 4, 5]}


def test_a_pass_is_not_looked_up_again_and_again(integration: Integration) -> None:
    integration.token()
    for number in (ENTITLED, ENTITLED, "0900000095902", ENTITLED):
        integration.http.get("/uitpas/passes", params={"identifier": number})

    assert integration.remarks() == {"pass-looked-up-again": [5]}


def test_deprecated_operations_are_named(integration: Integration) -> None:
    integration.token()
    integration.http.get(f"/uitpas/passes/{ENTITLED}")

    (finding,) = integration.report()["findings"]
    assert (finding["id"], finding["weight"]) == ("deprecated-operation", "problem")
    assert "GET /passes/{uitpasNumber}" in finding["title"]


def test_requests_against_the_contract_are_counted_by_operation(integration: Integration) -> None:
    integration.token()
    integration.http.post("/uitpas/ticket-sales", json=[{}])
    integration.http.get("/uitpas/tariffs")

    assert integration.remarks() == {"request-against-the-contract": [3]}
    wrong = [f for f in integration.report()["findings"] if f["id"] == "request-against-the-contract"]
    assert sorted(f["evidence"] for f in wrong) == [[2], [3]]


def test_messages_for_the_buyer_are_listed_last(integration: Integration) -> None:
    integration.token()
    refused = integration.quote(uitpasNumber="0900000031618")

    last = integration.report()["findings"][-1]
    assert (last["id"], last["weight"], last["evidence"]) == ("message-for-the-user", "note", [2])
    assert refused.json()["endUserMessage"]["nl"] in last["title"]


def test_the_report_shows_no_pass_number_and_no_secret(integration: Integration) -> None:
    integration.token()
    integration.quote()
    integration.quote()
    integration.register(uitpasNumber="0900000031618")
    integration.http.get(f"/uitpas/passes/{ENTITLED}")

    text = integration.http.get("/_sim/conformance").text

    assert ENTITLED not in text
    assert "0900000031618" not in text
    assert integration.publiq.client_secret not in text


def test_calls_that_the_journal_dropped_are_admitted(integration: Integration) -> None:
    for _ in range(1002):
        integration.http.get("/uitpas/permissions")

    assert any(each.startswith("2 earlier calls") for each in integration.report()["unseen"])

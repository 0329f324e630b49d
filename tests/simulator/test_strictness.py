"""A strict world refuses what publiq tolerates and advises against."""

from __future__ import annotations

from typing import Any, cast

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import problem
from tests.simulator.udb import BASE, an_event
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes import reached
from uitkern.simulator.testing.recipes.stage import BODIES, Stage

assert reached, "bodies register themselves where recipes are made"
REGISTRATION = cast("dict[str, Any]", BODIES["post-passholders"])

EVENT, PASS, MISTYPED = "5a0967f9-cc06-4c3c-9206-30481a767434", "0900000067513", "0900000067514"


def a_sale(**changes: object) -> dict[str, Any]:
    return {
        "uitpasNumber": PASS,
        "eventId": EVENT,
        "regularPrice": 10,
        "tariff": {"id": "SOCIALTARIFF"},
    } | changes


@pytest.fixture
def strict(api: httpx.Client) -> httpx.Client:
    assert api.put("/_sim/settings", json={"strict": True}).json()["strict"] is True
    return api


def test_a_price_as_a_string_is_taken_unless_the_world_is_strict(api: httpx.Client) -> None:
    sales = [a_sale(regularPrice="10")]
    assert api.post("/uitpas/ticket-sales", json=sales).status_code == 200
    api.put("/_sim/settings", json={"strict": True})
    refused = api.post("/uitpas/ticket-sales", json=[a_sale(), *sales]).json()
    assert [error["jsonPointer"] for error in refused["schemaErrors"]] == ["/1/regularPrice"]


def test_a_mistyped_number_is_told_from_an_unknown_one(strict: httpx.Client) -> None:
    refused = strict.post("/uitpas/ticket-sales", json=[a_sale(), a_sale(uitpasNumber=MISTYPED)]).json()
    assert (refused["type"].rpartition("/")[2], refused["jsonPointer"]) == ("invalid-uitpasnumber", "/1")
    asked = {"eventId": EVENT, "uitpasNumber": MISTYPED, "regularPrice": "10"}
    quoted = strict.get("/uitpas/tariffs", params=asked).json()
    assert quoted["type"].endswith("invalid-uitpasnumber")
    strict.put("/_sim/settings", json={"strict": False})
    assert strict.get("/uitpas/tariffs", params=asked).json()["type"].endswith("passholder-not-found")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("get-passholders", {"query": {"uitpasNumber": MISTYPED}}),
        ("get-grouppasses", {"query": {"uitpasNumber": MISTYPED}}),
        ("get-cards", {"query": {"uitpasNumber": MISTYPED}}),
        ("get-rewards-redeemed", {"query": {"uitpasNumber": MISTYPED}}),
        ("get-rewards-id-redeem-status", {"query": {"uitpasNumber": MISTYPED}}),
        ("post-rewards-redeemed", {"body": {"uitpasNumber": MISTYPED, "rewardId": "5687"}}),
        ("post-passholders-passholderId-family-members", {"body": {"uitpasNumber": MISTYPED}}),
        ("post-passholders", {"body": {**REGISTRATION, "registrationUitpasNumber": MISTYPED}}),
    ],
)
def test_the_check_digit_counts_wherever_a_number_is_given(
    publiq: Publiq, name: str, given: dict[str, Any]
) -> None:
    stage, wanted = Stage(publiq), (400, "uitpas/invalid-uitpas-number")
    lenient = stage.ask(name, **given)
    assert lenient.status_code == 200 or problem(lenient) != wanted
    publiq.world.configure(evolve(publiq.world.settings, strict=True))
    refused = stage.ask(name, **given)
    assert problem(refused) == wanted
    assert "Kijk de cijfers" in refused.json()["endUserMessage"]["nl"]


def test_a_deprecated_operation_is_gone(strict: httpx.Client) -> None:
    gone = strict.get(f"/uitpas/passes/{PASS}")
    assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (404, "not-found")
    assert strict.get("/uitpas/passes", params={"identifier": PASS}).status_code == 200


def test_what_is_right_is_taken(strict: httpx.Client) -> None:
    assert strict.post("/uitpas/ticket-sales", json=[a_sale()]).status_code == 200


def test_the_older_token_path_is_gone_and_tokens_are_to_be_kept(publiq: Publiq, strict: httpx.Client) -> None:
    publiq.clock.freeze()
    asked = {
        "grant_type": "client_credentials",
        "client_id": publiq.client_id,
        "client_secret": publiq.client_secret,
    }
    older = strict.post("/uitid/oauth/token", json=asked)
    assert (older.status_code, older.json()["error"]) == (400, "invalid_request")
    assert "/realms/uitid/" in older.json()["error_description"]

    path = "/uitid/realms/uitid/protocol/openid-connect/token"
    statuses = [strict.post(path, data=asked).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    publiq.clock.advance(minutes=1)
    assert strict.post(path, data=asked).status_code == 200
    strict.put("/_sim/settings", json={"tokenRateLimit": 100})
    assert [strict.post(path, data=asked).status_code for _ in range(20)] == [200] * 20


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/imports/events"),
        ("PUT", "/event/{event}"),
        ("PUT", "/events/{event}/priceInfo"),
        ("PUT", "/events/{event}/major-info"),
        ("POST", "/events/{event}/booking-info"),
        ("PATCH", "/events/{event}"),
        ("PUT", "/organizers/{organizer}/name"),
    ],
)
def test_what_only_older_integrations_ask_of_uitdatabank_is_gone(
    strict: httpx.Client, method: str, path: str
) -> None:
    place = path.format(event=EVENT, organizer=Publiq.organizer)
    refused = strict.request(method, f"/uitdatabank{place}", json={})
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (404, "not-found")
    assert refused.json()["detail"].endswith("this world is strict.")


def test_prices_that_uitpas_computes_are_not_sent_to_uitdatabank(strict: httpx.Client) -> None:
    computed = {"category": "tariff", "name": {"nl": "Kansentarief"}, "price": 2}
    for entry in (computed, {**computed, "category": "uitpas", "name": {"nl": "UiTPAS"}}):
        refused = strict.post("/uitdatabank/events", json=an_event(priceInfo=[BASE, entry])).json()
        assert [each["jsonPointer"] for each in refused["schemaErrors"]] == ["/priceInfo/1"]
    event = strict.post("/uitdatabank/events", json=an_event()).json()["id"]
    path = f"/uitdatabank/events/{event}/price-info"
    refused = strict.put(path, json=[BASE, computed]).json()
    assert [each["jsonPointer"] for each in refused["schemaErrors"]] == ["/1"]
    assert strict.put(path, json=[BASE]).status_code == 204
    assert strict.put(path, content=b"{").json()["type"].endswith("invalid-syntax")

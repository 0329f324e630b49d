"""A strict world refuses what publiq tolerates and advises against."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

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


def test_a_deprecated_operation_is_gone(strict: httpx.Client) -> None:
    gone = strict.get(f"/uitpas/passes/{PASS}")
    assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (404, "not-found")
    assert strict.get("/uitpas/passes", params={"identifier": PASS}).status_code == 200


def test_what_is_right_is_taken(strict: httpx.Client) -> None:
    assert strict.post("/uitpas/ticket-sales", json=[a_sale()]).status_code == 200

"""An answer has the members that its state asks for."""

from __future__ import annotations

from typing import Any

import pytest

from uitkern.simulator.contract import Operation, SchemaError, load_contract


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def places(errors: list[SchemaError]) -> list[tuple[str, str]]:
    return [(error.pointer, error.keyword) for error in errors]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ({"status": "COMPLETED"}, []),
        ({"status": "PENDING_PAYMENT"}, [("/", "required")]),
        ({"status": "PENDING_PAYMENT", "paymentUrl": "https://example.org/pay"}, []),
        ({"status": "PENDING_UITID_CONNECT"}, [("/", "required")]),
        ({"status": "PENDING_UITID_CONNECT", "registrationToken": "t"}, []),
        ({"status": "PAID"}, [("/status", "enum")]),
    ],
)
def test_an_order_says_how_to_go_on(order: dict[str, Any], found: list[tuple[str, str]]) -> None:
    answer = {"id": "1", "email": "testouder.m@example.org", "totalPrice": 3, **order}

    assert places(uitpas("get-orders-orderid").response_errors(200, "application/json", answer)) == found


@pytest.mark.parametrize(
    ("membership", "found"),
    [
        ({"status": "NONE"}, []),
        ({"status": "ACTIVE", "endDate": "2027-06-30"}, []),
        ({"status": "ACTIVE"}, [("/0", "required")]),
        ({"status": "EXPIRED"}, [("/0", "required")]),
    ],
)
def test_a_membership_that_is_or_was_held_has_an_end(
    membership: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    answer = [{"association": {"id": "12", "name": "Testvereniging A"}, "renewable": False, **membership}]
    operation = uitpas("get-passholders-passholderId-association-memberships")

    assert places(operation.response_errors(200, "application/json", answer)) == found


def test_a_refused_reward_has_a_reason_and_words_for_the_passholder() -> None:
    operation = uitpas("get-rewards-id-redeem-status")
    refused = {
        "redeemable": False,
        "reason": "REWARD_PERIOD",
        "message": "Dit voordeel kan je nu niet omruilen.",
    }

    assert operation.response_errors(200, "application/json", {"redeemable": True}) == []
    assert operation.response_errors(200, "application/json", refused) == []
    for name in ("reason", "message"):
        short = {key: value for key, value in refused.items() if key != name}
        assert places(operation.response_errors(200, "application/json", short)) == [("/", "required")]


def test_a_listed_checkin_has_no_passholder() -> None:
    found = {
        "id": "1",
        "eventId": "e",
        "uitpasNumber": "09",
        "points": 1,
        "creationDate": "2026-07-01T09:00:00Z",
    }
    operation = uitpas("get-checkins")

    assert operation.response_errors(200, "application/json", {"totalItems": 1, "member": [found]}) == []
    errors = operation.response_errors(
        200, "application/json", {"totalItems": 1, "member": [{**found, "passholder": {}}]}
    )
    assert ("/member/0/passholder", "falseSchema") in places(errors)

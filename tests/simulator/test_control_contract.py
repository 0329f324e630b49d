"""The controls keep the contract of their own."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from uitkern.simulator.contract import contracts_directory, load_contract
from uitkern.simulator.contract.document import Document
from uitkern.simulator.control.api import BEHAVIOURS
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as ids

PASS, COUPON_PASS = "0900000067513", "0900000672312"
OPERATIONS = load_contract("sim").operations
ORGANIZER = {"clientId": ids.CLIENT_ID, "organizerId": ids.ORGANIZER}

# Each operation with a path, a body and the status it answers when it is asked after those before it.
CALLS: dict[str, tuple[str, Any, int]] = {
    "get-overview": ("", None, 200),
    "get-openapi": ("/openapi.json", None, 200),
    "get-clock": ("/clock", None, 200),
    "move-clock": ("/clock", {"advance": 5}, 200),
    "get-settings": ("/settings", None, 200),
    "put-settings": ("/settings", {"strict": False, "rateLimit": None, "reportDelay": "PT1S"}, 200),
    "flush-search": ("/search/flush", None, 200),
    "list-worlds": ("/worlds", None, 200),
    "create-world": ("/worlds", {"name": "alice", "state": {"version": 1, "base": "official"}}, 201),
    "get-world": ("/worlds/alice", None, 200),
    "delete-world": ("/worlds/alice", None, 204),
    "take-snapshot": ("/snapshots/a", None, 200),
    "list-snapshots": ("/snapshots", None, 200),
    "restore-snapshot": ("/snapshots/a/restore", None, 204),
    "delete-snapshot": ("/snapshots/a", None, 204),
    "export-state": ("/state", None, 200),
    "import-state": ("/state", {"version": 1, "base": "official", "tables": {}}, 204),
    "add-fault": ("/faults", {"status": 503, "probability": 0.5, "seed": 3}, 201),
    "list-faults": ("/faults", None, 200),
    "get-fault": ("/faults/1", None, 200),
    "remove-fault": ("/faults/1", None, 204),
    "clear-faults": ("/faults", None, 204),
    "list-journal": ("/journal", None, 200),
    "get-journal-entry": ("/journal/1", None, 200),
    "verify-journal": ("/journal/verify", {"operationId": "get-permissions", "times": 1}, 200),
    "await-journal": ("/journal/wait", {"path": "/uitpas", "times": 1}, 200),
    "clear-journal": ("/journal", None, 204),
    "list-nudges": ("/nudges", None, 200),
    "nudge-grant-tariff": ("/nudges/grant-tariff", {"uitpasNumber": PASS, "grace": "P1D"}, 200),
    "nudge-suspend-tariff": ("/nudges/suspend-tariff", {"uitpasNumber": PASS, "until": "2090-01-01"}, 200),
    "nudge-end-tariff": ("/nudges/end-tariff", {"uitpasNumber": PASS, "cardSystemId": ids.GENT}, 200),
    "nudge-replace-card": ("/nudges/replace-card", {"uitpasNumber": PASS}, 200),
    "nudge-block-card": ("/nudges/block-card", {"uitpasNumber": COUPON_PASS}, 200),
    "nudge-use-up-coupon": (
        "/nudges/use-up-coupon",
        {"uitpasNumber": COUPON_PASS, "couponId": "COUPON_1079"},
        200,
    ),
    "nudge-change-tariff-rule": (
        "/nudges/change-tariff-rule",
        {"cardSystemId": ids.GENT, "rule": {"price": 100}},
        200,
    ),
    "nudge-grant-permission": ("/nudges/grant-permission", {**ORGANIZER, "permission": "NEW_ONE"}, 200),
    "nudge-withdraw-permission": ("/nudges/withdraw-permission", ORGANIZER, 200),
    "nudge-approve-event": ("/nudges/approve-event", {"eventId": ids.PERMANENT_EVENT}, 200),
    "nudge-reject-event": ("/nudges/reject-event", {"eventId": ids.PERMANENT_EVENT}, 200),
    "nudge-edit-by-stranger": (
        "/nudges/edit-by-stranger",
        {"id": ids.PERMANENT_EVENT, "name": "Anders"},
        200,
    ),
    "nudge-merge-places": (
        "/nudges/merge-places",
        {"duplicatePlaceId": ids.PLACE, "canonicalPlaceId": ids.NOWHERE},
        200,
    ),
    "nudge-delete-place": ("/nudges/delete-place", {"placeId": ids.PLACE}, 200),
    "nudge-register-association": (
        "/nudges/register-association",
        {"organizerId": ids.ORGANIZER, "vcode": "V0019001", "status": "pending"},
        200,
    ),
    "nudge-close-report-period": ("/nudges/close-report-period", {"organizerId": ids.ORGANIZER}, 200),
    "nudge-revoke-tokens": ("/nudges/revoke-tokens", {"clientId": ids.CLIENT_ID}, 200),
    "reset-world": ("/reset", None, 204),
}


def test_the_contract_is_valid_and_stands_alone() -> None:
    document = json.loads((contracts_directory() / "sim.json").read_text("utf-8"))
    OpenAPIV31SpecValidator(document).validate()
    assert all(place.startswith("#/") for place in references(document))


def references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node["$ref"])] if "$ref" in node else []
        return own + [each for value in node.values() for each in references(value)]
    return [each for value in node for each in references(value)] if isinstance(node, list) else []


def test_every_operation_behaves_and_nothing_else_does() -> None:
    assert set(OPERATIONS) == set(BEHAVIOURS)
    assert CALLS.keys() <= set(OPERATIONS)


def test_every_operation_is_asked_here_or_has_tests_of_its_own(anonymous: httpx.Client) -> None:
    """Answers are compared with the contract: one that breaks it would be a 500."""
    anonymous.get("/uitpas/permissions")
    for name, (path, body, status) in CALLS.items():
        answer = anonymous.request(OPERATIONS[name].method, f"/_sim{path}", json=body)
        assert (name, answer.status_code, answer.text[:300] if answer.status_code != status else "") == (
            name,
            status,
            "",
        )


def test_the_contract_is_served_with_the_address_of_its_world(anonymous: httpx.Client) -> None:
    served = anonymous.get("/worlds/alice/_sim/openapi.json").json()
    assert served["servers"] == [{"url": "http://publiq.test/worlds/alice/_sim"}]
    assert served["paths"] == Document.read("sim").content["paths"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "kind"),
    [
        ("POST", "/worlds", {"name": "default"}, 409, "urn:uitkern:sim:world-exists"),
        ("POST", "/worlds", {"name": "../x"}, 400, "invalid-data"),
        ("POST", "/worlds", {"name": "x", "state": {"version": 9}}, 400, "urn:uitkern:sim:unreadable-world"),
        ("DELETE", "/worlds/default", None, 409, "urn:uitkern:sim:default-world"),
        ("DELETE", "/worlds/nobody", None, 404, "not-found"),
        ("PUT", "/snapshots/-", None, 400, "invalid-data"),
        ("POST", "/snapshots/none/restore", None, 404, "not-found"),
        ("DELETE", "/snapshots/none", None, 404, "not-found"),
        ("GET", "/state?format=xml", None, 400, "query-parameter-invalid"),
        ("PUT", "/state", {"version": 1, "tables": {"x": {}}}, 400, "urn:uitkern:sim:unreadable-world"),
        ("GET", "/journal/7", None, 404, "not-found"),
        ("GET", "/journal?status=ok", None, 400, "query-parameter-invalid"),
        ("POST", "/journal/verify", {"times": 1}, 409, "urn:uitkern:sim:not-as-expected"),
        ("POST", "/journal/wait", {"timeout": 0}, 409, "urn:uitkern:sim:not-as-expected"),
        ("POST", "/journal/verify", {"operationId": "post-ticket-sale", "times": 0}, 400, "invalid-data"),
        ("POST", "/journal/wait", {"operationId": "post-ticket-sale", "timeout": 0}, 400, "invalid-data"),
        ("POST", "/nudges/block-card", {"uitpasNumber": "1"}, 404, "not-found"),
        ("POST", "/nudges/block-card", {"uitpasNumber": "0900000002312"}, 400, "invalid-data"),
        ("POST", "/nudges/end-tariff", {"uitpasNumber": "0900000095902"}, 404, "not-found"),
        ("POST", "/nudges/grant-tariff", {"uitpasNumber": PASS, "endDate": "soon"}, 400, "invalid-data"),
        ("POST", "/nudges/grant-tariff", {"uitpasNumber": PASS, "grace": "P1Y"}, 400, "invalid-data"),
        ("POST", "/nudges/grant-tariff", {"uitpasNumber": PASS, "cardSystemId": 99}, 404, "not-found"),
        ("POST", "/nudges/use-up-coupon", {"uitpasNumber": PASS, "couponId": "x"}, 404, "not-found"),
        ("POST", "/nudges/change-tariff-rule", {"cardSystemId": 99, "rule": {"price": 1}}, 404, "not-found"),
        ("POST", "/nudges/change-tariff-rule", {"cardSystemId": 5, "rule": {}}, 400, "invalid-data"),
        ("POST", "/nudges/withdraw-permission", {"clientId": "x", "organizerId": "y"}, 404, "not-found"),
        ("POST", "/nudges/reject-event", {"eventId": "x"}, 404, "not-found"),
        ("POST", "/nudges/nothing", {}, 404, "not-found"),
        ("POST", "/clock", None, 400, "missing"),
        ("POST", "/clock", {"freeze": "2027-07-05T09:00\x00"}, 400, "invalid-data"),
        ("POST", "/clock", {"freeze": False}, 400, "invalid-data"),
        ("PUT", "/settings", {"reportDelay": "P99999999D"}, 400, "invalid-data"),
        ("PUT", "/settings", {"ticketLimit": {"volume": 1e30, "periodType": "DAY"}}, 400, "invalid-data"),
        ("GET", f"/journal/{'9' * 5000}", None, 404, "not-found"),
        ("GET", f"/faults/{'9' * 5000}", None, 404, "not-found"),
        ("GET", "/journal?operationId=get-tarifs", None, 400, "query-parameter-invalid"),
        ("GET", "/journal?path=ticket-sales", None, 400, "query-parameter-invalid"),
        ("POST", "/nudges/grant-tariff", {"uitpasNumber": PASS, "grace": "P99999999D"}, 400, "invalid-data"),
        (
            "POST",
            "/nudges/grant-tariff",
            {"uitpasNumber": PASS, "endDate": "9999-12-31", "grace": "P9D"},
            400,
            "invalid-data",
        ),
        (
            "POST",
            "/nudges/change-tariff-rule",
            {"cardSystemId": 5, "rule": {"price": 1, "maximum": 2}},
            400,
            "invalid-data",
        ),
        ("POST", "/nudges/revoke-tokens", {"clientId": "nobody"}, 404, "not-found"),
        ("POST", "/nudges/close-report-period", {"organizerId": "nobody"}, 404, "not-found"),
    ],
    ids=str,
)
def test_what_cannot_be_is_a_problem_and_changes_nothing(
    publiq: Publiq, anonymous: httpx.Client, method: str, path: str, body: Any, status: int, kind: str
) -> None:
    before = anonymous.get("/_sim/state").json()
    answer = anonymous.request(method, f"/_sim{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"].endswith(kind)
    assert anonymous.get("/_sim/state").json() == before
    assert publiq.simulator.worlds == ("default",)


def test_a_whole_number_may_be_written_with_a_fraction_of_nothing(anonymous: httpx.Client) -> None:
    """And the world can still be read where it was written down."""
    limit = {"volume": 2.0, "periodType": "DAY"}
    anonymous.put("/_sim/settings", json={"ticketLimit": limit, "rateLimit": 1e3})
    anonymous.post("/_sim/nudges/change-tariff-rule", json={"cardSystemId": 5, "rule": {"percent": 50.0}})
    written = anonymous.get("/_sim/state")
    assert anonymous.put("/_sim/state", content=written.content).status_code == 204
    assert anonymous.get("/_sim/settings").json()["rateLimit"] == 1000


@pytest.mark.parametrize(
    ("path", "body", "pointer", "rule"),
    [
        ("/nudges/change-tariff-rule", {"cardSystemId": 5, "rule": {"percent": 101}}, "/rule/percent", "100"),
        ("/nudges/change-tariff-rule", {"cardSystemId": 5, "rule": {}}, "/rule", "percent, discount, price"),
        ("/faults", {}, "/", "status, latency, cut, hang, malformed, truncated, revokeTokens"),
        ("/clock", {}, "/", "advance, freeze, follow"),
        ("/clock", {"advance": 1, "follow": True}, "/", "At most 1"),
        ("/clock", {"follow": False}, "/follow", "This must be true"),
        ("/clock", {"freeze": "tomorrow"}, "/freeze", "2027-07-05T09:00"),
        ("/faults", {"status": 500, "probability": 0}, "/probability", "greater than 0"),
    ],
    ids=str,
)
def test_a_refusal_names_the_field_and_the_rule(
    anonymous: httpx.Client, path: str, body: object, pointer: str, rule: str
) -> None:
    refused = anonymous.post(f"/_sim{path}", json=body).json()["schemaErrors"]
    assert [each["jsonPointer"] for each in refused] == [pointer]
    assert rule in refused[0]["error"]


def test_a_world_comes_in_whatever_its_content_type_says(anonymous: httpx.Client) -> None:
    """What curl sends by itself says a form, or nothing."""
    yaml, form = b"version: 1\nbase: official\n", "application/x-www-form-urlencoded"
    for content_type in ("application/yaml", "text/plain", form):
        headers = {"content-type": content_type}
        assert anonymous.put("/_sim/state", content=yaml, headers=headers).status_code == 204
    assert anonymous.put("/_sim/state", content=b'{"version": 1}').status_code == 204
    refused = anonymous.put("/_sim/state", content=yaml, headers={"content-type": "application/json"})
    assert refused.json()["type"].endswith("invalid-syntax")

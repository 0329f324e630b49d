"""An answer that breaks a promise of its contract is refused, and the error says where."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from uitkern.simulator.contract import Operation, SchemaError, load_contract

JSON = "application/json"
PROBLEM = "application/problem+json"
PROBS = "https://api.publiq.be/probs/"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def places(errors: list[SchemaError]) -> list[tuple[str, str]]:
    return [(error.pointer, error.keyword) for error in errors]


def a_tariff(**changes: object) -> dict[str, Any]:
    return {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF", **changes}


def a_sale(**changes: object) -> dict[str, Any]:
    sale = {
        "id": "7300001",
        "creationDate": "2026-07-01T07:00:00Z",
        "regularPrice": 10,
        "tariff": a_tariff(),
        "eventId": EVENT,
        "uitpasNumber": "0900000067513",
    }
    return {**sale, **changes}


def a_pass(**changes: object) -> dict[str, Any]:
    found = {
        "passholderId": "2f4c6a8e-1b3d-4f5a-8c7e-9d0b1a2c3e4f",
        "passType": "INDIVIDUAL",
        "uitpasNumber": "0900000067513",
        "firstName": "Testpersoon C",
        "points": 24,
        "postalCode": "9090",
        "cardSystem": {"id": 5, "name": "UiTPAS Gent"},
        "socialTariff": {"status": "ACTIVE", "endDate": "2031-12-31T22:59:59"},
    }
    return {**found, **changes}


def an_event(**changes: object) -> dict[str, Any]:
    event = {
        "@id": "https://io-test.uitdatabank.be/events/16d2d729-c199-4ccf-a70f-c11c32575992",
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek"},
        "terms": [{"id": "0.57.0.0.0", "label": "Kamp of vakantie", "domain": "eventtype"}],
        "location": {"@type": "Place"},
        "calendarType": "permanent",
        "status": {"type": "Available"},
        "bookingAvailability": {"type": "Available"},
        "attendanceMode": "offline",
        "audience": {"audienceType": "everyone"},
        "typicalAgeRange": "-",
        "workflowStatus": "DRAFT",
        "created": "2026-06-01T08:00:00+02:00",
        "modified": "2026-06-01T08:00:00+02:00",
        "creator": "my-app@clients",
        "languages": ["nl"],
        "completedLanguages": ["nl"],
    }
    return {**event, **changes}


def a_problem(suffix: str, status: int, **more: object) -> dict[str, Any]:
    return {"type": PROBS + suffix, "title": "Refused", "status": status, **more}


def without(value: dict[str, Any], path: str) -> dict[str, Any]:
    """Copy `value` without the member at `path` (names and positions between slashes)."""
    copy = deepcopy(value)
    *parents, last = path.split("/")
    node: Any = copy
    for step in parents:
        node = node[int(step) if isinstance(node, list) else step]
    del node[last]
    return copy


@pytest.mark.parametrize("name", ["id", "name", "price", "type"])
def test_a_registered_sale_has_a_whole_tariff(name: str) -> None:
    errors = uitpas("post-ticket-sales").response_errors(
        200, JSON, [a_sale(), without(a_sale(), f"tariff/{name}")]
    )

    assert errors == [SchemaError("/1/tariff", f"The required properties ({name}) are missing", "required")]


@pytest.mark.parametrize("name", ["id", "eventId", "url"])
def test_a_created_event_says_where_it_is(name: str) -> None:
    event_id = "16d2d729-c199-4ccf-a70f-c11c32575992"
    created = {
        "id": event_id,
        "eventId": event_id,
        "url": f"https://io-test.uitdatabank.be/events/{event_id}",
    }
    operation = load_contract("uitdatabank-entry").operation("event-post")

    assert operation.response_errors(201, JSON, created) == []
    assert places(operation.response_errors(201, JSON, without(created, name))) == [("/", "required")]


@pytest.mark.parametrize(
    ("operation_id", "body", "place"),
    [
        ("get-tariffs", {"available": [a_tariff(remaining=1, price="2")]}, ("/available/0/price", "type")),
        ("get-tariffs", {"available": [a_tariff(remaining=1, price=-1)]}, ("/available/0/price", "minimum")),
        ("get-tariffs", {"available": [a_tariff(remaining=1.5)]}, ("/available/0/remaining", "type")),
        ("get-tariffs", {"available": [a_tariff(remaining=1, type="REWARD")]}, ("/available/0/type", "enum")),
        ("get-tariffs", {"available": [a_tariff(remaining=1)] * 2}, ("/available", "contains")),
        ("get-passes", a_pass(socialTariff={"status": "SUSPENDED"}), ("/socialTariff/status", "enum")),
        ("get-passes", a_pass(socialTariff={"status": "ACTIVE", "endDate": "31/12/2031"}),
         ("/socialTariff/endDate", "pattern")),
        ("get-passes", a_pass(socialTariff={"status": "NONE", "endDate": "2031-12-31T22:59:59"}),
         ("/socialTariff", "not")),
        ("get-passes", a_pass(messages=[{"level": "LOUD", "text": "Hallo"}]), ("/messages/0/level", "enum")),
        ("get-ticket-sales", {"totalItems": 1, "member": [a_sale(creationDate="2026-07-01T07:00:00")]},
         ("/member/0/creationDate", "format")),
        ("get-permissions", [{"organizer": {"id": "o", "name": "n"}, "permissionDetails": [{"id": "FLY"}]}],
         ("/0/permissionDetails/0/id", "enum")),
        ("get-events-card-systems", [{"id": "5", "enabled": True}], ("/0/id", "type")),
    ],
)  # fmt: skip
def test_an_answer_with_a_wrong_value_is_refused(
    operation_id: str, body: object, place: tuple[str, str]
) -> None:
    assert place in places(uitpas(operation_id).response_errors(200, JSON, body))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"@id": "https://io-test.uitdatabank.be/events/no-uuid"}, ("/@id", "pattern")),
        ({"calendarType": "single"}, ("/", "required")),
        ({"calendarType": "periodic", "startDate": "2026-07-01T00:00:00+02:00"}, ("/", "required")),
        ({"calendarType": "periodic", "endDate": "2026-07-01T00:00:00+02:00"}, ("/", "required")),
        ({"workflowStatus": "APPROVED"}, ("/", "required")),
        ({"modified": "yesterday"}, ("/modified", "format")),
        ({"terms": [{"id": "1.8.3.1.0", "domain": "theme"}]}, ("/terms", "contains")),
        ({"name": {"nl": ""}}, ("/name/nl", "minLength")),
        (
            {
                "terms": [
                    {"id": "0.50.4.0.0", "domain": "eventtype"},
                    {"id": "0.57.0.0.0", "domain": "eventtype"},
                ]
            },
            ("/terms", "contains"),
        ),
    ],
)
def test_an_event_against_its_own_rules_is_refused(changes: dict[str, Any], place: tuple[str, str]) -> None:
    operation = load_contract("uitdatabank-entry").operation("event-get")

    assert place in places(operation.response_errors(200, "application/ld+json", an_event(**changes)))


def test_a_page_has_no_more_sales_than_may_be_asked() -> None:
    operation = uitpas("get-ticket-sales")

    assert operation.response_errors(200, JSON, {"totalItems": 501, "member": [a_sale()] * 500}) == []
    assert places(operation.response_errors(200, JSON, {"totalItems": 501, "member": [a_sale()] * 501})) == [
        ("/member", "maxItems")
    ]


def test_coupons_without_a_social_tariff_are_an_answer() -> None:
    coupon = a_tariff(id="COUPON_1079", type="COUPON", remaining=1)

    assert uitpas("get-tariffs").response_errors(200, JSON, {"available": [coupon, coupon]}) == []


def test_members_that_nobody_promised_are_tolerated() -> None:
    answer = {"available": [a_tariff(remaining=1, colour="green")], "later": None}

    assert uitpas("get-tariffs").response_errors(200, JSON, answer) == []


def test_a_status_that_is_not_declared_is_refused() -> None:
    errors = uitpas("get-tariffs").response_errors(404, PROBLEM, a_problem("uitpas/event-not-found", 404))

    assert places(errors) == [("/", "status")]


def test_a_content_type_that_is_not_declared_is_refused() -> None:
    operation = uitpas("get-permissions")

    assert operation.response_errors(200, "Application/JSON; charset=utf-8", []) == []
    assert places(operation.response_errors(200, "text/html", [])) == [("/", "contentType")]
    assert places(operation.response_errors(200, PROBLEM, [])) == [("/", "contentType")]
    assert places(operation.response_errors(401, JSON, a_problem("auth/unauthorized", 401))) == [
        ("/", "contentType")
    ]


def test_an_answer_that_should_have_a_body_or_should_not() -> None:
    assert places(uitpas("get-permissions").response_errors(200, JSON)) == [("/", "body")]
    assert places(uitpas("delete-ticket-sales").response_errors(204, JSON, {})) == [("/", "body")]
    assert uitpas("delete-ticket-sales").response_errors(204, "") == []


def test_names_with_slashes_and_tildes_are_escaped_in_pointers() -> None:
    event = an_event(name={"n/l": "x", "a~b": ""})
    errors = (
        load_contract("uitdatabank-entry")
        .operation("event-get")
        .response_errors(200, "application/ld+json", event)
    )

    assert "/name/a~0b" in [error.pointer for error in errors]

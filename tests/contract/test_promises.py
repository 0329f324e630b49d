"""One member spoilt or left out at a time: each promise of the contracts is really checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.spoiling import GONE, example_of, is_about, operation_called, spoilt

PROBLEM = [
    ("/type", GONE, ""),
    ("/type", "about:blank", ""),
    ("/title", GONE, ""),
    ("/status", GONE, ""),
    ("/status", "400", 200),
]
TARIFF = [
    ("/id", GONE, ""),
    ("/name", GONE, ""),
    ("/price", GONE, "2"),
    ("/type", GONE, "ANY"),
    ("/price", -1),
]
BROKEN: dict[str, list[tuple[Any, ...]]] = {
    "post-token 200 token": [
        ("/access_token", GONE, ""),
        ("/expires_in", GONE, 0, "86400"),
        ("/token_type", GONE, "bearer"),
    ],
    "post-token 401 client": [("/error", GONE, "wrong"), ("/error_description", GONE, "")],
    "post-oauth-token 400 grant": [("/error", GONE, "wrong"), ("/error_description", GONE, "")],
    "get-passes 200 expired": [
        ("/passholderId", GONE, ""),
        ("/passType", GONE, "PERSON"),
        ("/uitpasNumber", GONE, "", 900000031618),
        ("/firstName", GONE, None),
        ("/points", GONE, 1.5, -1),
        ("/postalCode", GONE, 9000),
        ("/cardSystem/id", GONE, "5"),
        ("/cardSystem/name", GONE, ""),
        ("/cardSystem/cities/0/postalCode", GONE),
        ("/cardSystem/cities/0/name", GONE),
        ("/socialTariff", GONE, {}),
        ("/socialTariff/status", "NONE", "SUSPENDED"),
        ("/socialTariff/endDate", "2020-12-31", "2020-13-31T23:59:59", "2020-12-31 23:59:59"),
        ("/messages/0/level", GONE, "LOUD"),
        ("/messages/0/text", GONE, ""),
    ],
    "get-passes 400 blocked": [
        *PROBLEM,
        ("/cardStatus", GONE, "LOST"),
        ("/passholderId", ""),
        ("/passType", "PERSON"),
        ("/endUserMessage/nl", GONE, ""),
    ],
    "get-tariffs 200 both": [
        ("/available", GONE, {}),
        *((f"/available/0{place}", *values) for place, *values in TARIFF),
        ("/available/1/remaining", GONE, -1, 0.5),
        ("/available/1/type", "SOCIALTARIFF"),
    ],
    "get-tariffs-static 200 indicative": [("/available", GONE), ("/available/0/remaining", GONE)],
    "post-ticket-sales 200 one": [
        ("/0/id", GONE, "", 7300001),
        *((f"/0/tariff{place}", *values) for place, *values in TARIFF),
        ("/0/eventId", GONE, ""),
        ("/0/uitpasNumber", GONE, ""),
        ("/0/regularPrice", "10", -1),
        ("/0/creationDate", "2026-07-01T09:00:00"),
        ("/0/passholder", {}, {"id": ""}, {"id": "p", "dateOfBirth": "1 mei"}),
    ],
    "post-ticket-sales 400 body": [
        *PROBLEM,
        ("/schemaErrors", []),
        ("/schemaErrors/0/jsonPointer", GONE, ""),
        ("/schemaErrors/0/error", GONE, ""),
    ],
    "post-ticket-sales 400 reached": [("/jsonPointer", "0", 0)],
    "get-ticket-sales 200 page": [
        ("/totalItems", GONE, -1, "1"),
        ("/member", GONE, {}),
        ("/member/0/creationDate", GONE, "2026-07-01"),
        ("/member/0/regularPrice", GONE),
    ],
    "delete-ticket-sales 404 unknown": PROBLEM,
    "get-permissions 200 one": [
        ("/0/organizer", GONE),
        ("/0/organizer/id", GONE, ""),
        ("/0/organizer/name", GONE, ""),
        ("/0/organizer/address", {"street": "Teststraat 1"}),
        ("/0/permissions/0", "FLY"),
        ("/0/permissionDetails", GONE),
        ("/0/permissionDetails/0/id", GONE, "FLY"),
        ("/0/permissionDetails/0/label/nl", GONE),
        ("/0/permissionDetails/0/cardSystemIds/0", "5"),
        ("/0/linkedOrganizers", [{}]),
    ],
    "get-events-card-systems 200 both": [
        ("/0/id", GONE, "5"),
        ("/0/enabled", GONE, "true"),
        ("/0/manualDistributionKeys/0/id", GONE),
        ("/0/manualDistributionKeys/0/enabled", GONE),
    ],
    "event-post 201 created": [
        ("/id", GONE, "no uuid"),
        ("/eventId", GONE, "no uuid"),
        ("/url", GONE, "https://io-test.uitdatabank.be/places/16d2d729-c199-4ccf-a70f-c11c32575992"),
        ("/commandId", "no uuid"),
    ],
    "event-post 400 organizer": [
        *PROBLEM,
        ("/schemaErrors", []),
        ("/schemaErrors/0/jsonPointer", GONE, ""),
        ("/schemaErrors/0/error", GONE, ""),
    ],
    "event-get 200 published": [
        ("/@id", GONE, "https://io-test.uitdatabank.be/events/none"),
        ("/mainLanguage", GONE, "it"),
        ("/name", GONE, {}, {"NL": "x"}, {"nl": ""}),
        ("/terms", GONE, []),
        ("/terms/0/id", GONE, ""),
        ("/terms/0/domain", GONE, "theme"),
        ("/location", GONE, []),
        ("/calendarType", GONE, "weekly"),
        ("/startDate", GONE, "2026-07-06"),
        ("/endDate", GONE, "2026-07-06"),
        ("/subEvent", GONE, []),
        ("/subEvent/0/id", GONE, "0", -1),
        ("/subEvent/0/startDate", GONE, ""),
        ("/subEvent/0/endDate", GONE, ""),
        ("/subEvent/0/status", GONE, {}),
        ("/subEvent/0/bookingAvailability", GONE, {}, {"type": "Available", "capacity": -1}),
        ("/status/type", GONE, "Cancelled"),
        ("/bookingAvailability/type", GONE, "Full"),
        ("/attendanceMode", GONE, "hybrid"),
        ("/audience/audienceType", GONE, "children"),
        ("/typicalAgeRange", GONE, "six"),
        ("/priceInfo", []),
        ("/priceInfo/0/category", GONE, "tariff"),
        ("/priceInfo/0/name", GONE),
        ("/priceInfo/0/price", GONE, -1, "60"),
        ("/priceInfo/0/priceCurrency", GONE, "USD"),
        ("/workflowStatus", GONE, "PUBLISHED"),
        ("/availableFrom", GONE, "now"),
        ("/availableTo", "never"),
        ("/created", GONE, "now"),
        ("/modified", GONE, "now"),
        ("/creator", GONE, ""),
        ("/languages", GONE, ["dutch"]),
        ("/completedLanguages", GONE, ["dutch"]),
        ("/completeness", 101, -1),
        ("/playhead", -1, "3"),
        ("/labels", [""]),
        ("/hiddenLabels", [""]),
    ],
    "event-get 404 unknown": PROBLEM,
}


def cases() -> Iterator[Any]:
    for example, members in BROKEN.items():
        for place, *values in members:
            for value in values:
                label = "left out" if value is GONE else json.dumps(value)
                yield pytest.param(example, place, value, id=f"{example} {place} {label}")


@pytest.mark.parametrize(("example", "place", "value"), list(cases()))
def test_an_answer_with_one_member_spoilt_is_refused_at_that_place(
    example: str, place: str, value: object
) -> None:
    operation_id, status, name = example.split()
    operation = operation_called(operation_id)
    media, answer = example_of(operation, status, name)

    errors = operation.response_errors(int(status), media, spoilt(answer, place, value))

    assert any(is_about(error.pointer, place) for error in errors)


@pytest.mark.parametrize(
    ("operation_id", "name"),
    [
        ("get-passes", "identifier"),
        ("get-tariffs", "eventId"),
        ("get-tariffs", "uitpasNumber"),
        ("get-tariffs", "regularPrice"),
        ("get-tariffs-static", "eventId"),
        ("get-tariffs-static", "regularPrice"),
    ],
)
def test_a_parameter_that_is_needed_is_neither_left_out_nor_empty(operation_id: str, name: str) -> None:
    operation = operation_called(operation_id)
    given = {parameter.name: ["10"] for parameter in operation.parameters if parameter.required}

    assert operation.query_errors(given) == []
    for value in ([], [""]):
        errors = operation.query_errors({**given, name: value})
        assert [error.pointer for error in errors] == [f"/{name}"]


@pytest.mark.parametrize("name", ["eventId", "passholderId"])
def test_a_search_with_an_empty_criterion_is_refused(name: str) -> None:
    errors = operation_called("get-ticket-sales").query_errors(
        {"eventId": ["e"], "organizerId": ["o"], name: [""]}
    )

    assert [error.pointer for error in errors] == [f"/{name}"]


def test_a_search_does_not_start_before_the_first_sale() -> None:
    errors = operation_called("get-ticket-sales").query_errors({"eventId": ["e"], "start": ["-1"]})

    assert [error.keyword for error in errors] == ["minimum"]


@pytest.mark.parametrize("name", ["uitpasNumber", "eventId"])
def test_a_sale_to_register_has_no_empty_names(name: str) -> None:
    wanted = {"uitpasNumber": "n", "eventId": "e", "regularPrice": 10, "tariff": {"id": "t"}}
    operation = operation_called("post-ticket-sales")

    assert [error.pointer for error in operation.body_errors([{**wanted, name: ""}])] == [f"/0/{name}"]
    assert [error.pointer for error in operation.body_errors([{**wanted, "tariff": {"id": ""}}])] == [
        "/0/tariff/id"
    ]


@pytest.mark.parametrize("name", ["grant_type", "client_id", "client_secret"])
def test_credentials_are_whole(name: str) -> None:
    form = {"grant_type": "client_credentials", "client_id": "app", "client_secret": "secret"}
    operation = operation_called("post-token")
    media = "application/x-www-form-urlencoded"

    assert [error.pointer for error in operation.body_errors({**form, name: ""}, media)] == [f"/{name}"]
    del form[name]
    assert [error.names for error in operation.body_errors(form, media)] == [(name,)]

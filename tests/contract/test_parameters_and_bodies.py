"""Parameters of a path, headers, bodies and files are checked as the contract declares them."""

from __future__ import annotations

from typing import Any

import pytest

from uitkern.simulator.contract import Operation, SchemaError, load_contract

FORM = "multipart/form-data; boundary=x"
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def places(errors: list[SchemaError]) -> list[tuple[str, str]]:
    return [(error.pointer, error.keyword) for error in errors]


@pytest.mark.parametrize(
    ("text", "found"), [("5", []), ("five", ["type"]), ("5.0", ["type"]), ("", ["type"])]
)
def test_the_id_of_a_card_system_is_a_whole_number(text: str, found: list[str]) -> None:
    operation = uitpas("get-passholders-passholderId-memberships-cardSystemId")
    errors = operation.path_errors({"passholderId": "p", "cardSystemId": text})

    assert places(errors) == [("/cardSystemId", keyword) for keyword in found]


def test_a_path_without_its_parameter_is_refused() -> None:
    assert places(uitpas("get-passholders-passholderId").path_errors({})) == [("/passholderId", "required")]


def test_a_header_that_is_needed_is_named() -> None:
    operation = uitpas("register-uitid-passholder")

    assert operation.header_errors({"x-registration-token": "t", "accept": "*/*"}) == []
    assert operation.header_errors({}) == [
        SchemaError("/x-registration-token", "The header x-registration-token is missing", "required")
    ]
    assert places(operation.header_errors({"x-registration-token": ""})) == [
        ("/x-registration-token", "minLength")
    ]


def test_a_header_that_only_some_callers_need_may_be_left_out() -> None:
    assert uitpas("post-passholders-passholderId-family-members").header_errors({}) == []


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"file": b"\x89PNG\xff"}, []),
        ({"file": "text"}, []),
        ({"file": b""}, [("/file", "minLength")]),
        ({}, [("/", "required")]),
        ("no form", [("/", "type")]),
    ],
)
def test_a_picture_is_a_part_called_file(parts: object, found: list[tuple[str, str]]) -> None:
    assert places(uitpas("put-passholders-passholderId-picture").body_errors(parts, FORM)) == found


def test_a_picture_does_not_come_as_json() -> None:
    errors = uitpas("put-passholders-passholderId-picture").body_errors({"file": "x"})

    assert places(errors) == [("/", "contentType")]


@pytest.mark.parametrize(
    ("operation_id", "query", "found"),
    [
        ("get-grouppasses", {}, [("/uitpasNumber", "required")]),
        ("get-grouppasses", {"chipNumber": "04D0"}, []),
        ("get-grouppasses", {"uitpasNumber": "09"}, []),
        ("get-cards", {}, [("/uitpasNumber", "required")]),
        ("get-cards", {"chipNumber": "04D0"}, []),
        ("get-passholders", {"associationMembershipStatus": "ALL"}, [("/associationId", "required")]),
        ("get-passholders", {"associationMembershipStatus": "ALL", "associationId": "1"}, []),
        ("get-passholders", {"dateOfBirthFrom": "2003-02-29"}, [("/dateOfBirthFrom", "format")]),
        ("get-passholders", {"sort[name]": "up"}, [("/sort[name]", "enum")]),
        ("get-passholders", {"limit": "501"}, [("/limit", "maximum")]),
        ("get-passholders", {"start": "-1"}, [("/start", "minimum")]),
        ("get-passholders-passholderId-association-memberships", {}, [("/organizerId", "required")]),
        ("get-passholders-passholderId-association-memberships", {"organiserId": "o"}, []),
        ("get-passholders-passholderId-association-memberships", {"organizerId": "o"}, []),
        ("get-rewards-redeemed", {}, [("/uitpasNumber", "required")]),
        ("get-rewards-redeemed", {"uitpasNumber": "09"}, []),
        ("get-rewards-redeemed", {"passholderId": "p"}, [("/organizerId", "required")]),
        ("get-rewards-redeemed", {"passholderId": "p", "organizerId": "o"}, []),
        (
            "get-rewards-redeemed",
            {"passholderId": "p", "organizerId": "o", "uitpasNumber": "09"},
            [("/uitpasNumber", "falseSchema")],
        ),
        ("get-checkins", {"passholderId": "p"}, [("/organizerId", "required")]),
        ("get-rewards", {"type": "ALL"}, [("/type", "enum")]),
        ("get-rewards", {"categories": "Drinken"}, [("/categories/0", "enum")]),
        ("get-rewards", {"sport": "yes"}, [("/sport", "type")]),
        ("get-rewards", {"pointsFrom": "1.5"}, [("/pointsFrom", "type")]),
        ("get-rewards", {"unknown": "1", "pointsTo": "3", "sport": "true"}, []),
        ("get-events-qr-checkincodes-downloadlink", {"format": "png"}, [("/format", "enum")]),
    ],
)
def test_query_parameters_keep_their_rules(
    operation_id: str, query: dict[str, str], found: list[tuple[str, str]]
) -> None:
    errors = uitpas(operation_id).query_errors({name: [value] for name, value in query.items()})

    assert places(errors) == found


def a_passholder(**changes: object) -> dict[str, Any]:
    wanted = {
        "name": "Testfamilie",
        "firstName": "Testkind L",
        "dateOfBirth": "2016-05-04",
        "address": {"postalCode": "9000", "city": "Gent"},
        "registrationOrganizer": {"id": ORGANIZER},
        "registrationCardType": "DIGITAL",
    }
    return {**wanted, **changes}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"registrationCardType": "NFC_CARD"}, [("/", "required")]),
        ({"registrationCardType": "NFC_CARD", "registrationUitpasNumber": "0900000074519"}, []),
        ({"registrationCardType": "PAPER"}, [("/registrationCardType", "enum")]),
        ({"dateOfBirth": "4 mei 2016"}, [("/dateOfBirth", "format")]),
        ({"address": {"city": "Gent"}}, [("/address", "required")]),
        ({"registrationOrganizer": {}}, [("/registrationOrganizer", "required")]),
        ({"gender": "V"}, [("/gender", "enum")]),
    ],
)
def test_a_passholder_to_register_is_whole(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert places(uitpas("post-passholders").body_errors(a_passholder(**changes))) == found


REWARD = {
    "title": "Gratis koffie",
    "type": "POINTS",
    "promotionalDescription": "Een koffie.",
    "publicationPeriod": {"begin": "2026-01-01T00:00:00+01:00"},
    "points": 4,
    "categories": ["Eten en drinken"],
    "moreInfoURL": "https://www.uitpas.be/voordeel",
}


@pytest.mark.parametrize("name", list(REWARD))
def test_a_reward_for_points_is_whole(name: str) -> None:
    wanted = {key: value for key, value in REWARD.items() if key != name}

    assert uitpas("post-rewards").body_errors(REWARD) == []
    assert places(uitpas("post-rewards").body_errors(wanted)) == [("/", "required")]


@pytest.mark.parametrize("name", ["points", "categories", "moreInfoURL"])
def test_a_reward_for_newcomers_costs_nothing(name: str) -> None:
    welcome = {key: value for key, value in REWARD.items() if key != name} | {"type": "WELCOME"}

    assert uitpas("put-rewards-id").body_errors(welcome) == []


def test_an_event_opts_out_of_every_card_system_with_an_empty_list() -> None:
    operation = uitpas("put-events-card-systems")

    assert operation.body_errors([]) == []
    assert operation.body_errors([{"id": 5, "enabled": True}]) == []
    assert places(operation.body_errors([{"id": 5}])) == [("/0", "required")]


def test_a_limit_of_an_event_has_a_volume_and_a_period() -> None:
    operation = uitpas("put-events-settings")

    assert operation.body_errors({"checkinPoints": 1}) == []
    assert places(operation.body_errors({})) == [("/", "required")]
    for limit in ({"volume": 1}, {"periodType": "DAY"}, {"volume": -1, "periodType": "HOUR"}):
        assert operation.body_errors({"checkinPoints": 1, "checkinLimit": limit}) != []


def test_a_report_is_bytes_and_not_json() -> None:
    operation = uitpas("get-organizers-financial-reports-reportId-zip")
    media = "application/x-zip-compressed"

    assert operation.response_errors(200, media, b"PK\x03\x04") == []
    assert places(operation.response_errors(200, media, b"")) == [("/", "body")]
    assert places(operation.response_errors(200, media, {"a": "report"})) == [("/", "body")]
    assert places(operation.response_errors(200, "application/json", b"{}")) == [("/", "contentType")]


def test_a_report_is_asked_by_its_number() -> None:
    operation = uitpas("get-organizers-financial-reports-reportId")

    assert operation.path_errors({"organizerId": ORGANIZER, "reportId": "812"}) == []
    assert places(operation.path_errors({"organizerId": ORGANIZER, "reportId": "812.zip"})) == [
        ("/reportId", "type")
    ]

"""The calls in the field's integration guide pass as they stand (000_73360d1d00483968.txt)."""

from __future__ import annotations

from typing import Any

from uitkern.simulator.contract import load_contract

CREDENTIALS = {
    "client_id": "YOUR_CLIENT_ID",
    "client_secret": "YOUR_CLIENT_SECRET",
    "audience": "https://api.publiq.be",
    "grant_type": "client_credentials",
}
TOKEN = {"access_token": "YOUR_ACCESS_TOKEN", "expires_in": 86400, "token_type": "Bearer"}
EVENT = {
    "workflowStatus": "READY_FOR_VALIDATION",
    "mainLanguage": "nl",
    "name": {"nl": "Example UiTPAS event"},
    "organizer": {"@id": "https://io-test.uitdatabank.be/organizers/0ce87cbc-9299-4528-8d35-92225dc9489f"},
    "priceInfo": [
        {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"},
    ],
    "calendarType": "single",
    "subEvent": [{"startDate": "2021-01-01T12:00:00+01:00", "endDate": "2021-01-01T16:00:00+01:00"}],
    "location": {"@id": "https://io-test.uitdatabank.be/place/8248e289-c986-4006-902f-b0616dcbcde7"},
    "terms": [{"id": "0.50.4.0.0"}],
}
CREATED = {
    "id": "16d2d729-c199-4ccf-a70f-c11c32575992",
    "eventId": "16d2d729-c199-4ccf-a70f-c11c32575992",
    "url": "https://io-test.uitdatabank.be/event/16d2d729-c199-4ccf-a70f-c11c32575992",
    "commandId": "00000000-0000-0000-0000-000000000000",
}
PASS: dict[str, Any] = {
    "passholderId": "b34c19fc-bcf9-4d10-aeb2-6bc9efd38b68",
    "uitpasNumber": "0560002524314",
    "firstName": "Jan",
    "points": 12,
    "postalCode": "1000",
    "socialTariff": {"status": "EXPIRED", "endDate": "2022-12-31T22:59:59"},
    "messages": [{"level": "WARN", "text": "Je sociaal tarief is verlopen. Contacteer je UiTPAS balie."}],
}
TARIFF = {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF"}
SALE_WANTED = {
    "regularPrice": 10,
    "regularPriceLabel": "Base tariff",
    "tariff": {"id": "SOCIALTARIFF"},
    "eventId": "5a0967f9-cc06-4c3c-9206-30481a767434",
    "uitpasNumber": "0900000672312",
}
SALE_REGISTERED = {
    "id": "499853",
    "regularPriceLabel": "Base tariff",
    "tariff": TARIFF,
    "eventId": "5a0967f9-cc06-4c3c-9206-30481a767434",
    "uitpasNumber": "0900000672312",
}
JSON = "application/json"


def test_the_older_token_call_with_an_audience() -> None:
    operation = load_contract("uitid").operation("post-oauth-token")

    assert (operation.method, operation.path) == ("POST", "/oauth/token")
    assert operation.request_errors({}, CREDENTIALS) == []
    assert operation.response_errors(200, JSON, TOKEN) == []


def test_creating_an_event_at_a_place_written_in_the_singular() -> None:
    operation = load_contract("uitdatabank-entry").operation("event-post")

    assert operation.request_errors({}, EVENT) == []
    assert operation.response_errors(201, JSON, CREATED) == []


def test_a_pass_as_it_was_before_group_passes() -> None:
    operation = load_contract("uitpas").operation("get-passes-uitpasNumber")

    assert operation.request_errors({}) == []
    assert operation.response_errors(200, JSON, PASS) == []


def test_the_tariffs_of_a_passholder() -> None:
    operation = load_contract("uitpas").operation("get-tariffs")
    query = {
        "eventId": ["5a0967f9-cc06-4c3c-9206-30481a767434"],
        "uitpasNumber": ["0900000672312"],
        "regularPrice": ["10"],
    }

    assert operation.request_errors(query) == []
    assert operation.response_errors(200, JSON, {"available": [{**TARIFF, "remaining": 1}]}) == []


def test_registering_a_sale_whose_answer_has_no_regular_price_and_no_date() -> None:
    operation = load_contract("uitpas").operation("post-ticket-sales")

    assert operation.request_errors({}, [SALE_WANTED]) == []
    assert operation.response_errors(200, JSON, [SALE_REGISTERED]) == []


def test_a_listed_sale_without_regular_price_and_date_is_refused_all_the_same() -> None:
    operation = load_contract("uitpas").operation("get-ticket-sales")
    errors = operation.response_errors(200, JSON, {"totalItems": 1, "member": [SALE_REGISTERED]})

    assert [error.pointer for error in errors] == ["/member/0"]
    assert "creationDate, regularPrice" in errors[0].message


def test_undoing_a_sale_answers_nothing_or_one_of_three_refusals() -> None:
    operation = load_contract("uitpas").operation("delete-ticket-sales")

    assert set(operation.answers) == {204, 401, 403, 404}
    assert operation.response_errors(204, "", b"") == []

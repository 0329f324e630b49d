"""A request that a contract does not allow is refused, and the error says where."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitkern.simulator.contract import MISSING, Operation, SchemaError, load_contract

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def places(errors: list[SchemaError]) -> list[tuple[str, str]]:
    return [(error.pointer, error.keyword) for error in errors]


def a_request(**changes: object) -> dict[str, Any]:
    wanted = {
        "uitpasNumber": "0900000067513",
        "eventId": EVENT,
        "regularPrice": 10,
        "tariff": {"id": "SOCIALTARIFF"},
    }
    return {**wanted, **changes}


def test_missing_query_parameters_are_named() -> None:
    errors = uitpas("get-tariffs").query_errors({"eventId": [EVENT], "regularPrice": []})

    assert places(errors) == [("/uitpasNumber", "required"), ("/regularPrice", "required")]


@pytest.mark.parametrize("text", ["10", "10.5", "0", "0.10"])
def test_a_price_in_a_query_is_a_plain_number(text: str) -> None:
    query = {"eventId": [EVENT], "regularPrice": [text]}

    assert uitpas("get-tariffs-static").query_errors(query) == []


@pytest.mark.parametrize(
    "text", ["", "ten", "10,5", "1e3", "NaN", "inf", " 10", "010", "\u0661\u0660", "10\n", "+1"]
)
def test_a_price_in_a_query_that_is_no_plain_number_is_refused(text: str) -> None:
    query = {"eventId": [EVENT], "regularPrice": [text]}

    assert places(uitpas("get-tariffs-static").query_errors(query)) == [("/regularPrice", "type")]


@pytest.mark.parametrize("operation_id", ["get-tariffs", "get-tariffs-static"])
def test_a_price_below_zero_is_refused(operation_id: str) -> None:
    query = {"eventId": [EVENT], "uitpasNumber": ["p"], "regularPrice": ["-1"]}

    assert places(uitpas(operation_id).query_errors(query)) == [("/regularPrice", "minimum")]


@pytest.mark.parametrize(
    ("limit", "found"),
    [("0", []), ("500", []), ("501", ["maximum"]), ("-1", ["minimum"]), ("ten", ["type"]), ("2.5", ["type"])],
)
def test_a_limit_is_a_whole_number_up_to_500(limit: str, found: list[str]) -> None:
    errors = uitpas("get-ticket-sales").query_errors({"eventId": [EVENT], "limit": [limit]})

    assert places(errors) == [("/limit", keyword) for keyword in found]


def test_every_value_of_a_repeated_parameter_is_checked() -> None:
    errors = uitpas("get-ticket-sales").query_errors({"eventId": [EVENT], "limit": ["20", "many"]})

    assert places(errors) == [("/limit", "type")]


def test_an_organizer_may_be_repeated_but_not_empty() -> None:
    operation = uitpas("get-ticket-sales")

    assert operation.query_errors({"passholderId": ["p"], "organizerId": ["a", "b"]}) == []
    assert places(operation.query_errors({"eventId": [EVENT], "organizerId": ["a", ""]})) == [
        ("/organizerId/1", "minLength")
    ]


@pytest.mark.parametrize(
    ("query", "missing"),
    [({}, "eventId"), ({"passholderId": ["p"]}, "organizerId"), ({"organizerId": ["o"]}, "eventId")],
)
def test_a_search_for_sales_needs_an_event_or_a_passholder_with_organizer(
    query: dict[str, list[str]], missing: str
) -> None:
    errors = uitpas("get-ticket-sales").query_errors(query)

    assert errors == [SchemaError(f"/{missing}", f"The query parameter {missing} is missing", "required")]


def test_a_tariff_type_outside_the_list_is_refused() -> None:
    query = {
        "eventId": [EVENT],
        "uitpasNumber": ["0900000067513"],
        "regularPrice": ["10"],
        "type": ["REWARD"],
    }

    assert places(uitpas("get-tariffs").query_errors(query)) == [("/type", "enum")]


def test_query_parameters_that_nobody_knows_are_tolerated() -> None:
    query = {"eventId": [EVENT], "regularPrice": ["10"], "utm_source": ["mail"]}

    assert uitpas("get-tariffs-static").query_errors(query) == []


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_switch_in_a_query_is_true_or_false(value: str) -> None:
    operation = load_contract("uitdatabank-entry").operation("event-get")

    assert operation.query_errors({"embedUitpasPrices": [value]}) == []
    assert places(operation.query_errors({"embedUitpasPrices": [value.upper()]})) == [
        ("/embedUitpasPrices", "type")
    ]


@pytest.mark.parametrize("price", [0, 10, 10.5, "10", "10.00", "0.5"])
def test_a_regular_price_is_a_number_or_a_numeric_text(price: object) -> None:
    assert uitpas("post-ticket-sales").body_errors([a_request(regularPrice=price)]) == []


@pytest.mark.parametrize("price", [-1, "-1", "10,00", "", "ten", "1e3", "10.001", "10\n", None, True, [10]])
def test_a_regular_price_that_is_no_price_is_refused(price: object) -> None:
    errors = uitpas("post-ticket-sales").body_errors([a_request(), a_request(regularPrice=price)])

    assert [error.pointer for error in errors] == ["/1/regularPrice"]


@pytest.mark.parametrize("name", ["uitpasNumber", "eventId", "regularPrice", "tariff"])
def test_a_sale_to_register_names_pass_event_price_and_tariff(name: str) -> None:
    wanted = a_request()
    del wanted[name]
    errors = uitpas("post-ticket-sales").body_errors([wanted])

    assert errors == [SchemaError("/0", f"The required properties ({name}) are missing", "required")]


def test_a_sale_to_register_names_its_tariff_by_id() -> None:
    errors = uitpas("post-ticket-sales").body_errors([a_request(tariff={"name": "Kansentarief"})])

    assert places(errors) == [("/0/tariff", "required")]


@pytest.mark.parametrize("body", [{}, "text", 1, None, [[]], [None]])
def test_sales_to_register_are_a_list_of_objects(body: object) -> None:
    assert [error.keyword for error in uitpas("post-ticket-sales").body_errors(body)] == ["type"]


def test_a_missing_body_is_told_from_a_body_null() -> None:
    operation = uitpas("post-ticket-sales")

    assert places(operation.request_errors({})) == [("/", "body")]
    assert places(operation.request_errors({}, None)) == [("/", "type")]
    assert uitpas("get-permissions").request_errors({}, MISSING) == []


@pytest.mark.parametrize("operation_id", ["post-token", "post-oauth-token"])
def test_a_token_is_not_had_without_a_body(operation_id: str) -> None:
    assert places(load_contract("uitid").operation(operation_id).body_errors(MISSING, FORM)) == [
        ("/", "body")
    ]


def test_a_body_where_none_is_needed_is_tolerated() -> None:
    assert uitpas("get-permissions").request_errors({}, {"any": "thing"}) == []


@pytest.mark.parametrize("body", [[], "text", 1, None])
def test_an_event_to_create_is_an_object(body: object) -> None:
    operation = load_contract("uitdatabank-entry").operation("event-post")

    assert operation.body_errors({}) == []
    assert places(operation.body_errors(body)) == [("/", "type")]
    assert places(operation.body_errors(MISSING)) == [("/", "body")]


def test_the_newer_token_path_takes_a_form_only() -> None:
    operation = load_contract("uitid").operation("post-token")
    form = {"grant_type": "client_credentials", "client_id": "app", "client_secret": "secret"}

    assert operation.body_errors(form, f"{FORM}; charset=utf-8") == []
    assert places(operation.body_errors(form, JSON)) == [("/", "contentType")]
    assert places(
        operation.body_errors({"grant_type": "client_credentials", "client_secret": "secret"}, FORM)
    ) == [("/", "required")]


def test_the_older_token_path_wants_an_audience_with_json() -> None:
    operation = load_contract("uitid").operation("post-oauth-token")
    credentials = {"grant_type": "client_credentials", "client_id": "app", "client_secret": "secret"}

    assert places(operation.body_errors(credentials)) == [("/", "required")]
    assert places(operation.body_errors({**credentials, "audience": "elsewhere"})) == [("/audience", "enum")]
    assert operation.body_errors(credentials, FORM) == []


def test_an_error_does_not_repeat_the_refused_value() -> None:
    number = "0900000067513"
    operation = uitpas("post-ticket-sales")
    errors = operation.body_errors([a_request(uitpasNumber=[number], regularPrice=number * 2, tariff=number)])

    assert len(errors) == 3
    assert all(number not in error.message for error in errors)


def test_nesting_without_end_is_refused_and_not_fatal() -> None:
    body: object = []
    for _ in range(100_000):
        body = [body]

    assert uitpas("post-ticket-sales").body_errors([a_request(tariff={"id": body})]) != []


def test_half_a_surrogate_pair_is_refused_and_not_fatal() -> None:
    errors = uitpas("post-ticket-sales").body_errors([a_request(regularPrice="\ud800")])

    assert places(errors) == [("/", "encoding")]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["tariff", "id", "regularPrice", "eventId", "\udfff"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(body=ANYTHING, text=st.text(st.characters(codec=None)))
@settings(max_examples=200, deadline=None)
def test_no_request_and_no_answer_breaks_the_checks(body: object, text: str) -> None:
    for operation in load_contract("uitpas").operations.values():
        query = {parameter.name: [text] for parameter in operation.parameters}
        for error in operation.request_errors(query, body):
            assert error.pointer.startswith("/")
        for status in operation.answers:
            operation.response_errors(status, JSON, body)
            operation.response_errors(status, "application/problem+json", body)

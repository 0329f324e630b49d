"""What leaves for publiq: method, path, query and body, to the letter."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.publiq.samples import (
    CREATE,
    DIGITS,
    EVENT,
    INSZ_DIGITS,
    NUMBER,
    REGISTER,
    SALE,
    SOON,
    a_sale_request,
    ok,
)
from tests.adapters.publiq.wire import BASE, NOON, Asker, Wire
from uitkern import Euro, Insz, errors
from uitkern.adapters.publiq import operations, uitpas
from uitkern.adapters.publiq.call import Reply
from uitkern.adapters.publiq.environment import Environment, Service
from uitkern.domain.ports import publiq
from uitkern.domain.ports.publiq import (
    EventCardSystems,
    FindCards,
    FindPass,
    ListPermissions,
    ListSales,
    QuoteStaticTariff,
    QuoteTariffs,
    RegisterSales,
    UndoSale,
)
from uitkern.domain.ports.uitdatabank import GetEvent

EXPECTED: dict[str, tuple[Any, str, str, dict[str, str]]] = {
    "pass by number": (FindPass(NUMBER), "GET", "/uitpas/passes", {"identifier": DIGITS}),
    "pass by insz": (FindPass(Insz(INSZ_DIGITS)), "GET", "/uitpas/passes", {"identifier": INSZ_DIGITS}),
    "tariffs": (
        QuoteTariffs(NUMBER, EVENT, Euro(1050)),
        "GET",
        "/uitpas/tariffs",
        {"eventId": EVENT, "uitpasNumber": DIGITS, "regularPrice": "10.5"},
    ),
    "static tariff": (
        QuoteStaticTariff(EVENT, Euro(1000)),
        "GET",
        "/uitpas/tariffs/static",
        {"eventId": EVENT, "regularPrice": "10"},
    ),
    "register": (REGISTER, "POST", "/uitpas/ticket-sales", {}),
    "list": (
        ListSales(EVENT, start=500),
        "GET",
        "/uitpas/ticket-sales",
        {"eventId": EVENT, "start": "500", "limit": "500"},
    ),
    "undo": (UndoSale("499853", SOON), "DELETE", "/uitpas/ticket-sales/499853", {}),
    "cards": (FindCards("holder-1"), "GET", "/uitpas/passholders/holder-1", {}),
    "permissions": (ListPermissions(), "GET", "/uitpas/permissions", {}),
    "card systems": (EventCardSystems(EVENT), "GET", f"/uitpas/events/{EVENT}/card-systems", {}),
    "create": (CREATE, "POST", "/uitdatabank/events", {}),
}


@pytest.mark.parametrize(("question", "method", "path", "query"), EXPECTED.values(), ids=EXPECTED)
def test_each_question_is_one_request(
    wire: Wire, asked: Asker, question: Any, method: str, path: str, query: dict[str, str]
) -> None:
    wire.answers = [httpx.Response(404)]
    asked(question)
    (request,) = wire.requests
    assert (request.method, request.url.path, dict(request.url.params)) == (method, path, query)
    assert request.headers["accept"] == "application/json, application/problem+json"
    assert request.headers["user-agent"] == "uitkern"
    assert ("content-type" in request.headers) == (method == "POST")


def test_every_question_there_is_has_its_request() -> None:
    asked_here = {question for question in operations.OPERATIONS if question.__module__ == publiq.__name__}
    assert {type(question) for question, *_ in EXPECTED.values()} >= asked_here


def test_a_registration_is_a_list_of_sales(wire: Wire, asked: Asker) -> None:
    wire.answers = [ok([SALE, SALE])]
    asked(RegisterSales((a_sale_request(label="Basistarief"), a_sale_request(Euro(1255))), SOON))
    assert json.loads(wire.requests[0].content) == [
        {
            "regularPrice": 10,
            "regularPriceLabel": "Basistarief",
            "tariff": {"id": "SOCIALTARIFF"},
            "eventId": EVENT,
            "uitpasNumber": DIGITS,
        },
        {
            "regularPrice": 12.55,
            "tariff": {"id": "SOCIALTARIFF"},
            "eventId": EVENT,
            "uitpasNumber": DIGITS,
        },
    ]


def test_the_deprecated_twin_puts_the_number_in_the_path() -> None:
    call = uitpas.find_pass_by_number(FindPass(NUMBER))
    assert (call.method, call.target, call.query) == ("GET", f"/passes/{DIGITS}", {})
    assert DIGITS not in repr(call)


@pytest.mark.parametrize("stray", ["../permissions", "a/b", "a?b=c", "a#b", "a b", "%2e%2e", "é", "a\nb"])
def test_no_id_reaches_into_another_path(wire: Wire, asked: Asker, stray: str) -> None:
    wire.answers = [httpx.Response(404)]
    asked(GetEvent(stray))
    raw = wire.requests[0].url.raw_path.decode()
    assert raw.count("/") == 3
    assert "?" not in raw
    assert wire.requests[0].url.path == f"/uitdatabank/events/{stray}"


@given(st.integers(min_value=1, max_value=10**11 - 1))
def test_an_amount_arrives_at_uitpas_as_it_left(cents: int) -> None:
    price = Euro(cents)
    body = uitpas.register_sales(RegisterSales((a_sale_request(price),), SOON)).content or b""
    written = json.loads(body, parse_float=Decimal, parse_int=Decimal)[0]["regularPrice"]
    assert written * 100 == cents
    assert Decimal(uitpas.amount(price)) * 100 == cents


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_an_amount_comes_back_from_uitpas_as_it_was(cents: int) -> None:
    tariff = {**SALE["tariff"], "price": 0}
    text = json.dumps([{**SALE, "tariff": tariff}]).replace(
        '"price": 0', f'"price": {Decimal(cents) / 100:f}'
    )
    (sale,) = uitpas.read_registered(REGISTER, Reply(200, "application/json", text.encode()))
    assert sale.price == Euro(cents)


@pytest.mark.parametrize(
    ("price", "cents"),
    [("1.005", 101), ("0.125", 13), ("2.675", 268), ("0.004", 0), ("1e1", 1000), ("3.30", 330), ("2", 200)],
)
def test_an_amount_with_more_decimals_is_rounded_half_up(price: str, cents: int) -> None:
    text = json.dumps([{**SALE, "tariff": {"id": "x", "price": 0}}]).replace(
        '"price": 0', f'"price": {price}'
    )
    (sale,) = uitpas.read_registered(REGISTER, Reply(200, "application/json", text.encode()))
    assert sale.price == Euro(cents)


def test_each_environment_has_its_own_hosts_and_none_is_guessed() -> None:
    hosts = {
        each.name: [each.base_url(service) for service in Service]
        for each in (Environment.test(), Environment.production(), Environment.simulator(f"{BASE}/"))
    }
    assert hosts == {
        "test": [
            "https://account-test.uitid.be",
            "https://api-test.uitpas.be",
            "https://io-test.uitdatabank.be",
            "https://search-test.uitdatabank.be",
            "https://taxonomy.uitdatabank.be",
        ],
        "production": [
            "https://account.uitid.be",
            "https://api.uitpas.be",
            "https://io.uitdatabank.be",
            "https://search.uitdatabank.be",
            "https://taxonomy.uitdatabank.be",
        ],
        "simulator": [f"{BASE}/{name}" for name in ("uitid", "uitpas", "uitdatabank", "search", "taxonomy")],
    }


def test_an_environment_without_a_search_says_so_when_it_is_searched() -> None:
    made = Environment("ours", BASE, BASE, BASE)
    with pytest.raises(errors.InvalidValue, match="search: must be the base URL of UiTdatabank Search"):
        made.base_url(Service.SEARCH)


@pytest.mark.parametrize(
    "url", ["", "publiq", "ftp://publiq.test", "http://", "http://x:0", "http://x:99999"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(errors.InvalidValue, match="must be the base URL of a simulator"):
        Environment.simulator(url)


def test_what_has_no_place_in_json_is_a_mistake_of_ours() -> None:
    call = evolve(uitpas.register_sales(REGISTER), body={"at": NOON})
    with pytest.raises(TypeError, match="datetime has no place in a request"):
        assert call.content

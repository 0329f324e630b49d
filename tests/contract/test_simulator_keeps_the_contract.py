"""The simulator answers as the contracts say, refusals included, at every status that they declare."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import evolve, field, frozen

from uitkern.simulator.contract import MISSING, SERVICES, Operation, load_contract
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import Client

SERVED_AT = {"uitid": "/uitid", "uitpas": "/uitpas", "uitdatabank-entry": "/uitdatabank"}
OPERATIONS = {
    name: (service, operation)
    for service in SERVICES
    for name, operation in load_contract(service).operations.items()
}
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
ONE_A_WEEK = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
NOT_OURS = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"
NOWHERE = "00000000-0000-4000-8000-000000000000"
ENTITLED, REGULAR, EXPIRED, BLOCKED = "0900000067513", "0900000095902", "0900000031618", "0900000002312"
ELSEWHERE, WITH_COUPON, GROUP, UNREGISTERED = (
    "0900000093204",
    "0900000672312",
    "0900000045410",
    "0900000074519",
)
UNKNOWN = "0900000000001"


@frozen
class Call:
    """One call and what must come of it; `problem` is the end of the problem type."""

    operation: str
    status: int
    problem: str | None = None
    query: dict[str, str | list[str]] = field(factory=dict)
    body: Any = MISSING
    content: str | None = None
    media: str = "application/json"
    path: dict[str, str] = field(factory=dict)
    who: str = "client"

    def __str__(self) -> str:
        return f"{self.operation} {self.status} {self.problem or ''} {self.who}"


def price_of(number: str, event: str = EVENT, **more: str) -> dict[str, str | list[str]]:
    return {"eventId": event, "uitpasNumber": number, "regularPrice": "10", **more}


def a_sale(number: str = ENTITLED, event: str = EVENT, tariff: str = "SOCIALTARIFF", price: Any = 10) -> Any:
    return {"uitpasNumber": number, "eventId": event, "regularPrice": price, "tariff": {"id": tariff}}


def an_event(**changes: Any) -> dict[str, Any]:
    event = {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek op het water"},
        "organizer": {"@id": f"https://io-test.uitdatabank.be/organizers/{ORGANIZER}"},
        "priceInfo": [
            {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
        ],
        "calendarType": "single",
        "subEvent": [{"startDate": "2031-07-07T09:00:00+02:00", "endDate": "2031-07-11T16:00:00+02:00"}],
        "location": {"@id": "https://io-test.uitdatabank.be/place/8248e289-c986-4006-902f-b0616dcbcde7"},
        "terms": [{"id": "0.57.0.0.0"}],
    }
    return {**event, **changes}


FORM = "application/x-www-form-urlencoded"
GRANT = "grant_type=client_credentials"
TOKENS = [
    Call("post-token", 200, content=f"{GRANT}&client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 401, content=f"{GRANT}&client_id=ID&client_secret=wrong", media=FORM),
    Call("post-token", 401, content=f"{GRANT}&client_id=nobody&client_secret=x", media=FORM),
    Call("post-token", 400, content="client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 400, content="grant_type=password&client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 400, content="", media=FORM),
    Call("post-oauth-token", 200, content=f"{GRANT}&client_id=ID&client_secret=SECRET", media=FORM),
    Call(
        "post-oauth-token",
        200,
        content='{"grant_type": "client_credentials", "client_id": "ID", "client_secret": "SECRET",'
        ' "audience": "https://api.publiq.be"}',
    ),
    Call(
        "post-oauth-token",
        401,
        content='{"grant_type": "client_credentials", "client_id": "ID", "client_secret": "no",'
        ' "audience": "https://api.publiq.be"}',
    ),
    Call("post-oauth-token", 400, content='{"client_id": "ID"}'),
    Call("post-oauth-token", 400, content="{"),
]
PASSES = [
    *(Call("get-passes", 200, query={"identifier": each}) for each in (ENTITLED, REGULAR, EXPIRED, GROUP)),
    Call("get-passes", 200, query={"identifier": "36051380284"}),
    Call("get-passes", 200, query={"identifier": "04363CDAEE3880"}),
    Call("get-passes", 400, "uitpas/invalid-card-status", {"identifier": BLOCKED}),
    Call("get-passes", 400, "uitpas/invalid-card-status", {"identifier": UNREGISTERED}),
    Call("get-passes", 400, "url/query-parameter-missing"),
    Call("get-passes", 404, "uitpas/pass-not-found", {"identifier": UNKNOWN}),
    *(
        Call("get-passes-uitpasNumber", 200, path={"uitpasNumber": each})
        for each in (ENTITLED, EXPIRED, GROUP)
    ),
    Call("get-passes-uitpasNumber", 400, "uitpas/card-blocked", path={"uitpasNumber": BLOCKED}),
    Call("get-passes-uitpasNumber", 404, "uitpas/pass-not-found", path={"uitpasNumber": UNKNOWN}),
]
TARIFFS = [
    *(
        Call("get-tariffs", 200, query=price_of(each))
        for each in (ENTITLED, REGULAR, WITH_COUPON, GROUP, ELSEWHERE)
    ),
    *(
        Call("get-tariffs", 200, query=price_of(WITH_COUPON, type=kind))
        for kind in ("SOCIALTARIFF", "COUPON")
    ),
    Call("get-tariffs", 400, "uitpas/social-tariff-expired", price_of(EXPIRED)),
    Call("get-tariffs", 400, "uitpas/invalid-card-status", price_of(BLOCKED)),
    Call("get-tariffs", 400, "uitpas/passholder-not-found", price_of(UNKNOWN)),
    Call("get-tariffs", 400, "uitpas/invalid-uitpasnumber", price_of("12345")),
    Call("get-tariffs", 400, "uitpas/event-not-found", price_of(ENTITLED, NOWHERE)),
    Call("get-tariffs", 400, "url/query-parameter-missing", {"eventId": EVENT, "uitpasNumber": ENTITLED}),
    Call("get-tariffs", 400, "url/query-parameter-invalid", {**price_of(ENTITLED), "regularPrice": "10,5"}),
    Call("get-tariffs", 400, "url/query-parameter-invalid", price_of(ENTITLED, type="REWARD")),
    Call("get-tariffs", 403, "auth/forbidden", price_of(ENTITLED, NOT_OURS)),
    Call("get-tariffs-static", 200, query={"eventId": EVENT, "regularPrice": "10"}),
    Call("get-tariffs-static", 400, "uitpas/event-not-found", {"eventId": NOWHERE, "regularPrice": "10"}),
    Call("get-tariffs-static", 400, "url/query-parameter-missing", {"eventId": EVENT}),
    Call("get-tariffs-static", 403, "auth/forbidden", {"eventId": NOT_OURS, "regularPrice": "10"}),
]
SALES = [
    Call("post-ticket-sales", 200, body=[a_sale()]),
    Call("post-ticket-sales", 200, body=[a_sale(price="10.00"), a_sale(WITH_COUPON, tariff="COUPON_1079")]),
    Call("post-ticket-sales", 200, body=[a_sale(GROUP), a_sale(GROUP)]),
    Call("post-ticket-sales", 200, body=[]),
    Call("post-ticket-sales", 400, "uitpas/social-tariff-expired", body=[a_sale(), a_sale(EXPIRED)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-card-status", body=[a_sale(BLOCKED)]),
    Call("post-ticket-sales", 400, "uitpas/passholder-not-found", body=[a_sale(UNKNOWN)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-uitpasnumber", body=[a_sale("12345")]),
    Call("post-ticket-sales", 400, "uitpas/event-not-found", body=[a_sale(event=NOWHERE)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-coupon", body=[a_sale(tariff="COUPON_1079")]),
    Call("post-ticket-sales", 400, "body/invalid-data", body=[a_sale(price="ten")]),
    Call("post-ticket-sales", 400, "body/invalid-data", body=[{}]),
    Call("post-ticket-sales", 400, "body/invalid-data", body={}),
    Call("post-ticket-sales", 400, "body/invalid-syntax", content="[{"),
    Call("post-ticket-sales", 400, "body/missing", content=""),
    Call("post-ticket-sales", 403, "auth/forbidden", body=[a_sale(event=NOT_OURS)]),
    Call("post-ticket-sales", 415, "header/unsupported-media-type", content="[]", media="text/plain"),
    Call("get-ticket-sales", 200, query={"eventId": EVENT}),
    Call(
        "get-ticket-sales",
        200,
        query={"eventId": EVENT, "start": "1", "limit": "500", "organizerId": [ORGANIZER]},
    ),
    Call("get-ticket-sales", 200, query={"passholderId": "nobody", "organizerId": [ORGANIZER]}),
    Call("get-ticket-sales", 400, "url/query-limit-exceeded", {"eventId": EVENT, "limit": "501"}),
    Call("get-ticket-sales", 400, "url/query-parameter-invalid", {"eventId": EVENT, "limit": "many"}),
    Call("get-ticket-sales", 400, "url/query-parameter-missing"),
    Call("get-ticket-sales", 400, "url/query-parameter-missing", {"passholderId": "p"}),
    Call("get-ticket-sales", 403, "auth/forbidden", {"eventId": NOT_OURS}),
    Call("delete-ticket-sales", 404, "uitpas/ticket-sale-not-found", path={"ticketSaleId": "1"}),
]
OTHERS = [
    Call("get-permissions", 200),
    Call("get-permissions", 200, who="stranger"),
    Call("get-events-card-systems", 200, path={"eventId": EVENT}),
    Call("get-events-card-systems", 404, "uitpas/event-not-found", path={"eventId": NOWHERE}),
    Call("event-post", 201, body=an_event()),
    Call("event-post", 201, body=an_event(workflowStatus="DRAFT", calendarType="permanent", subEvent=None)),
    Call("event-post", 400, "body/invalid-data", body={}),
    Call("event-post", 400, "body/invalid-data", body=an_event(terms=[{"id": "no-such-term"}])),
    Call(
        "event-post",
        400,
        "body/invalid-data",
        body=an_event(organizer={"@id": f"https://x/organizers/{NOWHERE}"}),
    ),
    Call("event-post", 400, "body/invalid-syntax", content="{"),
    Call("event-post", 400, "body/missing", content=""),
    Call("event-get", 200, path={"eventId": EVENT}, who="nobody"),
    Call("event-get", 200, path={"eventId": EVENT}, query={"embedUitpasPrices": "true"}, who="nobody"),
    Call("event-get", 404, "url/not-found", path={"eventId": NOWHERE}, who="nobody"),
]
GOOD = {
    each.operation: each for each in reversed(TOKENS + PASSES + TARIFFS + SALES + OTHERS) if each.status < 300
}
GOOD["delete-ticket-sales"] = Call("delete-ticket-sales", 204, path={"ticketSaleId": "SOLD"})
WITHOUT_TOKEN = [
    evolve(GOOD[name], status=401, problem="auth/unauthorized", who=who)
    for name, (_, operation) in OPERATIONS.items()
    if operation.security
    for who in ("nobody", "forger")
]
WITHOUT_PERMISSION = [
    evolve(GOOD[name], status=403, problem="auth/forbidden", who="stranger")
    for name, (_, operation) in OPERATIONS.items()
    if operation.permission
]
CALLS = [
    *TOKENS,
    *PASSES,
    *TARIFFS,
    *SALES,
    *OTHERS,
    GOOD["delete-ticket-sales"],
    *WITHOUT_TOKEN,
    *WITHOUT_PERMISSION,
]
UNREACHABLE = {
    ("event-post", 403): "every client of the simulator may use UiTdatabank",
    ("get-permissions", 403): "needs no permission",
    ("get-events-card-systems", 403): "needs no permission",
}


class Caller:
    """Calls a simulator whose own check of its answers is off, so that a wrong one gets here."""

    def __init__(self, publiq: Publiq, http: httpx.Client) -> None:
        publiq.simulator.check_answers = False
        publiq.world.state.clients.put("stranger", Client("stranger", "secret", {}))
        self.publiq = publiq
        self.http = http
        self.tokens = {"nobody": "", "forger": "Bearer forged"}

    def make(self, call: Call) -> tuple[Operation, httpx.Response]:
        service, operation = OPERATIONS[call.operation]
        path = operation.path.format_map({name: self.real(value) for name, value in call.path.items()})
        headers = (
            {"authorization": self.token(call.who)} if operation.security and call.who != "nobody" else {}
        )
        content = call.content
        if call.body is not MISSING:
            content = json.dumps(call.body)
        if content is not None:
            headers["content-type"] = call.media
            content = content.replace("=ID", f"={self.publiq.client_id}").replace(
                '"ID"', f'"{self.publiq.client_id}"'
            )
            content = content.replace("SECRET", self.publiq.client_secret)
        answer = self.http.request(
            operation.method, SERVED_AT[service] + path, params=call.query, content=content, headers=headers
        )
        return operation, answer

    def token(self, who: str) -> str:
        if who not in self.tokens:
            known = (self.publiq.client_id, self.publiq.client_secret) if who == "client" else (who, "secret")
            form = {"grant_type": "client_credentials", "client_id": known[0], "client_secret": known[1]}
            answer = self.http.post("/uitid/realms/uitid/protocol/openid-connect/token", data=form)
            self.tokens[who] = f"Bearer {answer.json()['access_token']}"
        return self.tokens[who]

    def real(self, value: str) -> str:
        if value != "SOLD":
            return value
        _, answer = self.make(Call("post-ticket-sales", 200, body=[a_sale()]))
        return str(answer.json()[0]["id"])


@pytest.fixture
def caller(publiq: Publiq) -> Iterator[Caller]:
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as http:
        yield Caller(publiq, http)


def breaches(operation: Operation, answer: httpx.Response) -> object:
    body = answer.json() if answer.content else MISSING
    return operation.response_errors(answer.status_code, answer.headers.get("content-type", ""), body)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_each_answer_is_as_the_contract_says(caller: Caller, call: Call) -> None:
    operation, answer = caller.make(call)

    assert answer.status_code == call.status, answer.text
    assert breaches(operation, answer) == []
    if call.problem is not None:
        assert answer.json()["type"].removeprefix("https://api.publiq.be/probs/") == call.problem


def test_every_status_that_a_contract_declares_is_met() -> None:
    declared = {(name, status) for name, (_, each) in OPERATIONS.items() for status in each.answers}

    assert declared - {(call.operation, call.status) for call in CALLS} == set(UNREACHABLE)


def test_a_listed_sale_and_one_too_many_are_as_the_contract_says(caller: Caller) -> None:
    caller.make(Call("post-ticket-sales", 200, body=[a_sale(event=ONE_A_WEEK)]))

    operation, again = caller.make(Call("post-ticket-sales", 400, body=[a_sale(event=ONE_A_WEEK)]))
    assert (again.status_code, again.json()["type"].rpartition("/")[2]) == (400, "maximum-reached")
    assert again.json()["jsonPointer"] == "/0"
    assert again.json()["endUserMessage"]["nl"]
    assert breaches(operation, again) == []

    operation, listed = caller.make(Call("get-ticket-sales", 200, query={"eventId": ONE_A_WEEK}))
    assert listed.json()["totalItems"] == len(listed.json()["member"]) == 1
    assert breaches(operation, listed) == []

    operation, quote = caller.make(Call("get-tariffs", 200, query=price_of(ENTITLED, ONE_A_WEEK)))
    assert (quote.json()["available"], "endUserMessage" in quote.json()) == ([], True)
    assert breaches(operation, quote) == []


def test_more_tickets_at_once_than_remain_are_refused_as_the_contract_says(caller: Caller) -> None:
    operation, answer = caller.make(Call("post-ticket-sales", 400, body=[a_sale(event=ONE_A_WEEK)] * 2))

    assert answer.status_code == 400
    assert breaches(operation, answer) == []


def test_an_event_is_as_the_contract_says_before_and_after_uitpas_knows_it(caller: Caller) -> None:
    operation, created = caller.make(Call("event-post", 201, body=an_event()))
    assert breaches(operation, created) == []
    where = {"eventId": created.json()["id"]}

    for labels, known in (([], 404), (["Paspartoe", "UiTPAS Gent"], 200)):
        operation, event = caller.make(Call("event-get", 200, path=where, who="nobody"))
        assert sorted(event.json().get("hiddenLabels", [])) == labels
        assert breaches(operation, event) == []
        operation, systems = caller.make(Call("get-events-card-systems", known, path=where))
        assert systems.status_code == known
        assert breaches(operation, systems) == []
        caller.publiq.clock.advance(minutes=1)


def test_both_lookups_of_a_pass_answer_the_same(caller: Caller) -> None:
    _, today = caller.make(Call("get-passes", 200, query={"identifier": ENTITLED}))
    _, older = caller.make(Call("get-passes-uitpasNumber", 200, path={"uitpasNumber": ENTITLED}))

    assert today.json() == older.json()


def test_a_token_that_is_over_is_refused_as_the_contract_says(caller: Caller) -> None:
    caller.token("client")
    caller.publiq.clock.advance(days=2)
    operation, answer = caller.make(Call("get-permissions", 401))

    assert answer.status_code == 401
    assert breaches(operation, answer) == []

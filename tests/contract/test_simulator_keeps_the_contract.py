"""The simulator answers as the contracts say, refusals included, at every status that they declare.

The calls are in `tests/contract/calls`. An operation without behaviour answers 501 and is left out; as soon
as it has one, it needs a call for each of its statuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.contract.calls import CALLS, UNREACHABLE
from tests.contract.calls.call import ENTITLED, ONE_A_WEEK, Call, a_sale, price_of
from tests.contract.calls.events import an_event
from uitkern.simulator.contract import MISSING, Operation
from uitkern.simulator.services import services
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.values import Client

OPERATIONS = {
    name: (service, operation)
    for service in services().values()
    for name, operation in service.operations.items()
}
BEHAVING = {name for name, (service, _) in OPERATIONS.items() if name in service.behaviours}
GOOD = {call.operation: call for call in reversed(CALLS) if call.status < 400}
WITHOUT_TOKEN = [
    evolve(good, status=401, problem="auth/unauthorized", who=who)
    for name, good in GOOD.items()
    if OPERATIONS[name][1].security
    for who in ("nobody", "forger")
]
WITHOUT_PERMISSION = [
    evolve(good, status=403, problem="auth/forbidden", who="stranger")
    for name, good in GOOD.items()
    if OPERATIONS[name][1].permission and "CLIENT_ACCESS_TOKEN" in OPERATIONS[name][1].security
]
WITH_ANOTHER_MEDIA_TYPE = [
    evolve(good, status=415, problem="header/unsupported-media-type", media="text/plain")
    for name, good in GOOD.items()
    if 415 in OPERATIONS[name][1].answers
]
WITH_HALF_A_BODY = [
    evolve(good, status=400, problem="body/invalid-syntax", body=MISSING, content='{"')
    for name, good in GOOD.items()
    if 415 in OPERATIONS[name][1].answers and "application/json" in OPERATIONS[name][1].bodies
]
EVERY_CALL = [*CALLS, *WITHOUT_TOKEN, *WITHOUT_PERMISSION, *WITH_ANOTHER_MEDIA_TYPE, *WITH_HALF_A_BODY]
FORGED = {"authorization": "Bearer forged", "x-custom-token": "forged", "x-client-id": "forged"}


class Caller:
    """Calls a simulator whose own check of its answers is off, so that a wrong one gets here."""

    def __init__(self, publiq: Publiq, http: httpx.Client) -> None:
        publiq.simulator.check_answers = False
        publiq.world.state.clients.put("stranger", Client("stranger", "secret", {}))
        self.publiq = publiq
        self.http = http
        self.tokens: dict[str, str] = {}

    def make(self, call: Call) -> tuple[Operation, httpx.Response]:
        service, operation = OPERATIONS[call.operation]
        known = [self.make(each)[1].json() for each in call.before]
        path = operation.path.format_map({name: filled(each, known) for name, each in call.path.items()})
        headers = {**filled(call.headers, known), **self.credentials(call.who, operation)}
        if call.who == "nobody":
            headers = {name: value for name, value in headers.items() if name not in FORGED}
        content = call.content if call.body is MISSING else json.dumps(filled(call.body, known))
        if content is not None:
            headers["content-type"] = call.media
        if isinstance(content, str):
            content = (
                content.replace("=ID", f"={self.publiq.client_id}")
                .replace('"ID"', f'"{self.publiq.client_id}"')
                .replace("SECRET", self.publiq.client_secret)
            )
        query = filled(call.query, known)
        return operation, self.http.request(
            operation.method, f"/{service.name}{path}", params=query, content=content, headers=headers
        )

    def credentials(self, who: str, operation: Operation) -> dict[str, str]:
        if not operation.security or who == "nobody":
            return {}
        return FORGED if who == "forger" else {"authorization": self.token(who)}

    def token(self, who: str) -> str:
        if who not in self.tokens:
            known = (self.publiq.client_id, self.publiq.client_secret) if who == "client" else (who, "secret")
            form = {"grant_type": "client_credentials", "client_id": known[0], "client_secret": known[1]}
            answer = self.http.post("/uitid/realms/uitid/protocol/openid-connect/token", data=form)
            self.tokens[who] = f"Bearer {answer.json()['access_token']}"
        return self.tokens[who]


def filled(value: Any, known: list[Any]) -> Any:
    """Fill the places that name an earlier answer, as deep as they lie."""
    if isinstance(value, str):
        return value.format(*known) if known and value.startswith("{") else value
    if isinstance(value, dict):
        return {name: filled(each, known) for name, each in value.items()}
    return [filled(each, known) for each in value] if isinstance(value, list) else value


@pytest.fixture
def caller(publiq: Publiq) -> Iterator[Caller]:
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as http:
        yield Caller(publiq, http)


def breaches(operation: Operation, answer: httpx.Response) -> object:
    content_type = answer.headers.get("content-type", "")
    body: Any = answer.content or MISSING
    if body is not MISSING and "json" in content_type:
        body = answer.json()
    return operation.response_errors(answer.status_code, content_type, body)


@pytest.mark.parametrize("call", EVERY_CALL, ids=str)
def test_each_answer_is_as_the_contract_says(caller: Caller, call: Call) -> None:
    operation, answer = caller.make(call)

    assert answer.status_code == call.status, answer.text
    assert breaches(operation, answer) == []
    if call.problem is not None:
        assert answer.json()["type"].removeprefix("https://api.publiq.be/probs/") == call.problem


def test_every_status_that_a_contract_declares_is_met() -> None:
    declared = {(name, status) for name in BEHAVING for status in OPERATIONS[name][1].answers}

    assert declared - {(call.operation, call.status) for call in EVERY_CALL} == set(UNREACHABLE)


def test_only_operations_with_behaviour_are_called_and_each_of_them_succeeds_once() -> None:
    assert {call.operation for call in CALLS} == GOOD.keys() == BEHAVING


def without_behaviour() -> Iterator[Any]:
    for name in sorted(OPERATIONS.keys() - BEHAVING):
        reason = "the router takes a parameter for a whole segment of a path"
        marks = [pytest.mark.xfail(reason=reason)] if OPERATIONS[name][1].path.endswith("}.zip") else []
        yield pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", list(without_behaviour()))
def test_an_operation_without_behaviour_says_so(publiq: Publiq, name: str) -> None:
    service, operation = OPERATIONS[name]
    path = operation.path.format_map({each.name: "1" for each in operation.path_parameters})
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as http:
        answer = http.request(operation.method, f"/{service.name}{path}")

    assert answer.status_code == 501
    assert answer.json()["type"].endswith("no-behaviour")
    assert name in answer.json()["detail"]


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

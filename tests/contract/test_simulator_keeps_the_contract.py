"""The simulator answers as the contracts say, refusals included, at every status that they declare.

The calls are in `tests/contract/calls`: one at least for each status of each operation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.contract.calling import OPERATIONS, Caller
from tests.contract.calls import CALLS, UNREACHABLE
from tests.contract.calls.call import ENTITLED, ONE_A_WEEK, Call, a_sale, price_of
from tests.contract.calls.events import an_event
from uitkern.simulator.contract import MISSING, SERVICES, Operation, load_contract
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.wire.call import Call as Asked
from uitkern.simulator.wire.messages import Request
from uitkern.simulator.wire.service import Service

BEHAVING = {name for name, (service, _) in OPERATIONS.items() if name in service.behaviours}
GOOD = {call.operation: call for call in reversed(CALLS) if call.status < 400}
BY_ITS_OWN_CREDENTIALS = {name for name, (service, _) in OPERATIONS.items() if service.name == "search"}
WITHOUT_TOKEN = [
    evolve(good, status=401, problem="auth/unauthorized", who=who)
    for name, good in GOOD.items()
    if OPERATIONS[name][1].security and name not in BY_ITS_OWN_CREDENTIALS
    for who in ("nobody", "forger")
]
WITHOUT_PERMISSION = [
    evolve(good, status=403, problem="auth/forbidden", who="stranger")
    for name, good in GOOD.items()
    if OPERATIONS[name][1].permission
]
WITH_ANOTHER_MEDIA_TYPE = [
    evolve(good, status=415, problem="header/unsupported-media-type", media="text/plain")
    for name, good in GOOD.items()
    if 415 in OPERATIONS[name][1].answers and name not in BY_ITS_OWN_CREDENTIALS
]
WITH_HALF_A_BODY = [
    evolve(good, status=400, problem="body/invalid-syntax", body=MISSING, content='{"')
    for name, good in GOOD.items()
    if 415 in OPERATIONS[name][1].answers and "application/json" in OPERATIONS[name][1].bodies
]
BY_AN_ID_ALONE = {"get-grouppasses"}
"""What publiq limits for callers who show no more than their id."""
TOO_OFTEN = [
    evolve(
        good,
        status=429,
        problem=problem.get(429, (None,))[0],
        too_often=True,
        who="id" if name in BY_AN_ID_ALONE else good.who,
    )
    for name, good in GOOD.items()
    for problem in [OPERATIONS[name][1].problems]
    if 429 in OPERATIONS[name][1].answers
]
EVERY_CALL = [
    *CALLS,
    *WITHOUT_TOKEN,
    *WITHOUT_PERMISSION,
    *WITH_ANOTHER_MEDIA_TYPE,
    *WITH_HALF_A_BODY,
    *TOO_OFTEN,
]


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


@pytest.mark.parametrize("name", SERVICES)
def test_an_operation_without_behaviour_says_so(publiq: Publiq, name: str) -> None:
    bare = Service(name, load_contract(name), {})
    for operation in bare.operations.values():
        request = Request(operation.method, operation.path)
        answer = bare.perform(Asked(publiq.world, request, operation, {}, publiq.url))

        assert answer.status == 501
        assert operation.operation_id in str(answer.body)


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

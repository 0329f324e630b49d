"""Whatever is asked, the simulator answers as the contract says and never fails.

Schemathesis makes requests from the contracts; known ids of the official test data are mixed in. FUZZ is the
number of requests for each operation, 12 without it. `make fuzz` makes a long run, and looks for the smallest
request that fails.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis.specs.openapi.schemas import OpenApiSchema

from tests.contract.calls.call import (
    BLOCKED,
    ENTITLED,
    EVENT,
    GROUP,
    NOWHERE,
    ONE_A_WEEK,
    ORGANIZER,
    REGULAR,
    WITH_COUPON,
)
from uitkern.simulator.contract import MISSING, Operation, contracts_directory
from uitkern.simulator.contract.catalogue import load_contract
from uitkern.simulator.services import services
from uitkern.simulator.testing.publiq import Publiq

LONG = "FUZZ" in os.environ
EXAMPLES = int(os.environ.get("FUZZ", "12"))
DOCUMENTS = {
    "uitid": "uitid",
    "uitpas": "uitpas",
    "uitdatabank": "uitdatabank-entry",
    "search": "uitdatabank-search",
    "taxonomy": "taxonomy",
}
BEHAVING = [
    (service, name)
    for service, document in DOCUMENTS.items()
    for name in load_contract(document).operations
    if name in services()[service].behaviours
]
NOT_SENT = frozenset({"authorization", "x-custom-token", "content-length"})


@cache
def schema_of(service: str) -> OpenApiSchema:
    content = (contracts_directory() / f"{DOCUMENTS[service]}.json").read_text(encoding="utf-8")
    return schemathesis.openapi.from_dict(json.loads(content))


@cache
def known() -> dict[str, list[Any]]:
    """Values of the official test data, by the names under which operations ask for them."""
    state = Publiq().world.state
    numbers = [ENTITLED, REGULAR, WITH_COUPON, GROUP, BLOCKED]
    return {
        "uitpasNumber": numbers,
        "identifier": [*numbers, *state.insz, *state.chips],
        "inszNumber": list(state.insz),
        "chipNumber": list(state.chips),
        "eventId": [EVENT, ONE_A_WEEK, NOWHERE],
        "organizerId": [ORGANIZER, NOWHERE],
        "passholderId": list(state.passholders),
        "cardSystemId": [str(each) for each in state.card_systems],
        "rewardId": list(state.rewards),
        "associationId": list(state.associations),
        "regularPrice": ["10", "0.5"],
    }


class Caller:
    """Sends what was generated to one world, which keeps what it is told."""

    def __init__(self) -> None:
        self.publiq = Publiq()
        self.publiq.simulator.check_answers = False
        token = self.publiq.world.issue_token(self.publiq.client_id, self.publiq.client_secret).value
        self.headers = {"authorization": f"Bearer {token}"}
        self.http = httpx.Client(transport=self.publiq.transport, base_url=self.publiq.url, trust_env=False)

    def send(self, service: str, case: Any) -> httpx.Response:
        """Send a generated request, written out as `requests` would."""
        given_parts = case.as_transport_kwargs(base_url=f"{self.publiq.url}/{service}")
        names = ("method", "url", "params", "data", "json", "files", "cookies")
        parts = {name: given_parts[name] for name in names if given_parts.get(name) is not None}
        written = Request(**parts).prepare()
        headers = {k: v for k, v in (given_parts.get("headers") or {}).items() if k.lower() not in NOT_SENT}
        sent = _sendable(headers | dict(written.headers) | self.headers)
        content: Any = written.body
        return self.http.request(case.method, written.url or "", headers=sent, content=content)


def _sendable(headers: dict[str, Any]) -> dict[str, str]:
    """Leave out of headers what none can carry."""
    return {name.lower(): str(value).encode("ascii", "ignore").decode() for name, value in headers.items()}


def filled(data: st.DataObject, value: Any, name: str = "") -> Any:
    """Put known values in some of the places that have their name."""
    if isinstance(value, dict):
        return {key: filled(data, each, str(key)) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(data, each, name) for each in value]
    if known().get(name) and data.draw(st.booleans(), label=f"known {name}"):
        return data.draw(st.sampled_from(known()[name]), label=name)
    return value


def breaches(operation: Operation, answer: httpx.Response) -> object:
    content_type = answer.headers.get("content-type", "")
    body: Any = answer.content or MISSING
    if body is not MISSING and "json" in content_type:
        body = answer.json()
    return operation.response_errors(answer.status_code, content_type, body)


@pytest.mark.parametrize(("service", "name"), BEHAVING, ids=str)
def test_whatever_is_asked_the_answer_is_as_the_contract_says(service: str, name: str) -> None:
    operation = load_contract(DOCUMENTS[service]).operation(name)
    caller = Caller()

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case: Any = data.draw(schema_of(service).find_operation_by_id(name).as_strategy(), label="case")
        case.path_parameters = filled(data, case.path_parameters)
        case.query = filled(data, case.query)
        case.body = filled(data, case.body)
        answer = caller.send(service, case)

        assert answer.status_code != 500, answer.text
        assert breaches(operation, answer) == [], answer.text

    ask()

"""What holds for every operation of UiTPAS alike: who may call it, what its query may have."""

from __future__ import annotations

import httpx
import pytest

from uitkern.simulator.contract import Operation
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes import reached
from uitkern.simulator.testing.recipes.cast import as_user, client
from uitkern.simulator.testing.recipes.stage import OPERATIONS, Stage

assert reached, "queries and bodies register themselves where recipes are made"

CLIENT, USER, ID, CUSTOM = (
    "CLIENT_ACCESS_TOKEN",
    "USER_ACCESS_TOKEN",
    "CLIENT_IDENTIFICATION",
    "CUSTOM_TOKEN",
)
ADMINISTRATOR = "11111111-0000-4000-8000-000000000001"
LISTS = sorted(name for name, each in OPERATIONS.items() if any(q.name == "limit" for q in each.parameters))
NEEDED = {
    "get-checkins": {"passholderId": "1", "organizerId": "1"},
    "get-ticket-sales": {"eventId": "1"},
    "get-rewards-redeemed": {"uitpasNumber": "0900000067513"},
}


@pytest.fixture
def stage(publiq: Publiq) -> Stage:
    return Stage(publiq)


def refusal(answer: httpx.Response) -> str:
    """Say why credentials are refused, as far as that is about their kind; empty when they are taken."""
    detail = str(answer.json().get("detail", "")) if answer.status_code in (401, 403) else ""
    if answer.status_code == 403:
        return "kind" if detail.endswith("access token only.") else ""
    return "missing" if detail.endswith("header missing.") else ""


def expected(operation: Operation, given: str | None) -> str:
    """Say how an operation refuses credentials of a kind, from what its contract says that it takes."""
    taken = operation.security
    if not taken or given in taken:
        return ""
    return "kind" if given in (CLIENT, USER) and {CLIENT, USER} & {*taken} else "missing"


def test_every_operation_takes_the_credentials_that_it_says_and_no_others(stage: Stage) -> None:
    callers: dict[str | None, httpx.Client] = {
        CLIENT: stage.all,
        USER: as_user(stage.publiq, ADMINISTRATOR),
        ID: client(stage.publiq, x_client_id="all"),
        CUSTOM: stage.device(),
        None: client(stage.publiq),
    }
    found = {(name, kind): stage.ask(name, who=who) for name in OPERATIONS for kind, who in callers.items()}
    wanted = {(name, kind): expected(each, kind) for name, each in OPERATIONS.items() for kind in callers}

    assert {asked: refusal(answer) for asked, answer in found.items()} == wanted
    assert {answer.status_code for asked, answer in found.items() if wanted[asked] == "missing"} == {401}
    assert max(answer.status_code for answer in found.values()) < 500


def test_no_operation_minds_a_query_parameter_that_it_does_not_know(stage: Stage) -> None:
    odd = {"utm_source": "x", "_": "1", "limits": "501", "foo[bar]": "\x00", "Limit": "0"}
    for name in OPERATIONS:
        before, after = stage.ask(name), stage.ask(name, query=odd)
        assert before.status_code < 500, name
        if before.is_error:
            assert after.json() == before.json(), name
        else:
            assert not after.is_server_error, name
            assert "/probs/url/" not in after.text, name


@pytest.mark.parametrize("name", LISTS)
def test_a_list_gives_five_hundred_at_most(stage: Stage, name: str) -> None:
    def kind(**query: str) -> str:
        answer = stage.ask(name, query=NEEDED.get(name, {}) | query, organizerId=stage.publiq.organizer)
        return str(answer.json().get("type", "")).rpartition("/probs/")[2]

    assert kind(limit="501") == "url/query-limit-exceeded"
    for wrong in ({"limit": "-1"}, {"limit": "many"}, {"limit": ""}, {"start": "-1"}, {"start": "1.5"}):
        assert kind(**wrong) == "url/query-parameter-invalid"
    assert not kind(limit="500", start="100000").startswith("url/query")

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import perf_counter
from typing import cast

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
A_SALE = [
    {"uitpasNumber": "0900000067513", "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
]


def number_of_sales(publiq: Publiq) -> int:
    return len(publiq.world.state.sales)


def sell(api: httpx.Client) -> httpx.Response:
    return api.post("/uitpas/ticket-sales", json=A_SALE)


def test_an_answer_cut_before_the_commit_leaves_no_sale(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault("post-ticket-sales", cut="before"), pytest.raises(httpx.RemoteProtocolError):
        sell(api)
    assert number_of_sales(publiq) == 0


def test_an_answer_cut_after_the_commit_leaves_a_sale_that_only_a_search_finds(
    publiq: Publiq, api: httpx.Client
) -> None:
    with publiq.fault("post-ticket-sales", cut="after"), pytest.raises(httpx.RemoteProtocolError):
        sell(api)
    assert api.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()["totalItems"] == 1


def test_malformed_json_comes_with_the_status_of_success(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault("post-ticket-sales", malformed=True):
        answer = sell(api)
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == len(answer.content)
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert number_of_sales(publiq) == 1


def test_a_status_prevents_the_operation(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault("post-ticket-sales", status=503, problem="uitpas/maintenance"):
        answer = sell(api)
    assert (answer.status_code, answer.json()["type"]) == (
        503,
        "https://api.publiq.be/probs/uitpas/maintenance",
    )
    assert number_of_sales(publiq) == 0
    assert sell(api).status_code == 200


def test_too_many_requests_say_when_to_come_back(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault(path="/uitpas", status=429, retry_after=7):
        answer = api.get("/uitpas/permissions")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert answer.json()["type"] == "https://api.publiq.be/probs/uitpas/rate-limited"


def test_a_patience_shorter_than_the_latency_ends_at_once_after_the_commit(
    publiq: Publiq, api: httpx.Client
) -> None:
    started = perf_counter()
    with publiq.fault("post-ticket-sales", latency=60), pytest.raises(httpx.ReadTimeout):
        sell(api)
    assert perf_counter() - started < 5
    assert number_of_sales(publiq) == 1


def test_a_latency_is_waited_for(publiq: Publiq, api: httpx.Client) -> None:
    started = perf_counter()
    with publiq.fault(latency=0.05):
        assert api.get("/uitpas/permissions").status_code == 200
    assert perf_counter() - started >= 0.05


def statuses(api: httpx.Client, calls: int) -> list[int]:
    return [api.get("/uitpas/permissions").status_code for _ in range(calls)]


def test_the_nth_call_alone_fails(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault("get-permissions", nth=2, status=500) as armed:
        assert statuses(api, 4) == [200, 500, 200, 200]
    assert (armed.fitted, armed.failed) == (4, 1)


def test_as_many_calls_fail_as_were_asked_for(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault("get-permissions", times=2, status=500):
        assert statuses(api, 4) == [500, 500, 200, 200]


@pytest.mark.parametrize(
    "matcher",
    [
        {"method": "POST"},
        {"path": "/uitdatabank"},
        {"operation_id": "get-tariffs"},
    ],
    ids=str,
)
def test_calls_that_do_not_fit_are_left_alone(
    publiq: Publiq, api: httpx.Client, matcher: dict[str, str]
) -> None:
    with publiq.fault(
        matcher.get("operation_id"), method=matcher.get("method"), path=matcher.get("path"), status=500
    ):
        assert statuses(api, 1) == [200]


def test_a_path_is_the_same_under_a_host_name_and_under_a_world(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault(path="/uitpas/permissions", status=500):
        assert api.get("https://api-test.uitpas.be/permissions").status_code == 500
        assert api.get("/uitpas/permissions").status_code == 500
        assert api.get("/worlds/other/uitpas/permissions").status_code == 401


def test_the_journal_tells_a_fault_from_an_answer(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault(cut="after"), pytest.raises(httpx.RemoteProtocolError):
        sell(api)
    assert (publiq.journal[-1].fault, publiq.journal[-1].status) == ("cut after", 200)
    api.get("/uitpas/permissions")
    assert publiq.journal[-1].fault is None


def test_faults_are_armed_listed_and_withdrawn_over_http(api: httpx.Client) -> None:
    wanted = {"operationId": "get-permissions", "clientId": "uitkern-client", "status": 500, "times": 3}
    armed = api.post("/_sim/faults", json=wanted)
    assert (armed.status_code, armed.json()) == (201, {"id": 1, "fitted": 0, "failed": 0} | wanted)
    assert statuses(api, 1) == [500]
    assert api.get("/_sim/faults").json()["faults"] == [{"id": 1, "fitted": 1, "failed": 1} | wanted]
    assert api.delete("/_sim/faults/1").status_code == 204
    assert statuses(api, 1) == [200]
    api.post("/_sim/faults", json={"cut": "before", "malformed": True, "latency": 0, "method": "GET"})
    with pytest.raises(httpx.RemoteProtocolError):
        statuses(api, 1)
    assert api.delete("/_sim/faults").status_code == 204
    assert statuses(api, 1) == [200]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"operationId": "get-tariffs"},
        {"status": 200},
        {"status": "500"},
        {"status": 500, "nth": 0},
        {"cut": "between"},
        {"latency": -1},
        {"retryAfter": 3, "latency": 1},
        {"status": 500, "methode": "GET"},
        {"status": 500, "operationId": "get-tarifs"},
        {"latency": 0},
        {"malformed": False},
        {"cut": "before", "hang": "after"},
        {"status": 503, "cut": "after"},
        {"status": 503, "path": "/ticket-sales"},
        {"status": 503, "nth": 10**30},
    ],
    ids=str,
)
def test_a_fault_that_makes_no_sense_is_refused(api: httpx.Client, body: dict[str, object]) -> None:
    answer = api.post("/_sim/faults", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["schemaErrors"]
    assert api.get("/_sim/faults").json() == {"faults": []}


def test_a_fault_for_one_client_spares_another(
    publiq: Publiq, api: httpx.Client, anonymous: httpx.Client
) -> None:
    other = publiq.world.issue_token("uitkern-client-without-search", "uitkern-secret").value
    api.post("/_sim/faults", json={"clientId": "uitkern-client", "status": 500})
    assert statuses(api, 1) == [500]
    headers = {"authorization": f"Bearer {other}"}
    assert anonymous.get("/uitpas/permissions", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({}, "At least one of these is needed: status, latency, cut"),
        ({"status": 200}, "status: Number must be greater than or equal to 400"),
        ({"status": 503, "path": "/ticket-sales"}, "path: The string should match pattern: .*uitpas"),
        ({"status": 503, "method": "FETCH"}, "method: This must be one of GET, HEAD, POST"),
        ({"status": 503, "nth": 0}, "nth: Number must be"),
        ({"probability": 2.0, "status": 503}, "probability: Number must be lower than or equal to 1"),
        (
            {"cut": "before", "hang": "before"},
            "cut: This cannot be given together|hang: This cannot be given",
        ),
        ({"cut": "between"}, "is not a valid Moment"),
        ({"retry_after": 3, "latency": 1.0}, "status"),
    ],
    ids=str,
)
def test_a_fault_of_a_test_that_would_never_strike_is_refused(
    publiq: Publiq, asked: dict[str, object], rule: str
) -> None:
    arm = cast("Callable[..., AbstractContextManager[object]]", publiq.fault)
    with pytest.raises(ValueError, match=rule), arm(**asked):
        pass


def test_a_method_is_meant_in_either_case(publiq: Publiq, api: httpx.Client) -> None:
    with publiq.fault(method="get", status=500):
        assert statuses(api, 1) == [500]

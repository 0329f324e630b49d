"""What the simulator does with itself: answers against the contract, missing behaviour, other servers."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from uitkern.simulator import simulator as module
from uitkern.simulator.app import Application
from uitkern.simulator.contract import Contract, load_contract
from uitkern.simulator.control.faults import Cut, Fault
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.target import locate
from uitkern.simulator.uitpas import BEHAVIOURS
from uitkern.simulator.wire.messages import Answer, Reply, Request
from uitkern.simulator.wire.service import Behaviour, Service

HEADERS = {"host": "127.0.0.1"}


def uitpas_that(monkeypatch: pytest.MonkeyPatch, **changed: Behaviour | None) -> None:
    """Give UiTPAS another behaviour for `get_permissions`, or none."""
    behaviours = {k: v for k, v in BEHAVIOURS.items() if k.replace("-", "_") not in changed}
    behaviours |= {k.replace("_", "-"): v for k, v in changed.items() if v is not None}
    service = Service("uitpas", load_contract("uitpas"), behaviours)
    monkeypatch.setattr(module, "service_of", lambda _: service)


def permissions(simulator: Simulator) -> Reply:
    token = simulator.world.issue_token("uitkern-client", "uitkern-secret").value
    headers = HEADERS | {"authorization": f"Bearer {token}"}
    return simulator.handle(Request("GET", "/uitpas/permissions", headers=headers))


def test_an_answer_that_breaks_the_contract_becomes_a_500_that_says_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uitpas_that(monkeypatch, get_permissions=Behaviour(lambda _: Answer(body=[{"organizer": 3}])))
    reply = permissions(Simulator())
    assert reply.status == 500
    assert b"get-permissions" in reply.body
    assert b"/0/organizer" in reply.body


def test_the_check_of_answers_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    uitpas_that(monkeypatch, get_permissions=Behaviour(lambda _: Answer(body=[{"organizer": 3}])))
    assert permissions(Simulator(check_answers=False)).status == 200


def test_an_operation_without_behaviour_answers_501_with_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    uitpas_that(monkeypatch, get_permissions=None)
    reply = permissions(Simulator())
    assert reply.status == 501
    assert b"get-permissions" in reply.body


def test_a_behaviour_that_no_contract_knows_is_a_mistake_found_at_start() -> None:
    with pytest.raises(ValueError, match="get-nothing"):
        Service("uitpas", Contract("uitpas", {}), {"get-nothing": Behaviour(lambda _: Answer())})


@pytest.mark.parametrize("path", ["*", "", "/worlds/-/uitpas/x"])
def test_a_target_that_is_no_path_leads_nowhere(path: str) -> None:
    assert locate(Request("OPTIONS", path, headers=HEADERS)) is None
    assert Simulator().handle(Request("OPTIONS", path, headers=HEADERS)).status == 404


def test_a_host_name_of_publiq_needs_no_prefix_and_may_have_a_port() -> None:
    target = locate(Request("GET", "/tariffs", headers={"host": "API-test.uitpas.be:443"}))
    assert target is not None
    assert (target.service, target.path, target.base) == (
        "uitpas",
        "/tariffs",
        "https://API-test.uitpas.be:443",
    )


def test_a_bad_name_makes_no_world() -> None:
    simulator = Simulator()
    with pytest.raises(ValueError, match="name"):
        simulator.realm("../other")
    assert simulator.worlds == ("default",)


def served(simulator: Simulator, *chunks: bytes, kind: str = "http") -> list[MutableMapping[str, Any]]:
    """Run one request through the ASGI application under a server that knows no way to break connections."""
    sent: list[MutableMapping[str, Any]] = []
    messages = [
        {"type": "http.request", "body": chunk, "more_body": index < len(chunks) - 1}
        for index, chunk in enumerate(chunks)
    ]

    async def receive() -> MutableMapping[str, Any]:
        return messages.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "method": "POST",
        "path": "/uitid/oauth/token",
        "query_string": b"",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded")],
    }
    asyncio.run(Application(simulator)(scope, receive, send))
    return sent


def test_the_application_reads_a_body_that_comes_in_parts() -> None:
    parts = (b"grant_type=client_cred", b"entials&client_id=uitkern-client", b"&client_secret=uitkern-secret")
    assert served(Simulator(), *parts)[0]["status"] == 200


def test_under_a_server_without_a_way_to_break_connections_a_lost_answer_has_no_end() -> None:
    simulator = Simulator()
    simulator.realm("default").faults.arm(Fault(cut=Cut.BEFORE))
    assert [message["type"] for message in served(simulator, b"")] == ["http.response.start"]


def test_the_application_refuses_what_is_not_http() -> None:
    assert [message["type"] for message in served(Simulator(), b"", kind="websocket")] == ["websocket.close"]

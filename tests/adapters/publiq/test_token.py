"""The token: asked once, shared, renewed in time, never seen."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import httpx
import pytest

from tests.adapters.publiq.samples import PASS, PERMISSIONS, READS, REGISTER, SALE, ok
from tests.adapters.publiq.wire import BASE, CREDENTIALS, NOON, SECRET, Asker, Hands, Wire, token
from uitkern import Credentials, Environment, TokenPath, errors
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import AsyncPubliqClient, PubliqClient
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.outcomes import Done, NotSent, Unavailable
from uitkern.domain.ports.publiq import FindPass, ListPermissions
from uitkern.simulator.testing.publiq import Publiq

QUESTION = ListPermissions()
ANSWER = ok(PERMISSIONS)


def test_todays_path_takes_a_form(wire: Wire, asked: Asker) -> None:
    wire.answers = [ANSWER]
    asked(QUESTION)
    (request,) = wire.token_requests
    assert (request.method, request.url.path) == ("POST", "/uitid/realms/uitid/protocol/openid-connect/token")
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert dict(httpx.QueryParams(request.content.decode())) == {
        "grant_type": "client_credentials",
        "client_id": "our-client",
        "client_secret": SECRET,
    }


def test_the_older_path_takes_json_with_an_audience(wire: Wire, asked: Asker) -> None:
    asked.credentials = Credentials("our-client", SECRET, TokenPath.OLDER)
    wire.answers = [ANSWER]
    asked(QUESTION)
    (request,) = wire.token_requests
    assert (request.method, request.url.path) == ("POST", "/uitid/oauth/token")
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.content) == {
        "client_id": "our-client",
        "client_secret": SECRET,
        "audience": "https://api.publiq.be",
        "grant_type": "client_credentials",
    }


@pytest.mark.parametrize("path", list(TokenPath))
def test_the_simulator_gives_a_token_on_both_paths(publiq: Publiq, path: TokenPath) -> None:
    client = PubliqClient(
        Environment.simulator(publiq.url),
        Credentials(publiq.client_id, publiq.client_secret, path),
        Hands().now,
        CallLog(),
        httpx.Client(transport=publiq.transport),
    )
    assert isinstance(client.answer(QUESTION), tuple)


def test_a_token_goes_with_every_request_and_is_asked_once(wire: Wire, asked: Asker) -> None:
    wire.answers = [ANSWER]
    for _ in range(3):
        asked(QUESTION)
    assert len(wire.token_requests) == 1
    assert [request.headers["authorization"] for request in wire.requests] == ["Bearer a-token"] * 3


@pytest.mark.parametrize(
    ("lives", "good_for"), [(86400, 86400 - 300), (600, 300), (300, 150), (60, 30)], ids=str
)
def test_a_token_is_renewed_minutes_before_its_end(
    wire: Wire, asked: Asker, lives: int, good_for: int
) -> None:
    wire.answers, wire.tokens = [ANSWER], [token("first", lives), token("second", lives)]
    asked(QUESTION)
    asked.clock.advance(timedelta(seconds=good_for - 1))
    asked(QUESTION)
    asked.clock.advance(timedelta(seconds=1))
    asked(QUESTION)
    sent = [request.headers["authorization"] for request in wire.requests]
    assert sent == ["Bearer first", "Bearer first", "Bearer second"]


class Meeting:
    """Gives a token when a second one asks beside the first, or when nobody has come for a while."""

    def __init__(self, *values: str) -> None:
        self._second = Barrier(2)
        self._values = iter(values)

    def __call__(self, _: httpx.Request) -> httpx.Response:
        with suppress(BrokenBarrierError):
            self._second.wait(0.2)
        return token(next(self._values))


def test_twenty_threads_ask_for_one_token(wire: Wire) -> None:
    wire.answers, wire.tokens = [ANSWER], [Meeting(*map(str, range(20)))]
    asked = Asker(awaited=False, wire=wire)
    client, start = asked.client, Barrier(20)

    def ask(_: int) -> Any:
        start.wait(10)
        return client.answer(QUESTION)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert len(answers) == len(wire.requests) == 20
    assert len(wire.token_requests) == 1


def test_twenty_tasks_ask_for_one_token() -> None:
    wire = Wire(answers=[ANSWER])

    async def slow_token(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # let the others come to the same point
        return wire(request)

    async def ask_all() -> list[Any]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(slow_token)) as there:
            client = AsyncPubliqClient(
                Environment.simulator(BASE), CREDENTIALS, Hands().now, CallLog(), there
            )
            return list(await asyncio.gather(*(client.answer(QUESTION) for _ in range(20))))

    assert len(asyncio.run(ask_all())) == len(wire.requests) == 20
    assert len(wire.token_requests) == 1


def test_twenty_threads_that_are_refused_at_once_ask_for_one_new_token(wire: Wire) -> None:
    start = Barrier(20)
    meeting = Meeting(*["good"] * 20)
    wire.tokens = [token("revoked"), meeting]

    def by_token(request: httpx.Request) -> httpx.Response:
        good = request.headers["authorization"] == "Bearer good"
        return ok(PERMISSIONS) if good else httpx.Response(401)

    client = Asker(awaited=False, wire=wire).client

    def ask(_: int) -> Any:
        start.wait(10)
        return client.answer(QUESTION)

    wire.answers = [ok(PERMISSIONS), by_token]
    client.answer(QUESTION)  # all hold the revoked token by now
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert all(isinstance(answer, tuple) for answer in answers)
    assert len(wire.token_requests) == 2


def test_a_revoked_token_is_replaced_once_and_the_question_answered(wire: Wire, asked: Asker) -> None:
    wire.tokens = [token("revoked"), token("good")]
    wire.answers = [httpx.Response(401), ok(PASS)]
    answer = asked(READS["pass"][0])
    assert answer.number.value == PASS["uitpasNumber"]
    assert [request.headers["authorization"] for request in wire.requests] == [
        "Bearer revoked",
        "Bearer good",
    ]


def test_a_service_that_refuses_every_token_is_asked_twice_and_no_more(wire: Wire, asked: Asker) -> None:
    wire.tokens = [token("first"), token("second")]
    wire.answers = [httpx.Response(401)]
    answer = asked(QUESTION)
    assert isinstance(answer, Problem)
    assert answer.status == 401
    assert len(wire.requests) == 2


def test_a_write_that_every_token_is_refused_for_was_not_done(wire: Wire, asked: Asker) -> None:
    wire.answers = [httpx.Response(401)]
    assert asked(REGISTER) == NotSent("status 401")
    assert len(wire.requests) == 2


def test_a_write_is_sent_again_with_a_new_token_and_the_same_body(wire: Wire, asked: Asker) -> None:
    wire.answers = [httpx.Response(401), ok([SALE])]
    assert isinstance(asked(REGISTER), Done)
    assert wire.requests[0].content == wire.requests[1].content != b""


def test_a_token_that_runs_out_in_the_simulator_is_renewed_unseen(publiq: Publiq) -> None:
    publiq.clock.freeze(NOON)
    client = PubliqClient(
        Environment.simulator(publiq.url),
        Credentials(publiq.client_id, publiq.client_secret),
        publiq.clock.now,
        CallLog(),
        httpx.Client(transport=publiq.transport),
    )
    for _ in range(4):
        assert isinstance(client.answer(QUESTION), tuple)
        publiq.clock.advance(hours=13)
    assert publiq.journal.count("post-token") == 2
    assert all(entry.status == 200 for entry in publiq.journal)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_credentials_that_uitid_refuses_are_said_to_be_bad(wire: Wire, asked: Asker, status: int) -> None:
    wire.tokens = [httpx.Response(status, json={"error": "unauthorized_client"})]
    with pytest.raises(errors.BadCredentials, match=f"status {status}; check client id, secret"):
        asked(QUESTION)
    assert not wire.requests
    assert len(wire.token_requests) == 1


TROUBLE = {
    "server error": httpx.Response(500),
    "maintenance": httpx.Response(503, text="<html>"),
    "too many requests": httpx.Response(429),
    "not found": httpx.Response(404),
    "redirect": httpx.Response(302, headers={"location": "http://elsewhere.test/token"}),
    "html": httpx.Response(200, text="<html>"),
    "no token in it": httpx.Response(200, json={"expires_in": 60}),
    "no lifetime in it": httpx.Response(200, json={"access_token": "x"}),
    "lifetime as text": token(expires_in="60"),
    "no connection": httpx.ConnectError("refused"),
    "no connection in time": httpx.ConnectTimeout("late"),
    "no answer in time": httpx.ReadTimeout("late"),
    "a broken connection": httpx.RemoteProtocolError("reset"),
}


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE)
def test_without_a_token_nothing_is_sent(wire: Wire, asked: Asker, trouble: Any) -> None:
    wire.tokens = [trouble]
    question, write = asked(QUESTION), asked(REGISTER)
    assert isinstance(question, Unavailable)
    assert isinstance(write, NotSent)
    assert "UiTID" in question.why
    assert "UiTID" in write.why
    assert not wire.requests


def test_a_question_waits_for_uitid_to_come_back(wire: Wire, asked: Asker) -> None:
    wire.tokens = [httpx.Response(503), httpx.ConnectError("refused"), token()]
    wire.answers = [ANSWER]
    assert isinstance(asked(QUESTION), tuple)


@pytest.mark.parametrize("value", ["", "two\nlines", "é"])
def test_a_token_that_no_header_can_carry_harms_nothing_else(wire: Wire, asked: Asker, value: str) -> None:
    wire.tokens, wire.answers = [token(value)], [ANSWER]
    outcome = asked(REGISTER)
    assert isinstance(outcome, NotSent)


def test_no_secret_token_or_number_is_ever_shown(
    wire: Wire, asked: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wire.tokens = [token("a-token-that-nobody-sees")]
    wire.answers = [httpx.Response(503), ok({"passholderId": "x", "uitpasNumber": "0900000067513"})]
    shown = [repr(asked.credentials), repr(asked.client), repr(vars(asked.client))]
    with pytest.raises(errors.ContractViolation) as broken:
        asked(READS["pass"][0])
    shown += traceback.format_exception(broken.value)
    wire.tokens = [httpx.Response(401, json={"secret": SECRET})]
    asked.clock.advance(timedelta(days=2))
    with pytest.raises(errors.BadCredentials) as bad:
        asked(READS["pass"][0])
    shown += traceback.format_exception(bad.value)
    shown += [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    shown += [repr(record) for record in asked.log]
    assert [record.name for record in caplog.records if record.name == "httpx"], "httpx logs its requests"
    for hidden in (SECRET, "a-token-that-nobody-sees", "0900000067513"):
        assert not [text for text in shown if hidden in text]


def test_the_hosts_own_requests_are_logged_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    Asker(awaited=False, wire=Wire()).client  # noqa: B018 - it has installed its mask by now
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as host:
        host.get("http://host.test/orders/12345678901234")
    assert "12345678901234" in caplog.text


FORKED = """
import os, socket, sys
from uitkern import Credentials, Environment
from uitkern.adapters.clock import SystemClock
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import PubliqClient
from uitkern.domain.ports.publiq import FindPass, ListPermissions
from uitkern import UitpasNumber

url, client_id, secret = sys.argv[1:]
client = PubliqClient(
    Environment.simulator(url), Credentials(client_id, secret), SystemClock().now, CallLog()
)
assert client.answer(ListPermissions())
opened = []
connect = socket.create_connection
socket.create_connection = lambda *args, **kwargs: opened.append(1) or connect(*args, **kwargs)
client._auth._lock.acquire()  # as another thread would hold it while it asks for a token
child = os.fork()
if child == 0:
    number = "0900000067513"
    right = all(client.answer(FindPass(UitpasNumber(number))).number.value == number for _ in range(20))
    os._exit(0 if right and opened else 1)  # connections of its own
client._auth._lock.release()
number = "0900000095902"
right = all(client.answer(FindPass(UitpasNumber(number))).number.value == number for _ in range(20))
_, status = os.waitpid(child, 0)
sys.exit(0 if right and status == 0 else 1)
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="this system does not fork")
def test_a_forked_child_shares_neither_lock_nor_connection(publiq: Publiq) -> None:
    with publiq.serve() as url:
        command = [sys.executable, "-c", FORKED, url, publiq.client_id, publiq.client_secret]
        ended = subprocess.run(command, timeout=30, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # a loop that ends leaves its connections open
def test_the_awaited_client_goes_from_one_event_loop_to_the_next(publiq: Publiq) -> None:
    with publiq.serve() as url:
        client = AsyncPubliqClient(
            Environment.simulator(url),
            Credentials(publiq.client_id, publiq.client_secret),
            Hands().now,
            CallLog(),
        )
        answers = [asyncio.run(client.answer(FindPass(PASS_NUMBER))) for _ in range(3)]
        del client
        gc.collect()
    assert len({repr(answer) for answer in answers}) == 1


PASS_NUMBER = READS["pass"][0].identifier

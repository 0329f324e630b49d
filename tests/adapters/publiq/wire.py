"""A scripted publiq at the end of the wire, and one way to ask it, blocking or awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

import httpx
from attrs import define, field

from uitkern import Credentials, Environment
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import AsyncPubliqClient, PubliqClient
from uitkern.domain.ports.effects import Ask

T = TypeVar("T")
Scripted = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]

NOON = datetime(2031, 5, 1, 10, 0, tzinfo=UTC)
BASE = "http://publiq.test"
SECRET = "a-secret-that-nobody-sees"
CREDENTIALS = Credentials("our-client", SECRET)


class Hands:
    """A clock that moves when it is told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


def token(value: str = "a-token", expires_in: object = 86400) -> httpx.Response:
    body = {"access_token": value, "expires_in": expires_in, "token_type": "Bearer"}
    return httpx.Response(200, json=body)


def problem(kind: str, status: int, **more: object) -> httpx.Response:
    body = {"type": f"https://api.publiq.be/probs/{kind}", "title": "No", "status": status, **more}
    return httpx.Response(status, json=body, headers={"content-type": "application/problem+json"})


@define
class Wire:
    """Answers token requests and others each from its own script; the last line of a script repeats."""

    answers: list[Scripted] = field(factory=list)
    tokens: list[Scripted] = field(factory=list)
    token_requests: list[httpx.Request] = field(factory=list)
    requests: list[httpx.Request] = field(factory=list)
    lock: Any = field(factory=Lock)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self.lock:
            for_token = request.url.path.endswith("/token")
            script = (self.tokens or [lambda _: token()]) if for_token else self.answers
            heard = self.token_requests if for_token else self.requests
            line = script[min(len(heard), len(script) - 1)]
            heard.append(_as_it_was(request))
        if isinstance(line, Exception):
            raise line
        return line(request) if callable(line) else _copy(line)

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)


def _as_it_was(request: httpx.Request) -> httpx.Request:
    """A request as it left: httpx sends the same one again with another token."""
    return httpx.Request(request.method, request.url, headers=request.headers.copy(), content=request.content)


def _copy(response: httpx.Response) -> httpx.Response:
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return httpx.Response(response.status_code, headers=headers, content=response.content)


@define
class Asker:
    """Puts questions to publiq through one of the two clients, which are to behave the same."""

    awaited: bool
    wire: Wire
    clock: Hands = field(factory=Hands)
    credentials: Credentials = CREDENTIALS
    log: CallLog = field(factory=CallLog)
    _client: Any = None

    def __call__(self, question: Ask[T]) -> T:
        answered = self.client.answer(question)
        answer: T = asyncio.run(answered) if self.awaited else answered
        return answer

    @property
    def client(self) -> Any:
        if self._client is None:
            self._client = self._open()
        return self._client

    def _open(self) -> PubliqClient | AsyncPubliqClient:
        environment = Environment.simulator(BASE)
        if self.awaited:
            there = httpx.AsyncClient(transport=self.wire.transport)
            return AsyncPubliqClient(environment, self.credentials, self.clock.now, self.log, there)
        here = httpx.Client(transport=self.wire.transport)
        return PubliqClient(environment, self.credentials, self.clock.now, self.log, here)

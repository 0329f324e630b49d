"""Ask one question over the wire and keep what left, what came, and what was made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import stamina
from attrs import evolve, field, frozen

from tests.adapters.publiq.samples import NUMBER
from tests.adapters.publiq.wire import BASE, CREDENTIALS, NOON, Wire
from uitkern.adapters.publiq.call import Call, Reply
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import PubliqClient
from uitkern.adapters.publiq.credentials import TokenPath
from uitkern.adapters.publiq.environment import Environment, PassPath, Service
from uitkern.adapters.publiq.operations import outcome
from uitkern.domain.errors import BadCredentials, ContractViolation
from uitkern.domain.ports.outcomes import NoAnswer
from uitkern.domain.ports.publiq import FindPass, RegisterSales

CONTRACTS = {
    Service.UITID: "uitid",
    Service.UITPAS: "uitpas",
    Service.ENTRY: "uitdatabank-entry",
    Service.SEARCH: "uitdatabank-search",
    Service.TAXONOMY: "taxonomy",
}


@frozen
class Answer:
    """An answer of the service, as an example of the contract shows it."""

    status: int
    media: str
    body: Any
    name: str = ""

    @property
    def response(self) -> httpx.Response:
        """The answer on the wire; a body that is no JSON is text."""
        if not self.media:
            return httpx.Response(self.status)
        content = json.dumps(self.body) if "json" in self.media else str(self.body)
        return httpx.Response(self.status, content=content.encode(), headers={"content-type": self.media})


@frozen
class Sent:
    """A request as it left: its path within the service, and the body as sent."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    content: bytes

    @property
    def media(self) -> str:
        """Its content type without parameters, or nothing."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.content)


@frozen
class Exchange:
    """A question, what was sent for it, what came, and what the adapter made of that.

    `read` says what it makes of another body, or raises `Broken`.
    """

    name: str
    question: Any
    service: Service
    operation: str
    sent: Sent
    answer: Answer
    understood: Any = field(repr=False)
    read: Callable[[Any], Any] = field(repr=False)

    @property
    def contract(self) -> str:
        """The contract of the service that was asked."""
        return CONTRACTS[self.service]


class Broken(Exception):
    """The adapter could not read an answer."""


def exchange(name: str, question: Any, answer: Answer, pass_path: PassPath = PassPath.CURRENT) -> Exchange:
    """Ask a question of a publiq that gives this answer; raise `Broken` when it cannot be read."""
    wire = Wire(answers=[answer.response])
    client = _client(wire, pass_path=pass_path)
    call: Call = client._call(question)
    understood = _asked(client, question)
    if isinstance(understood, NoAnswer) and answer.status < 300:
        raise Broken(understood.why)

    def read(body: Any) -> Any:
        return _read(question, call, Reply(answer.status, answer.media, json.dumps(body).encode()))

    sent = sent_of(wire.requests[0])
    return Exchange(name, question, call.service, call.operation, sent, answer, understood, read)


def token_exchange(name: str, path: TokenPath, answer: Answer) -> Exchange:
    """Ask for a token at one of its paths, and say whose words the next request carries."""

    def read(body: Any) -> Any:
        wire = Wire([httpx.Response(404)], [evolve(answer, body=body).response])
        found = _asked(_client(wire, path), FindPass(NUMBER))
        return wire, wire.requests[0].headers["authorization"] if wire.requests else found

    def understood(body: Any) -> Any:
        found = read(body)[1]
        if answer.status == 200 and not isinstance(found, str):
            raise Broken(str(found))
        return found

    wire, _ = read(answer.body)
    operation = "post-token" if path is TokenPath.CURRENT else "post-oauth-token"
    sent = sent_of(wire.token_requests[0])
    return Exchange(name, path, Service.UITID, operation, sent, answer, understood(answer.body), understood)


def _client(
    wire: Wire, path: TokenPath = TokenPath.CURRENT, pass_path: PassPath = PassPath.CURRENT
) -> PubliqClient:
    environment = evolve(Environment.simulator(BASE), pass_path=pass_path)
    there = httpx.Client(transport=wire.transport)
    return PubliqClient(environment, evolve(CREDENTIALS, token_path=path), lambda: NOON, CallLog(), there)


def _asked(client: PubliqClient, question: Any) -> Any:
    with stamina.set_testing(testing=True, attempts=1):
        try:
            return client.answer(question)
        except ContractViolation as error:
            raise Broken(str(error)) from None
        except BadCredentials as error:
            return type(error)


def _read(question: Any, call: Call, reply: Reply) -> Any:
    try:
        found = outcome(question, call, reply)
    except ContractViolation as error:
        raise Broken(str(error)) from None
    if isinstance(found, NoAnswer):
        raise Broken(found.why)
    return found


def fitting(question: Any, answer: Answer) -> Any:
    """The question to which this can be the answer: as many sales as it holds."""
    if isinstance(question, RegisterSales) and isinstance(answer.body, list) and answer.status == 200:
        return evolve(question, requests=(question.requests[0],) * len(answer.body))
    return question


def sent_of(request: httpx.Request) -> Sent:
    service, _, path = request.url.raw_path.decode().partition("?")[0][1:].partition("/")
    return Sent(
        request.method,
        f"/{path}" if service else "/",
        tuple(request.url.params.multi_items()),
        {name.lower(): value for name, value in request.headers.items() if name.lower() in _HEADERS},
        request.content,
    )


_HEADERS = {"accept", "content-type", "authorization", "x-client-id"}

"""Hold an exchange against the contract: what we send is taken, what we need is promised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.contract.consumer.exchanges import Broken, Exchange, Sent
from tests.contract.consumer.needs import changed, members, needed, pointer, without
from uitkern.simulator.contract import MISSING, Contract, Operation, contracts_directory, load_contract
from uitkern.simulator.contract.drift.outlines import Outline, OutlineReader
from uitkern.simulator.contract.drift.shapes import Shape
from uitkern.simulator.contract.drift.sources import Source

CREDENTIALS = {
    "CLIENT_ACCESS_TOKEN": "authorization",
    "USER_ACCESS_TOKEN": "authorization",
    "CLIENT_IDENTIFICATION": "x-client-id",
}


def complaints(exchange: Exchange) -> list[str]:
    """Everything that the contract has against an exchange, each beginning with its name."""
    operation = route(load_contract(exchange.contract), exchange.sent)
    if operation is None:
        found = [f"{exchange.sent.method} {exchange.sent.path} is no operation of {exchange.contract}"]
    else:
        found = [*against_request(exchange, operation), *against_answer(exchange, operation)]
    return [f"{exchange.name}: {each}" for each in found]


def route(contract: Contract, sent: Sent) -> Operation | None:
    """The operation that a request reaches, a fixed part of a path before one that varies."""
    fitting = [
        each
        for each in contract.operations.values()
        if each.method == sent.method and _pattern(each.path).fullmatch(sent.path)
    ]
    return min(fitting, key=lambda each: each.path.count("{"), default=None)


def against_request(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """What would be refused, or go unheard, of the request."""
    sent = exchange.sent
    meant = exchange.operation in _outlines(exchange.contract)
    if meant and operation.operation_id != exchange.operation:
        yield f"the request reaches {operation.operation_id}, it was meant for {exchange.operation}"
    values = _pattern(operation.path).fullmatch(sent.path)
    given = {name: unquote(value) for name, value in values.groupdict().items()} if values else {}
    names = _names(operation.path)
    query: dict[str, list[str]] = {}
    for name, value in sent.query:
        query.setdefault(name, []).append(value)
    body = _body(sent)
    errors = [
        *operation.path_errors({names[int(each[1:])]: value for each, value in given.items()}),
        *operation.query_errors(query),
        *operation.header_errors(sent.headers),
        *operation.body_errors(body, sent.media or "application/json"),
    ]
    for error in errors:
        yield f"the contract refuses the request at {error.pointer}: {error.message}"
    outline = _outline(exchange.contract, operation.operation_id)
    known = {name for location, name in outline.parameters if location == "query"}
    for name in sorted(query.keys() - known):
        yield f"the contract has no query parameter {name}"
    yield from _unknown_members(outline, sent, body)
    yield from _credentials(operation, sent)


def _unknown_members(outline: Outline, sent: Sent, body: object) -> Iterator[str]:
    if body is MISSING:
        return
    if not outline.bodies:
        yield "the contract has no body for the request"
    elif not sent.media:
        yield "the request has a body and no Content-Type"
    elif (shape := outline.bodies.get(sent.media)) is not None:
        for place in _unheard(shape, body, ""):
            yield f"the contract does not know {place} of the request"


def _unheard(shape: Shape, value: Any, place: str) -> Iterator[str]:
    """The members that nothing in a schema speaks of; below an open object everything may be."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            if shape.items is not None:
                yield from _unheard(shape.items, each, f"{place}/{index}")
    if not isinstance(value, dict) or shape.opaque or not (shape.members or shape.others):
        return
    for name, each in value.items():
        below = shape.member(name)
        if below is None:
            yield f"{place}/{name}"
        else:
            yield from _unheard(below, each, f"{place}/{name}")


def _credentials(operation: Operation, sent: Sent) -> Iterator[str]:
    if not operation.credentials or () in operation.credentials:
        return
    ways = [{CREDENTIALS.get(scheme, scheme) for scheme in way} for way in operation.credentials]
    if not any(way <= sent.headers.keys() for way in ways):
        yield f"the request has none of the credentials {' or '.join(operation.security)}"


def against_answer(exchange: Exchange, operation: Operation) -> Iterator[str]:
    """What the adapter needs of the answer and the contract does not promise."""
    answer = exchange.answer
    if not (200 <= answer.status < 300 and answer.media.endswith("json")):
        return
    for path in needed(exchange):
        smaller = without(answer.body, path)
        if not operation.response_errors(answer.status, answer.media, smaller):
            yield f"the adapter needs {pointer(path)} of the answer, the contract does not promise it"
    outline = _outline(exchange.contract, operation.operation_id)
    shape = outline.answers[str(answer.status)][answer.media]
    for path in members(answer.body):
        for text in sorted(_values_at(shape, path)):
            value = json.loads(text)
            try:
                exchange.read(changed(answer.body, path, value))
            except Broken as error:
                yield f"the adapter cannot read {text} at {pointer(path)}, which the contract allows: {error}"


def _values_at(shape: Shape, path: tuple[str | int, ...]) -> frozenset[str]:
    at: Shape | None = shape
    for step in path:
        if at is None:
            return frozenset()
        at = at.items if isinstance(step, int) else at.member(step)
    return at.values if at is not None and not at.members else frozenset()


def _body(sent: Sent) -> object:
    if not sent.content:
        return MISSING
    if sent.media == "multipart/form-data":
        head = f"Content-Type: {sent.headers['content-type']}\r\n\r\n".encode()
        message = message_from_bytes(head + sent.content, policy=policy.HTTP)
        return {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in message.iter_parts()
        }
    if sent.media == "application/x-www-form-urlencoded":
        return dict(parse_qsl(sent.content.decode()))
    try:
        return sent.json
    except ValueError:
        return sent.content


@cache
def _outlines(service: str) -> dict[str, Outline]:
    file = contracts_directory() / f"{service}.json"
    source = Source(service, json.loads(file.read_bytes()), file, file.parent)
    return {each.operation_id: each for each in OutlineReader(source).read()}


def _outline(service: str, operation: str) -> Outline:
    return _outlines(service)[operation]


@cache
def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", path)
    found = re.escape(parts[0])
    for number, part in enumerate(parts[1:]):
        found += f"(?P<p{number}>[^/]+)" + re.escape(part)
    return re.compile(found)


def _names(path: str) -> list[str]:
    return re.findall(r"\{([^}]*)\}", path)

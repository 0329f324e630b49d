"""The consumer contract as Pact files (specification 4), one for each service."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.adapters.publiq.wire import SECRET
from tests.contract.consumer.checks import complaints
from tests.contract.consumer.exchanges import CONTRACTS, Answer, Exchange, Sent
from tests.contract.consumer.needs import used
from tests.contract.consumer.plain import plain
from uitkern.simulator.contract import contracts_directory

Json = dict[str, Any]
PROVIDERS = {contract: str(service) for service, contract in CONTRACTS.items()}
BY_TYPE = {"combine": "AND", "matchers": [{"match": "type"}]}
A_TOKEN = {"combine": "AND", "matchers": [{"match": "regex", "regex": "^Bearer .+$"}]}


def file_of(contract: str) -> Path:
    """Where the Pact file of a service is kept."""
    return contracts_directory() / "pact" / f"uitkern-{contract}.json"


def pact(contract: str, exchanges: Iterable[Exchange]) -> Json:
    """Everything we ask of a service and need back."""
    return {
        "consumer": {"name": "uitkern"},
        "provider": {"name": PROVIDERS[contract]},
        "interactions": [interaction(each) for each in exchanges if each.contract == contract],
        "metadata": {"pactSpecification": {"version": "4.0"}},
    }


def interaction(exchange: Exchange) -> Json:
    """One exchange: the request to the letter, and of the answer what we read."""
    return {
        "type": "Synchronous/HTTP",
        "description": exchange.name,
        "pending": False,
        "providerStates": [{"name": f"{exchange.operation} answers {exchange.answer.status}"}],
        "comments": {"operationId": exchange.operation, "understood": plain(exchange.understood)},
        "request": _request(exchange.sent),
        "response": _response(exchange),
    }


def written(document: Json) -> str:
    """A Pact file as text."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def published() -> dict[str, Json]:
    """The interactions of every Pact file that is kept, by description."""
    files = [file_of(contract) for contract in PROVIDERS]
    found = [json.loads(file.read_text("utf-8")) for file in files if file.is_file()]
    return {each["description"]: each for document in found for each in document["interactions"]}


def verdict(recorded: Iterable[Exchange | str], kept: dict[str, Json]) -> Iterator[str]:
    """Every complaint about what was recorded, each beginning with the name of the interaction."""
    for each in recorded:
        if isinstance(each, str):
            yield each
            continue
        yield from complaints(each)
        before = kept.get(each.name)
        if before is None:
            yield f"{each.name}: is not in the Pact file; write it anew with `make pact`"
        else:
            yield from (
                f"{each.name}: {place} is not as in the Pact file"
                for place in _other(interaction(each), before)
            )


def _other(one: Any, other: Any, place: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys((*one, *other)):
            yield from _other(one.get(name), other.get(name), f"{place}/{name}")
    elif one != other:
        yield place


def _request(sent: Sent) -> Json:
    found: Json = {"method": sent.method, "path": sent.path}
    if sent.query:
        query: dict[str, list[str]] = {}
        for name, value in sent.query:
            query.setdefault(name, []).append(value)
        found["query"] = query
    found["headers"] = {name: [value] for name, value in sorted(sent.headers.items())}
    if sent.content:
        found["body"] = _body(sent)
    if "authorization" in sent.headers:
        found["matchingRules"] = {"header": {"authorization": A_TOKEN}}
    return found


def _body(sent: Sent) -> Json:
    kind = sent.headers.get("content-type", "")
    text = sent.content.decode(errors="replace").replace(SECRET, "client-secret")
    if "json" in sent.media:
        return {"content": json.loads(text), "contentType": kind, "encoded": False}
    if sent.media in {"application/x-www-form-urlencoded", "text/plain"}:
        return {"content": text, "contentType": kind, "encoded": False}
    return {"content": base64.b64encode(sent.content).decode(), "contentType": kind, "encoded": "base64"}


def _response(exchange: Exchange) -> Json:
    answer: Answer = exchange.answer
    found: Json = {"status": answer.status}
    if answer.media:
        content = used(exchange) if "json" in answer.media else str(answer.body)
        found["headers"] = {"content-type": [answer.media]}
        found["body"] = {"content": content, "contentType": answer.media, "encoded": False}
        found["matchingRules"] = {"body": {"$": BY_TYPE}}
    return found

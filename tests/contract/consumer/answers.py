"""The answers that the contracts show, by operation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.contract.consumer.exchanges import Answer
from uitkern.adapters.publiq.call import Call
from uitkern.simulator.contract import contracts_directory, load_contract

BUSY = {429, 502, 503, 504}
Json = dict[str, Any]
NOWHERE = Answer(404, "", None, "nowhere")
"""What comes of a request that no operation takes."""


def answers_to(service: str, call: Call) -> list[Answer]:
    """Every answer that the contract shows for a call; one without content for a bare status."""
    contract = load_contract(service)
    wanted = (call.method, _bare(call.path))
    declared = next(
        (each for each in contract.operations.values() if (each.method, _bare(each.path)) == wanted), None
    )
    if declared is None:
        return [NOWHERE]
    node = _document(service)["paths"][declared.path][declared.method.lower()]
    return [answer for answer in _answers(_document(service), node) if answer.status not in BUSY]


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _answers(document: Json, node: Json) -> Iterator[Answer]:
    for status, response in node["responses"].items():
        found = _followed(document, response)
        if not found.get("content") and int(status) < 300:
            yield Answer(int(status), "", None, "bare")
        contents = found.get("content", {})
        asked_for = {media: each for media, each in contents.items() if media.endswith("json")} or contents
        for media, content in asked_for.items():
            for name, example in content.get("examples", {}).items():
                kind = "" if "json" in media else f" {media}"
                yield Answer(int(status), media, example["value"], f"{name}{kind}")


@cache
def _document(service: str) -> Json:
    document: Json = json.loads((contracts_directory() / f"{service}.json").read_text("utf-8"))
    return document


def _followed(document: Json, node: Json) -> Json:
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node

"""Make the call of a step, and read its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast
from urllib.parse import quote

import httpx
from attrs import frozen

from ..simulator.contract import MISSING, Operation
from .case import Step
from .facts import Gone, part_of
from .filling import filled
from .operations import operations
from .target import Scene

_JSON = "application/json"
_MOVING_TIME = "move-clock"


@frozen
class Answered:
    """An answer to a step.

    `body` is JSON as read, text, bytes, or MISSING; `known` is what the step could name.
    """

    step: Step
    operation: Operation
    status: int
    media: str
    headers: Mapping[str, str]
    body: object
    known: Mapping[str, object]
    kept: Mapping[str, object]


def ask(scene: Scene, step: Step, known: Mapping[str, object]) -> Answered:
    """Make one call. Raises NotKnown for a value that is not there, and what httpx raises."""
    found = operations()[step.operation]
    operation = found.operation
    path = {name: quote(str(value), safe="") for name, value in _mapping(filled(step.path, known)).items()}
    place = str(filled(step.url, known)) if step.url is not None else operation.path.format_map(path)
    headers = {name: str(value) for name, value in _mapping(filled(step.headers, known)).items()}
    caller = str(filled(step.caller, known)) if step.caller else usual_caller(operation)
    answer = scene.http.request(
        step.method or operation.method,
        scene.bases[found.service] + place,
        params=_query(_mapping(filled(step.query, known))),
        headers={**scene.credentials(caller), **headers, **_type(step)},
        content=_content(step, known),
        data=_form(step, known),
        files=_files(step, known),
    )
    if step.operation == _MOVING_TIME:
        scene.tokens.clear()
    body = _read(answer)
    parts = {name: part_of(body, filled(what, known)) for name, what in step.keep.items()}
    kept = {name: value for name, value in parts.items() if not isinstance(value, Gone)}
    media = answer.headers.get("content-type", "")
    return Answered(step, operation, answer.status_code, media, answer.headers, body, known, kept)


def usual_caller(operation: Operation) -> str:
    """Say who calls when a step does not: a client with a token, one that names itself, or nobody."""
    if not operation.security:
        return "nobody"
    return "client" if "CLIENT_ACCESS_TOKEN" in operation.security else "id"


def _query(given: Mapping[str, object]) -> list[tuple[str, str | int | float | bool | None]]:
    return [
        (name, _as_text(each))
        for name, value in given.items()
        for each in (cast("list[object]", value) if isinstance(value, list) else [value])
    ]


def _as_text(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _type(step: Step) -> dict[str, str]:
    if step.media is not None:
        return {"content-type": step.media}
    return {"content-type": _JSON} if step.body is not MISSING or step.raw is not None else {}


def _content(step: Step, known: Mapping[str, object]) -> bytes | None:
    if step.raw is not None:
        return str(filled(step.raw, known)).encode()
    return None if step.body is MISSING else json.dumps(filled(step.body, known)).encode()


def _form(step: Step, known: Mapping[str, object]) -> dict[str, str] | None:
    given = filled(step.form, known) if step.form is not None else None
    return None if given is None else {name: str(value) for name, value in _mapping(given).items()}


def _files(step: Step, known: Mapping[str, object]) -> dict[str, tuple[str, bytes, str]] | None:
    """Read files: each has a `type` and a `hex` or a `text`, and `times` repeats it."""
    if step.files is None:
        return None
    files: dict[str, tuple[str, bytes, str]] = {}
    for name, described in _mapping(filled(step.files, known)).items():
        given = _mapping(described)
        held = bytes.fromhex(str(given["hex"])) if "hex" in given else str(given.get("text", "")).encode()
        media = str(given["type"])
        files[name] = (str(given.get("name", name)), held * int(str(given.get("times", 1))), media)
    return files


def _read(answer: httpx.Response) -> object:
    if not answer.content:
        return MISSING
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _JSON or media.endswith("+json"):
        try:
            return cast("object", answer.json())
        except ValueError:
            return answer.text
    return answer.text if media.startswith(("text/", "application/yaml")) else answer.content


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value)

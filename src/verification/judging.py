"""Judge an answer: its status and problem type, the facts of the case, and the schema of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from ..simulator.contract import MISSING, SchemaError
from ..simulator.control.masking import shown as masked
from .asking import Answered
from .facts import ABSENT, GONE, Gone, Mismatch, mismatches, shown, unmet
from .filling import filled
from .result import Difference

PREFIX = "https://api.publiq.be/probs/"
_LONGEST = 200


def judge(where: str, answered: Answered) -> list[Difference]:
    """List how an answer differs; a status that differs says it all, else each place is named once."""
    wrong = _status(where, answered)
    if wrong is not None:
        return [wrong]
    found: dict[str, Difference] = {}
    for pointer, expected, got in _places(answered):
        hidden = _hidden(pointer, got)
        found.setdefault(
            pointer, Difference(where, answered.operation.operation_id, pointer, expected, hidden)
        )
    return list(found.values())


def _status(where: str, answered: Answered) -> Difference | None:
    step = answered.step
    good = answered.status == step.status if step.status is not None else 200 <= answered.status < 300
    problem = problem_of(answered.body)
    if good and (problem == step.problem or (problem is None and step.problem is None)):
        return None
    expected = f"{step.status or 'success'}{f' {step.problem}' if step.problem else ''}"
    got = f"{answered.status}{f' {problem}' if problem else ''}"
    return Difference(where, answered.operation.operation_id, "status", expected, got)


def problem_of(body: object) -> str | None:
    """Give the problem type of an answer, without publiq's prefix; an error of OAuth is one too."""
    if not isinstance(body, dict):
        return None
    held = cast("Mapping[str, object]", body)
    kind = held.get("type", held.get("error"))
    is_problem = isinstance(kind, str) and isinstance(held.get("status"), int)
    return str(kind).removeprefix(PREFIX) if is_problem or "error_description" in held else None


def _places(answered: Answered) -> Iterator[tuple[str, str, object]]:
    step = answered.step
    if step.method is None and step.url is None:
        yield from _schema(answered)
    facts = cast("Mapping[str, object]", filled(dict(step.facts), answered.known))
    for wrong in mismatches(facts, GONE if answered.body is MISSING else answered.body):
        yield _place(wrong)
    for name, expected in step.told.items():
        got = answered.headers.get(name, GONE)
        wanted = unmet(filled(expected, answered.known), got)
        if wanted is not None:
            yield f"header {name}", wanted, got


def _place(wrong: Mismatch) -> tuple[str, str, object]:
    return wrong.pointer or "the answer", wrong.expected, wrong.got


def _schema(answered: Answered) -> Iterator[tuple[str, str, object]]:
    body = answered.body
    media = answered.media.partition(";")[0].strip().lower()
    if isinstance(body, str) and "json" not in media:
        body = body.encode()
    for error in answered.operation.response_errors(answered.status, answered.media, body):
        yield from _named(error, answered)


def _named(error: SchemaError, answered: Answered) -> Iterator[tuple[str, str, object]]:
    base = "" if error.pointer == "/" else error.pointer
    if error.names:
        for name in error.names:
            yield f"{base}/{name}", "a member that the contract promises", GONE
        return
    yield error.pointer, f"as the contract says ({error.message})", _at(answered.body, base)


def _at(body: object, pointer: str) -> object:
    from .facts import at

    return at(body, pointer)


def _hidden(pointer: str, got: object) -> str:
    """Write what was got, without numbers of passes or persons and without secrets."""
    if isinstance(got, Gone):
        return ABSENT
    if got is MISSING or isinstance(got, bytes):
        return "no body" if got is MISSING else "bytes"
    name = pointer.rpartition("/")[2] or "value"
    safe = masked("application/json", json.dumps({name: got}).encode())
    text = shown(cast("Mapping[str, object]", safe)[name])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."

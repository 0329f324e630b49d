"""Compare a recorded answer with another: what a client would notice, and not what is new at every call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from attrs import frozen

from ..judging import problem_of

_WORD = re.compile(r"[A-Z][A-Z_]+")
_AMOUNTS = frozenset({"price", "regularPrice", "remaining", "points"})


@frozen
class Unlike:
    """One place at which answers differ; `fact` is what a case says of it, by pointer."""

    pointer: str
    recorded: str
    got: str
    fact: object = None


def unlike(recorded: tuple[int, str | None, object], got: tuple[int, str | None, object]) -> list[Unlike]:
    """List where an answer (status, media type, body) differs from the recorded one."""
    status, problem = recorded[0], problem_of(recorded[2])
    other = problem_of(got[2])
    if (status, problem) != (got[0], other):
        return [Unlike("status", _told(status, problem), _told(got[0], other))]
    if recorded[1] != got[1]:
        return [Unlike("content-type", recorded[1] or "none", got[1] or "none")]
    return list(_values(recorded[2], got[2], ""))


def _told(status: int, problem: str | None) -> str:
    return f"{status} {problem}" if problem else str(status)


def _values(recorded: object, got: object, pointer: str) -> Iterator[Unlike]:
    if isinstance(recorded, dict) and isinstance(got, dict):
        yield from _members(
            cast("Mapping[str, object]", recorded), cast("Mapping[str, object]", got), pointer
        )
    elif isinstance(recorded, list) and isinstance(got, list):
        yield from _elements(cast("list[object]", recorded), cast("list[object]", got), pointer)
    elif _kind(recorded) != _kind(got):
        yield Unlike(pointer, _kind(recorded), _kind(got), {"$type": _kind(recorded)})
    elif _noticed(recorded, pointer) and recorded != got:
        yield Unlike(pointer, str(recorded), str(got), recorded)


def _elements(recorded: list[object], got: list[object], pointer: str) -> Iterator[Unlike]:
    if bool(recorded) != bool(got):
        fact = {"$type": "array"} if recorded else {"$count": 0}
        yield Unlike(pointer, f"{len(recorded)} elements", f"{len(got)} elements", fact)
    for index, (one, other) in enumerate(zip(recorded, got, strict=False)):
        yield from _values(one, other, f"{pointer}/{index}")


def _members(recorded: Mapping[str, object], got: Mapping[str, object], pointer: str) -> Iterator[Unlike]:
    for name in dict.fromkeys((*recorded, *got)):
        place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        if name not in got:
            kind = _kind(recorded[name])
            yield Unlike(place, kind, "nothing", {"$type": kind})
        elif name not in recorded:
            yield Unlike(place, "nothing", _kind(got[name]), {"$absent": True})
        else:
            yield from _values(recorded[name], got[name], place)


def _noticed(value: object, pointer: str) -> bool:
    """Whether a value is one that a client decides by; ids, texts and moments are new at every call."""
    if isinstance(value, bool) or (isinstance(value, str) and _WORD.fullmatch(value)):
        return True
    return isinstance(value, int | float) and pointer.rpartition("/")[2] in _AMOUNTS


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"

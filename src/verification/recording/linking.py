"""Find which answers later calls are about: an id that was answered and then asked about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from attrs import evolve, frozen

from .journal import Recorded

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{3,10}", re.IGNORECASE)


@frozen
class Linked:
    """A call whose answer gives names to what later calls are about: by name, a JSON pointer."""

    call: Recorded
    keep: Mapping[str, str]


def linked(calls: Sequence[Recorded], known: Mapping[str, object]) -> list[Linked]:
    """Name the ids that come in one answer and go in a later call; values of `known` stay as they are."""
    named: dict[str, str] = {}
    found: list[Linked] = []
    for index, call in enumerate(calls):
        earlier, later = [*map(_asked, calls[: index + 1])], [*map(_asked, calls[index + 1 :])]
        keep: dict[str, str] = {}
        for pointer, value in _ids(call.answer):
            is_new = value not in named and value not in known.values() and not _within(value, earlier)
            if is_new and _within(value, later):
                named[value] = f"made-{len(named) + 1}"
                keep[named[value]] = pointer
        found.append(Linked(_renamed(call, named), keep))
    return found


def _within(value: str, texts: Sequence[str]) -> bool:
    return any(value in each for each in texts)


def _asked(call: Recorded) -> str:
    return json.dumps([call.path, call.query, call.body], ensure_ascii=False)


def _ids(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and _ID.fullmatch(value):
        yield pointer, value
    elif isinstance(value, dict):
        for name, each in cast("Mapping[str, object]", value).items():
            yield from _ids(each, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, each in enumerate(cast("list[object]", value)):
            yield from _ids(each, f"{pointer}/{index}")


def _renamed(call: Recorded, named: Mapping[str, str]) -> Recorded:
    """The call with every id by its name."""

    def rename(value: object) -> object:
        if isinstance(value, str):
            for each, name in named.items():
                value = value.replace(each, f"${{{name}}}") if each in value else value
            return value
        if isinstance(value, dict):
            return {name: rename(each) for name, each in cast("Mapping[str, object]", value).items()}
        return [rename(each) for each in cast("list[object]", value)] if isinstance(value, list) else value

    query = tuple((name, str(rename(value))) for name, value in call.query)
    return evolve(
        call, path=str(rename(call.path)), query=query, body=rename(call.body), answer=rename(call.answer)
    )

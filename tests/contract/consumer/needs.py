"""Which members of an answer the adapter needs, which it reads, and which it does not look at."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.contract.consumer.exchanges import Broken, Exchange
from tests.contract.consumer.plain import plain

Path = tuple[str | int, ...]


def needed(exchange: Exchange) -> list[Path]:
    """The members without which the answer cannot be read."""
    return [path for path in members(exchange.answer.body) if _breaks(exchange, path)]


def used(exchange: Exchange) -> Any:
    """The answer without the members that change nothing of what is made of it."""
    body = deepcopy(exchange.answer.body)
    expected = plain(exchange.understood)
    for path in sorted(members(body), key=len, reverse=True):
        smaller = without(body, path)
        try:
            same = plain(exchange.read(smaller)) == expected
        except Broken:
            continue
        if same:
            body = smaller
    return body


def members(value: Any, above: Path = ()) -> Iterator[Path]:
    """Every member of every object in a value."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield (*above, name)
            yield from members(each, (*above, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from members(each, (*above, index))


def without(value: Any, path: Path) -> Any:
    """The value with one member left out."""
    return changed(value, path, None, drop=True)


def changed(value: Any, path: Path, new: Any, *, drop: bool = False) -> Any:
    """The value with another value at a place."""
    copy = deepcopy(value)
    holder = copy
    for step in path[:-1]:
        if not _has(holder, step):
            return copy
        holder = holder[step]
    if drop:
        if _has(holder, path[-1]):
            del holder[path[-1]]
    else:
        holder[path[-1]] = new
    return copy


def pointer(path: Path) -> str:
    """A place as a JSON pointer."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _has(holder: Any, step: str | int) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(step, int) and step < len(holder)


def _breaks(exchange: Exchange, path: Path) -> bool:
    try:
        exchange.read(without(exchange.answer.body, path))
    except Broken:
        return True
    return False

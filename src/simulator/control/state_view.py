"""Show the tables of a world row by row, masked as the journal is."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import cast

import attrs
from attrs import frozen

from ..wire.messages import JSON, dump
from ..world.state import State
from ..world.tables import Table
from ..world.values import Client, Token
from .masking import shown

Row = dict[str, object]

_MASK = "***"
_HIDDEN = {(Token, "value"), (Client, "secret")}


@frozen(slots=False)
class Rows:
    """A part of a table, and how many rows were found in all."""

    total: int
    rows: list[Row]


def tables(state: State) -> dict[str, int]:
    """Name every table of a state, with its number of rows."""
    return {_spoken(name): len(table) for name, table in _tables(state)}


def rows_of(state: State, name: str, find: str = "", start: int = 0, limit: int = 50) -> Rows | None:
    """Show the rows from `start` on in which a text occurs; None when there is no such table.

    The text may be a number that is masked in what is shown.
    """
    table = next((table for each, table in _tables(state) if _spoken(each) == name), None)
    if table is None:
        return None
    found = list(_found(table, find)) if find else table
    keys = list(islice(found, start, start + limit))
    seen = [_masked(_row(key, table[key])) for key in keys]
    return Rows(len(found), seen)


def _tables(state: State) -> Iterator[tuple[str, Table[Hashable, object]]]:
    for field in attrs.fields(State):
        held = getattr(state, field.name)
        if isinstance(held, Table):
            yield field.name, held


def _found(table: Table[Hashable, object], find: str) -> Iterator[Hashable]:
    wanted = find.casefold()
    for key in table:
        if wanted in dump(_row(key, table[key])).decode().casefold():
            yield key


def _row(key: Hashable, value: object) -> Row:
    """Write a row by the names of its members; what does not name itself gets its key in front."""
    plain = _plain(value)
    members = cast("Row", plain) if isinstance(plain, dict) else {"value": plain}
    if "id" in members or "number" in members or isinstance(value, Token):
        return members
    return {"key": _plain(key), **members}


def _masked(row: Row) -> Row:
    return cast("Row", shown(JSON, dump(row)))


def _plain(value: object) -> object:
    kind = type(value)
    if attrs.has(kind):
        return {
            _spoken(field.name): _MASK
            if (kind, field.name) in _HIDDEN
            else _plain(getattr(value, field.name))
            for field in attrs.fields(kind)
        }
    match value:
        case Mapping():
            return {_text(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case set() | frozenset():
            return sorted((_plain(each) for each in value), key=str)
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case bytes():
            return f"{len(value)} bytes"
        case None | str() | int() | float():
            return value
    return str(value)


def _text(key: object) -> str:
    return key if isinstance(key, str) else str(key)


def _spoken(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)

"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..domain.model.euro import Euro
from ..domain.model.uitpas_number import UitpasNumber
from ..domain.rules.freshness import BRUSSELS

_UNBOUNDED = 10_000
_NOTHING = "-"


def show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print rows that have the same columns; one under another where they are too wide for a table."""
    if as_json:
        print(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2))  # noqa: T201
        return
    console = Console(highlight=False)
    if not rows:
        console.print("nothing to show", markup=False)
        return
    table = _side_by_side(rows)
    wanted = console.measure(table, options=console.options.update(width=_UNBOUNDED)).maximum
    if wanted <= console.width:
        console.print(table)
        return
    for number, row in enumerate(rows):
        if number:
            console.line()
        console.print(_one_under_another(row))


def _side_by_side(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name.replace("_", " "))
    for row in rows:
        table.add_row(*(Text(spoken(value)) for value in row.values()))
    return table


def _one_under_another(row: Mapping[str, Any]) -> Table:
    """The members of a row that say something."""
    table = Table.grid(padding=(0, 2))
    for name, value in row.items():
        said = spoken(value)
        if said != _NOTHING:
            table.add_row(name.replace("_", " "), Text(said))
    return table


def spoken(value: Any) -> str:
    """A value for people: moments in Brussels, pass numbers masked."""
    match value:
        case None:
            return _NOTHING
        case datetime():
            return value.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M")
        case Enum():
            return str(value.value)
        case list() | tuple():
            return "\n".join(spoken(item) for item in value) or _NOTHING
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    """A value as JSON: money in cents, moments in ISO 8601, pass numbers masked."""
    match value:
        case Euro():
            return value.cents
        case UitpasNumber():
            return str(value)
        case Enum():
            return value.value
        case datetime():
            return value.isoformat()
        case Mapping():
            return {name: _plain(held) for name, held in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _ if attrs.has(type(value)):
            return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
        case _:
            return value

"""Read activities and their types from a file: all of it, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from attrs import frozen

from ...domain.model.activity import Activity
from ...domain.model.activity_parts import Contact, RegistrationLink, Window
from ...domain.model.activity_type import ActivityType
from ...domain.model.calendar import Periodic, Permanent, Slot
from ...domain.model.invalid import InvalidValue
from . import cells
from .rows import BadFile, Cell, Fault, Row, read_rows

Read = Callable[[str, Cell], Any]


def _many(one: Callable[[str, Cell], Any]) -> Read:
    return partial(cells.many, one=one)


SHARED: dict[str, Read] = {
    "id": cells.text,
    "name": cells.text,
    "price": cells.amount,
    "tariffs": _many(cells.tariff),
    "place": cells.text,
    "event_type": cells.text,
    "theme": cells.text,
    "promoter": cells.text,
    "description": cells.text,
    "audience": cells.audience,
    "ages": cells.ages,
    "labels": cells.texts,
    "link": cells.text,
    "link_label": cells.text,
    "phone": cells.text,
    "email": cells.text,
    "link_from": cells.moment,
    "link_until": cells.moment,
    "contact_phone": cells.texts,
    "contact_email": cells.texts,
    "contact_url": cells.texts,
    "pictures": _many(cells.picture),
}
"""What an activity and a type may say, and how each is read."""
OWN: dict[str, Read] = {
    "type": cells.text,
    "start": _many(cells.moment),
    "end": _many(cells.moment),
    "slots": _many(cells.slot),
    "period_from": cells.day,
    "period_until": cells.day,
    "permanent": cells.yes,
    "hours": _many(cells.opening),
    "closed": _many(cells.closed),
    "adjusted": _many(cells.adjusted),
    "capacity": cells.number,
    "registration_from": cells.moment,
    "registration_until": cells.moment,
    "language": cells.text,
    "names": cells.by_language,
    "descriptions": cells.by_language,
    "cancelled": cells.yes,
    "publish": cells.yes,
    "uitpas": cells.yes,
}
"""What an activity alone may say."""
COLUMNS = frozenset({*SHARED, *OWN})
_RENAMED = {"place": "place_id", "promoter": "promoter_id", "type": "type_id", "tariffs": "prices"}
_ALIKE = (
    "id",
    "name",
    "price",
    "place",
    "event_type",
    "theme",
    "promoter",
    "description",
    "audience",
    "ages",
)
_ALIKE_TOO = ("labels", "tariffs", "pictures")
_AS_THEY_ARE = ("type", "capacity", "language", "names", "descriptions", "cancelled", "publish", "uitpas")
_TOGETHER = (
    ("start", "end", "slots", "period_from", "period_until", "permanent", "hours", "closed", "adjusted"),
    ("link", "link_label", "link_from", "link_until", "phone", "email"),
    ("contact_phone", "contact_email", "contact_url"),
    ("registration_from", "registration_until"),
    ("price", "tariffs"),
    ("language", "names", "descriptions"),
)
"""Columns that say one thing together."""


@frozen
class Told:
    """What a file tells: types first, then activities, each in their order."""

    types: tuple[ActivityType, ...]
    activities: tuple[Activity, ...]


def read_activities(path: Path, known_types: Collection[str] = ()) -> Told:
    """Read a CSV or YAML file; `known_types` are those that are kept already.

    Raises `BadFile`, which names everything that is wrong, each with its line.
    """
    rows = read_rows(path, COLUMNS)
    faults = list(rows.faults)
    types = _all(rows.types, SHARED, _type, faults)
    activities = _all(rows.activities, {**SHARED, **OWN}, _activity, faults)
    known = {*known_types, *(each for row in rows.types if isinstance(each := row.cells.get("id"), str))}
    for row in rows.activities:
        wanted = row.cells.get("type")
        if isinstance(wanted, str) and wanted not in known:
            faults.append(Fault(row.lines["type"], "type", f"there is no activity type {wanted!r}"))
    if faults:
        raise BadFile(path.name, faults)
    return Told(types, activities)


def _all(
    rows: tuple[Row, ...],
    readers: dict[str, Read],
    make: Callable[[dict[str, Any]], Any],
    faults: list[Fault],
) -> tuple[Any, ...]:
    """Every row as what it is; what is wrong is added to the faults."""
    made: list[Any] = []
    seen: dict[str, int] = {}
    for row in rows:
        own_id = row.cells.get("id")
        if isinstance(own_id, str):
            if own_id in seen:
                faults.append(Fault(row.line, "id", f"{own_id!r} stands on line {seen[own_id]} already"))
            seen.setdefault(own_id, row.line)
        told, wrong = _read(row, readers)
        found = [*wrong, *_impossible(row, told, {fault.field for fault in wrong}, make)]
        faults.extend(found)
        if not found:
            made.append(make(told))
    return tuple(made)


def _read(row: Row, readers: dict[str, Read]) -> tuple[dict[str, Any], list[Fault]]:
    """The cells of a row, read, and what is wrong with those that cannot be."""
    told: dict[str, Any] = {}
    needed = ("id", "name") if "start" in readers else ("id",)
    faults = [Fault(row.line, column, "is missing") for column in needed if row.lacks(column)]
    for column, cell in row.cells.items():
        try:
            told[column] = readers.get(column, _no_field(readers))(column, cell)
        except InvalidValue as error:
            faults.append(Fault(row.lines.get(column, row.line), column, error.rule))
    return told, faults


def _no_field(readers: dict[str, Read]) -> Read:
    def refuse(column: str, _: Cell) -> None:
        raise InvalidValue(column, f"is no field; there are: {', '.join(sorted(readers))}")

    return refuse


def _impossible(
    row: Row, told: dict[str, Any], wrong: set[str], make: Callable[[dict[str, Any]], Any]
) -> list[Fault]:
    """What cannot be, of cells that can be read: each group by itself, so that one does not hide another."""
    groups = [*_TOGETHER, *((column,) for column in told if not any(column in each for each in _TOGETHER))]
    faults = []
    for group in groups:
        columns = [column for column in group if column in told]
        if not columns or wrong.intersection(group):
            continue
        try:
            make({"id": "-", "name": "-"} | {column: told[column] for column in columns})
        except InvalidValue as error:
            named = next((old for old, new in _RENAMED.items() if new == error.field), error.field)
            column = named if named in row.lines else columns[0]
            faults.append(Fault(row.lines.get(column, row.line), column, error.rule))
    return faults


def _type(told: dict[str, Any]) -> ActivityType:
    return ActivityType(**_shared(told))


def _activity(told: dict[str, Any]) -> Activity:
    same = {_RENAMED.get(name, name): told[name] for name in _AS_THEY_ARE if name in told}
    window = Window(told.get("registration_from"), told.get("registration_until"))
    registration = window if window.opens or window.closes else None
    return Activity(**_shared(told), **same, **_calendar(told), registration=registration)


def _shared(told: dict[str, Any]) -> dict[str, Any]:
    same = {_RENAMED.get(name, name): told[name] for name in (*_ALIKE, *_ALIKE_TOO) if name in told}
    window = Window(told.get("link_from"), told.get("link_until"))
    link = RegistrationLink(
        told.get("link"),
        told.get("phone"),
        told.get("email"),
        told.get("link_label"),
        window=window if window.opens or window.closes else None,
    )
    contact = Contact(
        told.get("contact_phone", ()), told.get("contact_email", ()), told.get("contact_url", ())
    )
    if link != RegistrationLink():
        same["link"] = link
    return {**same, "contact": contact} if contact != Contact() else same


def _calendar(told: dict[str, Any]) -> dict[str, Any]:
    starts, ends = told.get("start", ()), told.get("end", ())
    if len(starts) != len(ends):
        raise InvalidValue("end", "must name as many moments as start")
    slots = (*told.get("slots", ()), *(Slot(*pair) for pair in zip(starts, ends, strict=True)))
    lists = {name: told.get(name, ()) for name in ("hours", "adjusted", "closed")}
    first, last = told.get("period_from"), told.get("period_until")
    if (first is None) != (last is None):
        raise InvalidValue("period_until", "goes with period_from: name both")
    if first is not None and last is not None:
        return {"slots": slots, "hours": Periodic(first, last, **lists)}
    if told.get("permanent"):
        return {"slots": slots, "hours": Permanent(**lists)}
    if any(lists.values()):
        raise InvalidValue("hours", "goes with period_from and period_until, or with permanent")
    return {"slots": slots}

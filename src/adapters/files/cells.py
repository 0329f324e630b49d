"""Read the cells of an activity: each from a text, or from the lists and mappings that YAML has besides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from ...domain.model.activity_parts import Ages, Picture
from ...domain.model.calendar import (
    BRUSSELS,
    DAYS,
    AdjustedDays,
    Childcare,
    ClosedDays,
    OpeningHours,
    Slot,
)
from ...domain.model.euro import Euro
from ...domain.model.event_parts import Audience
from ...domain.model.invalid import InvalidValue
from ...domain.model.price import PriceCategory
from .rows import Cell

T = TypeVar("T")
_YES = frozenset({"yes", "true", "1", "ja", "x"})
_NO = frozenset({"no", "false", "0", "nee"})
_HOURS = re.compile(r"([a-z,\s]+?)\s+([\d:]+)\s*-\s*([\d:]+)")
_AGES = re.compile(r"(\d{0,3})\s*-\s*(\d{0,3})", re.ASCII)


def text(name: str, cell: Cell) -> str:
    """A text as it stands."""
    if not isinstance(cell, str):
        raise InvalidValue(name, "must be a text")
    return cell


def texts(name: str, cell: Cell) -> tuple[str, ...]:
    """A list, or a text with `|` between the parts."""
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    if not isinstance(cell, list):
        raise InvalidValue(name, "must be a list")
    return tuple(text(name, each) for each in cell)


def by_language(name: str, cell: Cell) -> dict[str, str]:
    """A mapping of languages to texts."""
    if not isinstance(cell, dict):
        raise InvalidValue(name, "must name a text for each language, such as fr: ...")
    return {code: text(name, each) for code, each in cell.items()}


def yes(name: str, cell: Cell) -> bool:
    """Yes or no."""
    said = text(name, cell).casefold()
    if said not in _YES | _NO:
        raise InvalidValue(name, "must be yes or no")
    return said in _YES


def number(name: str, cell: Cell) -> int:
    """A whole number."""
    said = text(name, cell)
    if not re.fullmatch(r"\d{1,9}", said, re.ASCII):
        raise InvalidValue(name, "must be a whole number")
    return int(said)


def amount(name: str, cell: Cell) -> Euro:
    """An amount in euro; with a comma it might be a thousand, so it is refused."""
    return Euro.of(text(name, cell), name)


def moment(name: str, cell: Cell) -> datetime:
    """A date and time; without a time zone it is Brussels time."""
    try:
        read = datetime.fromisoformat(text(name, cell))
    except ValueError as error:
        raise InvalidValue(name, "must be a date and time that exists, such as 2027-07-05T09:00") from error
    return read if read.tzinfo else read.replace(tzinfo=BRUSSELS)


def day(name: str, cell: Cell) -> date:
    """A day."""
    try:
        return date.fromisoformat(text(name, cell))
    except ValueError as error:
        raise InvalidValue(name, "must be a day that exists, such as 2027-07-05") from error


def audience(name: str, cell: Cell) -> Audience:
    """For whom."""
    said = text(name, cell).casefold()
    try:
        return Audience("education" if said == "schools" else said)
    except ValueError as error:
        raise InvalidValue(name, "must be everyone, members or schools") from error


def ages(name: str, cell: Cell) -> Ages:
    """`6-12`, `6-` or `-12`."""
    found = _AGES.fullmatch(text(name, cell))
    if found is None:
        raise InvalidValue(name, "must be a range such as 6-12, 6- or -12")
    youngest, oldest = (int(part) if part else None for part in found.groups())
    return Ages(youngest, oldest)


def many(name: str, cell: Cell, one: Callable[[str, Cell], T]) -> tuple[T, ...]:
    """A list of things, or a text with `|` between them."""
    return tuple(
        one(name, each) for each in (texts(name, cell) if isinstance(cell, str) else _list(name, cell))
    )


def tariff(name: str, cell: Cell) -> PriceCategory:
    """`Broer of zus=8.00`, or a mapping of `name`, `price`, `base`, `group` and `translations`."""
    if isinstance(cell, str):
        called, separator, price = cell.rpartition("=")
        if not separator:
            raise InvalidValue(name, "must be a name and an amount, such as Broer of zus=8.00")
        return PriceCategory(called.strip(), Euro.of(price.strip(), name))
    told = _mapping(name, cell, {"name", "price", "base", "group", "translations"}, needed={"price"})
    return PriceCategory(
        text(name, told.get("name", "Basistarief")),
        amount(name, told["price"]),
        base=yes(name, told.get("base", "no")),
        group=yes(name, told.get("group", "no")),
        translations=by_language(name, told.get("translations", {})),
    )


def slot(name: str, cell: Cell) -> Slot:
    """A mapping of `start`, `end`, `childcare`, `overnight`, `cancelled` and `sold_out`."""
    known = {"start", "end", "childcare", "overnight", "cancelled", "sold_out"}
    told = _mapping(name, cell, known, needed={"start", "end"})
    return Slot(
        moment("start", told["start"]),
        moment("end", told["end"]),
        care(name, told.get("childcare")),
        **{flag: yes(flag, told.get(flag, "no")) for flag in ("overnight", "cancelled", "sold_out")},
    )


def care(name: str, cell: Cell | None) -> Childcare | None:
    """A mapping of `start` and `end`."""
    if cell is None:
        return None
    told = _mapping(name, cell, {"start", "end"}, needed=set())
    start, end = (text(name, told[at]) if at in told else None for at in ("start", "end"))
    return Childcare(start, end)


def opening(name: str, cell: Cell) -> OpeningHours:
    """`monday,friday 09:00-12:00`, or a mapping of `days`, `opens`, `closes` and `childcare`."""
    if isinstance(cell, str):
        found = _HOURS.fullmatch(cell.casefold())
        if found is None:
            raise InvalidValue(name, "must be days and hours, such as monday,friday 09:00-12:00")
        days = [each.strip() for each in found[1].split(",")]
        return OpeningHours(found[2], found[3], DAYS if days == ["daily"] else days)
    told = _mapping(name, cell, {"days", "opens", "closes", "childcare"}, needed={"opens", "closes"})
    listed = texts("days", told["days"]) if "days" in told else DAYS
    opens, closes = text("opens", told["opens"]), text("closes", told["closes"])
    return OpeningHours(opens, closes, listed, care(name, told.get("childcare")))


def closed(name: str, cell: Cell) -> ClosedDays:
    """`2027-07-21`, `2027-08-15..2027-08-20`, or a mapping of `start`, `end` and `note`."""
    if isinstance(cell, str):
        first, _, last = cell.partition("..")
        return ClosedDays(day(name, first.strip()), day(name, (last or first).strip()))
    told = _mapping(name, cell, {"start", "end", "note"}, needed={"start"})
    start, end = day(name, told["start"]), day(name, told.get("end", told["start"]))
    return ClosedDays(start, end, text(name, told["note"]) if "note" in told else None)


def adjusted(name: str, cell: Cell) -> AdjustedDays:
    """A mapping of `start`, `end`, `hours` and `note`."""
    told = _mapping(name, cell, {"start", "end", "hours", "note"}, needed={"start", "hours"})
    start, end = day(name, told["start"]), day(name, told.get("end", told["start"]))
    note = text(name, told["note"]) if "note" in told else None
    return AdjustedDays(start, end, many(name, told["hours"], opening), note)


def picture(name: str, cell: Cell) -> Picture:
    """A mapping of `id`, `description`, `copyright` and `language`."""
    known = {"id", "description", "copyright", "language"}
    told = _mapping(name, cell, known, needed={"id", "description", "copyright"})
    return Picture(**{each: text(name, value) for each, value in told.items()})


def _list(name: str, cell: Cell) -> list[Cell]:
    if not isinstance(cell, list):
        raise InvalidValue(name, "must be a list")
    return cell


def _mapping(name: str, cell: Cell, known: set[str], *, needed: set[str]) -> dict[str, Cell]:
    if not isinstance(cell, dict):
        raise InvalidValue(name, f"must have fields: {', '.join(sorted(known))}")
    strange = sorted(cell.keys() - known)
    if strange:
        raise InvalidValue(name, f"has no field {strange[0]}; there are: {', '.join(sorted(known))}")
    lacking = sorted(needed - cell.keys())
    if lacking:
        raise InvalidValue(name, f"must have {' and '.join(lacking)}")
    return cell

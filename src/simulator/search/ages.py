"""Turn ages into dates of birth and back, so that one finds what was written as the other."""

from collections.abc import Mapping
from datetime import date
from math import inf
from typing import cast

Json = Mapping[str, object]
Range = tuple[float, float]
"""Two ends, both included; an age in years, or a day by its ordinal."""


def ages_of(document: Json, on: date) -> Range:
    """Give the ages of an offer on a day; without any it is for all."""
    births = cast("Mapping[str, str] | None", document.get("birthdateRange"))
    if births:
        youngest, oldest = date.fromisoformat(births["to"]), date.fromisoformat(births["from"])
        return (max(_age(youngest, on), 0), max(_age(oldest, on), 0))
    return parsed(str(document.get("typicalAgeRange", "-")))


def births_of(document: Json, on: date) -> Range:
    """Give the days of birth of an offer, or those that its ages mean on a day."""
    births = cast("Mapping[str, str] | None", document.get("birthdateRange"))
    if births:
        return (_ordinal(births["from"]), _ordinal(births["to"]))
    youngest, oldest = parsed(str(document.get("typicalAgeRange", "-")))
    first = _years_before(on, int(oldest) + 1).toordinal() + 1 if oldest < 150 else -inf
    return (first, _years_before(on, int(min(youngest, 9999))).toordinal() if youngest else inf)


def parsed(text: str) -> Range:
    low, _, high = text.partition("-")
    return (float(low or 0), float(high) if high else inf)


def shown_ages(document: Json, on: date) -> str:
    """Write the ages that dates of birth mean."""
    low, high = ages_of(document, on)
    return f"{int(low)}-{int(high)}"


def shown_births(document: Json, on: date) -> dict[str, str] | None:
    """Write the dates of birth that ages mean; None when these have an open end."""
    first, last = births_of(document, on)
    if first == -inf or last == inf:
        return None
    return {"from": date.fromordinal(int(first)).isoformat(), "to": date.fromordinal(int(last)).isoformat()}


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _years_before(day: date, years: int) -> date:
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _ordinal(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())

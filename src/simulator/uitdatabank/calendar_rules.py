"""The rules for calendars beyond the schema, each with UiTdatabank's own text."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from ..world.clock import read_instant
from .schema import Error

Json = dict[str, object]


def broken_calendar(event: Json) -> Iterator[Error]:
    """List what is wrong with the dates and hours of a calendar that fits the schema."""
    kind = event["calendarType"]
    if kind in ("single", "multiple") and "subEvent" not in event:
        yield "/", "The required properties (subEvent) are missing"
    if kind == "periodic":
        missing = [name for name in ("startDate", "endDate") if name not in event]
        if missing:
            yield "/", f"The required properties ({', '.join(missing)}) are missing"
        elif read_instant(str(event["endDate"])) < read_instant(str(event["startDate"])):
            yield "/endDate", "endDate should not be before startDate"
    yield from _occurrences(cast("list[Json]", event.get("subEvent", [])))
    yield from _hours(cast("list[Json]", event.get("openingHours", [])))
    yield from _adjusted(event)
    yield from _closed(event)


def _occurrences(occurrences: list[Json]) -> Iterator[Error]:
    for index, each in enumerate(occurrences):
        start, end = read_instant(str(each["startDate"])), read_instant(str(each["endDate"]))
        at = f"/subEvent/{index}"
        if end < start:
            yield f"{at}/endDate", "endDate should not be before startDate"
        yield from childcare_around(
            each,
            at,
            (f"{start:%H:%M}", "the time portion of startDate"),
            (f"{end:%H:%M}", "the time portion of endDate"),
        )


def _hours(hours: list[Json]) -> Iterator[Error]:
    for index, each in enumerate(hours):
        opens, closes = _padded(each["opens"]), _padded(each["closes"])
        at = f"/openingHours/{index}"
        if closes < opens:
            yield f"{at}/closes", "closes should not be before opens"
        yield from childcare_around(each, at, (opens, "opens"), (closes, "closes"))


def childcare_around(each: Json, at: str, opens: tuple[str, str], closes: tuple[str, str]) -> Iterator[Error]:
    """Check that childcare begins before and ends after; each limit is a time with its name."""
    care = cast("dict[str, str]", each.get("childcare", {}))
    if "start" in care and _padded(care["start"]) >= opens[0]:
        yield f"{at}/childcare/start", f"childcare.start must be before {opens[1]}"
    if "end" in care and _padded(care["end"]) <= closes[0]:
        yield f"{at}/childcare/end", f"childcare.end must be after {closes[1]}"


def _adjusted(event: Json) -> Iterator[Error]:
    seen: list[tuple[date, date]] = []
    for index, each in enumerate(cast("list[Json]", event.get("openingHoursAdjustedDays", []))):
        at, (start, end) = f"/openingHoursAdjustedDays/{index}", _days(each)
        if start > end:
            yield f"{at}/endDate", "startDate should not be later than endDate"
        if any(start <= other_end and other_start <= end for other_start, other_end in seen):
            yield f"{at}/startDate", "adjusted opening hours entries must not overlap"
        seen.append((start, end))
        yield from _outside(event, at, (start, end), "adjusted opening hours")


def _closed(event: Json) -> Iterator[Error]:
    for index, each in enumerate(cast("list[Json]", event.get("openingHoursClosedDays", []))):
        at, (start, end) = f"/openingHoursClosedDays/{index}", _days(each)
        if end < start:
            yield f"{at}/endDate", "endDate should not be before startDate"
        yield from _outside(event, at, (start, end), "a closed day")


def _outside(event: Json, at: str, days: tuple[date, date], what: str) -> Iterator[Error]:
    if event["calendarType"] != "periodic" or not {"startDate", "endDate"} <= event.keys():
        return
    if days[0] < read_instant(str(event["startDate"])).date():
        yield (
            f"{at}/startDate",
            f"the start date of {what} should not be before the calendar start date",
        )
    if days[1] > read_instant(str(event["endDate"])).date():
        yield f"{at}/endDate", f"the end date of {what} should not be after the calendar end date"


def _days(each: Json) -> tuple[date, date]:
    return date.fromisoformat(str(each["startDate"])), date.fromisoformat(str(each["endDate"]))


def _padded(time: object) -> str:
    return str(time).rjust(5, "0")

"""Normalise calendars, and derive from them what UiTdatabank derives."""

from datetime import datetime
from typing import cast

from ..world.clock import read_instant, write_instant
from .taxonomy import ENDS_AT_ITS_START

Json = dict[str, object]

FOREVER = "2100-01-01T00:00:00+00:00"
MEMBERS = (
    "calendarType",
    "startDate",
    "endDate",
    "subEvent",
    "openingHours",
    "openingHoursAdjustedDays",
    "openingHoursClosedDays",
    "status",
    "bookingAvailability",
)
WITH_OCCURRENCES = ("single", "multiple")
_AVAILABLE = "Available"


def calendar_in(document: Json) -> Json:
    """Take the calendar out of a document or a body, normalised.

    Occurrences are sorted and numbered; one is single, more are multiple. They inherit status and places of
    the whole, and then decide on those.
    """
    status = cast("Json", document.get("status", {"type": _AVAILABLE}))
    places = {"type": _AVAILABLE, **cast("Json", document.get("bookingAvailability", {}))}
    kind = document.get("calendarType", "permanent")
    if kind in WITH_OCCURRENCES:
        return with_occurrences(cast("list[Json]", document["subEvent"]), status, places)
    calendar: Json = {"calendarType": kind, "status": status, "bookingAvailability": places}
    if kind == "periodic":
        calendar |= {name: zoned(str(document[name])) for name in ("startDate", "endDate")}
    return calendar | {n: document[n] for n in MEMBERS if n.startswith("opening") and document.get(n)}


def with_occurrences(sent: list[Json], status: Json, places: Json) -> Json:
    """Make the calendar of occurrences; `status` and `places` are those of the whole."""
    in_order = sorted(sent, key=lambda each: read_instant(str(each["startDate"])))
    listed = [_occurrence(i, each, status, places) for i, each in enumerate(in_order)]
    return {
        "calendarType": "single" if len(listed) == 1 else "multiple",
        "startDate": listed[0]["startDate"],
        "endDate": max((each["endDate"] for each in listed), key=lambda end: read_instant(str(end))),
        "subEvent": listed,
        "status": _derived_status(listed, status),
        "bookingAvailability": {**places, "type": _derived_availability(listed)},
    }


def _occurrence(index: int, sent: Json, status: Json, places: Json) -> Json:
    own = cast("Json | None", sent.get("bookingAvailability"))
    shape: Json = {
        "id": index,
        "status": sent.get("status", status),
        "bookingAvailability": availability(own) if own is not None else {"type": places["type"]},
        "startDate": zoned(str(sent["startDate"])),
        "endDate": zoned(str(sent["endDate"])),
        "@type": "Event",
    }
    return shape | {name: sent[name] for name in ("childcare", "overnight") if name in sent}


def availability(sent: Json) -> Json:
    """Let what is left decide whether there are places."""
    remaining = sent.get("remainingCapacity")
    if isinstance(remaining, int):
        return {**sent, "type": _AVAILABLE if remaining else "Unavailable"}
    return {"type": _AVAILABLE, **sent}


def _derived_status(occurrences: list[Json], sent: Json) -> Json:
    types = [cast("Json", each["status"])["type"] for each in occurrences]
    derived = next(each for each in (_AVAILABLE, "TemporarilyUnavailable", "Unavailable") if each in types)
    return sent if sent["type"] == derived else {"type": derived}


def _derived_availability(occurrences: list[Json]) -> str:
    types = [cast("Json", each["bookingAvailability"])["type"] for each in occurrences]
    return _AVAILABLE if _AVAILABLE in types else "Unavailable"


def replaced(document: Json, calendar: Json) -> Json:
    """Put another calendar in a document."""
    return {name: value for name, value in document.items() if name not in MEMBERS} | calendar


def available_to(document: Json) -> str:
    """Say until when an offer is shown: the end, or the beginning of camps and courses."""
    if "endDate" not in document:
        return FOREVER
    terms = {term["id"] for term in cast("list[Json]", document.get("terms", []))}
    last = read_instant(str(document["startDate" if terms & ENDS_AT_ITS_START else "endDate"]))
    if (last.hour, last.minute, last.second) == (0, 0, 0):
        last = last.replace(hour=23, minute=59, second=59)
    return last.isoformat(timespec="seconds")


def zoned(date: str) -> str:
    """Give a date its offset when it has none; fractions of a second go."""
    read = datetime.fromisoformat(date)
    if read.tzinfo is None:
        return write_instant(read_instant(date))
    return read.isoformat(timespec="seconds") if read.microsecond else date.replace("Z", "+00:00")

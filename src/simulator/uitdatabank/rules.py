"""The rules beyond the schema, each with UiTdatabank's own text; the first rule that fails ends the list."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import cast
from urllib.parse import unquote, urlsplit

from ..world.clock import read_instant
from ..world.refusals import invalid_data
from ..world.udb_store import NOWHERE
from . import refused
from .calendar_rules import broken_calendar
from .schema import Error

Json = dict[str, object]
Rule = Callable[[Json], Iterable[Error]]

CAMP = "0.57.0.0.0"


def id_in(reference: object) -> str | None:
    """Take the id from `{"@id": address}`, whatever the host."""
    if not isinstance(reference, dict) or not isinstance(reference.get("@id"), str):
        return None
    return last_part(str(reference["@id"]))


def last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def check(body: Json, rules: Iterable[Rule]) -> None:
    """Refuse a body with all mistakes of the first rule that it breaks."""
    for rule in rules:
        errors = list(rule(body))
        if errors:
            raise invalid_data(*errors)


def _attendance(event: Json) -> Iterator[Error]:
    mode = str(event.get("attendanceMode", "offline"))
    nowhere = id_in(event["location"]) == NOWHERE
    if mode == "online" and not nowhere:
        yield "/attendanceMode", 'Attendance mode "online" needs to have an online location.'
    if mode != "online" and nowhere:
        yield "/attendanceMode", f'Attendance mode "{mode}" needs to have a real location.'


def ages(event: Json) -> Iterator[Error]:
    """Check the age range, and that there are no dates of birth besides."""
    if "typicalAgeRange" in event and "birthdateRange" in event:
        raise refused.age_and_birthdates()
    low, _, high = str(event.get("typicalAgeRange", "-")).partition("-")
    if low and high and Decimal(low) > Decimal(high):
        yield "/typicalAgeRange", '"From" age should not be greater than the "to" age.'
    if "birthdateRange" in event:
        check_birthdates(cast("dict[str, str]", event["birthdateRange"]))


def check_birthdates(dates: dict[str, str]) -> None:
    if date.fromisoformat(dates["from"]) > date.fromisoformat(dates["to"]):
        raise refused.bad_data('"From" birthdate should not be greater than the "to" birthdate.')


def capacity(event: Json) -> Iterator[Error]:
    availability = cast("Json", event.get("bookingAvailability", {}))
    if "capacity" in availability and event["calendarType"] in ("permanent", "periodic"):
        yield (
            "/bookingAvailability/capacity",
            "capacity is not supported on events with a permanent or periodic calendar.",
        )


def booking_window(event: Json) -> Iterator[Error]:
    info = cast("dict[str, str]", event.get("bookingInfo", {}))
    starts, ends = info.get("availabilityStarts"), info.get("availabilityEnds")
    if starts and ends and read_instant(ends) < read_instant(starts):
        yield "bookingInfo/availabilityEnds", "availabilityEnds should not be before availabilityStarts"


def labels(event: Json) -> Iterator[Error]:
    hidden = {label.lower() for label in cast("list[str]", event.get("hiddenLabels", []))}
    for index, label in enumerate(cast("list[str]", event.get("labels", []))):
        if label.lower() in hidden:
            yield f"/labels/{index}", f'Label "{label}" cannot be both in labels and hiddenLabels properties.'


def prices(event: Json) -> Iterator[Error]:
    """Check that no two names of one language are the same."""
    seen: set[tuple[str, str]] = set()
    for index, price in enumerate(cast("list[Json]", event.get("priceInfo", []))):
        for language, words in cast("dict[str, str]", price.get("name", {})).items():
            if (language, words.strip()) in seen:
                yield f"/priceInfo/{index}/name/{language}", f'Tariff name "{words.strip()}" must be unique.'
            seen.add((language, words.strip()))


def remaining_capacity(event: Json) -> Iterator[Error]:
    if "remainingCapacity" in cast("Json", event.get("bookingAvailability", {})):
        yield (
            "/bookingAvailability/remainingCapacity",
            "remainingCapacity is not supported on the top-level bookingAvailability..",
        )
    for index, each in enumerate(cast("list[Json]", event.get("subEvent", []))):
        yield from more_left_than_places(each, f"/subEvent/{index}")


def more_left_than_places(occurrence: Json, at: str) -> Iterator[Error]:
    places = cast("dict[str, int]", occurrence.get("bookingAvailability", {}))
    if {"capacity", "remainingCapacity"} <= places.keys() and places["remainingCapacity"] > places[
        "capacity"
    ]:
        yield (
            f"{at}/bookingAvailability/remainingCapacity",
            "remainingCapacity must be less than or equal to capacity",
        )


def main_language(event: Json) -> Iterator[Error]:
    language = event["mainLanguage"]
    localized = {"/name": event["name"]}
    if "description" in event:
        localized["/description"] = event["description"]
    if "urlLabel" in cast("Json", event.get("bookingInfo", {})):
        localized["/bookingInfo/urlLabel"] = cast("Json", event["bookingInfo"])["urlLabel"]
    for index, price in enumerate(cast("list[Json]", event.get("priceInfo", []))):
        localized[f"/priceInfo/{index}/name"] = price.get("name", {})
    if "reason" in cast("Json", event.get("status", {})):
        localized["/status/reason"] = cast("Json", event["status"])["reason"]
    for pointer, words in localized.items():
        if language not in cast("Json", words):
            yield pointer, f"A value in the mainLanguage ({language}) is required."


OF_EVENTS: tuple[Rule, ...] = (
    _attendance,
    ages,
    capacity,
    booking_window,
    broken_calendar,
    labels,
    prices,
    remaining_capacity,
    main_language,
)
OF_PLACES: tuple[Rule, ...] = tuple(rule for rule in OF_EVENTS if rule not in (_attendance, capacity))
OF_CALENDARS: tuple[Rule, ...] = (capacity, broken_calendar, remaining_capacity)


def check_urls(urls: Iterable[object]) -> None:
    """Refuse an address that fits the schema's pattern but is none."""
    for url in urls:
        try:
            host = urlsplit(str(url)).hostname or ""
        except ValueError:
            host = ""
        if not re.fullmatch(r"[^\s%/?#@\\]+", host) or re.search(r"\s", unquote(host)):
            raise refused.bad_data("Given string is not a valid url.")


def check_overnight(document: Json) -> None:
    """Refuse nights at what is no camp."""
    terms = {term["id"] for term in cast("list[Json]", document["terms"])}
    nights = any(each.get("overnight") for each in cast("list[Json]", document.get("subEvent", [])))
    if nights and CAMP not in terms:
        raise refused.bad_data(f"overnight is only allowed when the event has term {CAMP}")

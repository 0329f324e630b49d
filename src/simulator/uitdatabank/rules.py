"""The rules beyond the schema, each with UiTdatabank's own text; the first rule that fails ends the list."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from ..world.clock import read_instant
from ..world.refusals import Refusal
from .legacy import NOWHERE
from .schema import Error

Json = dict[str, object]


def id_in(reference: object) -> str | None:
    """Take the id from `{"@id": address}`, whatever the host."""
    if not isinstance(reference, dict) or not isinstance(reference.get("@id"), str):
        return None
    return str(reference["@id"]).rstrip("/").rpartition("/")[2]


def broken_rules(event: Json) -> list[Error]:
    """List the mistakes of the first rule that is broken; the event fits the schema."""
    if "typicalAgeRange" in event and "birthdateRange" in event:
        raise Refusal(
            "uitdatabank/cannot-combine-typical-age-and-birthdate-range",
            "Cannot combine typical age and birthdate range",
            detail="An event cannot have both a typicalAgeRange and a birthdateRange.",
        )
    for rule in _RULES:
        errors = list(rule(event))
        if errors:
            return errors
    return []


def _attendance(event: Json) -> Iterator[Error]:
    mode = str(event.get("attendanceMode", "offline"))
    nowhere = id_in(event["location"]) == NOWHERE
    if mode == "online" and not nowhere:
        yield "/attendanceMode", 'Attendance mode "online" needs to have an online location.'
    if mode != "online" and nowhere:
        yield "/attendanceMode", f'Attendance mode "{mode}" needs to have a real location.'


def _ages(event: Json) -> Iterator[Error]:
    low, _, high = str(event.get("typicalAgeRange", "-")).partition("-")
    if low and high and Decimal(low) > Decimal(high):
        yield "/typicalAgeRange", '"From" age should not be greater than the "to" age.'


def _capacity(event: Json) -> Iterator[Error]:
    availability = cast("Json", event.get("bookingAvailability", {}))
    if "capacity" in availability and event["calendarType"] in ("permanent", "periodic"):
        yield (
            "/bookingAvailability/capacity",
            "capacity is not supported on events with a permanent or periodic calendar.",
        )


def _booking_window(event: Json) -> Iterator[Error]:
    info = cast("dict[str, str]", event.get("bookingInfo", {}))
    if "url" in info and "urlLabel" not in info:
        yield "/bookingInfo", "'urlLabel' property is required by 'url' property"
    starts, ends = info.get("availabilityStarts"), info.get("availabilityEnds")
    if starts and ends and read_instant(ends) < read_instant(starts):
        yield "bookingInfo/availabilityEnds", "availabilityEnds should not be before availabilityStarts"


def _calendar(event: Json) -> Iterator[Error]:
    kind = event["calendarType"]
    if kind in ("single", "multiple") and "subEvent" not in event:
        yield "/", "The required properties (subEvent) are missing"
    if kind == "periodic":
        missing = [name for name in ("startDate", "endDate") if name not in event]
        if missing:
            yield "/", f"The required properties ({', '.join(missing)}) are missing"
        elif read_instant(str(event["endDate"])) < read_instant(str(event["startDate"])):
            yield "/endDate", "endDate should not be before startDate"
    for index, each in enumerate(cast("list[dict[str, str]]", event.get("subEvent", []))):
        if read_instant(each["endDate"]) < read_instant(each["startDate"]):
            yield f"/subEvent/{index}/endDate", "endDate should not be before startDate"


def _labels(event: Json) -> Iterator[Error]:
    hidden = {label.lower() for label in cast("list[str]", event.get("hiddenLabels", []))}
    for index, label in enumerate(cast("list[str]", event.get("labels", []))):
        if label.lower() in hidden:
            yield f"/labels/{index}", f'Label "{label}" cannot be both in labels and hiddenLabels properties.'


def _prices(event: Json) -> Iterator[Error]:
    seen: set[tuple[str, str]] = set()
    for index, price in enumerate(cast("list[Json]", event.get("priceInfo", []))):
        if price["category"] == "tariff" and "name" not in price:
            yield f"/priceInfo/{index}", "The required properties (name) are missing"
        for language, words in cast("dict[str, str]", price.get("name", {})).items():
            if (language, words.strip()) in seen:
                yield f"/priceInfo/{index}/name/{language}", f'Tariff name "{words.strip()}" must be unique.'
            seen.add((language, words.strip()))


def _remaining_capacity(event: Json) -> Iterator[Error]:
    if "remainingCapacity" in cast("Json", event.get("bookingAvailability", {})):
        yield (
            "/bookingAvailability/remainingCapacity",
            "remainingCapacity is not supported on the top-level bookingAvailability..",
        )
    for index, each in enumerate(cast("list[Json]", event.get("subEvent", []))):
        places = cast("dict[str, int]", each.get("bookingAvailability", {}))
        if {"capacity", "remainingCapacity"} <= places.keys() and places["remainingCapacity"] > places[
            "capacity"
        ]:
            yield (
                f"/subEvent/{index}/bookingAvailability/remainingCapacity",
                "remainingCapacity must be less than or equal to capacity",
            )


def _main_language(event: Json) -> Iterator[Error]:
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


_RULES = (
    _attendance,
    _ages,
    _capacity,
    _booking_window,
    _calendar,
    _labels,
    _prices,
    _remaining_capacity,
    _main_language,
)

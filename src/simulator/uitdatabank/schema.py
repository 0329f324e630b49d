"""The schema of an event as UiTdatabank enforces it, with its texts; all mistakes are collected."""

import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, datetime

Error = tuple[str, str]
Check = Callable[[object, str], Iterator[Error]]

LANGUAGES = ("nl", "fr", "de", "en")
_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
_LARGEST = 99_999_999
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def type_error(value: object, expected: str) -> Iterator[Error]:
    found = _TYPES.get(type(value), "null")
    fits = found == expected or (expected == "number" and found in ("integer", "number"))
    if not fits:
        yield "", f"The data ({found}) must match the type: {expected}"


def text(pattern: str | None = None, shortest: int = 0, longest: int | None = None) -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, str):
            yield from _here(at, type_error(value, "string"))
            return
        if len(value) < shortest:
            yield at, f"Minimum string length is {shortest}, found {len(value)}"
        if longest is not None and len(value) > longest:
            yield at, f"Maximum string length is {longest}, found {len(value)}"
        if pattern is not None and not re.search(pattern, value):
            yield at, f"The string should match pattern: {pattern}"

    return check


def one_of(*allowed: str) -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        if value not in allowed:
            yield at, "The data should match one item from enum"

    return check


def number(least: int | None = None, kind: str = "number") -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        wrong = list(_here(at, type_error(value, kind)))
        if wrong:
            yield from wrong
        elif isinstance(value, int | float) and least is not None and value < least:
            yield at, f"Number must be greater than or equal to {least}"
        elif isinstance(value, int | float) and value > _LARGEST:
            yield at, f"Number must be lower than or equal to {_LARGEST}"

    return check


def date_time(value: object, at: str) -> Iterator[Error]:
    if not isinstance(value, str):
        yield from _here(at, type_error(value, "string"))
    elif not _is_date_time(value):
        yield at, "The data must match the 'date-time' format"


def boolean(value: object, at: str) -> Iterator[Error]:
    yield from _here(at, type_error(value, "boolean"))


def record(required: tuple[str, ...] = (), **properties: Check) -> Check:
    """Check an object; a property name ending in `_id` stands for `@id`."""
    checks = {"@id" if name == "at_id" else name: check for name, check in properties.items()}

    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, dict):
            yield from _here(at, type_error(value, "object"))
            return
        missing = [name for name in required if name not in value]
        if missing:
            yield at or "/", f"The required properties ({', '.join(missing)}) are missing"
        for name, property_check in checks.items():
            if name in value:
                yield from property_check(value[name], f"{at}/{name.replace('@', '%40')}")

    return check


def localized(each: Check) -> Check:
    """Check an object with a text per language."""

    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, dict):
            yield from _here(at, type_error(value, "object"))
            return
        for language, words in value.items():
            if language in LANGUAGES:
                yield from each(words, f"{at}/{language}")
            else:
                yield at, f"Additional object properties are not allowed: {language}"

    return check


def array(each: Check, least: int = 0) -> Check:
    def check(value: object, at: str) -> Iterator[Error]:
        if not isinstance(value, list):
            yield from _here(at, type_error(value, "array"))
            return
        if len(value) < least:
            yield at, f"Array should have at least {least} items, {len(value)} found"
        for index, element in enumerate(value):
            yield from each(element, f"{at}/{index}")

    return check


def exactly_one(elements: Check, name: str, wanted: str) -> Check:
    """Check an array of objects of which exactly one has a property of a certain value."""

    def check(value: object, at: str) -> Iterator[Error]:
        yield from elements(value, at)
        if isinstance(value, list) and value:
            found = sum(isinstance(each, dict) and each.get(name) == wanted for each in value)
            if found < 1:
                yield at, "At least 1 array items must match schema"
            if found > 1:
                yield at, "At most 1 array items must match schema"

    return check


def _here(at: str, errors: Iterator[Error]) -> Iterator[Error]:
    return ((at or "/", message) for _, message in errors)


def _is_date_time(value: str) -> bool:
    if not _DATE_TIME.fullmatch(value):
        return False
    try:
        return MINYEAR < datetime.fromisoformat(value).year < MAXYEAR
    except ValueError:
        return False


_UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_status = record(
    ("type",), type=one_of("Available", "TemporarilyUnavailable", "Unavailable"), reason=localized(text())
)
_availability = record(
    type=one_of("Available", "Unavailable"),
    capacity=number(0, "integer"),
    remainingCapacity=number(0, "integer"),
)
_price = record(
    ("category", "price"),
    category=one_of("base", "tariff", "uitpas"),
    price=number(0),
    priceCurrency=one_of("EUR"),
    name=localized(text(shortest=1)),
    groupPrice=boolean,
)
_label = text(r"^[^;]{2,255}$")
_strings = array(text())

EVENT = record(
    ("mainLanguage", "name", "terms", "location", "calendarType"),
    mainLanguage=one_of(*LANGUAGES),
    name=localized(text(r"\S", 1, 90)),
    terms=exactly_one(array(record(("id",), id=text()), least=1), "domain", "eventtype"),
    location=record(("@id",), at_id=text(rf"\/places?\/({_UUID})")),
    calendarType=one_of("single", "multiple", "periodic", "permanent"),
    startDate=date_time,
    endDate=date_time,
    subEvent=array(
        record(
            ("startDate", "endDate"),
            startDate=date_time,
            endDate=date_time,
            status=_status,
            bookingAvailability=_availability,
        ),
        least=1,
    ),
    status=_status,
    bookingAvailability=_availability,
    attendanceMode=one_of("offline", "mixed", "online"),
    onlineUrl=text(r"^https?:\/\/\w"),
    organizer=record(("@id",), at_id=text(rf"\/organizers?\/({_UUID})")),
    audience=record(("audienceType",), audienceType=one_of("everyone", "members", "education")),
    typicalAgeRange=text(r"^[\d]*-[\d]*$"),
    description=localized(text()),
    priceInfo=exactly_one(array(_price, least=1), "category", "base"),
    contactPoint=record(phone=_strings, email=_strings, url=_strings),
    bookingInfo=record(
        phone=text(),
        email=text(),
        url=text(r"^http[s]?:\/\/\w"),
        urlLabel=localized(text(shortest=1)),
        availabilityStarts=date_time,
        availabilityEnds=date_time,
    ),
    labels=array(_label),
    hiddenLabels=array(_label),
    workflowStatus=one_of("DRAFT", "READY_FOR_VALIDATION", "APPROVED", "REJECTED", "DELETED"),
    availableFrom=date_time,
    childrenOnly=boolean,
)

"""Accept what older integrations send: singular paths, and bodies in older forms."""

from collections.abc import Mapping

from ..world.udb_store import NOWHERE

Json = dict[str, object]

OLDER = "udb-older"
"""How the names begin of the operations that are only there for older integrations."""

_SINGULAR = {"event": "events", "place": "places"}
_CAMEL_CASE = {
    name: "".join(f"-{c.lower()}" if c.isupper() else c for c in name)
    for name in (
        "bookingAvailability",
        "bookingInfo",
        "cardSystems",
        "contactPoint",
        "distributionKey",
        "majorInfo",
        "priceInfo",
        "subEvents",
        "typicalAgeRange",
        "departurePlaces",
        "birthdateRange",
    )
} | {"calsum": "calendar-summary", "news_articles": "news-articles"}
_EMPTY_MEANS_OMITTED = ("labels", "hiddenLabels", "mediaObject", "openingHours", "priceInfo", "videos")


def rewrite_legacy_path(path: str) -> str:
    """Rewrite singular and camel-case segments; `/organizer/` is not rewritten, as at publiq."""
    first, *others = path.strip("/").split("/")
    rewritten = _SINGULAR.get(first) or _CAMEL_CASE.get(first, first)
    return "/" + "/".join([rewritten, *(_CAMEL_CASE.get(each, each) for each in others)])


def converted(body: Json) -> Json:
    """Bring the body of an event to its present form, as UiTdatabank does before it validates."""
    event = without_nulls(body)
    _convert_name(event)
    _convert_terms(event)
    convert_calendar(event)
    _convert_location(event)
    return _without_empty(event)


def converted_place(body: Json) -> Json:
    """Bring the body of a place to its present form; an address may stand without a language."""
    place = without_nulls(body)
    _convert_name(place)
    _convert_terms(place)
    convert_calendar(place)
    _convert_address(place)
    return _without_empty(place)


def converted_organizer(body: Json) -> Json:
    """Bring the body of an organizer to its present form: `website`, and contacts one by one."""
    organizer = without_nulls(body)
    _convert_name(organizer)
    _convert_address(organizer)
    if "website" in organizer:
        organizer.setdefault("url", organizer.pop("website"))
    contacts = organizer.pop("contact", None)
    if isinstance(contacts, list) and "contactPoint" not in organizer:
        point: dict[str, list[object]] = {"phone": [], "email": [], "url": []}
        for each in contacts:
            if isinstance(each, dict) and each.get("type") in point:
                point[str(each["type"])].append(each.get("value"))
        organizer["contactPoint"] = point
    return _without_empty(organizer)


def _without_empty(body: Json) -> Json:
    return {name: v for name, v in body.items() if v != [] or name not in _EMPTY_MEANS_OMITTED}


def _convert_address(body: Json) -> None:
    address, language = body.get("address"), body.get("mainLanguage", "nl")
    if isinstance(address, dict) and "streetAddress" in address:
        body["address"] = {str(language): address}


def without_nulls(body: Json) -> Json:
    return {name: _clean(value) for name, value in body.items() if value is not None}


def _clean(value: object) -> object:
    if isinstance(value, dict):
        return without_nulls(value)
    return [_clean(each) for each in value if each is not None] if isinstance(value, list) else value


def _convert_name(event: Json) -> None:
    name, language = event.get("name"), event.get("mainLanguage")
    if isinstance(name, str) and isinstance(language, str):
        event["name"] = {language: name}


def _convert_terms(event: Json) -> None:
    older = [event.pop(name) for name in ("type", "theme") if isinstance(event.get(name), Mapping)]
    if older and "terms" not in event:
        event["terms"] = older


def convert_calendar(event: Json) -> None:
    """Bring a calendar to its present form; a type that is missing is inferred."""
    calendar = event.pop("calendar", None)
    if isinstance(calendar, dict):
        event.update({"calendarType" if name == "type" else name: value for name, value in calendar.items()})
    spans = event.pop("timeSpans", None)
    if isinstance(spans, list) and "subEvent" not in event:
        event["subEvent"] = [_span(each) for each in spans]
    if "calendarType" not in event:
        event["calendarType"] = _inferred_calendar(event)
    if (
        event["calendarType"] == "single"
        and "subEvent" not in event
        and {"startDate", "endDate"} <= event.keys()
    ):
        event["subEvent"] = [{"startDate": event["startDate"], "endDate": event["endDate"]}]


def _span(span: object) -> object:
    if not isinstance(span, dict):
        return span
    return {{"start": "startDate", "end": "endDate"}.get(name, name): value for name, value in span.items()}


def _inferred_calendar(event: Json) -> str:
    occurrences = event.get("subEvent")
    if isinstance(occurrences, list) and occurrences:
        return "multiple" if len(occurrences) > 1 else "single"
    return "periodic" if {"startDate", "endDate"} <= event.keys() else "permanent"


def _convert_location(event: Json) -> None:
    location = event.get("location")
    if isinstance(location, str):
        event["location"] = {"@id": location if "/" in location else f"/places/{location}"}
    elif isinstance(location, dict) and "@id" not in location and isinstance(location.get("id"), str):
        event["location"] = {"@id": f"/places/{location['id']}"}
    elif location is None and event.get("attendanceMode") == "online":
        event["location"] = {"@id": f"/places/{NOWHERE}"}

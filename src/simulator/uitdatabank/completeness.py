"""Weigh how complete a document is, in percent."""

from collections.abc import Mapping
from typing import cast

Json = dict[str, object]

EVENT: Mapping[str, int] = {
    "type": 12,
    "theme": 5,
    "calendarType": 12,
    "location": 12,
    "name": 12,
    "typicalAgeRange": 12,
    "mediaObject": 7,
    "description": 9,
    "priceInfo": 6,
    "contactPoint": 2,
    "bookingInfo": 2,
    "faqs": 2,
    "organizer": 2,
    "videos": 1,
}
PLACE: Mapping[str, int] = {
    "type": 17,
    "calendarType": 12,
    "address": 12,
    "name": 12,
    "typicalAgeRange": 12,
    "mediaObject": 9,
    "description": 9,
    "priceInfo": 8,
    "contactPoint": 2,
    "bookingInfo": 2,
    "capacity": 2,
    "organizer": 2,
    "videos": 1,
}
ORGANIZER: Mapping[str, int] = {
    "name": 20,
    "url": 20,
    "contactPoint": 20,
    "description": 15,
    "images": 15,
    "address": 10,
}
_CAPACITIES = {"capacity": 2, "remainingCapacity": 2}
_LONG_ENOUGH = 200


def completeness(document: Json, weights: Mapping[str, int] = EVENT) -> int:
    """Say which part of the weighed properties a document has, rounded down.

    Capacities count for events with occurrences that are for children only.
    """
    if document.get("childrenOnly") and document.get("subEvent"):
        weights = {**weights, **_CAPACITIES}
    found = sum(weight for name, weight in weights.items() if _has(document, name))
    return found * 100 // sum(weights.values())


def _has(document: Json, name: str) -> bool:
    if name in ("type", "theme"):
        domain = "eventtype" if name == "type" else name
        return any(term["domain"] == domain for term in cast("list[Json]", document.get("terms", [])))
    if name == "description":
        texts = cast("Json", document.get(name, {}))
        return len(str(texts.get(str(document["mainLanguage"]), "")).encode()) > _LONG_ENOUGH
    if name == "contactPoint":
        return any(cast("Json", document.get(name, {})).values())
    if name in _CAPACITIES:
        every = [document, *cast("list[Json]", document.get("subEvent", []))]
        return any(name in cast("Json", each.get("bookingAvailability", {})) for each in every)
    return bool(document.get(name))

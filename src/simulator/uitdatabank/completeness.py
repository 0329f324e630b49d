"""Weigh how complete the document of an event is, in percent."""

from typing import cast

Json = dict[str, object]

_WEIGHTS = {
    "calendarType": 12,
    "location": 12,
    "name": 12,
    "typicalAgeRange": 12,
    "mediaObject": 7,
    "priceInfo": 6,
    "bookingInfo": 2,
    "faqs": 2,
    "organizer": 2,
    "videos": 1,
}
_TYPE, _THEME, _DESCRIPTION, _CONTACT = 12, 5, 9, 2
_TOTAL = sum(_WEIGHTS.values()) + _TYPE + _THEME + _DESCRIPTION + _CONTACT
_LONG_ENOUGH = 200


def completeness(document: Json) -> int:
    """Say which part of the weighed properties a document has, rounded down."""
    domains = {term["domain"] for term in cast("list[Json]", document["terms"])}
    weight = sum(weight for name, weight in _WEIGHTS.items() if document.get(name))
    weight += _TYPE * ("eventtype" in domains) + _THEME * ("theme" in domains)
    description = cast("Json", document.get("description", {})).get(str(document["mainLanguage"]), "")
    weight += _DESCRIPTION * (len(str(description).encode()) > _LONG_ENOUGH)
    weight += _CONTACT * any(cast("Json", document.get("contactPoint", {})).values())
    return weight * 100 // _TOTAL

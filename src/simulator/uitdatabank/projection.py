"""Project an event as the JSON-LD document that `event-get` shows."""

import re
from datetime import datetime
from typing import cast
from urllib.parse import quote

from ..world.clock import read_instant, write_instant
from ..world.money import to_euros
from ..world.pricing import price_under
from ..world.values import CardSystem, Event, Organizer, Place
from ..world.world import World
from .completeness import completeness
from .taxonomy import ENDS_AT_ITS_START

Json = dict[str, object]

_FOREVER = "2100-01-01T00:00:00+00:00"
_AVAILABLE = {"type": "Available"}
_KEPT = ("description", "contactPoint", "bookingInfo", "labels", "openingHours", "onlineUrl", "childrenOnly")


def project(world: World, event: Event, base: str, *, with_uitpas_prices: bool = False) -> Json:
    """Write the document of an event, with addresses under `base`."""
    stored = cast("Json", event.document)
    shape: Json = {
        "@id": f"{base}/events/{event.id}",
        "@context": "/contexts/event",
        "mainLanguage": stored["mainLanguage"],
        "name": stored["name"],
        "location": _place(world.state.places[event.place], base),
        **_calendar(stored),
        "sameAs": [f"http://www.uitinvlaanderen.be/agenda/e/{_slug(event.title)}/{event.id}"],
        "terms": sorted(cast("list[Json]", stored["terms"]), key=lambda term: term["domain"] != "eventtype"),
        "created": _written(event.created),
        "modified": _written(event.modified),
        "creator": event.creator,
        "workflowStatus": event.workflow_status,
        "attendanceMode": stored.get("attendanceMode", "offline"),
        "typicalAgeRange": _age_range(str(stored.get("typicalAgeRange", "-"))),
        "audience": stored.get("audience", {"audienceType": "everyone"}),
        **{name: stored[name] for name in _KEPT if name in stored},
        "playhead": event.playhead,
    }
    if event.available_from is not None:
        shape["availableFrom"] = _written(event.available_from)
    organizer = world.state.organizers.get(event.organizer)
    if organizer is not None:
        shape["organizer"] = _organizer(organizer, base)
    if "priceInfo" in stored:
        shape["priceInfo"] = cast("list[Json]", stored["priceInfo"])
    shape |= _languages(shape)
    shape["completeness"] = completeness(shape)
    _add_uitpas(world, event, shape, with_prices=with_uitpas_prices)
    return shape


def _add_uitpas(world: World, event: Event, shape: Json, *, with_prices: bool) -> None:
    """Add what UiTPAS writes back once it knows the event: hidden labels, and prices if asked for."""
    labels = list(cast("list[str]", cast("Json", event.document).get("hiddenLabels", [])))
    known_from = event.known_to_uitpas_from
    if known_from is not None and known_from <= world.clock.now():
        systems = world.card_systems_of_event(event.id)
        labels += [system.name for system in systems]
        shape["playhead"] = event.playhead + 1
        shape["modified"] = _written(max(event.modified, known_from))
        if with_prices:
            prices = [_uitpas_price(system, event.base_price or 0) for system in systems]
            shape["priceInfo"] = [*cast("list[Json]", shape["priceInfo"]), *prices]
    if labels:
        shape["hiddenLabels"] = labels


def _uitpas_price(system: CardSystem, regular: int) -> Json:
    return {
        "category": "uitpas",
        "name": {"nl": f"Kansentarief voor {system.name}"},
        "price": to_euros(price_under(system.social_tariff, regular)),
        "priceCurrency": "EUR",
    }


def _calendar(stored: Json) -> Json:
    """Normalise the calendar: occurrences sorted and numbered, one is single, more are multiple."""
    status = cast("Json", stored.get("status", _AVAILABLE))
    places = cast("Json", stored.get("bookingAvailability", _AVAILABLE))
    kind = stored["calendarType"]
    if kind in ("single", "multiple"):
        return _occurrences(stored, status, places)
    shape: Json = {"calendarType": kind, "status": status, "bookingAvailability": places}
    if kind == "permanent":
        return shape | {"availableTo": _FOREVER}
    dates: Json = {name: _zoned(str(stored[name])) for name in ("startDate", "endDate")}
    return (
        shape | dates | {"availableTo": _available_to(stored, str(dates["startDate"]), str(dates["endDate"]))}
    )


def _occurrences(stored: Json, status: Json, places: Json) -> Json:
    sent = sorted(
        cast("list[Json]", stored["subEvent"]), key=lambda each: read_instant(str(each["startDate"]))
    )
    occurrences: list[Json] = [
        {
            "id": index,
            "status": each.get("status", status),
            "bookingAvailability": _availability(cast("Json", each.get("bookingAvailability", places))),
            "startDate": _zoned(str(each["startDate"])),
            "endDate": _zoned(str(each["endDate"])),
            "@type": "Event",
        }
        for index, each in enumerate(sent)
    ]
    start = str(occurrences[0]["startDate"])
    end = str(max((each["endDate"] for each in occurrences), key=lambda date: read_instant(str(date))))
    return {
        "calendarType": "single" if len(occurrences) == 1 else "multiple",
        "startDate": start,
        "endDate": end,
        "subEvent": occurrences,
        "status": _derived_status(occurrences, status),
        "bookingAvailability": {**places, "type": _derived_availability(occurrences)},
        "availableTo": _available_to(stored, start, end),
    }


def _derived_status(occurrences: list[Json], sent: Json) -> Json:
    types = [cast("Json", each["status"])["type"] for each in occurrences]
    order = ("Available", "TemporarilyUnavailable", "Unavailable")
    derived = next(each for each in order if each in types)
    return sent if sent["type"] == derived else {"type": derived}


def _derived_availability(occurrences: list[Json]) -> str:
    available = any(cast("Json", each["bookingAvailability"])["type"] == "Available" for each in occurrences)
    return "Available" if available else "Unavailable"


def _availability(sent: Json) -> Json:
    remaining = sent.get("remainingCapacity")
    if isinstance(remaining, int):
        return {**sent, "type": "Available" if remaining else "Unavailable"}
    return {"type": "Available", **sent}


def _available_to(stored: Json, start: str, end: str) -> str:
    terms = {term["id"] for term in cast("list[Json]", stored["terms"])}
    last = read_instant(start if terms & ENDS_AT_ITS_START else end)
    if (last.hour, last.minute, last.second) == (0, 0, 0):
        last = last.replace(hour=23, minute=59, second=59)
    return last.isoformat(timespec="seconds")


def _zoned(date: str) -> str:
    return (
        read_instant(date).isoformat(timespec="seconds")
        if datetime.fromisoformat(date).tzinfo is None
        else date
    )


def _written(at: datetime) -> str:
    return write_instant(at)


def _age_range(stored: str) -> str:
    return "-" if stored == "0-" else stored


def _slug(title: str) -> str:
    return quote(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")) or "event"


def _languages(shape: Json) -> Json:
    """List the languages of the texts that have any: used somewhere, and used everywhere."""
    texts = [
        shape["name"],
        shape.get("description"),
        cast("Json", shape.get("bookingInfo", {})).get("urlLabel"),
    ]
    texts += [price.get("name") for price in cast("list[Json]", shape.get("priceInfo", []))]
    present = [list(each) for each in texts if isinstance(each, dict)]
    used = list(dict.fromkeys(language for languages in present for language in languages))
    everywhere = [language for language in used if all(language in languages for languages in present)]
    return {"languages": used, "completedLanguages": everywhere}


def _place(place: Place, base: str) -> Json:
    return {
        "@type": "Place",
        "@id": f"{base}/places/{place.id}",
        "@context": "/contexts/place",
        "mainLanguage": "nl",
        "name": {"nl": place.name},
        "address": {
            "nl": {
                "addressCountry": "BE",
                "addressLocality": place.city,
                "postalCode": place.postal_code,
                "streetAddress": place.street,
            }
        },
    }


def _organizer(organizer: Organizer, base: str) -> Json:
    return {
        "@type": "Organizer",
        "@id": f"{base}/organizers/{organizer.id}",
        "@context": "/contexts/organizer",
        "mainLanguage": "nl",
        "name": {"nl": organizer.name},
    }

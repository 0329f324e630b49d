"""Project events, places and organizers as the JSON-LD documents that reading them shows."""

import re
from collections.abc import Iterable
from typing import cast
from urllib.parse import quote

from ..world import udb_marks, udb_twins
from ..world.clock import write_instant
from ..world.money import to_cents, to_euros
from ..world.state import State
from ..world.udb_labels import is_of_uitpas
from ..world.udb_marks import label_of
from ..world.udb_store import NOWHERE, attached, find
from ..world.udb_values import Item, Kind, Record
from ..world.values import Event, WorkflowStatus
from ..world.world import World
from . import completeness
from .calendars import available_to, calendar_in
from .media import image_shapes, main_image

Json = dict[str, object]

_KEPT_OF_OFFERS = ("description", "contactPoint", "bookingInfo", "labels", "hiddenLabels", "videos")
_KEPT_OF_EVENTS = ("onlineUrl", "childrenOnly", "birthdateRange", "faqs")
_KEPT_OF_ORGANIZERS = ("url", "address", "contactPoint", "description", "educationalDescription", "labels")
_AGES = "typicalAgeRange"


def document_of(world: World, item: Item, base: str, *, with_uitpas_prices: bool = False) -> Json:
    """Write the document of an event, place or organizer, with addresses under `base`."""
    if isinstance(item, Event):
        return project(world, item, base, with_uitpas_prices=with_uitpas_prices)
    if item.kind is Kind.ORGANIZER:
        return organizer_document(world, item, base)
    return place_document(world, item, base) | _twins(world.state, item, base)


def _twins(state: State, place: Item, base: str) -> Json:
    """Say of which place this one is a duplicate, or which are duplicates of it."""
    of, found = udb_twins.canonical(state, place.id), udb_twins.duplicates(state, place.id)
    if of != place.id:
        return {"duplicateOf": f"{base}/places/{of}"}
    return {"duplicatedBy": [f"{base}/places/{each}" for each in found]} if found else {}


def project(world: World, event: Event, base: str, *, with_uitpas_prices: bool = False) -> Json:
    """Write the document of an event."""
    stored = cast("Json", event.document)
    place = find(world.state, Kind.PLACE, event.place)
    shape: Json = {
        **_offer(world, event, base, "events"),
        "location": _embedded("Place", place_document(world, place, base) if place else {}),
        "sameAs": [f"http://www.uitinvlaanderen.be/agenda/e/{_slug(event.title)}/{event.id}"],
        "attendanceMode": stored.get("attendanceMode", "offline"),
        "audience": stored.get("audience", {"audienceType": "everyone"}),
        **{name: stored[name] for name in _KEPT_OF_EVENTS if stored.get(name)},
    }
    if "birthdateRange" not in shape:
        shape[_AGES] = _age_range(str(stored.get(_AGES, "-")))
    if stored.get("departurePlaces"):
        places = cast("list[str]", stored["departurePlaces"])
        shape["departurePlaces"] = [f"{base}/places/{each}" for each in places]
    _add_production(world.state, event, shape, base)
    shape |= _languages(_texts(shape))
    shape["completeness"] = completeness.completeness(shape)
    _add_uitpas(world, event, shape, with_prices=with_uitpas_prices)
    return shape


def place_document(world: World, place: Item, base: str) -> Json:
    """Write the document of a place."""
    stored = cast("Json", place.document)
    shape = _offer(world, place, base, "places") | {"address": stored["address"]}
    if _AGES in stored:
        shape[_AGES] = _age_range(str(stored[_AGES]))
    shape |= _languages([*_texts(shape), shape["address"]])
    shape["completeness"] = completeness.completeness(shape, completeness.PLACE)
    return shape


def organizer_document(world: World, organizer: Item, base: str) -> Json:
    """Write the document of an organizer; the labels of its card systems are hidden ones."""
    stored = cast("Json", organizer.document)
    deleted = organizer.workflow_status is WorkflowStatus.DELETED
    shape: Json = {
        **_head(organizer, base, "organizers"),
        "workflowStatus": "DELETED" if deleted else "ACTIVE",
        **{name: stored[name] for name in _KEPT_OF_ORGANIZERS if name in stored},
    }
    images = cast("list[Json]", stored.get("images", []))
    if images:
        shape["images"] = image_shapes(world.state, images, base)
        shape["mainImage"] = main_image(world.state, stored, images, base)
    known = world.state.organizers.get(organizer.id)
    systems = known.card_systems if known else ()
    hidden = [
        *cast("list[str]", stored.get("hiddenLabels", [])),
        *(label_of(world.state.card_systems[each]) for each in systems),
    ]
    if hidden:
        shape["hiddenLabels"] = list(dict.fromkeys(hidden))
    texts = (shape.get(name) for name in ("name", "address", "description", "educationalDescription"))
    shape |= _languages(texts)
    shape["completeness"] = completeness.completeness(shape, completeness.ORGANIZER)
    return shape


def is_counter(state: State, place: Item) -> bool:
    """Say whether a place is a counter of UiTPAS, by its hidden labels or because an organizer sits there."""
    hidden = cast("list[str]", place.document.get("hiddenLabels", []))
    sitting = any(each.place == place.id and each.card_systems for each in state.organizers.values())
    return sitting or any(is_of_uitpas(state, each) for each in hidden)


def _head(item: Item, base: str, path: str) -> Json:
    return {
        "@id": f"{base}/{path}/{item.id}",
        "@context": f"/contexts/{path[:-1]}",
        "mainLanguage": item.document["mainLanguage"],
        "name": item.document["name"],
        "created": write_instant(item.created),
        "modified": write_instant(item.modified),
        "creator": item.creator,
        "playhead": item.playhead,
    }


def _offer(world: World, item: Item, base: str, path: str) -> Json:
    """Write what events and places have in common."""
    stored = cast("Json", item.document)
    calendar = calendar_in(stored)
    shape: Json = {
        **_head(item, base, path),
        **calendar,
        "availableTo": available_to({**calendar, "terms": stored["terms"]}),
        "terms": stored["terms"],
        "workflowStatus": item.workflow_status,
        **{name: stored[name] for name in _KEPT_OF_OFFERS if stored.get(name)},
    }
    if item.available_from is not None:
        shape["availableFrom"] = write_instant(item.available_from)
    organizer = find(world.state, Kind.ORGANIZER, item.organizer) if item.organizer else None
    if organizer is not None:
        shape["organizer"] = _embedded("Organizer", organizer_document(world, organizer, base))
    if "priceInfo" in stored:
        shape["priceInfo"] = _prices(cast("list[Json]", stored["priceInfo"]))
    images = cast("list[Json]", stored.get("mediaObject", []))
    if images:
        shape["mediaObject"] = image_shapes(world.state, images, base)
        shape["image"] = main_image(world.state, stored, images, base)
    return shape


def _embedded(kind: str, shape: Json) -> Json:
    return {"@type": kind, **shape}


def _prices(stored: list[Json]) -> list[Json]:
    """Put the base price first, in whole cents, and say of a group price only that it is one."""
    ordered = sorted(stored, key=lambda price: price["category"] != "base")
    return [
        {name: value for name, value in price.items() if name != "groupPrice" or value is True}
        | {"price": to_euros(to_cents(cast("float", price["price"])))}
        for price in ordered
    ]


def _add_uitpas(world: World, event: Event, shape: Json, *, with_prices: bool) -> None:
    """Add what UiTPAS writes back once it knows the event: hidden labels, and prices if asked for."""
    now, known_from = world.clock.now(), event.known_to_uitpas_from
    labels, prices = udb_marks.visible(world.state, now, event)
    if labels:
        hidden = cast("list[str]", shape.get("hiddenLabels", []))
        shape["hiddenLabels"] = list(dict.fromkeys([*hidden, *labels]))
    if known_from is not None and known_from <= now:
        shape["playhead"] = event.playhead + 1
        shape["modified"] = write_instant(max(event.modified, known_from))
    if with_prices and "priceInfo" in shape:
        entries = [
            {
                "category": "uitpas",
                "name": {"nl": name},
                "price": to_euros(price),
                "priceCurrency": "EUR",
            }
            for name, price in prices
        ]
        shape["priceInfo"] = [*cast("list[Json]", shape["priceInfo"]), *entries]


def _add_production(state: State, event: Event, shape: Json, base: str) -> None:
    for production in state.udb_productions.values():
        if event.id in production.events:
            others = [f"{base}/events/{each}" for each in production.events if each != event.id]
            shape["production"] = {"id": production.id, "title": production.name, "otherEvents": others}


def contributors_of(state: State, item: Item) -> list[str]:
    return list(attached(state, item.id).contributors)


def _age_range(stored: str) -> str:
    return "-" if stored == "0-" else stored


def _slug(title: str) -> str:
    return quote(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")) or "event"


def _texts(shape: Json) -> list[object]:
    """List the texts of an offer that exist in several languages."""
    prices = cast("list[Json]", shape.get("priceInfo", []))
    label = cast("Json", shape.get("bookingInfo", {})).get("urlLabel")
    return [shape["name"], shape.get("description"), label, *(price.get("name") for price in prices)]


def _languages(texts: Iterable[object]) -> Json:
    """List the languages of the texts that have any: used somewhere, and used everywhere."""
    present = [list(each) for each in texts if isinstance(each, dict)]
    used = list(dict.fromkeys(language for languages in present for language in languages))
    everywhere = [language for language in used if all(language in languages for languages in present)]
    return {"languages": used, "completedLanguages": everywhere}


__all__ = ["NOWHERE", "Record", "contributors_of", "document_of", "is_counter", "project"]

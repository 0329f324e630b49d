"""Find and keep what UiTdatabank has: events, places and organizers, in one way for all three."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from attrs import evolve

from . import events, udb_marks, udb_twins
from .money import to_cents
from .state import State, follow
from .udb_values import Attached, Change, Item, Kind, Record, kind_of
from .values import Event, JsonObject, Organizer, Place, WorkflowStatus

NOWHERE = "00000000-0000-0000-0000-000000000000"
_LONG_AGO = datetime(2020, 1, 1, 11, 0, tzinfo=UTC)
_EDITOR = "publiq"


def find(state: State, kind: Kind, item_id: str) -> Item | None:
    """Take an event, place or organizer; None when there is none of that kind."""
    if kind is Kind.EVENT:
        return state.events.get(item_id)
    if kind is Kind.PLACE:
        place = state.places.get(item_id)
        return state.udb_places.get(item_id) or (_of_place(place) if place else None)
    organizer = state.organizers.get(item_id)
    return state.udb_organizers.get(item_id) or (_of_organizer(organizer) if organizer else None)


def owner_kind(state: State, item_id: str) -> Kind | None:
    """Say what an id names, if anything."""
    return next((kind for kind in Kind if find(state, kind, item_id) is not None), None)


def save(state: State, now: datetime, item: Item, **changes: Any) -> Item:
    """Write an item with changes; what UiTPAS and others read of it follows."""
    changed = evolve(item, modified=now, **changes)
    if isinstance(changed, Event):
        document = changed.document
        place = udb_twins.canonical(state, changed.place)
        changed = evolve(changed, title=title_of(document), base_price=base_price_of(document), place=place)
        udb_marks.remember(state, now, changed)
        events.store(state, now, changed)
        return state.events[changed.id]
    changed = evolve(changed, playhead=changed.playhead + 1)
    if changed.kind is Kind.PLACE:
        state.udb_places.put(changed.id, changed)
        state.places.put(changed.id, _place_of(changed))
    else:
        state.udb_organizers.put(changed.id, changed)
        state.organizers.put(changed.id, _organizer_of(state, changed))
    follow(state, now, changed)
    return changed


def attached(state: State, item_id: str) -> Attached:
    return state.udb_attached.get(item_id) or Attached()


def attach(state: State, item_id: str, **changes: Any) -> None:
    state.udb_attached.put(item_id, evolve(attached(state, item_id), **changes))


def log(state: State, now: datetime, item_id: str, author: str, what: str) -> None:
    """Add a line to the history of an item."""
    attach(state, item_id, history=(*attached(state, item_id).history, Change(now, author, what)))


def title_of(document: JsonObject) -> str:
    """Give the name in the main language, or else any."""
    names = cast("Mapping[str, str]", document.get("name", {}))
    return names.get(str(document.get("mainLanguage"))) or next(iter(names.values()), "")


def base_price_of(document: JsonObject) -> int | None:
    """Give the base price in cents."""
    prices = cast("list[JsonObject]", document.get("priceInfo", []))
    base = next((price for price in prices if price["category"] == "base"), None)
    return None if base is None else to_cents(cast("float", base["price"]))


def events_of_place(state: State, place: str) -> list[Event]:
    return [event for event in state.events.values() if event.place == place]


def items_of_organizer(state: State, organizer: str) -> list[Item]:
    """List the events and places that name an organizer."""
    places = [place for place in state.udb_places.values() if place.organizer == organizer]
    return [*(event for event in state.events.values() if event.organizer == organizer), *places]


def _of_place(place: Place) -> Record:
    online = place.id == NOWHERE
    address = {
        "addressCountry": "BE",
        "addressLocality": "___" if online else place.city,
        "postalCode": "0000" if online else place.postal_code,
        "streetAddress": "___" if online else place.street,
    }
    term = ("0.8.0.0.0", "Openbare ruimte") if online else ("OyaPaf64AEmEAYXHeLMAtA", "Zaal of expohal")
    document = {
        "mainLanguage": "nl",
        "name": {"nl": place.name},
        "address": {"nl": address},
        "calendarType": "permanent",
        "terms": [{"id": term[0], "label": term[1], "domain": "eventtype"}],
    }
    approved = WorkflowStatus.APPROVED
    return Record(
        place.id, Kind.PLACE, document, _EDITOR, _LONG_AGO, _LONG_AGO, None, approved, _LONG_AGO, playhead=1
    )


def _of_organizer(organizer: Organizer) -> Record:
    document: dict[str, object] = {"mainLanguage": "nl", "name": {"nl": organizer.name}}
    if organizer.city:
        document["address"] = {
            "nl": {
                "addressCountry": "BE",
                "addressLocality": organizer.city,
                "postalCode": organizer.postal_code,
                "streetAddress": organizer.street,
            }
        }
    approved = WorkflowStatus.APPROVED
    return Record(
        organizer.id, Kind.ORGANIZER, document, _EDITOR, _LONG_AGO, _LONG_AGO, None, approved, playhead=1
    )


def _place_of(record: Record) -> Place:
    where = _address(record.document)
    return Place(
        record.id,
        title_of(record.document),
        where.get("streetAddress", ""),
        where.get("postalCode", ""),
        where.get("addressLocality", ""),
    )


def _organizer_of(state: State, record: Record) -> Organizer:
    known, where = state.organizers.get(record.id), _address(record.document)
    name = title_of(record.document)
    return evolve(
        known or Organizer(record.id, name),
        name=name,
        street=where.get("streetAddress", ""),
        postal_code=where.get("postalCode", ""),
        city=where.get("addressLocality", ""),
    )


def _address(document: JsonObject) -> Mapping[str, str]:
    languages = cast("Mapping[str, Mapping[str, str]]", document.get("address", {}))
    return languages.get(str(document.get("mainLanguage"))) or next(iter(languages.values()), {})


__all__ = [
    "NOWHERE",
    "attach",
    "attached",
    "base_price_of",
    "events_of_place",
    "find",
    "items_of_organizer",
    "kind_of",
    "log",
    "owner_kind",
    "save",
    "title_of",
]

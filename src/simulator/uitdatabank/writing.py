"""Create events and places from whole bodies, and replace them, with all that UiTdatabank leaves undone."""

from typing import Any, cast
from uuid import uuid4

from ..wire.service import Call
from ..world.clock import read_instant
from ..world.refusals import invalid_data
from ..world.udb_rights import EDIT, Actor, need_edit
from ..world.udb_store import NOWHERE, find, log, save
from ..world.udb_values import Item, Kind, Record
from ..world.values import Event, WorkflowStatus
from . import refused
from .calendars import calendar_in, replaced
from .labelling import import_labels
from .media import linked_image, video
from .rules import id_in, last_part
from .workflow import deleted, published, unlink_guard

Json = dict[str, object]

IN_CONSULTATION = frozenset({"3b92c85b-a923-4895-85f5-ed056dae11e2", "c3f9278e-228b-4199-8f9a-b9716a17e58f"})
_EMPTY_CONTACT: Json = {"phone": [], "email": [], "url": []}
_OFFLINE_URL = "An onlineUrl can not be used in combination with an offline attendanceMode."


def create_event(call: Call, who: Actor, body: Json, event_id: str | None = None) -> str:
    """Create an event.

    An unknown organizer refuses the request when the event is there already, without what comes later.
    """
    _check_references(call, body)
    item = Event(
        id=event_id or str(uuid4()),
        title="",
        document={**_first_document(body), "attendanceMode": body.get("attendanceMode", "offline")},
        place=id_in(body["location"]) or "",
        organizer=None,
        base_price=None,
        workflow_status=WorkflowStatus.DRAFT,
        creator=who.id,
        created=call.now,
        modified=call.now,
    )
    return _create(call, who, item, body)


def create_place(call: Call, who: Actor, body: Json, place_id: str | None = None) -> str:
    """Create a place, in the same way as an event."""
    document = {**_first_document(body), "address": body["address"]}
    item = Record(place_id or str(uuid4()), Kind.PLACE, document, who.id, call.now, call.now)
    return _create(call, who, item, body)


def _first_document(body: Json) -> Json:
    """Take what an offer begins with: its name in the main language, type and calendar."""
    language = str(body["mainLanguage"])
    return {
        "mainLanguage": language,
        "name": {language: cast("Json", body["name"])[language]},
        "terms": _terms_of(body),
        **calendar_in(body),
    }


def _terms_of(body: Json) -> list[Json]:
    """Take type and theme; facilities have an operation of their own."""
    terms = cast("list[Json]", body["terms"])
    return [term for domain in ("eventtype", "theme") for term in terms if term["domain"] == domain]


def _create(call: Call, who: Actor, item: Item, body: Json) -> str:
    changes: dict[str, Any] = {}
    if body.get("workflowStatus") == "READY_FOR_VALIDATION":
        available = body.get("availableFrom")
        changes = published(who, read_instant(str(available)) if available is not None else call.now)
    item = save(call.state, call.now, item, **changes)
    log(call.state, call.now, item.id, who.id, "Aangemaakt")
    check_organizer(call, body)
    _apply(call, who, item, body)
    return item.id


def replace(call: Call, who: Actor, item: Item, body: Json) -> None:
    """Replace an event or a place; a refusal leaves what was changed before it."""
    if isinstance(item, Event):
        _check_references(call, body)
    check_organizer(call, body)
    need_edit(call.state, who, item, EDIT)
    if body.get("workflowStatus") == "READY_FOR_VALIDATION" and item.workflow_status is WorkflowStatus.DRAFT:
        available = body.get("availableFrom")
        moment = read_instant(str(available)) if available is not None else call.now
        item = save(call.state, call.now, item, **published(who, moment))
    _apply(call, who, item, body)
    log(call.state, call.now, item.id, who.id, "Volledig aangepast")


def _check_references(call: Call, body: Json) -> None:
    place = id_in(body["location"]) or ""
    if find(call.state, Kind.PLACE, place) is None:
        raise invalid_data(("/location", f'The location with id "{place}" was not found.'))
    if "onlineUrl" in body and body.get("attendanceMode", "offline") == "offline":
        raise invalid_data(("/onlineUrl", _OFFLINE_URL))


def check_organizer(call: Call, body: Json) -> None:
    organizer = id_in(body.get("organizer"))
    if organizer is not None and find(call.state, Kind.ORGANIZER, organizer) is None:
        raise invalid_data(("/organizer", f'The organizer with id "{organizer}" was not found.'))


def _apply(call: Call, who: Actor, item: Item, body: Json) -> None:
    """Write everything in UiTdatabank's order; departure places, deletion and organizer come last."""
    document = _rewritten(cast("Json", item.document), body)
    document = import_labels(call.state, who, item.id, document, body)
    _import_media(call, document, body)
    changes: dict[str, Any] = {"document": document}
    if isinstance(item, Event):
        changes["place"] = id_in(body["location"]) or item.place
        _rewrite_event(document, body, changes["place"])
    else:
        document["address"] = {**cast("Json", document["address"]), **cast("Json", body["address"])}
    item = save(call.state, call.now, item, **changes)
    if isinstance(item, Event):
        item = _set_departures(call, item, body)
    if body.get("workflowStatus") == "DELETED":
        item = save(call.state, call.now, item, **deleted())
    organizer = id_in(body.get("organizer"))
    unlink_guard(call.state, item, organizer)
    if organizer != item.organizer:
        save(call.state, call.now, item, organizer=organizer)


def _rewritten(document: Json, body: Json) -> Json:
    """Write what events and places share; description, prices, theme and translations outlive omission."""
    changed = replaced(document, calendar_in(body))
    changed["name"] = {**cast("Json", document["name"]), **cast("Json", body["name"])}
    changed["terms"] = with_type(cast("list[Json]", document["terms"]), _terms_of(body))
    for name in ("description", "priceInfo"):
        if name in body:
            changed[name] = body[name]
    if "description" in body:
        changed["description"] = {
            **cast("Json", document.get("description", {})),
            **cast("Json", body["description"]),
        }
    if "contactPoint" in body:
        changed["contactPoint"] = {**_EMPTY_CONTACT, **cast("Json", body["contactPoint"])}
    elif "contactPoint" in document:
        changed["contactPoint"] = _EMPTY_CONTACT
    _set(changed, "bookingInfo", body.get("bookingInfo"))
    _set(changed, "typicalAgeRange", body.get("typicalAgeRange"))
    return changed


def _rewrite_event(document: Json, body: Json, place: str) -> None:
    mode = body.get("attendanceMode", "offline")
    document["attendanceMode"] = mode
    _set(document, "onlineUrl", body.get("onlineUrl"))
    audience = body.get("audience", {"audienceType": "everyone"})
    document["audience"] = {"audienceType": "education"} if place in IN_CONSULTATION else audience
    _set(document, "faqs", body.get("faqs"))
    _set(document, "childrenOnly", body.get("childrenOnly"))
    _set(document, "birthdateRange", body.get("birthdateRange"))


def _set_departures(call: Call, item: Event, body: Json) -> Event:
    """Set where buses leave; for others than children that fails, as an exception that nobody catches."""
    wanted = cast("list[str]", body.get("departurePlaces", []))
    if wanted and body.get("childrenOnly") is not True:
        raise refused.crash(
            f'Departure places can only be set on events where "childrenOnly" is true. Event: {item.id}'
        )
    if not wanted and "departurePlaces" not in item.document:
        return item
    document = dict(item.document)
    _set(document, "departurePlaces", [last_part(each) for each in wanted])
    return cast("Event", save(call.state, call.now, item, document=document))


def _import_media(call: Call, document: Json, body: Json) -> None:
    images = [
        {
            **linked_image(call.state, id_in(each) or ""),
            **{n: each[n] for n in ("description", "copyrightHolder", "inLanguage") if n in each},
        }
        for each in cast("list[Json]", body.get("mediaObject", []))
    ]
    _set(document, "mediaObject", images)
    _set(document, "videos", [video(each) for each in cast("list[Json]", body.get("videos", []))])


def with_type(terms: list[Json], new: list[Json]) -> list[Json]:
    """Replace terms by new ones of their domains; one that changes goes to the end."""
    for term in new:
        if term["id"] not in [each["id"] for each in terms]:
            terms = [*(each for each in terms if each["domain"] != term["domain"]), term]
    return terms


def _set(document: Json, name: str, value: object) -> None:
    """Set a member, or take it away when there is nothing to say."""
    if value:
        document[name] = value
    else:
        document.pop(name, None)


__all__ = ["IN_CONSULTATION", "NOWHERE", "check_organizer", "create_event", "create_place", "replace"]

"""Create, read, replace and delete whole events and places."""

import re
from collections.abc import Callable, Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call, read_json
from ..world import udb_rights
from ..world.state import State
from ..world.udb_rights import Actor
from ..world.udb_store import NOWHERE, events_of_place, find, log, save
from ..world.udb_values import Item, Kind
from ..world.values import PUBLISHED
from . import refused
from .bodies import event_body, place_body
from .callers import who_calls
from .items import PATHS, existing
from .projection import contributors_of, document_of, is_counter
from .rdf import TURTLE, turtle
from .schema import UUID
from .workflow import deleted
from .writing import create_event, create_place, replace

Json = dict[str, object]
Read = Callable[[State, object], Json]

NO_COMMAND = "00000000-0000-0000-0000-000000000000"
JSON_LD = "application/ld+json"


def written(call: Call, kind: Kind, item_id: str, status: int) -> Answer:
    """Say where something is that was created or replaced."""
    body = {
        "id": item_id,
        f"{kind}Id": item_id,
        "url": f"{call.base}/{PATHS[kind]}/{item_id}",
        "commandId": NO_COMMAND,
    }
    return Answer(status, body)


def _body(call: Call, read: Read, *, imports: bool) -> Json:
    body = read(call.state, read_json(call.request, strict_media_type=False))
    return {**body, "workflowStatus": "READY_FOR_VALIDATION"} if imports else body


def post_event(call: Call) -> Answer:
    """Create an event; its creator is the caller."""
    body = _body(call, event_body, imports=False)
    return written(call, Kind.EVENT, create_event(call, who_calls(call), body), 201)


def import_event(call: Call) -> Answer:
    """Create an event as older integrations do: it is published, and the answer is 200."""
    body = _body(call, event_body, imports=True)
    return written(call, Kind.EVENT, create_event(call, who_calls(call), body), 200)


def put_event(call: Call, *, imports: bool = False) -> Answer:
    """Replace an event; under an id that nobody knows one is created."""
    event_id = call.parameters["eventId"]
    body = _body(call, event_body, imports=imports)
    item = find(call.state, Kind.EVENT, event_id)
    if item is not None:
        replace(call, who_calls(call), item, body)
    elif any(find(call.state, kind, event_id) for kind in (Kind.PLACE, Kind.ORGANIZER)):
        raise refused.crash()
    else:
        _need_uuid(Kind.EVENT, event_id)
        create_event(call, who_calls(call), body, event_id)
    return written(call, Kind.EVENT, event_id, 200)


def _need_uuid(kind: Kind, item_id: str) -> None:
    """Refuse to create something under an id that is none."""
    if not re.fullmatch(UUID, item_id):
        raise refused.missing(kind, item_id)


def _new_place(call: Call, *, imports: bool, place_id: str | None = None) -> str:
    body = _body(call, place_body, imports=imports)
    who = who_calls(call)
    twin = _duplicate(call, who, body)
    if twin is not None:
        raise refused.duplicate_place(f"{call.base}/places/{twin.id}")
    return create_place(call, who, body, place_id)


def post_place(call: Call) -> Answer:
    """Create a place, unless the caller made the same before."""
    return written(call, Kind.PLACE, _new_place(call, imports=False), 201)


def import_place(call: Call) -> Answer:
    """Create a place as older integrations do."""
    return written(call, Kind.PLACE, _new_place(call, imports=True), 200)


def put_place(call: Call, *, imports: bool = False) -> Answer:
    """Replace a place; under an id that nobody knows one is created."""
    place_id = call.parameters["placeId"]
    item = find(call.state, Kind.PLACE, place_id)
    if item is not None:
        replace(call, who_calls(call), item, _body(call, place_body, imports=imports))
    elif any(find(call.state, kind, place_id) for kind in (Kind.EVENT, Kind.ORGANIZER)):
        raise refused.crash()
    else:
        _need_uuid(Kind.PLACE, place_id)
        _new_place(call, imports=imports, place_id=place_id)
    return written(call, Kind.PLACE, place_id, 200)


def _duplicate(call: Call, who: Actor, body: Json) -> Item | None:
    """Find a place of the same creator with the same name and address, deleted and rejected ones left out."""
    wanted = _identity(body)
    living = {"DRAFT", *PUBLISHED}
    for place in call.state.udb_places.values():
        same = place.creator == who.id and place.workflow_status in living
        if same and _identity(place.document) == wanted:
            return place
    return None


def _identity(document: Mapping[str, object]) -> list[str]:
    """Reduce name and address in the main language to what makes two places the same."""
    language = str(document["mainLanguage"])
    names, addresses = (document[each] for each in ("name", "address"))
    name = names.get(language) if isinstance(names, Mapping) else None
    address = addresses.get(language) if isinstance(addresses, Mapping) else None
    parts = [name, *(sorted(address.items()) if isinstance(address, Mapping) else ())]
    return [" ".join(str(part).casefold().split()) for part in parts]


def get_item(call: Call) -> Answer:
    """Show an event, place or organizer to anybody; some of it only on request."""
    item = existing(call)
    prices = call.first("embedUitpasPrices") == "true"
    shape = document_of(call.world, item, call.base, with_uitpas_prices=prices)
    if call.first("includeMetadata") == "true":
        shape["metadata"] = {"popularity": 0}
    wanted = call.first("embedContributors") == "true"
    if wanted and udb_rights.may_edit(call.state, who_calls(call), item):
        shape["contributors"] = contributors_of(call.state, item)
    if TURTLE in call.request.headers.get("accept", ""):
        return Answer(body=turtle(shape).encode(), content_type=TURTLE)
    return Answer(body=shape, content_type=JSON_LD)


def delete_offer(call: Call) -> Answer:
    """Delete an event or place; it stays readable. A counter of UiTPAS stays a place."""
    item = existing(call)
    who = who_calls(call)
    udb_rights.need_edit(call.state, who, item, udb_rights.EDIT)
    if item.id in call.state.places and is_counter(call.state, item):
        raise refused.uitpas_place()
    save(call.state, call.now, item, **deleted())
    log(call.state, call.now, item.id, who.id, "Verwijderd")
    return Answer(204)


def events_at(call: Call) -> Answer:
    """List the events at a place, by id alone."""
    listed = events_of_place(call.state, existing(call).id)
    return Answer(body={"events": [{"@id": event.id} for event in listed]})


def _unchecked(run: Callable[[Call], Answer]) -> Behaviour:
    return Behaviour(run, checked=False)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "event-post": _unchecked(post_event),
    "event-get": _unchecked(get_item),
    "event-put": _unchecked(put_event),
    "event-delete": _unchecked(delete_offer),
    "event-import-new": _unchecked(import_event),
    "event-import-update": _unchecked(lambda call: put_event(call, imports=True)),
    "place-post": _unchecked(post_place),
    "place-get": _unchecked(get_item),
    "place-put": _unchecked(put_place),
    "place-delete": _unchecked(delete_offer),
    "place-import-create": _unchecked(import_place),
    "organizer-get": _unchecked(get_item),
    "place-import-update": _unchecked(lambda call: put_place(call, imports=True)),
}
__all__ = ["BEHAVIOURS", "JSON_LD", "NOWHERE", "events_at", "written"]

"""What the Entry API passes on of UiTPAS: card systems of events and organizers, and their labels."""

from ..wire.messages import Answer
from ..wire.service import Call, read_json
from ..world import event_rights
from ..world.activity import EventCardSystems
from ..world.refusals import Refusal, not_found
from ..world.state import State
from ..world.udb_marks import label_of
from ..world.values import CardSystem, Event
from . import refused

Json = dict[str, object]


def get_event(call: Call) -> Answer:
    """Say what UiTPAS knows of an event; its address lacks a slash, as at publiq."""
    event = _event(call)
    body = {
        "@id": f"{call.base}/uitpas/events{event.id}",
        "cardSystems": f"{call.base}/uitpas/events/{event.id}/card-systems",
        "hasTicketSales": bool(call.state.sales_of_event.count(event.id)),
    }
    return Answer(body=body)


def get_card_systems_of_event(call: Call) -> Answer:
    offered = event_rights.offered(call.state, _event(call))
    return _listed([each.system for each in offered if each.enabled])


def get_card_systems_of_organizer(call: Call) -> Answer:
    organizer_id = call.parameters["organizerId"]
    organizer = call.state.organizers.get(organizer_id)
    if organizer is None or not organizer.card_systems:
        raise not_found(
            f"Organizer with id '{organizer_id}' was not found in UiTPAS."
            " Are you sure it is an UiTPAS organizer?"
        )
    return _listed([call.state.card_systems[each] for each in organizer.card_systems])


def _listed(systems: list[CardSystem]) -> Answer:
    shapes = {str(each.id): _shape(each) for each in systems}
    return Answer(body=shapes or [])


def _shape(system: CardSystem) -> Json:
    keys = {str(key.id): {"id": key.id, "name": key.name} for key in system.manual_keys}
    return {"id": system.id, "name": system.name, "distributionKeys": keys or []}


def put_card_systems(call: Call) -> Answer:
    """Switch card systems on and all others off; an unknown event changes nothing."""
    wanted = read_json(call.request, strict_media_type=False)
    if not isinstance(wanted, list):
        raise refused.bad_data("Payload should be an array of card system ids")
    try:
        event = _event(call)
    except Refusal:
        return Answer(200)
    _choose(call, event, frozenset(each for each in wanted if isinstance(each, int)))
    return Answer(200)


def put_card_system(call: Call) -> Answer:
    event = _event(call)
    _choose(call, event, _enabled(call.state, event) | {_number(call, "cardSystemId")})
    return Answer(200)


def delete_card_system(call: Call) -> Answer:
    event = _event(call)
    _choose(call, event, _enabled(call.state, event) - {_number(call, "cardSystemId")})
    return Answer(200)


def put_distribution_key(call: Call) -> Answer:
    """Switch a card system on, with one of its distribution keys."""
    event = _event(call)
    system, key = _number(call, "cardSystemId"), _number(call, "distributionKeyId")
    _choose(call, event, _enabled(call.state, event) | {system}, {system: frozenset({key})})
    return Answer(200)


def get_labels(call: Call) -> Answer:
    """Say which label each card system has."""
    return Answer(body={str(each.id): label_of(each) for each in call.state.card_systems.values()})


def _event(call: Call) -> Event:
    event_id = call.parameters["eventId"]
    try:
        return event_rights.known_event(call.state, call.now, event_id)
    except Refusal:
        raise not_found(
            f"Event with id '{event_id}' was not found in UiTPAS. Are you sure it is an UiTPAS event?"
        ) from None


def _enabled(state: State, event: Event) -> frozenset[int]:
    return frozenset(each.system.id for each in event_rights.offered(state, event) if each.enabled)


def _choose(
    call: Call, event: Event, enabled: frozenset[int], keys: dict[int, frozenset[int]] | None = None
) -> None:
    chosen = call.state.event_card_systems.get(event.id) or EventCardSystems(frozenset(), frozenset())
    kept = {
        each.id: frozenset(key.id for key in each.manual_keys if key.id in chosen.keys)
        for each in call.state.card_systems.values()
        if each.id in enabled
    }
    try:
        event_rights.choose(call.state, call.now, event, enabled, kept | (keys or {}))
    except Refusal as refusal:
        if refusal.kind.endswith("event-has-ticketsales") or call.state.sales_of_event.count(event.id):
            raise refused.has_ticket_sales(event.id) from None
        raise not_found("CardSystem or distribution key not found.") from None


def _number(call: Call, name: str) -> int:
    text = call.parameters[name]
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise not_found()
    return int(text)

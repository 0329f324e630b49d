"""What the operations on the UiTPAS side of events do, by operationId."""

from collections.abc import Mapping
from typing import cast

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import checkins, event_rights, refusals
from ..world.activity import EventSettings
from ..world.clock import Period
from ..world.event_rights import Offered
from ..world.values import PeriodLimit
from .shapes import Json


def get_card_systems(call: Call) -> Answer:
    """List the card systems of an event; 404 as long as UiTPAS does not know it."""
    event = event_rights.known_event(call.state, call.now, call.parameters["eventId"])
    return Answer(body=[_offered(each) for each in event_rights.offered(call.state, event)])


def put_card_systems(call: Call) -> Answer:
    """Replace the card systems of an event; its creator may, as the one who may edit it in UiTdatabank."""
    event = event_rights.event_in_uitdatabank(call.state, call.parameters["eventId"])
    if event.creator != f"{call.caller.id}@clients":
        call.need_for(event.organizer)
    given = cast("list[dict[str, object]]", call.body)
    enabled = frozenset(cast("int", each["id"]) for each in given if each["enabled"])
    keys = {cast("int", each["id"]): _enabled_keys(each) for each in given}
    event_rights.choose(call.state, call.now, event, enabled, keys)
    return Answer(204)


def get_settings(call: Call) -> Answer:
    event = event_rights.known_event(call.state, call.now, call.parameters["eventId"])
    call.need_for(event.organizer)
    settings = checkins.settings_of(call.state, event)
    body: Json = {"id": event.id, "checkinPoints": settings.checkin_points}
    for name, limit in (
        ("passholderTicketLimit", settings.ticket_limit),
        ("checkinLimit", settings.checkin_limit),
    ):
        if limit is not None:
            body[name] = {"volume": limit.volume, "periodType": limit.period}
    return Answer(body=body)


def put_settings(call: Call) -> Answer:
    """Replace the settings of an event; a limit that is left out is lifted."""
    event = event_rights.known_event(call.state, call.now, call.parameters["eventId"])
    call.need_for(event.organizer)
    body = call.fields
    if body.get("id", event.id) != event.id:
        raise refusals.invalid_data(("/id", "The id must be that of the event in the path"))
    points = cast("int", body["checkinPoints"])
    settings = EventSettings(_limit(body, "passholderTicketLimit"), _limit(body, "checkinLimit"), points)
    call.state.event_settings.put(event.id, settings)
    return Answer(204)


def _offered(of: Offered) -> Json:
    shape: Json = {"id": of.system.id, "name": of.system.name, "enabled": of.enabled}
    if of.keys:
        shape["manualDistributionKeys"] = [
            {"id": key.id, "name": key.name, "enabled": enabled} for key, enabled in of.keys
        ]
    return shape


def _enabled_keys(given: dict[str, object]) -> frozenset[int]:
    listed = cast("list[dict[str, object]]", given.get("manualDistributionKeys", []))
    return frozenset(cast("int", key["id"]) for key in listed if key["enabled"])


def _limit(body: Mapping[str, object], name: str) -> PeriodLimit | None:
    limit = cast("dict[str, object] | None", body.get(name))
    if limit is None:
        return None
    return PeriodLimit(cast("int", limit["volume"]), Period(str(limit["periodType"])))


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-events-card-systems": Behaviour(get_card_systems),
    "put-events-card-systems": Behaviour(put_card_systems),
    "get-events-settings": Behaviour(get_settings),
    "put-events-settings": Behaviour(put_settings),
}

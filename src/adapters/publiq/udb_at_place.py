"""Which events are at a place: an operation that UiTdatabank has and its document leaves out."""

from __future__ import annotations

from typing import Any

from ...domain.ports.effects import Ask
from ...domain.ports.uitdatabank import EventsAtPlace
from .call import Call, Reply
from .environment import Service
from .operation import Operation
from .udb_json import answer
from .udb_places import needed_identity


def events_at_place(question: EventsAtPlace) -> Call:
    """`GET /places/{placeId}/events`."""
    path, arguments = "/places/{placeId}/events", {"placeId": question.place_id}
    return Call(Service.ENTRY, "place-events", "GET", path, arguments)


def read_events_at_place(_: EventsAtPlace, reply: Reply) -> tuple[str, ...]:
    """Read their ids."""
    body = answer(Service.ENTRY, reply).object()
    return tuple(needed_identity(each.object()) for each in body.items("events"))


AT_PLACE: dict[type[Ask[Any]], Operation] = {EventsAtPlace: Operation(events_at_place, read_events_at_place)}

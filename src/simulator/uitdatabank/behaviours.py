"""What the operations of the Entry API do, by operationId."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call, read_json
from ..world.refusals import not_found
from .drafts import draft_of
from .projection import project

_NO_COMMAND = "00000000-0000-0000-0000-000000000000"
_JSON_LD = "application/ld+json"


def post_event(call: Call) -> Answer:
    """Create an event; its creator is the client."""
    draft = draft_of(read_json(call.request, strict_media_type=False))
    event = call.world.create_event(draft, f"{call.caller.id}@clients")
    body = {
        "id": event.id,
        "eventId": event.id,
        "url": f"{call.base}/events/{event.id}",
        "commandId": _NO_COMMAND,
    }
    return Answer(201, body)


def get_event(call: Call) -> Answer:
    """Show an event to anybody; UiTPAS's prices only on request."""
    event_id = call.parameters["eventId"]
    event = call.world.state.events.get(event_id)
    if event is None:
        raise not_found(f'The event with id "{event_id}" was not found.')
    embed = call.first("embedUitpasPrices") == "true"
    return Answer(body=project(call.world, event, call.base, with_uitpas_prices=embed), content_type=_JSON_LD)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "event-post": Behaviour(post_event, checked=False),
    "event-get": Behaviour(get_event),
}

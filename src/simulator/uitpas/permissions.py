"""What the operations of permissions do, by operationId."""

from collections.abc import Mapping
from typing import cast

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import refusals, rights_refusals
from ..world.state import State
from ..world.values import Client
from . import organizer_shapes
from .shapes import Json

Body = Mapping[str, object]


def get_permissions(call: Call) -> Answer:
    """List what the caller may do, organizer by organizer."""
    return Answer(body=listed(call.state, call.caller))


def get_client_permissions(call: Call) -> Answer:
    call.need_somewhere()
    return Answer(body=listed(call.state, _named(call)))


def put_client_permissions(call: Call) -> Answer:
    """Replace everything that a client may do."""
    call.need_somewhere()
    client = _named(call)
    granted: dict[str, frozenset[str]] = {}
    for index, each in enumerate(cast("list[Body]", call.body)):
        organizer = str(cast("Body", each["organizer"])["id"])
        if organizer not in call.state.organizers:
            raise refusals.invalid_data((f"/{index}/organizer/id", "This organizer does not exist."))
        granted[organizer] = granted.get(organizer, frozenset()) | _granted(each)
    call.state.clients.put(client.id, evolve(client, permissions=granted))
    return Answer(204)


def listed(state: State, client: Client) -> list[Json]:
    return [
        _at(organizer_shapes.named(state, organizer), sorted(granted))
        for organizer, granted in client.permissions.items()
    ]


def _at(organizer: Json, granted: list[str]) -> Json:
    return {
        "organizer": organizer,
        "permissions": granted,
        "permissionDetails": [{"id": each, "label": {"nl": each}} for each in granted],
    }


def _granted(given: Body) -> frozenset[str]:
    """Read the permissions of one organizer, from the details and from the older list."""
    details = cast("list[Body]", given.get("permissionDetails", []))
    older = cast("list[str]", given.get("permissions", []))
    return frozenset(older) | {str(each["id"]) for each in details}


def _named(call: Call) -> Client:
    found = call.state.clients.get(call.parameters["clientId"])
    if found is None:
        raise rights_refusals.client_not_found(call.parameters["clientId"])
    return found


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-permissions": Behaviour(get_permissions),
    "get-permissions-clientId": Behaviour(get_client_permissions),
    "put-permissions-clientId": Behaviour(put_client_permissions),
}

"""What every operation on an event, place or organizer does: find it, read, ask for the right, save."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from ..wire.messages import Answer
from ..wire.service import Call, read_json
from ..world.udb_rights import EDIT, EDIT_ORGANIZER, denied, need_edit, need_role
from ..world.udb_store import find, log, save
from ..world.udb_values import Item, Kind
from . import refused
from .bodies import fit
from .callers import who_calls
from .legacy import without_nulls
from .schema import Check

Json = dict[str, object]
Changes = Mapping[str, Any]
Apply = Callable[[Item], Changes | None]
Prepare = Callable[[Call, Item | None], Apply]
Run = Callable[[Call], Answer]

_KINDS = {"eventId": Kind.EVENT, "placeId": Kind.PLACE, "organizerId": Kind.ORGANIZER}
PATHS = {Kind.EVENT: "events", Kind.PLACE: "places", Kind.ORGANIZER: "organizers"}


def sought(call: Call) -> tuple[Kind, str]:
    """Say what the path names."""
    name = next(each for each in _KINDS if each in call.parameters)
    return _KINDS[name], call.parameters[name]


def existing(call: Call) -> Item:
    """Take what the path names; refused with 404 when it is not there."""
    kind, item_id = sought(call)
    item = find(call.state, kind, item_id)
    if item is None:
        raise refused.missing(kind, item_id)
    return item


def body_of(call: Call, schema: Check, convert: Callable[[Any], object] | None = None) -> Any:
    """Read the body, without its nulls, and check it."""
    body = read_json(call.request, strict_media_type=False)
    if isinstance(body, dict):
        body = without_nulls(body)
    if convert is not None and isinstance(body, dict):
        body = convert(body)
    fit(schema, body)
    return body


def editing(prepare: Prepare, what: str, *, role: str | None = None, checks_existence: bool = True) -> Run:
    """Make a behaviour that changes an item; `what` stands in its history, in Dutch.

    The body comes before the right to edit. Operations that only events have do not look first whether the
    event is there, so that an unknown one is refused with 403 to all but god users. With `role` the right to
    edit does not count, only a role with that permission.
    """

    def run(call: Call) -> Answer:
        kind, item_id = sought(call)
        item = find(call.state, kind, item_id)
        if item is None and checks_existence:
            raise refused.missing(kind, item_id)
        apply = prepare(call, item)
        needed = role or (EDIT_ORGANIZER if kind is Kind.ORGANIZER else EDIT)
        who = who_calls(call)
        if item is None:
            raise refused.missing(kind, item_id) if who.role.god else denied(who, needed, item_id)
        if role is not None:
            need_role(who, role, item.id)
        else:
            need_edit(call.state, who, item, needed)
        changes = apply(item)
        if changes is not None:
            save(call.state, call.now, item, **changes)
            log(call.state, call.now, item.id, who.id, what)
        return Answer(204)

    return run


def with_document(item: Item, **members: object) -> dict[str, Any]:
    """Change members of a document; None removes one."""
    changed = {**item.document, **members}
    return {"document": {name: value for name, value in changed.items() if value is not None}}


def document(item: Item) -> Json:
    return cast("Json", item.document)

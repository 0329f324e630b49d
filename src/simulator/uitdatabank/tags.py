"""Labels and contributors of events, places and organizers."""

import re
from collections.abc import Mapping
from typing import Any

from ..wire.messages import Answer
from ..wire.service import Call
from ..world import udb_labels
from ..world.refusals import not_found
from ..world.udb_rights import EDIT, EDIT_ORGANIZER, need_edit
from ..world.udb_store import attach, attached, log, save
from ..world.udb_values import Item, Kind, kind_of
from . import refused
from .callers import who_calls
from .items import Apply, Changes, body_of, document, existing
from .labelling import add_labels, replace_labels, without_labels
from .schema import array, record, text
from .schemas import LABEL

_PATTERN = "^[^;]{2,255}$"
_MISMATCH = f"The label should match pattern: {_PATTERN}"
_LABELS = record(("labels",), labels=array(LABEL, unique=True))
_EMAILS = array(text(form="email", longest=255), unique=True)


def put_label(call: Call) -> Answer:
    """Add a label; who may use it may put it on anything."""
    return _label(call, existing(call), call.parameters["labelName"], add=True)


def delete_label(call: Call) -> Answer:
    """Take a label away, if it is there."""
    return _label(call, existing(call), call.parameters["labelName"], add=False)


def post_label(call: Call) -> Answer:
    """Add a label the older way, with its name in the body."""
    item = existing(call)
    name = body_of(call, record()).get("label")
    if not isinstance(name, str) or not re.search(_PATTERN, name):
        raise refused.bad_data(_MISMATCH)
    return _label(call, item, name, add=True)


def _label(call: Call, item: Item, name: str, *, add: bool) -> Answer:
    if not re.search(_PATTERN, name):
        raise not_found(_MISMATCH)
    who = who_calls(call)
    udb_labels.need(call.state, who, name)
    before = document(item)
    after = add_labels(call.state, before, [(name, True)]) if add else without_labels(before, [name])
    if after != before:
        save(call.state, call.now, item, document=after)
        log(call.state, call.now, item.id, who.id, f"Label '{name}' {'toegepast' if add else 'verwijderd'}")
    return Answer(204)


def put_labels(call: Call, _: Item | None) -> Apply:
    wanted: list[str] = body_of(call, _LABELS)["labels"]

    def apply(item: Item) -> Changes:
        changed: Mapping[str, Any] = {"document": replace_labels(call.state, who_calls(call), item, wanted)}
        return changed

    return apply


def get_contributors(call: Call) -> Answer:
    """List the e-mail addresses of those who may edit as well."""
    item = existing(call)
    need_edit(call.state, who_calls(call), item, _permission(item))
    return Answer(body=list(attached(call.state, item.id).contributors))


def put_contributors(call: Call, _: Item | None) -> Apply:
    emails: list[str] = body_of(call, _EMAILS)

    def apply(item: Item) -> Changes:
        attach(call.state, item.id, contributors=tuple(emails))
        return {}

    return apply


def _permission(item: Item) -> str:
    return EDIT_ORGANIZER if kind_of(item) is Kind.ORGANIZER else EDIT

"""What others do to a world of UiTdatabank: publiq's staff, a stranger in its own user interface."""

from datetime import datetime
from typing import Any, cast

from attrs import frozen

from . import udb_labels, udb_twins
from .refusals import invalid_data, not_found
from .state import State, follow
from .udb_store import attach, attached, events_of_place, find, log, owner_kind, save
from .udb_values import Item, Kind, Registered, Standing
from .values import WorkflowStatus

STRANGER = "uitdatabank-user"
"""The author of edits by a stranger, in the history of what was edited."""


@frozen(slots=False)
class Edit:
    """What a stranger writes on an event, place or organizer, in its main language; None leaves it."""

    name: str | None = None
    description: str | None = None
    label: str | None = None


def delete_place(state: State, now: datetime, place: str) -> Item:
    """Delete a place as publiq does; its events keep it."""
    return _deleted(state, now, _item(state, Kind.PLACE, place))


def _deleted(state: State, now: datetime, item: Item) -> Item:
    log(state, now, item.id, STRANGER, "Verwijderd")
    return save(state, now, item, workflow_status=WorkflowStatus.DELETED)


def merge_places(state: State, now: datetime, duplicate: str, place: str) -> list[str]:
    """Make a place the duplicate of another and move its events there; gives their ids."""
    known, of = _item(state, Kind.PLACE, duplicate), _item(state, Kind.PLACE, place)
    if udb_twins.canonical(state, of.id) == known.id or state.udb_twins.get(of.id) is not None:
        raise invalid_data(("/canonicalPlaceId", "This place is a duplicate itself."))
    udb_twins.join(state, known.id, of.id)
    follow(state, now, known)
    follow(state, now, of)
    moved = events_of_place(state, known.id)
    for event in moved:
        save(state, now, event)
        log(state, now, event.id, STRANGER, "Locatie aangepast")
    return [event.id for event in moved]


def edit(state: State, now: datetime, item_id: str, wanted: Edit) -> Item:
    """Change an event, place or organizer as somebody does who has it open in UiTdatabank."""
    kind = owner_kind(state, item_id)
    item = find(state, kind, item_id) if kind is not None else None
    if item is None:
        raise not_found("There is no such event, place or organizer.")
    document: dict[str, Any] = dict(item.document)
    language = str(document["mainLanguage"])
    for member, text in (("name", wanted.name), ("description", wanted.description)):
        if text is not None:
            document[member] = {**cast("dict[str, str]", document.get(member, {})), language: text}
    if wanted.label is not None:
        registered = udb_labels.register(state, wanted.label)
        member = "labels" if registered.visible else "hiddenLabels"
        document[member] = list(dict.fromkeys([*document.get(member, []), wanted.label]))
    log(state, now, item_id, STRANGER, "Aangepast")
    return save(state, now, item, document=document)


def register_association(state: State, organizer: str, code: str, standing: str) -> Registered:
    """Put an organizer in the register of associations, or change how it stands there."""
    _item(state, Kind.ORGANIZER, organizer)
    registered = Registered(code, Standing(standing))
    attach(state, organizer, registered=registered)
    return registered


def registered(state: State, organizer: str) -> Registered | None:
    """Say how an organizer stands in the register of associations, if it does."""
    return attached(state, organizer).registered


def _item(state: State, kind: Kind, item_id: str) -> Item:
    item = find(state, kind, item_id)
    if item is None:
        raise not_found(f"There is no such {kind}.")
    return item

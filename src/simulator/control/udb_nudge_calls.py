"""Do what others do in UiTdatabank: delete or merge places, edit as a stranger, register associations."""

from collections.abc import Callable, Mapping
from datetime import datetime

from ..world import udb_nudges
from ..world.state import State
from ..world.udb_values import Item
from .call import JsonObject


def delete_place(state: State, now: datetime, given: JsonObject) -> JsonObject:
    return _shape(udb_nudges.delete_place(state, now, str(given["placeId"])))


def merge_places(state: State, now: datetime, given: JsonObject) -> JsonObject:
    duplicate, place = str(given["duplicatePlaceId"]), str(given["canonicalPlaceId"])
    moved = udb_nudges.merge_places(state, now, duplicate, place)
    return {"duplicatePlaceId": duplicate, "canonicalPlaceId": place, "movedEvents": moved}


def edit_by_stranger(state: State, now: datetime, given: JsonObject) -> JsonObject:
    texts = {name: str(given[name]) for name in ("name", "description", "label") if name in given}
    return _shape(udb_nudges.edit(state, now, str(given["id"]), udb_nudges.Edit(**texts)))


def register_association(state: State, _: datetime, given: JsonObject) -> JsonObject:
    organizer = str(given["organizerId"])
    standing = str(given.get("status", "confirmed"))
    known = udb_nudges.register_association(state, organizer, str(given["vcode"]), standing)
    return {"organizerId": organizer, "vcode": known.code, "status": str(known.standing)}


def _shape(item: Item) -> JsonObject:
    return {"id": item.id, "workflowStatus": item.workflow_status, "name": item.document["name"]}


NUDGES: Mapping[str, Callable[[State, datetime, JsonObject], JsonObject]] = {
    "delete-place": delete_place,
    "merge-places": merge_places,
    "edit-by-stranger": edit_by_stranger,
    "register-association": register_association,
}

"""Create, replace, change and delete organizers."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from ..wire.messages import Answer
from ..wire.service import Call, read_json
from ..world.refusals import forbidden
from ..world.state import State
from ..world.udb_rights import EDIT_ORGANIZER, MANAGE_ORGANIZERS, Actor, may_edit, need_edit, need_role
from ..world.udb_store import items_of_organizer, log, save
from ..world.udb_values import Item, Kind, Record
from ..world.values import WorkflowStatus
from . import refused, rules
from .bodies import fit, root
from .callers import who_calls
from .items import Apply, Changes, body_of, existing, with_document
from .labelling import import_labels
from .legacy import converted_organizer
from .media import linked_image
from .offers import written
from .schema import record, text
from .schemas import (
    ADDRESS,
    CONTACT,
    ORGANIZER,
    ORGANIZER_IMAGE,
    ORGANIZER_IMAGE_CHANGES,
    URL,
)
from .texts import language_of

Json = dict[str, object]

_RESET = ("description", "educationalDescription", "address", "images")
_URL = record(("url",), url=text(URL))
_MAIN = record(("imageId",), imageId=text())


def _body(call: Call) -> Json:
    organizer = converted_organizer(root(read_json(call.request, strict_media_type=False)))
    fit(ORGANIZER, organizer)
    rules.check(organizer, (rules.labels, rules.main_language))
    rules.check_urls([organizer["url"]])
    return organizer


def post_organizer(call: Call, status: int = 201) -> Answer:
    """Create an organizer; its address on the web is its own."""
    body, who = _body(call), who_calls(call)
    need_free_url(call.state, str(body["url"]))
    approved = WorkflowStatus.APPROVED
    item: Item = Record(
        str(uuid4()), Kind.ORGANIZER, {}, who.id, call.now, call.now, workflow_status=approved
    )
    _write(call, who, item, body)
    return written(call, Kind.ORGANIZER, item.id, status)


def import_organizer(call: Call) -> Answer:
    return post_organizer(call, 200)


def put_organizer(call: Call) -> Answer:
    """Replace an organizer; texts, address, images and imported labels go when they are left out."""
    item = existing(call)
    body, who = _body(call), who_calls(call)
    need_free_url(call.state, str(body["url"]), item.id)
    need_edit(call.state, who, item, EDIT_ORGANIZER)
    _write(call, who, item, body)
    return written(call, Kind.ORGANIZER, item.id, 200)


def _write(call: Call, who: Actor, item: Item, body: Json) -> None:
    document: Json = {name: value for name, value in item.document.items() if name not in _RESET}
    document["mainLanguage"] = document.get("mainLanguage", body["mainLanguage"])
    document["name"] = {**cast("Json", document.get("name", {})), **cast("Json", body["name"])}
    document["url"] = body["url"]
    document |= {
        name: body[name] for name in ("description", "educationalDescription", "address") if name in body
    }
    if "contactPoint" in body:
        empty: Json = {"phone": [], "email": [], "url": []}
        document["contactPoint"] = {**empty, **cast("Json", body["contactPoint"])}
    images = cast("list[Json]", body.get("images", []))
    if images:
        document["images"] = [_image(call.state, each) for each in images]
    document = import_labels(call.state, who, item.id, document, body)
    save(call.state, call.now, item, document=document)
    log(call.state, call.now, item.id, who.id, "Aangemaakt" if not item.playhead else "Volledig aangepast")


def normalised(url: str) -> str:
    """Reduce an address to what must be unique of it."""
    bare = url.strip().split("://", 1)[-1]
    return bare.removeprefix("www.").rstrip("/").lower()


def need_free_url(state: State, url: str, own: str | None = None) -> None:
    """Refuse an address that another organizer has, with `duplicate-url`."""
    wanted = normalised(url)
    for other in state.udb_organizers.values():
        known = other.document.get("url")
        if other.id != own and isinstance(known, str) and normalised(known) == wanted:
            raise refused.duplicate_url(url, wanted)


def delete_organizer(call: Call) -> Answer:
    """Delete an organizer, for which it takes a role, and free its events and places of it."""
    item, who = existing(call), who_calls(call)
    need_role(who, MANAGE_ORGANIZERS, item.id)
    save(call.state, call.now, item, workflow_status=WorkflowStatus.DELETED)
    log(call.state, call.now, item.id, who.id, "Verwijderd")
    for each in items_of_organizer(call.state, item.id):
        save(call.state, call.now, each, organizer=None)
    return Answer(204)


def get_creator(call: Call) -> Answer:
    """Say who created an organizer, to those who may edit it."""
    item = existing(call)
    if not may_edit(call.state, who_calls(call), item):
        raise forbidden("You are not allowed to get creator for this item")
    return Answer(body={"userId": item.creator, "email": ""})


def put_url(call: Call, _: Item | None) -> Apply:
    url = body_of(call, _URL)["url"]
    rules.check_urls([url])
    need_free_url(call.state, url, call.parameters["organizerId"])
    return lambda item: with_document(item, url=url)


def put_address(call: Call, _: Item | None) -> Apply:
    """Set the address in a language, of an organizer or a place."""
    language, address = language_of(call), body_of(call, ADDRESS)
    return lambda item: with_document(
        item, address={**cast("Json", item.document.get("address", {})), language: address}
    )


def delete_address(_: Call, __: Item | None) -> Apply:
    return lambda item: with_document(item, address=None)


def put_contact(call: Call, _: Item | None) -> Apply:
    """Replace how to reach an organizer; what is left out is empty."""
    sent: Json = body_of(call, CONTACT)
    point = {name: sent.get(name, []) for name in ("phone", "email", "url")}
    return lambda item: with_document(item, contactPoint=point)


def post_image(call: Call, _: Item | None) -> Apply:
    sent: Json = body_of(call, ORGANIZER_IMAGE)
    image = _image(call.state, sent)

    def apply(item: Item) -> Changes:
        others = [each for each in _images(item) if each["id"] != image["id"]]
        return with_document(item, images=[*others, image])

    return apply


def patch_images(call: Call, _: Item | None) -> Apply:
    changes: list[Json] = body_of(call, ORGANIZER_IMAGE_CHANGES)

    def apply(item: Item) -> Changes:
        changed = {each["id"]: each for each in _images(item)}
        for patch in changes:
            _need_linked(item, str(patch["id"]))
            changed[patch["id"]] = changed[patch["id"]] | _spoken(patch)
        return with_document(item, images=list(changed.values()))

    return apply


def put_main_image(call: Call, _: Item | None) -> Apply:
    image_id = body_of(call, _MAIN)["imageId"]

    def apply(item: Item) -> Changes:
        _need_linked(item, image_id)
        return with_document(item, mainImage=image_id)

    return apply


def delete_image(call: Call, _: Item | None) -> Apply:
    image_id = call.parameters["imageId"]

    def apply(item: Item) -> Changes:
        _need_linked(item, image_id)
        return with_document(item, images=[each for each in _images(item) if each["id"] != image_id] or None)

    return apply


def _images(item: Item) -> list[Json]:
    return cast("list[Json]", item.document.get("images", []))


def _need_linked(item: Item, image_id: str) -> None:
    if all(each["id"] != image_id for each in _images(item)):
        raise refused.image_not_linked(image_id)


def _image(state: State, sent: Mapping[str, Any]) -> Json:
    if sent["id"] not in state.udb_images:
        raise refused.not_there("Image", sent["id"])
    return linked_image(state, sent["id"]) | _spoken(sent)


def _spoken(sent: Mapping[str, Any]) -> Json:
    names = {"language": "inLanguage", "description": "description", "copyrightHolder": "copyrightHolder"}
    return {stored: sent[name] for name, stored in names.items() if name in sent}


__all__ = ["need_free_url", "post_organizer"]

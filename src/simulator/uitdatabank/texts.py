"""Names and descriptions, language by language."""

import re
from typing import cast

from ..wire.service import Call
from ..world.refusals import not_found
from ..world.udb_values import Item
from .items import Apply, Changes, Prepare, body_of, with_document
from .schema import record
from .schemas import DESCRIPTION, NAME

Json = dict[str, object]

_NAME = record(("name",), only=True, name=NAME)
_BODIES = {
    "description": record(("description",), description=DESCRIPTION),
    "educationalDescription": record(("educationalDescription",), educationalDescription=DESCRIPTION),
}


def language_of(call: Call) -> str:
    """Take the language of the path, Dutch when the path has none."""
    language = call.parameters.get("language", "nl")
    if not re.fullmatch("[a-z]{2}", language):
        raise not_found("The provided language route parameter is not supported.")
    return language


def put_name(call: Call, _: Item | None) -> Apply:
    language = language_of(call)
    name = body_of(call, _NAME)["name"]
    return lambda item: with_document(item, name={**cast("Json", item.document["name"]), language: name})


def put_title(call: Call, _: Item | None) -> Apply:
    """Set the name the older way, where it may be called a title."""
    language = language_of(call)
    name = body_of(call, _NAME, _titled)["name"]
    return lambda item: with_document(item, name={**cast("Json", item.document["name"]), language: name})


def _titled(body: Json) -> Json:
    return {"name" if name == "title" else name: value for name, value in body.items()}


def put_text(member: str) -> Prepare:
    """Set a text in a language; an empty one takes it away."""

    def prepare(call: Call, _: Item | None) -> Apply:
        language = language_of(call)
        body = body_of(call, _BODIES["description"] if member != "educationalDescription" else _EITHER)
        text = body.get(member, body.get("description"))
        return lambda item: _changed(item, member, language, text)

    return prepare


_EITHER = record((), description=DESCRIPTION, educationalDescription=DESCRIPTION, least=1)


def delete_text(member: str) -> Prepare:
    def prepare(call: Call, _: Item | None) -> Apply:
        language = language_of(call)
        return lambda item: _changed(item, member, language, "")

    return prepare


def _changed(item: Item, member: str, language: str, text: object) -> Changes | None:
    texts = dict(cast("Json", item.document.get(member, {})))
    if text:
        return with_document(item, **{member: {**texts, language: text}})
    if texts.pop(language, None) is None:
        return None
    return with_document(item, **{member: texts or None})

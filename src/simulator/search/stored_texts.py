"""Read again the texts that a field of the index was made of, to look for phrases in them."""

from collections.abc import Iterator, Mapping
from typing import cast

from ..world.state import State
from ..world.udb_store import find
from ..world.udb_values import Item, Kind
from ..world.values import Event
from .surroundings import labels_of
from .texts import in_languages


def texts_of(state: State, name: str, item: Item) -> Iterator[str]:
    """Read the texts that a field of the index was made of."""
    document: Mapping[str, object] | None = item.document
    path = name
    if name.startswith("location."):
        document, path = (
            _document(state, Kind.PLACE, item.place if isinstance(item, Event) else None),
            name[9:],
        )
    elif name.startswith("organizer."):
        document, path = _document(state, Kind.ORGANIZER, item.organizer), name[10:]
    elif name.startswith("address.") and isinstance(item, Event):
        document = _document(state, Kind.PLACE, item.place)
    if document is None:
        return
    if path.startswith("address."):
        _, language, part = path.split(".", 2)
        address = cast("Mapping[str, Mapping[str, str]]", document.get("address", {})).get(language, {})
        yield str(address.get(part, ""))
    elif path == "labels.text":
        yield from labels_of(document)
    elif path == "terms.text":
        yield from (
            str(each.get("label", "")) for each in cast("list[Mapping[str, str]]", document.get("terms", []))
        )
    else:
        first, _, language = path.partition(".")
        yield in_languages(document.get(first)).get(language, "")


def _document(state: State, kind: Kind, item_id: str | None) -> Mapping[str, object] | None:
    found = find(state, kind, item_id) if item_id else None
    return found.document if found else None

"""Put labels on things, in a body as a whole or one by one."""

from collections.abc import Iterable
from typing import cast

from ..world import udb_labels
from ..world.state import State
from ..world.udb_rights import Actor
from ..world.udb_store import attach, attached
from ..world.udb_values import Item

Json = dict[str, object]

BOTH = ("labels", "hiddenLabels")


def import_labels(state: State, who: Actor, item_id: str, document: Json, body: Json) -> Json:
    """Put the labels of a body on a document, in place of those that came in with an earlier body.

    Private labels that the caller may not use are dropped when they come in and stay when they are there.
    The registry decides whether a label is hidden.
    """
    wanted = {
        label.lower(): (label, name == "labels")
        for name in BOTH
        for label in cast("list[str]", body.get(name, []))
        if udb_labels.may_use(state, who, label)
    }
    present = {label.lower() for name in BOTH for label in cast("list[str]", document.get(name, []))}
    imported = {label.lower() for label in attached(state, item_id).imported}
    gone = {each for each in imported - wanted.keys() if udb_labels.may_use(state, who, each)}
    new = [pair for key, pair in wanted.items() if key not in present]
    attach(state, item_id, imported=tuple(sorted((imported - gone) | {name.lower() for name, _ in new})))
    return add_labels(state, without_labels(document, gone), new)


def add_labels(state: State, document: Json, new: Iterable[tuple[str, bool]]) -> Json:
    """Add labels, each with whether it should be visible if it is a new one."""
    changed = {name: list(cast("list[str]", document.get(name, []))) for name in BOTH}
    known = {label.lower() for labels in changed.values() for label in labels}
    for label, visible in new:
        if label.lower() not in known:
            registered = udb_labels.register(state, label, visible=visible)
            changed["labels" if registered.visible else "hiddenLabels"].append(label)
            known.add(label.lower())
    return _with(document, changed)


def without_labels(document: Json, gone: Iterable[str]) -> Json:
    """Take labels away, whatever their case."""
    lower = {label.lower() for label in gone}
    kept = {
        name: [each for each in cast("list[str]", document.get(name, [])) if each.lower() not in lower]
        for name in BOTH
    }
    return _with(document, kept)


def replace_labels(state: State, who: Actor, item: Item, wanted: list[str]) -> Json:
    """Replace all labels that the caller may use; others are neither set nor taken away."""
    document = cast("Json", item.document)
    present = [label for name in BOTH for label in cast("list[str]", document.get(name, []))]
    names = {label.lower() for label in wanted}
    gone = [each for each in present if each.lower() not in names and udb_labels.may_use(state, who, each)]
    new = [(label, True) for label in wanted if udb_labels.may_use(state, who, label)]
    return add_labels(state, without_labels(document, gone), new)


def _with(document: Json, labels: dict[str, list[str]]) -> Json:
    others = {name: value for name, value in document.items() if name not in BOTH}
    return others | {name: listed for name, listed in labels.items() if listed}

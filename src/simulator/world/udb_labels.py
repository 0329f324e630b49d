"""Keep the registry of labels, and say who may use which."""

from uuid import NAMESPACE_URL, uuid5

from .refusals import Refusal
from .state import State
from .udb_marks import label_of
from .udb_rights import Actor
from .udb_values import Label


def label(state: State, name: str) -> Label | None:
    """Take a label of the registry, in any case; those of UiTPAS are there, private and invisible."""
    found = state.udb_labels.get(name.lower())
    return found or (_new(name, visible=False, private=True) if is_of_uitpas(state, name) else None)


def is_of_uitpas(state: State, name: str) -> bool:
    lower = name.lower()
    names = (label_of(each).lower() for each in state.card_systems.values())
    return lower.startswith("uitpas ") or lower == "paspartoe" or lower in names


def may_use(state: State, who: Actor, name: str) -> bool:
    known = label(state, name)
    return known is None or not known.private or who.role.god or name.lower() in who.role.labels


def need(state: State, who: Actor, name: str) -> None:
    """Refuse a private label that the caller does not hold, with 403 `label-not-allowed`."""
    if not may_use(state, who, name):
        raise Refusal(
            "uitdatabank/label-not-allowed", "Label not allowed", status=403, members={"label": name}
        )


def register(state: State, name: str, *, visible: bool = True) -> Label:
    """Take a label, made as it is asked for when it is new."""
    known = label(state, name)
    if known is None:
        known = _new(name, visible=visible, private=False)
        state.udb_labels.put(name.lower(), known)
    return known


def _new(name: str, *, visible: bool, private: bool) -> Label:
    return Label(str(uuid5(NAMESPACE_URL, f"uitkern:label:{name.lower()}")), name, visible, private)

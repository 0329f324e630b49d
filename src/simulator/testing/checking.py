"""Tell a test at once what it arranges wrongly: later it would look like a mistake of something else."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache

from ..contract import load_contract
from ..world.state import State


def named(what: str, given: str, known: Collection[str]) -> None:
    """Raise ValueError for a name that is not known, with the one that comes nearest."""
    if given in known:
        return
    near = get_close_matches(given, known, n=1, cutoff=0.5)
    raise ValueError(f"{what}: there is no {given!r}.{f' Did you mean {near[0]!r}?' if near else ''}")


def listed(what: str, given: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Give the names of a list; TypeError for a text in its place, ValueError for one that is not known."""
    if isinstance(given, str):
        raise TypeError(f"{what}: give a list of names, not a text")
    names = tuple(given)
    for name in names:
        named(what, name, known)
    return names


def card_system(state: State, given: int) -> None:
    """Raise ValueError for a card system that the world does not have."""
    if given not in state.card_systems:
        there = ", ".join(f"{each.id} ({each.name})" for each in state.card_systems.values())
        raise ValueError(f"card_system: there is no {given}; there are {there}")


def permissions(state: State) -> frozenset[str]:
    """Name every permission that an operation asks for or that a client of the world has."""
    granted = (names for client in state.clients.values() for names in client.permissions.values())
    return _asked().union(*granted)


@cache
def _asked() -> frozenset[str]:
    asked = (operation.permissions for operation in load_contract("uitpas").operations.values())
    return frozenset(
        name for each in asked for name in (each.usual, *each.instead, *each.besides) if name is not None
    )

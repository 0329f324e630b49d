"""Places that publiq found to be there twice: a duplicate points at the one that counts."""

from .state import State


def canonical(state: State, place: str) -> str:
    """Give the place that counts: the place itself unless it is a known duplicate."""
    return state.udb_twins.get(place) or place


def duplicates(state: State, place: str) -> list[str]:
    """List the known duplicates of a place."""
    return [each for each, of in state.udb_twins.items() if of == place]


def join(state: State, duplicate: str, place: str) -> None:
    """Let a place be a duplicate of another; what was a duplicate of it follows."""
    for each in duplicates(state, duplicate):
        state.udb_twins.put(each, place)
    state.udb_twins.put(duplicate, place)

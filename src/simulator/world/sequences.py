"""Number things one after the other, the same way in every run."""

from .state import State


def following(state: State, kind: str, first: int) -> str:
    """Take the next number of a kind; numbers are never given twice within the life of a state."""
    number = state.sequences.get(kind) or first
    state.sequences.put(kind, number + 1)
    return str(number)

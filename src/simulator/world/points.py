"""Keep the balance of points of a passholder."""

from attrs import evolve

from .state import State


def add_points(state: State, holder_id: str, points: int) -> int:
    """Change a balance, which never falls below zero; give the new one, zero for somebody who is gone."""
    holder = state.passholders.get(holder_id)
    if holder is None:
        return 0
    balance = max(0, holder.points + points)
    state.passholders.put(holder_id, evolve(holder, points=balance))
    return balance

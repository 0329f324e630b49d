"""Read a list that comes in pages and changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from ..model.problem import Problem
from ..ports.effects import Flow
from ..ports.outcomes import Answered, Unavailable

READINGS = 6
"""How often a list of several pages is read before it is given up for now."""


class HasId(Protocol):
    """Something of publiq's, under publiq's own id."""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        ...


T = TypeVar("T", bound=HasId)


def whole_list(
    page: Callable[[int], Flow[Answered[tuple[Sequence[T], int]]]], what: str
) -> Flow[Answered[tuple[T, ...]]]:
    """Every member; `page` answers those from a position on, and how many there are in all.

    Pages are counted from the start of a list that others change meanwhile: one that goes moves the next
    one onto a page that was read already. So a list of several pages is read until two readings tell the
    same; one that keeps changing is `Unavailable`.
    """
    before: dict[str, T] = {}
    for reading in range(READINGS):
        found: dict[str, T] = {}
        pages = 0
        start, total = 0, 1
        while start < total:
            answer = yield from page(start)
            if isinstance(answer, Problem | Unavailable):
                return answer
            members, total = answer
            found.update((member.id, member) for member in members)
            pages += 1
            start, total = start + len(members), total if members else 0
        if pages == 1 or (reading and found.keys() == before.keys()):
            return tuple(found.values())
        before = found
    return Unavailable(f"the list of {what} changed all the time it was read")

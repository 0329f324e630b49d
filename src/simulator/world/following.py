"""Remember what the search index has yet to learn of events, places and organizers.

The index itself is built by who searches, from what is kept here: the rows of a world as they were when it
began, and the versions written since, each with the instant from which it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .tables import Table
from .udb_values import Item

if TYPE_CHECKING:
    from .state import Frozen

_FURTHEST = 8
"""So many versions of one item wait at most; a storm of writes is indexed at fewer moments."""

Version = tuple[datetime, Item]


@frozen(slots=False, eq=False)
class Held:
    """What is in a snapshot of `Following`; shared, so never changed."""

    waiting: Table[str, tuple[Version, ...]]
    soonest: datetime | None
    index: object
    origin: Frozen | None


class Following:
    """What waits for the index, and the index as it is, an immutable value that only the search knows."""

    __slots__ = ("_soonest", "_waiting", "index", "origin")

    def __init__(self) -> None:
        self._waiting: Table[str, tuple[Version, ...]] = Table()
        self._soonest: datetime | None = None
        self.index: Any = None
        self.origin: Frozen | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def note(self, item: Item, instants: Sequence[datetime], known_by: datetime) -> None:
        """Let a version of an item wait; it counts from each of the instants.

        Versions that count since before `known_by` give way to the last of them.
        """
        earlier = [each for each in self._waiting.get(item.id) or () if each[0] <= min(instants)]
        passed = sum(at <= known_by for at, _ in earlier)
        kept = earlier[max(passed - 1, 0) :][-_FURTHEST:]
        new = [(at, item) for at in sorted(set(instants))]
        self._waiting.put(item.id, (*kept, *new))
        first = (*kept, *new)[0][0]
        self._soonest = first if self._soonest is None else min(first, self._soonest)

    def take(self, until: datetime) -> list[Version]:
        """Give the last version of each item that counts at an instant, and no longer let it wait."""
        if self._soonest is None or self._soonest > until:
            return []
        taken: list[Version] = []
        left: dict[str, tuple[Version, ...]] = {}
        for key, versions in self._waiting.items():
            due = [each for each in versions if each[0] <= until]
            if due:
                taken.append(due[-1])
            if len(due) < len(versions):
                left[key] = versions[len(due) :]
        self._waiting = Table()
        for key, versions in left.items():
            self._waiting.put(key, versions)
        self._soonest = min((versions[0][0] for versions in left.values()), default=None)
        return taken

    def freeze(self) -> Held:
        """Give what waits and the index as they are now."""
        return Held(self._waiting.freeze(), self._soonest, self.index, self.origin)

    def thaw(self, held: Held, whole: Frozen) -> None:
        """Return to a snapshot; one without an index is itself what the index begins with."""
        self._waiting.thaw(held.waiting)
        self._soonest, self.index = held.soonest, held.index
        self.origin = None if held.index is not None else held.origin or whole


def built_once(origin: Frozen, build: Callable[[], object]) -> object:
    """Give the index of a snapshot, built when a world that came from it is first searched."""
    if origin.index is None:
        origin.index = build()
    return origin.index

"""Keep the index of a world: segments that never change, and which of their documents still count.

An index is an immutable value, so a snapshot of a world holds it as it is. What was written since becomes a
small segment; segments of about one size are merged, so that there are few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from attrs import frozen

from ..world.following import Version, built_once
from ..world.state import Frozen, Settings, State
from ..world.udb_store import NOWHERE, find
from ..world.udb_values import Item, Kind, kind_of
from ..world.world import World
from .bits import Bits, numbers_in
from .facts import Reader
from .segment import Builder, Segment, merged

Part = tuple[Segment, Bits]


@frozen(slots=False, eq=False)
class Index:
    """The segments, largest and oldest first, each with the documents in it that count."""

    parts: tuple[Part, ...] = ()

    def having(self, field: str, value: str) -> Iterator[Item]:
        """Give the items that have a value in a field."""
        for segment, alive in self.parts:
            yield from (segment.items[each] for each in numbers_in(segment.having(field, value) & alive))

    def without(self, ids: Iterable[str]) -> Index:
        """Give the index without some items."""
        gone = set(ids)
        parts: list[Part] = []
        for segment, alive in self.parts:
            for each in gone & segment.ids.keys():
                alive &= ~(1 << segment.ids[each])  # noqa: PLW2901
            if alive:
                parts.append((segment, alive))
        return Index(tuple(parts))

    def extended(self, segment: Segment) -> Index:
        """Give the index with the documents of a segment in place of earlier ones of their ids."""
        parts = [*self.without(segment.ids).parts, (segment, segment.all)]
        while len(parts) > 1 and parts[-2][1].bit_count() <= 2 * parts[-1][1].bit_count():
            together = merged(parts[-2:])
            parts[-2:] = [(together, together.all)]
        return Index(tuple(parts))


def index_of(world: World) -> Index:
    """Give the index of a world as it is by now."""
    delay = world.settings.index_delay
    now = world.clock.now()
    return _caught_up(world.state, now, None if delay is None else now - delay)


def flush(world: World) -> int:
    """Let the index learn at once of everything that was written; says of how many items."""
    now = world.clock.now()
    before = len(world.state.following)
    _caught_up(world.state, now, now)
    return before


def _caught_up(state: State, now: datetime, until: datetime | None) -> Index:
    following = state.following
    origin: Frozen = following.origin or state.freeze()
    index = cast("Index", following.index or built_once(origin, lambda: _built(origin, now)))
    taken = following.take(until) if until is not None else []
    if taken:
        index = index.extended(_read(state, _with_neighbours(index, taken)))
    following.index = index
    return index


def _built(frozen: Frozen, now: datetime) -> Index:
    """Read everything that a snapshot holds."""
    state = State(settings=cast("Settings", frozen.parts["settings"]), next_sale=0)
    state.thaw(frozen)
    ids = {
        Kind.EVENT: list(state.events),
        Kind.PLACE: [*dict.fromkeys([*state.places, *state.udb_places])],
        Kind.ORGANIZER: [*dict.fromkeys([*state.organizers, *state.udb_organizers])],
    }
    found = (find(state, kind, each) for kind, listed in ids.items() for each in listed if each != NOWHERE)
    segment = _read(state, [(now, item) for item in found if item is not None])
    return Index(((segment, segment.all),) if segment.size else ())


def _with_neighbours(index: Index, taken: list[Version]) -> list[Version]:
    """Add the offers at the places and of the organizers that changed: they show these."""
    known = {item.id for _, item in taken}
    more: dict[str, Version] = {}
    for at, item in taken:
        kind = kind_of(item)
        if kind is not Kind.EVENT:
            field = "location.id" if kind is Kind.PLACE else "organizer.id"
            for each in index.having(field, item.id.lower()):
                if each.id not in known:
                    more[each.id] = (at, each)
    return [*taken, *more.values()]


def _read(state: State, versions: list[Version]) -> Segment:
    builder = Builder()
    reader = Reader(state, builder)
    for at, item in versions:
        if item.id != NOWHERE:
            reader.add(at, item)
    return builder.build()

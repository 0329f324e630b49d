"""Hold rows so that snapshots, returning to them, and the first write afterwards cost the same at any size.

A table is a large layer that nobody changes any more and, over it, the changes made since. A snapshot shares
both; the first write after it copies the changes only. Before they outnumber the square root of the rows a
snapshot settles them into a new large layer, which each of those writes pays a small part of.
Rows are immutable values, and none of them is None.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, Generic, Literal, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")


class _Mark(Enum):
    UNCHANGED = "unchanged"


_UNCHANGED: Final[Literal[_Mark.UNCHANGED]] = _Mark.UNCHANGED


class Table(Generic[K, V]):
    """Map keys to immutable rows, in the order of insertion."""

    __slots__ = ("_base", "_changes", "_frozen", "_size")

    def __init__(self) -> None:
        self._base: dict[K, V] = {}
        self._changes: dict[K, V | None] = {}
        self._size = 0
        self._frozen: Table[K, V] | None = None

    def __contains__(self, key: object) -> bool:
        changed = self._changes.get(cast("K", key), _UNCHANGED)
        return key in self._base if changed is _UNCHANGED else changed is not None

    def __getitem__(self, key: K) -> V:
        row = self._changes[key] if key in self._changes else self._base[key]
        if row is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self.items()) if self._changes else iter(self._base)

    def __len__(self) -> int:
        return self._size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and dict(self.items()) == dict(other.items())

    __hash__ = None  # type: ignore[assignment]

    def get(self, key: K | None) -> V | None:
        changes = self._changes
        if changes:
            row = changes.get(key, _UNCHANGED)  # type: ignore[arg-type]
            if row is not _UNCHANGED:
                return row
        return self._base.get(key)  # type: ignore[arg-type]

    def items(self) -> Iterator[tuple[K, V]]:
        return self._merged() if self._changes else iter(self._base.items())

    def values(self) -> Iterator[V]:
        return (row for _, row in self.items()) if self._changes else iter(self._base.values())

    def put(self, key: K, row: V) -> None:
        """Add a row at the end, or replace the one of this key in its place."""
        if self._frozen is not None:
            self._own()
        changes = self._changes
        if changes.get(key) is None:
            if key in changes:
                self._settle()
                changes = self._changes
            self._size += key not in self._base
        changes[key] = row

    def drop(self, key: K) -> None:
        """Take a row away; KeyError when there is none."""
        if key not in self:
            raise KeyError(key)
        if self._frozen is not None:
            self._own()
        if key in self._base:
            self._changes[key] = None
        else:
            del self._changes[key]
        self._size -= 1

    def freeze(self) -> "Table[K, V]":
        """Give the rows as they are now; nobody may change what is given."""
        if self._frozen is None:
            if len(self._changes) ** 2 > len(self._base):
                self._settle()
            frozen = Table[K, V]()
            frozen._become(self)
            frozen._frozen = self._frozen = frozen
        return self._frozen

    def thaw(self, frozen: "Table[K, V]") -> None:
        """Become what an earlier `freeze` gave."""
        self._become(frozen)
        self._frozen = frozen

    def _become(self, other: "Table[K, V]") -> None:
        self._base, self._changes, self._size = other._base, other._changes, other._size  # noqa: SLF001

    def _merged(self) -> Iterator[tuple[K, V]]:
        base, changes = self._base, self._changes
        for key, row in base.items():
            current = changes.get(key, row)
            if current is not None:
                yield key, current
        for key, added in changes.items():
            if added is not None and key not in base:
                yield key, added

    def _settle(self) -> None:
        self._base, self._changes = dict(self.items()), {}

    def _own(self) -> None:
        self._changes = self._changes.copy()
        self._frozen = None


Members = Table[V, Literal[True]]


def count_in(table: Table[K, int], keys: Iterable[K], by: int) -> None:
    """Count each key by so many more or less; a row is there as long as it counts something.

    The usual case is written out here, because a sale counts a dozen keys: one more in a row of late.
    """
    if table._frozen is not None:  # noqa: SLF001
        table._own()  # noqa: SLF001
    changes = table._changes  # noqa: SLF001
    for key in keys:
        if by > 0:
            try:
                changes[key] += by  # type: ignore[operator]
                continue
            except (KeyError, TypeError):  # no row of late, or one that was dropped
                pass
        used = (table.get(key) or 0) + by
        if used:
            table.put(key, used)
        else:
            table.drop(key)
        changes = table._changes  # noqa: SLF001


class Index(Generic[K, V]):
    """Map keys to sets of values in the order of insertion; add and discard cost the same at any size."""

    __slots__ = ("_owned", "_sets")

    def __init__(self) -> None:
        self._sets: Table[K, Members[V]] = Table()
        self._owned: set[K] = set()

    def of(self, key: K) -> tuple[V, ...]:
        found = self._sets.get(key)
        return () if found is None else tuple(found)

    def count(self, key: K) -> int:
        found = self._sets.get(key)
        return 0 if found is None else len(found)

    def items(self) -> Iterator[tuple[K, tuple[V, ...]]]:
        return ((key, tuple(values)) for key, values in self._sets.items())

    def add(self, key: K, value: V) -> None:
        self._own(key).put(value, True)  # noqa: FBT003

    def discard(self, key: K, value: V) -> None:
        values = self._own(key)
        if value in values:
            values.drop(value)
        if not values:
            self._sets.drop(key)
            self._owned.discard(key)

    def freeze(self) -> Table[K, Members[V]]:
        """Give the sets as they are now; nobody may change what is given."""
        for key in self._owned:
            self._sets.put(key, self._sets[key].freeze())
        self._owned = set()
        return self._sets.freeze()

    def thaw(self, sets: Table[K, Members[V]]) -> None:
        """Become the sets of an earlier `freeze`."""
        self._sets.thaw(sets)
        self._owned = set()

    def _own(self, key: K) -> Members[V]:
        """Take the set of a key to change it."""
        held = self._sets.get(key)
        if held is None or key not in self._owned:
            shared, held = held, Table[V, Literal[True]]()
            if shared is not None:
                held.thaw(shared)
            self._sets.put(key, held)
            self._owned.add(key)
        return held

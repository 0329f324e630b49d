"""Hold rows so that a snapshot of any size costs nothing until the next write.

A snapshot hands out the very dictionary in use and remembers that it is shared;
the first write after it copies, later writes are in place. Rows are immutable values.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Table(Generic[K, V]):
    """Map keys to immutable rows, in the order of insertion."""

    __slots__ = ("_rows", "_shared")

    def __init__(self) -> None:
        self._rows: dict[K, V] = {}
        self._shared = False

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __getitem__(self, key: K) -> V:
        return self._rows[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: K | None) -> V | None:
        return None if key is None else self._rows.get(key)

    def items(self) -> Iterator[tuple[K, V]]:
        return iter(self._rows.items())

    def values(self) -> Iterator[V]:
        return iter(self._rows.values())

    def put(self, key: K, row: V) -> None:
        self._own()
        self._rows[key] = row

    def drop(self, key: K) -> None:
        self._own()
        del self._rows[key]

    def freeze(self) -> dict[K, V]:
        """Give the rows as they are now; nobody may change what is given."""
        self._shared = True
        return self._rows

    def thaw(self, rows: dict[K, V]) -> None:
        """Become the rows of an earlier `freeze`."""
        self._rows = rows
        self._shared = True

    def _own(self) -> None:
        if self._shared:
            self._rows = self._rows.copy()
            self._shared = False


class Index(Generic[K, V]):
    """Map keys to sets of values in the order of insertion; add and discard cost the same at any size."""

    __slots__ = ("_owned", "_sets", "_shared")

    def __init__(self) -> None:
        self._sets: dict[K, dict[V, None]] = {}
        self._owned: set[K] = set()
        self._shared = False

    def of(self, key: K) -> tuple[V, ...]:
        return tuple(self._sets.get(key, ()))

    def count(self, key: K) -> int:
        return len(self._sets.get(key, ()))

    def items(self) -> Iterator[tuple[K, tuple[V, ...]]]:
        return ((key, tuple(values)) for key, values in self._sets.items())

    def add(self, key: K, value: V) -> None:
        self._own(key)[value] = None

    def discard(self, key: K, value: V) -> None:
        values = self._own(key)
        values.pop(value, None)
        if not values:
            del self._sets[key]
            self._owned.discard(key)

    def freeze(self) -> dict[K, dict[V, None]]:
        """Give the sets as they are now; nobody may change what is given."""
        self._shared = True
        self._owned = set()
        return self._sets

    def thaw(self, sets: dict[K, dict[V, None]]) -> None:
        """Become the sets of an earlier `freeze`."""
        self._sets = sets
        self._owned = set()
        self._shared = True

    def _own(self, key: K) -> dict[V, None]:
        if self._shared:
            self._sets = self._sets.copy()
            self._shared = False
        if key not in self._owned:
            self._sets[key] = self._sets.get(key, {}).copy()
            self._owned.add(key)
        return self._sets[key]

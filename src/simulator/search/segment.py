"""A part of the index: documents with what they can be found by, never changed once it is made.

Words and whole values lead to the documents that have them; numbers are kept in their order. A search asks
each segment for the set of documents that fit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice, takewhile
from math import isnan, nan

from ..world.udb_values import Item
from .bits import Bits, Posting, as_bits, bits_of, everything, holds, numbers_in, packed
from .times import Times

_STEP = 2048


class Column:
    """A number of each document that has it, found by range and walked in order."""

    __slots__ = ("_known", "_marks", "_order", "_sorted", "values")

    def __init__(self, values: array[float]) -> None:
        self.values = values
        self._order = array(
            "I", sorted((n for n, v in enumerate(values) if not isnan(v)), key=values.__getitem__)
        )
        self._sorted = array("d", (values[number] for number in self._order))
        self._marks: list[Bits] | None = None
        self._known: Bits | None = None

    @property
    def known(self) -> Bits:
        """The documents that have the number at all."""
        if self._known is None:
            self._known = bits_of(self._order, len(self.values))
        return self._known

    def between(self, low: float, high: float, *, open_low: bool = False, open_high: bool = False) -> Bits:
        """Give the documents whose number lies in a range, its ends included unless they are open."""
        first = (bisect_right if open_low else bisect_left)(self._sorted, low)
        last = (bisect_left if open_high else bisect_right)(self._sorted, high)
        return self._until(last) & ~self._until(first) if first < last else 0

    def walk(self, wanted: bytes, *, falling: bool) -> Iterator[tuple[float, int]]:
        """Give the wanted documents in the order of their numbers, as pairs of number and document."""
        order = self._order
        for number in reversed(order) if falling else order:
            if holds(wanted, number):
                yield self.values[number], number

    def _until(self, place: int) -> Bits:
        """Give the first documents of the order, from a mark nearby."""
        if self._marks is None:
            self._marks = self._marked()
        mark, rest = divmod(place, _STEP)
        if not rest:
            return self._marks[mark]
        return self._marks[mark] | bits_of(self._order[mark * _STEP : place], len(self.values))

    def _marked(self) -> list[Bits]:
        marks, seen = [0], 0
        for start in range(0, len(self._order), _STEP):
            seen |= bits_of(self._order[start : start + _STEP], len(self.values))
            marks.append(seen)
        return marks


class Segment:
    """Documents by number, with their words and numbers; `spans` are the times of those with several."""

    __slots__ = ("_orders", "columns", "ids", "items", "postings", "size", "spans")

    def __init__(
        self,
        items: list[Item],
        postings: dict[str, dict[str, Posting]],
        columns: dict[str, Column],
        spans: dict[int, Times],
    ) -> None:
        self.items = items
        self.size = len(items)
        self.ids = {item.id: number for number, item in enumerate(items)}
        self.postings = postings
        self.columns = columns
        self.spans = spans
        self._orders: dict[str, list[str]] = {}

    @property
    def all(self) -> Bits:
        return everything(self.size)

    def values(self, field: str) -> Mapping[str, Posting]:
        """Give what documents have in a field, each with where it occurs."""
        return self.postings.get(field, {})

    def having(self, field: str, value: str) -> Bits:
        found = self.values(field).get(value)
        return 0 if found is None else as_bits(found, self.size)

    def having_any(self, field: str, fits: Callable[[str], bool], beginning: str = "") -> Bits:
        """Give the documents that have a value in a field which fits; such values begin as it is said."""
        values, few = self.values(field), array("I")
        found = 0
        for value in self._beginning(field, beginning) if beginning else values:
            if fits(value):
                posting = values[value]
                if isinstance(posting, int):
                    found |= posting
                else:
                    few.extend(posting)
        return found | bits_of(few, self.size)

    def _beginning(self, field: str, beginning: str) -> Iterator[str]:
        """Give the values that begin in a certain way, from their order, which is made when first needed."""
        order = self._orders.get(field)
        if order is None:
            order = self._orders[field] = sorted(self.values(field))
        first = bisect_left(order, beginning)
        return takewhile(lambda value: value.startswith(beginning), islice(order, first, None))

    def having_something(self, field: str) -> Bits:
        """Give the documents that have anything in a field, as words or as a number."""
        column = self.columns.get(field)
        return self.having_any(field, lambda _: True) | (column.known if column else 0)


class Builder:
    """Collects documents for a segment."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.spans: dict[int, Times] = {}
        self._postings: dict[str, dict[str, array[int]]] = {}
        self._numbers: dict[str, list[tuple[int, float]]] = {}

    @property
    def next(self) -> int:
        return len(self.items)

    def words(self, field: str, values: Collection[str]) -> None:
        """Say what the next document has in a field."""
        if not values:
            return
        held = self._postings.get(field)
        if held is None:
            held = self._postings[field] = {}
        number = len(self.items)
        for value in values:
            posting = held.get(value)
            if posting is None:
                held[value] = array("I", (number,))
            elif posting[-1] != number:
                posting.append(number)

    def shared(self, words: Mapping[str, Collection[str]]) -> list[array[int]]:
        """Find where words are kept that many documents have, for `repeat`."""
        return [
            self._postings.setdefault(field, {}).setdefault(value, array("I"))
            for field, values in words.items()
            for value in dict.fromkeys(values)
        ]

    def repeat(self, postings: list[array[int]]) -> None:
        """Say that the next document has shared words; it may have them from nowhere else."""
        number = len(self.items)
        for posting in postings:
            posting.append(number)

    def number(self, field: str, value: float) -> None:
        self._numbers.setdefault(field, []).append((len(self.items), value))

    def close(self, item: Item, spans: Times | None = None) -> None:
        """End a document."""
        if spans is not None:
            self.spans[len(self.items)] = spans
        self.items.append(item)

    def build(self) -> Segment:
        size = len(self.items)
        postings: dict[str, dict[str, Posting]] = {
            field: {value: packed(numbers, size) for value, numbers in held.items()}
            for field, held in self._postings.items()
        }
        columns = {field: _column(pairs, size) for field, pairs in self._numbers.items()}
        return Segment(self.items, postings, columns, self.spans)


def _column(pairs: Iterable[tuple[int, float]], size: int) -> Column:
    values = array("d", [nan]) * size
    for number, value in pairs:
        values[number] = value
    return Column(values)


def merged(parts: Iterable[tuple[Segment, Bits]]) -> Segment:
    """Make one segment of the documents of several that are still alive."""
    items: list[Item] = []
    postings: dict[str, dict[str, array[int]]] = {}
    numbers: dict[str, list[tuple[int, float]]] = {}
    spans: dict[int, Times] = {}
    for segment, alive in parts:
        places = _places(alive, len(items))
        for field, held in segment.postings.items():
            into = postings.setdefault(field, {})
            for value, posting in held.items():
                listed = numbers_in(posting) if isinstance(posting, int) else posting
                kept = [places[each] for each in listed if each in places]
                if kept:
                    into.setdefault(value, array("I")).extend(kept)
        for field, column in segment.columns.items():
            pairs = ((places[n], v) for n, v in enumerate(column.values) if n in places and not isnan(v))
            numbers.setdefault(field, []).extend(pairs)
        spans.update({places[n]: each for n, each in segment.spans.items() if n in places})
        items.extend(segment.items[each] for each in places)
    size = len(items)
    return Segment(
        items,
        {f: {v: packed(numbers_, size) for v, numbers_ in held.items()} for f, held in postings.items()},
        {field: _column(pairs, size) for field, pairs in numbers.items()},
        spans,
    )


def _places(alive: Bits, start: int) -> dict[int, int]:
    """Map the living documents to their new numbers."""
    return {old: start + new for new, old in enumerate(numbers_in(alive))}

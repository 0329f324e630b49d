"""Put what was found in order, no further than the part that is asked for."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from math import inf, isnan

from attrs import frozen

from ..world.udb_values import Item
from .bits import Bits, as_bits, members, numbers_in
from .filters import Filter
from .geography import Point, distance
from .nearness import point_of
from .segment import Segment
from .wanted import Wanted

_COLUMNS = {
    "created": "created",
    "modified": "modified",
    "availableTo": "availableTo",
    "completeness": "completeness",
}
Groups = list[tuple[float, Bits]]


@frozen(slots=False, eq=False)
class Hits:
    """The documents of one segment that were found."""

    segment: Segment
    bits: Bits

    @property
    def count(self) -> int:
        return self.bits.bit_count()


Hit = tuple[float, int, int]
"""What a hit is ordered by first, its segment, and its document."""


def ordered(hits: list[Hits], wanted: Wanted) -> list[Item]:
    """Give the items that are asked for, in order."""
    (field, falls), *others = wanted.order
    stream = _walk(hits, field, wanted, falls=falls)
    if others:
        stream = _settled(stream, hits, others, wanted)
    part = islice(stream, wanted.start, wanted.start + wanted.limit)
    return [hits[segment].segment.items[number] for _, segment, number in part]


def one_of_each_production(hits: list[Hits]) -> list[Hits]:
    """Keep the first event of each production, and all else."""
    seen: set[str] = set()
    kept: list[Hits] = []
    for each in hits:
        bits = each.bits
        for production, posting in each.segment.values("production.id").items():
            members_of_it = as_bits(posting, each.segment.size) & each.bits
            if members_of_it:
                first = members_of_it & -members_of_it if production not in seen else 0
                seen.add(production)
                bits &= ~members_of_it | first
        kept.append(Hits(each.segment, bits))
    return kept


def _walk(hits: list[Hits], field: str, wanted: Wanted, *, falls: bool) -> Iterator[Hit]:
    """Give every hit in the order of one field; those without it come last."""
    if field in _COLUMNS:
        yield from _by_column(hits, _COLUMNS[field], falls=falls)
        return
    grouped = [_groups(each, field, wanted) for each in hits]
    keys = sorted({key for groups in grouped for key, _ in groups}, reverse=falls)
    for key in (*(each for each in keys if each < inf), *(each for each in keys if each == inf)):
        for index, groups in enumerate(grouped):
            for own, bits in groups:
                if own == key:
                    yield from ((key, index, number) for number in numbers_in(bits))


def _by_column(hits: list[Hits], name: str, *, falls: bool) -> Iterator[Hit]:
    streams = [_column(index, each, name, falls=falls) for index, each in enumerate(hits)]
    yield from heapq.merge(*streams, key=lambda hit: -hit[0] if falls else hit[0])
    for index, each in enumerate(hits):
        column = each.segment.columns.get(name)
        rest = each.bits & ~column.known if column else each.bits
        yield from ((inf, index, number) for number in numbers_in(rest))


def _column(index: int, hits: Hits, name: str, *, falls: bool) -> Iterator[Hit]:
    column = hits.segment.columns.get(name)
    if column is not None:
        found = members(hits.bits, hits.segment.size)
        yield from ((value, index, number) for value, number in column.walk(found, falling=falls))


def _groups(hits: Hits, field: str, wanted: Wanted) -> Groups:
    """Split hits by their score or their distance."""
    if field == "distance" and wanted.point is not None:
        return _by_distance(hits, wanted.point)
    if field == "score":
        return scored(hits.segment, hits.bits, wanted.score)
    return [(0.0, hits.bits)]


def scored(segment: Segment, bits: Bits, parts: Iterable[tuple[float, Filter]]) -> Groups:
    """Split documents by how much speaks for them."""
    groups: dict[float, Bits] = {0.0: bits}
    for weight, each in parts:
        found = each.within(segment) & bits
        if not found:
            continue
        split: dict[float, Bits] = {}
        for score, held in groups.items():
            for key, part in ((score + weight, held & found), (score, held & ~found)):
                if part:
                    split[key] = split.get(key, 0) | part
        groups = split
    return [(score, held) for score, held in groups.items() if held]


def _by_distance(hits: Hits, point: Point) -> Groups:
    groups: Groups = []
    known = 0
    for geo, posting in hits.segment.values("geo").items():
        found = as_bits(posting, hits.segment.size) & hits.bits
        known |= found
        if found:
            groups.append((distance(point_of(geo), point), found))
    rest = hits.bits & ~known
    return [*groups, (inf, rest)] if rest else groups


def _settled(
    stream: Iterator[Hit], hits: list[Hits], others: list[tuple[str, bool]], wanted: Wanted
) -> Iterator[Hit]:
    """Order hits that are alike in the first field by the other fields."""
    keys = [_Key(field, falls, hits, wanted) for field, falls in others]
    for _, alike in groupby(stream, key=lambda hit: hit[0]):
        yield from sorted(alike, key=lambda hit: [key.of(hit) for key in keys])


class _Key:
    """Gives the place of a hit in the order of one field, those without it last."""

    def __init__(self, field: str, falls: bool, hits: list[Hits], wanted: Wanted) -> None:  # noqa: FBT001
        self._column = _COLUMNS.get(field)
        self._falls = falls
        self._hits = hits
        self._groups: list[dict[int, float]] = []
        if self._column is None:
            self._groups = [
                {number: key for key, bits in _groups(each, field, wanted) for number in numbers_in(bits)}
                for each in hits
            ]

    def of(self, hit: Hit) -> float:
        _, index, number = hit
        value = self._value(index, number)
        if isnan(value) or value == inf:
            return inf
        return -value if self._falls else value

    def _value(self, index: int, number: int) -> float:
        if self._column is None:
            return self._groups[index].get(number, inf)
        column = self._hits[index].segment.columns.get(self._column)
        return column.values[number] if column else inf


__all__ = ["Hits", "one_of_each_production", "ordered", "scored"]

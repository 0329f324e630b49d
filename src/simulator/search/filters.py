"""What a search asks for, and how a segment answers it with a set of documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import reduce
from math import inf
from operator import and_, or_
from typing import Protocol

from attrs import field, frozen

from .bits import Bits, bits_of, numbers_in
from .segment import Segment
from .texts import words_of


class Filter(Protocol):
    """A condition; gives the documents of a segment that meet it."""

    def within(self, segment: Segment) -> Bits: ...


@frozen(slots=False)
class Everything:
    def within(self, segment: Segment) -> Bits:
        return segment.all


@frozen(slots=False)
class Nothing:
    def within(self, segment: Segment) -> Bits:  # noqa: ARG002
        return 0


@frozen(slots=False)
class All:
    """Every one of some conditions."""

    parts: tuple[Filter, ...]

    def within(self, segment: Segment) -> Bits:
        found = segment.all
        for part in self.parts:
            found &= part.within(segment)
            if not found:
                break
        return found


@frozen(slots=False)
class Some:
    """At least one of some conditions."""

    parts: tuple[Filter, ...]

    def within(self, segment: Segment) -> Bits:
        return reduce(or_, (part.within(segment) for part in self.parts), 0)


@frozen(slots=False)
class Not:
    part: Filter

    def within(self, segment: Segment) -> Bits:
        return segment.all & ~self.part.within(segment)


@frozen(slots=False)
class Has:
    """That a field has a value, already in the form in which values are compared."""

    name: str
    value: str

    def within(self, segment: Segment) -> Bits:
        return segment.having(self.name, self.value)


@frozen(slots=False)
class HasAny:
    """That a field has a value which fits, among those with a beginning."""

    name: str
    fits: Callable[[str], bool] = field(eq=False)
    beginning: str = ""

    def within(self, segment: Segment) -> Bits:
        return segment.having_any(self.name, self.fits, self.beginning)


@frozen(slots=False)
class Known:
    """That a field has anything at all."""

    name: str

    def within(self, segment: Segment) -> Bits:
        return segment.having_something(self.name)


@frozen(slots=False)
class Between:
    """That a number lies in a range; its ends belong to it unless they are open."""

    name: str
    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False

    def within(self, segment: Segment) -> Bits:
        column = segment.columns.get(self.name)
        if column is None:
            return 0
        return column.between(self.low, self.high, open_low=self.open_low, open_high=self.open_high)


def touches(
    name: str, low: float = -inf, high: float = inf, *, open_low: bool = False, open_high: bool = False
) -> Filter:
    """Ask for documents whose own range, kept as `name.from` and `name.to`, has something of a range."""
    return All(
        (
            Between(f"{name}.from", -inf, high, open_high=open_high),
            Between(f"{name}.to", low, inf, open_low=open_low),
        )
    )


@frozen(slots=False)
class Phrase:
    """That words stand next to each other in a text; `text` reads it from the item."""

    name: str
    words: tuple[str, ...]
    text: Callable[[object], Iterable[str]] = field(eq=False)

    def within(self, segment: Segment) -> Bits:
        having = (segment.having(self.name, word) for word in self.words)
        found = reduce(and_, having, segment.all)
        if len(self.words) < 2:
            return found
        return bits_of(
            (each for each in numbers_in(found) if self._stands_in(segment.items[each])), segment.size
        )

    def _stands_in(self, item: object) -> bool:
        wanted = f" {' '.join(self.words)} "
        return any(wanted in f" {' '.join(words_of(text))} " for text in self.text(item))


def matching(name: str, pattern: str) -> Filter:
    """Ask for a value of a field by a pattern, see `wildcard`."""
    return HasAny(name, wildcard(pattern), re.split(r"[*?]", pattern, maxsplit=1)[0])


def wildcard(pattern: str) -> Callable[[str], bool]:
    """Give a test for a pattern in which `*` stands for any text and `?` for one character.

    The parts between the stars are looked for one after the other, so that no pattern takes long.
    """
    beginning = pattern.rstrip("*")
    if beginning != pattern and "*" not in beginning and "?" not in beginning:
        return lambda value: value.startswith(beginning)
    parts = re.split(r"\*+", pattern)
    first, *others = (_part(each) for each in parts)

    def fits(value: str) -> bool:
        found = first.match(value)
        if found is None or not others:
            return found is not None and found.end() == len(value)
        at = found.end()
        for part in others[:-1]:
            found = part.search(value, at)
            if found is None:
                return False
            at = found.end()
        end = len(value) - len(parts[-1])
        return end >= at and others[-1].fullmatch(value, end) is not None

    return fits


def _part(text: str) -> re.Pattern[str]:
    return re.compile("".join("." if each == "?" else re.escape(each) for each in text), re.DOTALL)

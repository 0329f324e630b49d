"""Say what the fields of the parameters `q` and `text` mean in the index."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from math import inf
from typing import cast

from attrs import frozen

from ..world.state import State
from ..world.udb_values import Item
from .bits import Bits
from .filters import (
    All,
    Between,
    Everything,
    Filter,
    Has,
    HasAny,
    Known,
    Phrase,
    Some,
    matching,
    touches,
    wildcard,
)
from .happening import Happens
from .lucene import Ends, Unparsable, Value
from .segment import Segment
from .stored_texts import texts_of
from .texts import LANGUAGES, fold, whole, words_of
from .values import Moments, like, moments

_TEXT = re.compile(
    r"(?:name|description|location\.name|organizer\.name)\.[\w-]+"
    r"|address\.[\w-]+\.(?:addressLocality|streetAddress)|(?:labels|terms)\.text"
)
_DEFAULT = re.compile(
    r"(?:name|description|location\.name|organizer\.name)\.(?P<one>[\w-]+)"
    r"|address\.(?P<two>[\w-]+)\.(?:addressLocality|streetAddress)|(?:labels|terms)\.text|id"
)
_INSTANTS = {"created": "created", "modified": "modified", "availableTo": "availableTo"}
_NUMBERS = frozenset({"price", "completeness", "mediaObjectsCount", "imagesCount", "videosCount"})
_RANGES = {
    "availableRange": "available",
    "dateRange": "date",
    "typicalAgeRange": "age",
    "birthdateRange": "birth",
}
_OTHER_NAMES = {"@type": "_type", "type": "_type", "metadata.popularity": "popularity"}


@frozen(slots=False)
class AnyField:
    """What holds of at least one field that fits."""

    fits: Callable[[str], bool]
    make: Callable[[str], Filter]

    def within(self, segment: Segment) -> Bits:
        found = 0
        for name in (*segment.postings, *segment.columns):
            if self.fits(name):
                found |= self.make(name).within(segment)
        return found


@frozen(slots=False)
class IndexFields:
    """The fields of the index; texts are searched in `languages`."""

    state: State
    now: datetime
    languages: tuple[str, ...] = LANGUAGES

    def value(self, field: str | None, value: Value) -> Filter:
        """Ask for a word or a phrase in a field, or in all that are searched without one."""
        if field is None:
            return self._anywhere(value)
        if field == "_exists_":
            return self._exists(value.text)
        if field == "*" and value.text == "*":
            return Everything()
        field = _OTHER_NAMES.get(field, field)
        if value.pattern == "*":
            return self._exists(field)
        if field in _INSTANTS or field in _NUMBERS or field in _RANGES or field == "localTimeRange":
            return self._within(field, value.text, value.text, Ends(None, None))
        if "*" in field:
            return AnyField(wildcard(field), lambda name: self._in_field(name, value))
        return self._in_field(field, value)

    def range(self, field: str | None, ends: Ends) -> Filter:
        """Ask for what lies between two ends."""
        if field is None:
            raise Unparsable("a range needs a field")
        if field in _INSTANTS or field in _NUMBERS or field in _RANGES or field == "localTimeRange":
            return self._within(field, ends.low, ends.high, ends)
        low, high = (fold(each) if each is not None else None for each in (ends.low, ends.high))

        def between(value: str) -> bool:
            after = low is None or value > low or (ends.with_low and value == low)
            return after and (high is None or value < high or (ends.with_high and value == high))

        if "*" in field:
            return AnyField(wildcard(field), lambda name: HasAny(name, between))
        return HasAny(field, between)

    def name_of(self, value: Value) -> Filter:
        """Ask for a word in a name."""
        return AnyField(lambda name: name.startswith("name."), lambda name: self._in_field(name, value))

    def _anywhere(self, value: Value) -> Filter:
        if value.pattern == "*":
            return Everything()
        return AnyField(self._is_searched, lambda name: self._in_field(name, value))

    def _is_searched(self, name: str) -> bool:
        found = _DEFAULT.fullmatch(name)
        language = found and (found["one"] or found["two"])
        return found is not None and (language is None or language in self.languages)

    def _in_field(self, name: str, value: Value) -> Filter:
        is_text = _TEXT.fullmatch(name) is not None
        if value.pattern is not None:
            return matching(name, fold(value.pattern) if is_text else whole(value.pattern))
        if not is_text:
            if value.fuzzy and not value.quoted:
                return HasAny(name, like(whole(value.text)))
            return Has(name, whole(value.text))
        words = tuple(words_of(value.text))
        if value.quoted and not value.fuzzy:
            return Phrase(name, words, lambda item: texts_of(self.state, name, cast("Item", item)))
        if value.fuzzy:
            return All(tuple(HasAny(name, like(word)) for word in words))
        return All(tuple(Has(name, word) for word in words)) if words else Some(())

    def _exists(self, field: str) -> Filter:
        name = _RANGES.get(field, field)
        if field in _RANGES or field == "localTimeRange":
            return Known(f"{'date' if field == 'localTimeRange' else name}.from")
        fits = wildcard(name) if "*" in name else None
        return AnyField(
            lambda each: bool(fits and fits(each)) or each == name or each.startswith(f"{name}."), Known
        )

    def _within(self, field: str, low: str | None, high: str | None, ends: Ends) -> Filter:
        first, last = self._read(field, low, -inf)[0], self._read(field, high, inf)[1]
        if not ends.with_low and low is not None:
            first = self._read(field, low, -inf)[1]
        if not ends.with_high and high is not None:
            last = self._read(field, high, inf)[0]
        opened = {"open_low": not ends.with_low, "open_high": not ends.with_high}
        if field == "localTimeRange":
            return Happens(opens=int(max(first, 0)), closes=int(min(last, 2359)))
        if field == "dateRange":
            return Happens(first, last)
        if field in _RANGES:
            return touches(_RANGES[field], first, last, **opened)
        return Between(_INSTANTS.get(field, field), first, last, **opened)

    def _read(self, field: str, text: str | None, otherwise: float) -> Moments:
        """Read an end as the first and the last number that it may mean."""
        if text is None:
            return otherwise, otherwise
        try:
            if field in _INSTANTS or field in ("availableRange", "dateRange"):
                return moments(text, self.now)
            if field == "birthdateRange":
                day = float(date.fromisoformat(text).toordinal())
                return day, day
            number = float(text.replace(":", "") if field == "localTimeRange" else text)
        except (ValueError, OverflowError):
            raise Unparsable("this is no value of the field") from None
        if number != number:
            raise Unparsable("this is no number")
        return number, number

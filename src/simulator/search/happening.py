"""Ask when something happens."""

from collections.abc import Iterable
from math import inf

from attrs import frozen

from .bits import Bits, bits_of, numbers_in
from .filters import All, Everything, Filter, Has, Some, touches
from .segment import Segment
from .times import Hours, Span, Times


@frozen(slots=False)
class Happens:
    """That one and the same time lies in a stretch, at certain hours, and has what is asked of it.

    `low` and `high` are in seconds of Unix time, the hours are local times as HHMM.
    """

    low: float = -inf
    high: float = inf
    opens: int = 0
    closes: int = 2359
    statuses: frozenset[str] = frozenset()
    bookings: frozenset[str] = frozenset()
    overnight: bool = False
    childcare: bool = False

    def within(self, segment: Segment) -> Bits:
        found = touches("date", self.low, self.high).within(segment)
        several = bits_of(segment.spans, segment.size)
        alone = found & ~several & self._alone().within(segment)
        fitting = (each for each in numbers_in(found & several) if self._fits(segment.spans[each]))
        return alone | bits_of(fitting, segment.size)

    def _alone(self) -> Filter:
        """Ask what is asked of a single time of the document as a whole."""
        return All(
            (
                touches("time", self.opens, self.closes),
                _one_of("status", self.statuses),
                _one_of("bookingAvailability", self.bookings),
                Has("hasOvernight", "true") if self.overnight else Everything(),
                Has("hasChildcare", "true") if self.childcare else Everything(),
            )
        )

    def _fits(self, times: Times) -> bool:
        spans: Iterable[Span] = times.around(self.low, self.high) if isinstance(times, Hours) else times
        return any(
            span.start <= self.high
            and span.end >= self.low
            and span.opens <= self.closes
            and span.closes >= self.opens
            and (not self.statuses or span.status in self.statuses)
            and (not self.bookings or span.booking in self.bookings)
            and (span.overnight or not self.overnight)
            and (span.childcare or not self.childcare)
            for span in spans
        )


def _one_of(name: str, values: frozenset[str]) -> Filter:
    return Some(tuple(Has(name, each) for each in values)) if values else Everything()

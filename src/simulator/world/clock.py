"""Tell the time of a world: real time, real time shifted, or a frozen instant."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from attrs import frozen

BRUSSELS = ZoneInfo("Europe/Brussels")
T = TypeVar("T")

_SECOND, _LAST_SECOND = timedelta(seconds=1), datetime(9999, 12, 30, tzinfo=UTC)

_FIRST_YEAR, _LAST_YEAR = 1900, 8999
_OUT_OF_REACH = "a clock goes from 1900 to 8999"


def real_time() -> datetime:
    return datetime.now(UTC)


def read_instant(text: str) -> datetime:
    """Read an ISO 8601 date and time, in Brussels time when it has no zone; ValueError when it is none."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo is not None else read.replace(tzinfo=BRUSSELS)


class PerSecond(Generic[T]):
    """Answer what is the same for a whole second, and remember the last: calls come many to a second."""

    def __init__(self, find: Callable[[datetime], T]) -> None:
        self._find = find
        self._last: tuple[datetime, datetime, T] | None = None

    def __call__(self, at: datetime) -> T:
        last = self._last
        if last is not None and last[0] <= at < last[1]:
            return last[2]
        found = self._find(at)
        begins = at.replace(microsecond=0)
        if begins < _LAST_SECOND:
            self._last = (begins, begins + _SECOND, found)
        return found


def _written(at: datetime) -> str:
    try:
        local = at.astimezone(BRUSSELS)
    except OverflowError:
        local = at
    offset = local.utcoffset()
    readable = offset is not None and not offset.seconds % 60
    return (local if readable else at.astimezone(UTC)).isoformat(timespec="seconds")


write_instant = PerSecond(_written)
"""Writes an instant as RFC 3339 does, in Brussels time where that can be written.

It cannot be before 1892, when Brussels was 17 minutes and 30 seconds ahead of Greenwich, nor in the last
hours of the year 9999; such instants are written in UTC.
"""


@frozen(slots=False)
class ClockState:
    """Where a clock stands: frozen at an instant, or running with an offset from real time."""

    frozen_at: datetime | None = None
    offset: timedelta = timedelta()


class Clock:
    """The clock of one world; everything in the world that depends on time asks it.

    Instants are aware and in UTC.
    """

    def __init__(self, real: Callable[[], datetime] = real_time) -> None:
        self._real = real
        self.state = ClockState()

    def now(self) -> datetime:
        state = self.state
        if state.frozen_at is not None:
            return state.frozen_at
        return self._real() + state.offset if state.offset else self._real()

    @property
    def is_frozen(self) -> bool:
        return self.state.frozen_at is not None

    def freeze(self, at: datetime | None = None) -> None:
        """Stand still at an aware instant, or at the present one; ValueError outside 1900 to 8999."""
        if at is not None and at.tzinfo is None:
            raise ValueError("a clock is frozen at an instant with a time zone")
        self.state = ClockState(frozen_at=_within_reach(at or self.now()).astimezone(UTC))

    def advance(self, by: timedelta) -> None:
        """Move forward; a frozen clock stays frozen, a running one keeps running.

        ValueError for a step back, or beyond the year 8999.
        """
        if by < timedelta():
            raise ValueError("a clock advances forward only")
        try:
            _within_reach(self.now() + by)
        except OverflowError:
            raise ValueError(_OUT_OF_REACH) from None
        if self.state.frozen_at is not None:
            self.state = ClockState(frozen_at=self.state.frozen_at + by)
        else:
            self.state = ClockState(offset=self.state.offset + by)

    def follow(self) -> None:
        """Run with real time again, without an offset."""
        self.state = ClockState()


def within_reach(state: ClockState) -> bool:
    """Say whether a clock that stands so shows a time that can be reckoned with."""
    try:
        _within_reach(state.frozen_at or real_time() + state.offset)
    except (OverflowError, ValueError):
        return False
    return True


def _within_reach(at: datetime) -> datetime:
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise ValueError(_OUT_OF_REACH)
    return at


class Period(StrEnum):
    """The calendar periods over which UiTPAS counts tickets, in Brussels time; weeks start on Monday."""

    ABSOLUTE = "ABSOLUTE"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


PERIODS = tuple(Period)


@lru_cache(maxsize=1024)
def keys_of_day(day: date) -> dict[Period, str]:
    """Name the periods that a day of Brussels belongs to."""
    year, week, _ = day.isocalendar()
    return {
        Period.ABSOLUTE: "all",
        Period.DAY: day.isoformat(),
        Period.WEEK: f"{year}-W{week:02}",
        Period.MONTH: f"{day.year}-{day.month:02}",
        Period.QUARTER: f"{day.year}-Q{(day.month + 2) // 3}",
        Period.YEAR: f"{day.year}",
    }


def _day_of(at: datetime) -> date:
    return at.astimezone(BRUSSELS).date()


day_of = PerSecond(_day_of)
"""Says which day an instant belongs to in Brussels."""


def period_keys(at: datetime) -> dict[Period, str]:
    """Name the day, week, month, quarter and year that an instant belongs to in Brussels."""
    return keys_of_day(day_of(at))

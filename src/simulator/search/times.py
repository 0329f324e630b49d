"""When things happen: their occurrences and opening hours, as a search asks for them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from math import inf
from typing import cast

from attrs import frozen

from ..world.clock import BRUSSELS, read_instant

Json = Mapping[str, object]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen(slots=False)
class Span:
    """One time: from and until in seconds of Unix time, local times as HHMM, and what is said of it."""

    start: float
    end: float
    opens: int = 0
    closes: int = 2359
    status: str = "available"
    booking: str = "available"
    overnight: bool = False
    childcare: bool = False


@frozen(slots=False)
class Hours:
    """A period in which something is open on certain days of the week."""

    start: float
    end: float
    days: Mapping[str, tuple[tuple[int, int], ...]]
    status: str
    booking: str
    childcare: bool

    def around(self, first: float, last: float) -> Iterator[Span]:
        """Give the openings that touch a stretch of time, of its first week at most: the others are alike."""
        low, high = max(self.start, first), min(self.end, last)
        if low > high:
            return
        begin = datetime.combine(_local(low).date(), time(), BRUSSELS)
        for offset in range(-1, 8):
            day = begin + timedelta(days=offset)
            for opens, closes in self.days.get(DAYS[day.weekday()], ()):
                start, end = _at(day, opens), _at(day, closes)
                if start <= high and end >= low:
                    yield Span(start, end, opens, closes, self.status, self.booking, childcare=self.childcare)


Times = tuple[Span, ...] | Hours


def times_of(calendar: Json) -> Times:
    """Read the times of a stored calendar; what is permanent has one that never ends, whatever its hours."""
    status, booking = _kind(calendar, "status"), _kind(calendar, "bookingAvailability")
    if calendar.get("subEvent"):
        return tuple(_occurrence(each) for each in cast("list[Json]", calendar["subEvent"]))
    periodic = calendar.get("calendarType") == "periodic"
    start = _seconds(calendar["startDate"]) if periodic else -inf
    end = _seconds(calendar["endDate"]) if periodic else inf
    listed = cast("list[Json]", calendar.get("openingHours", []))
    childcare = any("childcare" in each for each in listed)
    if not (listed and periodic):
        return (Span(start, end, 0, 2359, status, booking, childcare=childcare),)
    days: dict[str, tuple[tuple[int, int], ...]] = {}
    for each in listed:
        hours = (_clock(each.get("opens")), _clock(each.get("closes")) or 2359)
        for day in cast("list[str]", each.get("dayOfWeek", [])):
            days[day] = (*days.get(day, ()), hours)
    return Hours(start, end, days, status, booking, childcare)


def days_of(calendar: Json, times: Times) -> list[str]:
    """List the days of the week on which something comes back."""
    listed = cast("list[Mapping[str, list[str]]]", calendar.get("openingHours", []))
    if listed:
        return list(dict.fromkeys(day for each in listed for day in each.get("dayOfWeek", [])))
    if isinstance(times, Hours):
        return []
    days = [DAYS[_local(span.start).weekday()] for span in times if abs(span.start) < inf]
    return [day for day in dict.fromkeys(days) if days.count(day) > 1]


def _occurrence(each: Json) -> Span:
    start, end = (read_instant(str(each[name])) for name in ("startDate", "endDate"))
    from_, until = (at.astimezone(BRUSSELS) if 1900 < at.year < 9000 else at for at in (start, end))
    return Span(
        start.timestamp(),
        end.timestamp(),
        from_.hour * 100 + from_.minute,
        until.hour * 100 + until.minute,
        _kind(each, "status"),
        _kind(each, "bookingAvailability"),
        each.get("overnight") is True,
        "childcare" in each,
    )


def _kind(calendar: Json, name: str) -> str:
    return str(cast("Json", calendar.get(name, {})).get("type", "Available")).lower()


def _clock(text: object) -> int:
    """Read HH:MM as a number; what is none counts as midnight."""
    hours, _, minutes = str(text or "").partition(":")
    return int(hours) * 100 + int(minutes) if hours.isdecimal() and minutes.isdecimal() else 0


def _seconds(text: object) -> float:
    return read_instant(str(text)).timestamp()


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(min(max(at, -2e9), 2e11), BRUSSELS)


def _at(day: datetime, clock: int) -> float:
    return day.replace(hour=min(clock // 100, 23), minute=clock % 100).timestamp()

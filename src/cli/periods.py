"""Read a period: a day, a month, a year, or two of them with everything between."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..domain.model.invalid import InvalidValue
from ..domain.rules.comparing import Period
from ..domain.rules.freshness import BRUSSELS

_RULE = (
    "must be a day, a month or a year, or two of them, such as 2026-11-01, 2026-11 or 2026-07-01..2026-08-31"
)


def read_period(text: str | None) -> Period:
    """The period from the start of the first day to the end of the last, in Brussels; all time for `None`."""
    if text is None:
        return Period()
    first, dots, last = text.partition("..")
    since, _ = _span(first)
    _, until = _span(last if dots else first)
    if until <= since:
        raise InvalidValue("period", "must not end before it begins")
    return Period(_midnight(since), _midnight(until))


def _span(text: str) -> tuple[date, date]:
    """The first day, and the day after the last."""
    try:
        match text.split("-"):
            case [year]:
                return date(int(year), 1, 1), date(int(year) + 1, 1, 1)
            case [year, month]:
                first = date(int(year), int(month), 1)
                return first, (first + timedelta(days=31)).replace(day=1)
            case _:
                day = date.fromisoformat(text)
                return day, day + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise InvalidValue("period", _RULE) from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), BRUSSELS)

"""Read durations as seconds or in ISO 8601, and instants."""

import re
from datetime import datetime, timedelta

from ..world.clock import read_instant

_LONGEST = timedelta(days=36_525)
_FIRST_YEAR, _LAST_YEAR = 1900, 8999
_FORM = "Give seconds, or an ISO 8601 duration of weeks, days, hours, minutes and seconds."
_TOO_LONG = "Give at most a hundred years."
_INSTANT = "Give a time such as 2027-07-05T09:00, in Brussels, or one with a time zone."
_ISO = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


def duration(value: float | str) -> timedelta:
    """Read seconds, or `P1W2DT3H4M5S`; ValueError with what to give, also beyond a hundred years."""
    try:
        if isinstance(value, str):
            found = _ISO.fullmatch(value)
            if found is None:
                raise ValueError(_FORM)
            read = timedelta(**{unit: float(count) for unit, count in found.groupdict().items() if count})
        else:
            read = timedelta(seconds=value)
    except OverflowError:
        raise ValueError(_TOO_LONG) from None
    if read > _LONGEST:
        raise ValueError(_TOO_LONG)
    return read


def instant(text: str) -> datetime:
    """Read an instant, in Brussels time without a zone; ValueError with what to give."""
    try:
        read = read_instant(text if text.isprintable() else "")
    except ValueError:
        raise ValueError(_INSTANT) from None
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise ValueError(f"Not possible: an instant is from {_FIRST_YEAR} to {_LAST_YEAR}.")
    return read

"""Read durations as seconds or in ISO 8601."""

import re
from datetime import timedelta

_ISO = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)


def duration(value: float | str) -> timedelta:
    """Read seconds, or `P1W2DT3H4M5S`; ValueError for anything else, such as months, and what is too long."""
    try:
        if isinstance(value, str):
            found = _ISO.fullmatch(value)
            if found is None:
                raise ValueError("not a duration")
            return timedelta(**{unit: float(count) for unit, count in found.groupdict().items() if count})
        return timedelta(seconds=value)
    except OverflowError:
        raise ValueError("too long a duration") from None

"""Read the dates of a query, and compare words that are nearly alike."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from ..world.clock import BRUSSELS

Moments = tuple[float, float]
"""The first and the last second of Unix time that a text may mean."""

_PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(.+))?)?)?\Z", re.DOTALL)
_RELATIVE = re.compile(r"now((?:[+-]\d{1,6}[smhdwMy])*)(?:/[smhdwMy])?\Z")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "M": 2592000, "y": 31536000}


def moments(text: str, now: datetime) -> Moments:
    """Read a date, as long as it is written: a day lasts until its end."""
    relative = _RELATIVE.match(text)
    if relative:
        steps = re.findall(r"([+-]\d+)([smhdwMy])", relative[1])
        at = now.timestamp() + sum(int(count) * _UNITS[unit] for count, unit in steps)
        return at, at
    parts = _PARTS.match(text)
    if parts is None:
        raise ValueError(text)
    year, month, day, clock = parts.groups()
    if clock is not None:
        read = datetime.fromisoformat(text)
        at = (read if read.tzinfo else read.replace(tzinfo=BRUSSELS)).timestamp()
        return at, at
    begin = datetime(int(year), int(month or 1), int(day or 1), tzinfo=BRUSSELS)
    if day:
        end = begin + timedelta(days=1)
    elif month:
        end = (begin + timedelta(days=32)).replace(day=1)
    else:
        end = begin.replace(year=begin.year + 1)
    return begin.timestamp(), end.timestamp() - 0.001


def like(word: str) -> Callable[[str], bool]:
    """Give a test for words that differ in two letters at most, as a fuzzy word asks."""

    def fits(other: str) -> bool:
        if abs(len(word) - len(other)) > 2 or len(word) > 64:
            return word == other
        before = list(range(len(other) + 1))
        for i, letter in enumerate(word, 1):
            row = [i]
            for j, each in enumerate(other, 1):
                row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != each)))
            before = row
        return before[-1] <= 2

    return fits

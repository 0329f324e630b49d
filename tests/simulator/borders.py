"""The instants at which periods of Brussels end and clocks change, for tests that live over them."""

from __future__ import annotations

from datetime import datetime, timedelta

BORDERS = [
    datetime.fromisoformat(instant)
    for instant in (
        "2026-03-29T00:00:00+01:00",  # the day of 23 hours
        "2026-03-29T03:00:00+02:00",
        "2026-03-30T00:00:00+02:00",  # Monday
        "2026-04-01T00:00:00+02:00",  # month and quarter
        "2026-10-25T00:00:00+02:00",  # the day of 25 hours
        "2026-10-25T02:00:00+01:00",
        "2026-10-26T00:00:00+01:00",
        "2026-12-28T00:00:00+01:00",  # week 53 of 2026
        "2027-01-01T00:00:00+01:00",  # the same week, another year
        "2027-01-04T00:00:00+01:00",  # week 1 of 2027
        "2027-07-01T00:00:00+02:00",
        "2028-02-29T00:00:00+01:00",
        "2028-03-01T00:00:00+01:00",
    )
]
_SECOND = timedelta(seconds=1)


def step_to_a_border(now: datetime, nth: int, *, before: bool) -> timedelta:
    """Give the time until one of the next borders, or until the last second before it; none after all."""
    ahead = [each for each in BORDERS if each > now + _SECOND][:nth]
    if not ahead:
        return timedelta()
    return ahead[-1] - now - (_SECOND if before else timedelta())

"""Periods as a bookkeeper types them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from uitkern import errors
from uitkern.cli.periods import read_period

BRUSSELS = ZoneInfo("Europe/Brussels")


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2026-11-01", "2026-11-01", "2026-11-02"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-02", "2026-02-01", "2026-03-01"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-07-01..2026-08-31", "2026-07-01", "2026-09-01"),
        ("2026-07..2026-08", "2026-07-01", "2026-09-01"),
    ],
)
def test_a_period_runs_from_midnight_to_midnight_in_brussels(typed: str, since: str, until: str) -> None:
    period = read_period(typed)
    assert (period.since, period.until) == (day(since), day(until))


def test_without_a_period_all_time_is_meant() -> None:
    assert read_period(None).holds(None)
    assert read_period(None).holds(day("1999-01-01"))


@pytest.mark.parametrize("typed", ["", "x", "2026-13", "2026-11-31", "..", "2026..", "9999", "2026-11-01T00"])
def test_what_is_no_period_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(errors.InvalidValue, match="period: must be a day") as caught:
        read_period(typed)
    assert caught.value.field == "period"


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(errors.InvalidValue, match="must not end before it begins"):
        read_period("2026-08..2026-07")

"""R2: an answer of UiTPAS is good until the end of the day in Brussels, or for 24 hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.strategies import BRUSSELS, moments
from uitkern.domain.model.policy import CacheRule
from uitkern.domain.rules.freshness import is_fresh, valid_until

DAY, HOURS = CacheRule.CALENDAR_DAY, CacheRule.HOURS_24


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "end", "hours"),
    [
        ("2026-07-01T00:00:00+02:00", "2026-07-02T00:00:00+02:00", 24),
        ("2026-07-01T23:59:59+02:00", "2026-07-02T00:00:00+02:00", 24),
        ("2026-12-31T23:30:00+01:00", "2027-01-01T00:00:00+01:00", 24),
        ("2027-03-28T00:00:00+01:00", "2027-03-29T00:00:00+02:00", 23),
        ("2027-03-28T03:00:00+02:00", "2027-03-29T00:00:00+02:00", 23),
        ("2027-10-31T00:00:00+02:00", "2027-11-01T00:00:00+01:00", 25),
        ("2027-10-31T02:30:00+01:00", "2027-11-01T00:00:00+01:00", 25),
    ],
)
def test_the_day_ends_at_midnight_in_brussels(asked: str, end: str, hours: int) -> None:
    midnight_before = datetime.combine(at(asked).astimezone(BRUSSELS).date(), datetime.min.time(), BRUSSELS)

    assert valid_until(at(asked), DAY) == at(end)
    assert valid_until(at(asked), DAY) - midnight_before.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("2026-07-01T23:59:59+02:00", "2026-07-02T23:59:59+02:00"),
        ("2027-03-27T12:00:00+01:00", "2027-03-28T13:00:00+02:00"),
        ("2027-10-30T12:00:00+02:00", "2027-10-31T11:00:00+01:00"),
    ],
)
def test_24_hours_are_24_hours_whatever_the_clocks_on_the_wall_do(asked: str, end: str) -> None:
    assert valid_until(at(asked).astimezone(BRUSSELS), HOURS) == at(end)


def test_late_in_the_evening_in_utc_it_is_tomorrow_in_brussels() -> None:
    assert not is_fresh(at("2026-07-01T21:59:59+00:00"), at("2026-07-01T22:00:00+00:00"), DAY)
    assert is_fresh(at("2026-07-01T22:00:00+00:00"), at("2026-07-02T21:59:59+00:00"), DAY)


@given(moments, moments)
@example(at("2027-03-28T00:30+01:00"), at("2027-03-28T23:59+02:00"))
@example(at("2027-10-31T00:00+02:00"), at("2027-10-31T23:59+01:00"))
@example(at("2027-10-31T23:59+01:00"), at("2027-11-01T00:00+01:00"))
@example(
    datetime(2027, 10, 31, 2, 45, tzinfo=BRUSSELS), datetime(2027, 10, 31, 2, 15, fold=1, tzinfo=BRUSSELS)
)
@example(
    datetime(2027, 10, 31, 2, 15, fold=1, tzinfo=BRUSSELS), datetime(2027, 10, 31, 2, 45, tzinfo=BRUSSELS)
)
def test_an_answer_is_fresh_on_its_own_day_in_brussels_and_never_before_it_was_given(
    asked: datetime, now: datetime
) -> None:
    same_day = asked.astimezone(BRUSSELS).date() == now.astimezone(BRUSSELS).date()

    assert is_fresh(asked, now, DAY) == (same_day and now.timestamp() >= asked.timestamp())


@given(moments, st.timedeltas(timedelta(days=-2), timedelta(days=2)))
@example(at("2027-10-30T12:00+02:00"), timedelta(hours=24))
@example(at("2027-03-27T12:00+01:00"), timedelta(hours=24) - timedelta(microseconds=1))
def test_the_24_hour_policy_counts_real_hours_in_any_zone(asked: datetime, passed: timedelta) -> None:
    now = (asked.astimezone(UTC) + passed).astimezone(asked.tzinfo)

    assert is_fresh(asked, now, HOURS) == (timedelta(0) <= passed < timedelta(hours=24))

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from uitkern.simulator.world.clock import Clock, Period, period_keys, read_instant, write_instant

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def a_clock() -> Clock:
    return Clock(lambda: NOON)


def test_a_clock_follows_real_time() -> None:
    assert a_clock().now() == NOON


def test_a_running_clock_that_is_advanced_keeps_running() -> None:
    real = [NOON]
    clock = Clock(lambda: real[0])
    clock.advance(timedelta(days=1))
    real[0] += timedelta(seconds=7)
    assert clock.now() == NOON + timedelta(days=1, seconds=7)


def test_a_frozen_clock_stands_still_until_it_is_advanced() -> None:
    clock = a_clock()
    clock.freeze(datetime(2030, 1, 1, tzinfo=UTC))
    assert clock.is_frozen
    clock.advance(timedelta(hours=2))
    assert clock.now() == datetime(2030, 1, 1, 2, tzinfo=UTC)


def test_a_clock_that_follows_again_has_no_offset() -> None:
    clock = a_clock()
    clock.advance(timedelta(days=400))
    clock.freeze()
    clock.follow()
    assert clock.now() == NOON


@pytest.mark.parametrize("step", [timedelta(seconds=-1), timedelta(days=3_000_000), timedelta.max])
def test_a_clock_goes_neither_back_nor_out_of_reach(step: timedelta) -> None:
    clock = a_clock()
    with pytest.raises(ValueError, match="clock"):
        clock.advance(step)
    assert clock.now() == NOON


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), datetime(1, 1, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_a_clock_freezes_at_no_instant_without_zone_or_out_of_reach(at: datetime) -> None:
    with pytest.raises(ValueError, match="clock"):
        a_clock().freeze(at)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-28T22:59:59+00:00", "2026-03-28"),
        ("2026-03-28T23:00:00+00:00", "2026-03-29"),
        ("2026-03-29T22:00:00+00:00", "2026-03-30"),
        ("2026-10-25T22:59:59+00:00", "2026-10-25"),
        ("2026-10-25T23:00:00+00:00", "2026-10-26"),
    ],
)
def test_days_begin_at_midnight_in_brussels_in_summer_and_in_winter(instant: str, day: str) -> None:
    assert period_keys(datetime.fromisoformat(instant))[Period.DAY] == day


def test_an_instant_belongs_to_one_period_of_each_kind() -> None:
    assert period_keys(datetime(2027, 1, 3, 12, tzinfo=UTC)) == {
        Period.ABSOLUTE: "all",
        Period.DAY: "2027-01-03",
        Period.WEEK: "2026-W53",
        Period.MONTH: "2027-01",
        Period.QUARTER: "2027-Q1",
        Period.YEAR: "2027",
    }


def test_a_time_without_zone_is_brussels_time() -> None:
    assert read_instant("2026-07-01T10:00:00") == datetime(2026, 7, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        ("2026-07-01T10:00:00+00:00", "2026-07-01T12:00:00+02:00"),
        ("1890-01-01T10:00:00+00:00", "1890-01-01T10:00:00+00:00"),
        ("9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_an_instant_is_written_in_brussels_time_where_rfc_3339_can(instant: str, written: str) -> None:
    assert write_instant(datetime.fromisoformat(instant)) == written


def test_what_is_asked_while_a_clock_is_stopped_happens_in_one_instant() -> None:
    real = [NOON]
    clock = Clock(lambda: real[0])
    real[0] += timedelta(seconds=7)
    at = clock.stop()
    real[0] += timedelta(seconds=7)
    assert clock.now() == at == NOON + timedelta(seconds=7)
    clock.go()
    assert clock.now() == NOON + timedelta(seconds=14)


def test_a_clock_that_is_stopped_anew_gives_a_later_instant() -> None:
    real = [NOON]
    clock = Clock(lambda: real[0])
    clock.stop()
    real[0] += timedelta(seconds=7)
    assert clock.stop() == NOON + timedelta(seconds=7)

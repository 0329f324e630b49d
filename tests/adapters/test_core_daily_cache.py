"""R2 through the core: what a day's answers cost, across midnight and both changes of the clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.cores import ENTITLED, REGULAR, a_child, an_activity, open_core
from uitkern import CacheRule, Euro, Policy
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

BRUSSELS = ZoneInfo("Europe/Brussels")
DAY, HOURS_24 = CacheRule.CALENDAR_DAY, CacheRule.HOURS_24


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def link_ready(core: Any, number: str) -> None:
    """An event that UiTPAS has known for long, so that no second of the day is spent on waiting."""
    core.save_activity(an_activity())
    core.save_participant(a_child(number))
    core.link("camp", official.PERMANENT_EVENT)


@pytest.fixture(params=[False, True], ids=["blocking", "awaited"])
def open_at(request: pytest.FixtureRequest, publiq: Publiq) -> Callable[..., Any]:
    def opened(moment: datetime, number: str, rule: CacheRule = DAY) -> Any:
        publiq.clock.freeze(moment)
        core = open_core(publiq, "sqlite://", awaited=request.param, policy=Policy(cache=rule))
        link_ready(core, number)
        core.offer("kid", "camp")
        publiq.journal.clear()
        return core

    return opened


def calls(publiq: Publiq) -> list[str | None]:
    asked = [entry.operation_id for entry in publiq.journal if entry.operation_id != "post-token"]
    publiq.journal.clear()
    return asked


NIGHTS = {
    "an ordinary night": ("2031-07-01T23:59:59.999999", "2031-07-02T00:00:00"),
    "spring forward, the day of 23 hours": ("2031-03-30T23:59:59.999999", "2031-03-31T00:00:00"),
    "the night before spring forward": ("2031-03-29T23:59:59.999999", "2031-03-30T00:00:00"),
    "fall back, the day of 25 hours": ("2031-10-26T23:59:59.999999", "2031-10-27T00:00:00"),
    "the night before fall back": ("2031-10-25T23:59:59.999999", "2031-10-26T00:00:00"),
    "new year": ("2031-12-31T23:59:59.999999", "2032-01-01T00:00:00"),
}


@pytest.mark.parametrize(("last", "first"), NIGHTS.values(), ids=NIGHTS)
@pytest.mark.parametrize(
    ("number", "price", "again"),
    [(ENTITLED, Euro(220), ["get-passes", "get-tariffs"]), (REGULAR, Euro(1100), ["get-passes"])],
    ids=["with social tariff", "without"],
)
def test_a_days_answers_last_until_midnight_in_brussels(
    open_at: Any, publiq: Publiq, number: str, price: Euro, again: list[str], last: str, first: str
) -> None:
    core = open_at(at(last).replace(hour=0, minute=0, second=0, microsecond=0), number)
    publiq.clock.freeze(at(last))
    offered = core.offer("kid", "camp")
    assert (calls(publiq), offered.price, offered.valid_until) == ([], price, at(first))
    publiq.clock.freeze(at(first))
    assert core.offer("kid", "camp").price == price
    assert calls(publiq) == again


@pytest.mark.parametrize("moment", ["2031-03-29T12:00", "2031-10-25T12:00", "2031-07-01T23:30"])
def test_twenty_four_hours_are_twenty_four_hours(open_at: Any, publiq: Publiq, moment: str) -> None:
    start = at(moment)
    core = open_at(start, REGULAR, HOURS_24)
    begun = publiq.clock.now()
    publiq.clock.freeze(begun + timedelta(hours=24) - timedelta(microseconds=1))
    core.offer("kid", "camp")
    assert calls(publiq) == []
    publiq.clock.freeze(begun + timedelta(hours=24))
    core.offer("kid", "camp")
    assert calls(publiq) == ["get-passes"]


def test_an_enrolment_after_an_offer_of_the_day_costs_one_call(open_at: Any, publiq: Publiq) -> None:
    core = open_at(at("2031-07-01T09:00"), ENTITLED)
    publiq.clock.freeze(at("2031-07-01T23:00"))
    core.enrol("kid", "camp")
    assert calls(publiq) == ["post-ticket-sales"]


def test_an_enrolment_without_discount_costs_no_call(open_at: Any, publiq: Publiq) -> None:
    core = open_at(at("2031-07-01T09:00"), REGULAR)
    core.enrol("kid", "camp")
    assert calls(publiq) == []


def test_many_children_and_one_activity_cost_one_call_for_each_pass(open_at: Any, publiq: Publiq) -> None:
    core = open_at(at("2031-07-01T09:00"), ENTITLED)
    core.save_participant(a_child(REGULAR, "second"))
    core.save_participant(a_child(REGULAR, "third"), "the secretary")
    core.save_participant(a_child(None, "fourth"))
    offered = core.offers(["kid", "second", "third", "fourth"], ["camp"])
    assert [each.price for each in offered] == [Euro(220), Euro(1100), Euro(1100), Euro(1100)]
    assert calls(publiq) == ["get-passes"]
    core.offers(["kid", "second", "third", "fourth"], ["camp"])
    assert calls(publiq) == []


def test_what_was_remembered_outlives_the_process(publiq: Publiq, tmp_path: Any) -> None:
    publiq.clock.freeze(at("2031-07-01T09:00"))
    ledger = f"sqlite:///{tmp_path}/ledger.db"
    first = open_core(publiq, ledger)
    link_ready(first, ENTITLED)
    first.offer("kid", "camp")
    first.close()
    publiq.journal.clear()
    second = open_core(publiq, ledger)
    assert second.offer("kid", "camp").price == Euro(220)
    second.close()
    assert len(publiq.journal) == 0

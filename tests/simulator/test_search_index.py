"""The index says what a plain look at every document would say, however it came to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from uitkern.simulator.search.bits import bits_of, numbers_in
from uitkern.simulator.search.filters import Between, Filter, Has, Not, wildcard
from uitkern.simulator.search.index import flush, index_of
from uitkern.simulator.search.segment import Builder, Segment
from uitkern.simulator.world import events
from uitkern.simulator.world.official import identities as ids
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.values import Event, WorkflowStatus
from uitkern.simulator.world.world import Snapshot, World

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
LABELS = ("bos", "zee", "stad")
STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 7), st.sets(st.sampled_from(LABELS)), st.integers(0, 5)),
    st.tuples(st.just("flush")),
    st.tuples(st.just("advance"), st.sampled_from([0.5, 1, 2])),
    st.tuples(st.just("remember")),
    st.tuples(st.just("return")),
    st.tuples(st.just("search")),
)


def an_event(number: int, labels: set[str], price: int) -> Event:
    document = {
        "mainLanguage": "nl",
        "name": {"nl": f"Event {number}"},
        "terms": [],
        "labels": sorted(labels),
    }
    return Event(
        id=f"event-{number}",
        title="",
        document=document,
        place=ids.PLACE,
        organizer=None,
        base_price=price * 100,
        workflow_status=WorkflowStatus.READY_FOR_VALIDATION,
        creator="me",
        created=NOW,
        modified=NOW,
    )


def found(world: World, wanted: Filter) -> set[str]:
    """Give the ids that a filter finds, each in one segment only."""
    listed = [
        segment.items[number].id
        for segment, alive in index_of(world).parts
        for number in numbers_in(wanted.within(segment) & alive)
    ]
    assert len(listed) == len(set(listed))
    return {each for each in listed if each.startswith("event-")}


@frozen
class Model:
    """What is found of each event, and what was written at which instant."""

    known: dict[str, tuple[set[str], int]]
    written: list[tuple[datetime, str, tuple[set[str], int]]]

    def by(self, until: datetime) -> Model:
        known = self.known | {name: what for at, name, what in self.written if at <= until}
        return Model(known, [each for each in self.written if each[0] > until])


def compare(world: World, model: Model) -> None:
    for label in LABELS:
        having = {name for name, (labels, _) in model.known.items() if label in labels}
        assert found(world, Has("labels", label)) == having
        assert found(world, Not(Has("labels", label))) == model.known.keys() - having
    for low, high in ((0, 2), (2, 2), (3, inf)):
        between = {name for name, (_, price) in model.known.items() if low <= price <= high}
        assert found(world, Between("price", low, high)) == between


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_the_index_follows_what_is_written(steps: list[tuple[Any, ...]]) -> None:
    world, model = World("test", official_world()), Model({}, [])
    world.clock.freeze(NOW)
    kept: tuple[Snapshot, Model] = (world.snapshot(), Model({}, []))
    for step in steps:
        now = world.clock.now()
        match step:
            case ("write", number, labels, price):
                events.store(world.state, now, an_event(number, labels, price))
                model.written.append((now, f"event-{number}", (labels, price)))
            case ("flush",):
                flush(world)
                model = model.by(now)
            case ("advance", seconds):
                world.clock.advance(timedelta(seconds=seconds))
            case ("remember",):
                kept = (world.snapshot(), evolve(model, written=list(model.written)))
            case ("return",):
                world.restore(kept[0])
                model = evolve(kept[1], written=list(kept[1].written))
            case _:
                model = model.by(now - timedelta(seconds=2))
                compare(world, model)
    compare(world, model.by(world.clock.now() - timedelta(seconds=2)))


def a_segment(prices: list[float | None]) -> Segment:
    builder = Builder()
    for number, price in enumerate(prices):
        if price is not None:
            builder.number("price", price)
        builder.close(an_event(number, set(), 0))
    return builder.build()


@given(st.lists(st.none() | st.integers(0, 9).map(float), max_size=60), st.integers(0, 9), st.integers(0, 9))
def test_a_range_has_the_numbers_in_it(prices: list[float | None], low: int, high: int) -> None:
    segment = a_segment(prices)
    for open_low in (False, True):
        for open_high in (False, True):
            wanted = Between("price", low, high, open_low=open_low, open_high=open_high)
            expected = [
                number
                for number, price in enumerate(prices)
                if price is not None
                and (low < price if open_low else low <= price)
                and (price < high if open_high else price <= high)
            ]
            assert list(numbers_in(wanted.within(segment))) == expected


def test_a_range_over_more_numbers_than_a_mark_holds() -> None:
    segment = a_segment([float(number * 7 % 5000) for number in range(5000)])
    found_there = segment.columns["price"].between(1000, 3999)
    assert found_there.bit_count() == 3000
    assert all(1000 <= number * 7 % 5000 <= 3999 for number in numbers_in(found_there))


@given(st.sets(st.integers(0, 300)))
def test_bits_hold_numbers(numbers: set[int]) -> None:
    assert list(numbers_in(bits_of(numbers, 301))) == sorted(numbers)


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("zo*", "zomer", True),
        ("zo*", "azo", False),
        ("*mer", "zomer", True),
        ("*mer", "mer", True),
        ("z*m*r", "zomer", True),
        ("z*m*r", "zomeren", False),
        ("z?mer", "zomer", True),
        ("z?mer", "zmer", False),
        ("a*a", "a", False),
        ("a**a", "aba", True),
        ("*", "", True),
        ("?*", "", False),
        ("*a?", "xab", True),
        ("ab*ba", "aba", False),
    ],
)
def test_wildcards(pattern: str, value: str, fits: bool) -> None:
    assert wildcard(pattern)(value) is fits

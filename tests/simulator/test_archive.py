"""A world that is written down and read again is the same world."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitkern.simulator.control.files import read_yaml, write_yaml
from uitkern.simulator.world import nudges, passholders
from uitkern.simulator.world.archive import Unreadable, read_world, write_world
from uitkern.simulator.world.events import EventDraft
from uitkern.simulator.world.official import identities as ids
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.pricing import Discount, FixedPrice, Percentage
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.tickets import SaleRequest
from uitkern.simulator.world.values import WorkflowStatus
from uitkern.simulator.world.world import Snapshot, World

PASSES = ("0900000067513", "0900000672312", "0900000095902", "0900000031618", "0900000191800")
EVENTS = (ids.PERMANENT_EVENT, ids.LIMITED_EVENT)
TARIFFS = ("SOCIALTARIFF", "COUPON_1079", "COUPON_1080")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

STEPS = st.one_of(
    st.tuples(
        st.just("sell"),
        st.sampled_from(PASSES),
        st.sampled_from(EVENTS),
        st.sampled_from(TARIFFS),
        st.integers(1, 5000),
        st.none() | TEXTS,
    ),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("advance"), st.timedeltas(timedelta(), timedelta(days=500))),
    st.tuples(st.just("freeze"), st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1))),  # noqa: DTZ001
    st.tuples(st.just("token")),
    st.tuples(st.just("event"), TEXTS, st.sampled_from(list(WorkflowStatus))),
    st.tuples(st.just("end"), st.sampled_from(PASSES)),
    st.tuples(st.just("replace"), st.sampled_from(PASSES)),
    st.tuples(
        st.just("rule"),
        st.sampled_from([Percentage(3), Percentage(50, 100), Discount(7), FixedPrice(250)]),
    ),
    st.tuples(st.just("permit"), st.sampled_from(["A_B", "TARIFFS_READ"]), st.booleans()),
)


def take(world: World, step: tuple[Any, ...]) -> None:
    """Take a step; one that the world refuses is none."""
    now = world.clock.now()
    match step:
        case ("sell", number, event, tariff, price, label):
            world.register_sales([SaleRequest(number, event, tariff, price, label)])
        case ("undo", index):
            for sale in list(world.state.sales)[index : index + 1]:
                world.undo_sale(sale)
        case ("advance", by):
            world.clock.advance(by)
        case ("freeze", at):
            world.clock.freeze(at.replace(tzinfo=UTC))
        case ("token",):
            world.issue_token(ids.CLIENT_ID, ids.CLIENT_SECRET)
        case ("event", title, status):
            document = {"name": {"nl": title}, "list": [1, 2.5, None, True, title]}
            world.create_event(EventDraft(title, document, ids.PLACE, ids.ORGANIZER, 700, status), "me")
        case ("end", number):
            nudges.end_tariff(world.state, now, number)
        case ("replace", number):
            nudges.replace_card(world.state, number)
        case ("rule", rule):
            nudges.change_tariff_rule(world.state, ids.GENT, rule)
        case ("permit", permission, gives):
            change = nudges.grant_permission if gives else nudges.withdraw_permission
            change(world.state, ids.CLIENT_ID, ids.ORGANIZER, permission)


def lived(steps: list[tuple[Any, ...]]) -> World:
    world = World("lived", official_world())
    for step in steps:
        try:
            take(world, step)
        except (Refusal, ValueError):
            continue
    return world


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_a_world_that_is_written_and_read_is_the_same(steps: list[tuple[Any, ...]]) -> None:
    snapshot = lived(steps).snapshot()
    written = write_world(snapshot.state, snapshot.clock)
    for text in (json.loads(json.dumps(written)), read_yaml(write_yaml(written))):
        state, clock = read_world(text, official_world())
        assert state.parts == snapshot.state.parts
        assert clock == snapshot.clock
        assert json.dumps(write_world(state, clock)) == json.dumps(written)


def test_what_was_read_goes_on_as_before() -> None:
    world = lived([("sell", PASSES[0], ids.PERMANENT_EVENT, "SOCIALTARIFF", 1000, None)])
    other = World("other", official_world())
    snapshot = world.snapshot()
    other.restore(Snapshot(*read_world(write_world(snapshot.state, snapshot.clock), official_world())))
    [first] = world.register_sales([SaleRequest(PASSES[0], ids.PERMANENT_EVENT, "SOCIALTARIFF", 1000)])
    [second] = other.register_sales([SaleRequest(PASSES[0], ids.PERMANENT_EVENT, "SOCIALTARIFF", 1000)])
    assert first.id == second.id
    assert len(other.state.sales) == 2


def test_a_world_that_forgot_somebody_can_be_read_again() -> None:
    world = World("forgetful", official_world())
    [sale] = world.register_sales([SaleRequest(PASSES[0], ids.PERMANENT_EVENT, "SOCIALTARIFF", 1000)])
    passholders.remove(world.state, world.state.passholders[sale.holder])
    snapshot = world.snapshot()
    state, _ = read_world(write_world(snapshot.state, snapshot.clock), official_world())
    assert state.parts == snapshot.state.parts


def test_a_seed_says_only_what_is_its_own() -> None:
    seed = """
version: 1
base: official
settings: {strict: true}
tables:
  passholders:
    kim: {passType: INDIVIDUAL, firstName: Kim, postalCode: '9000', memberships: [{cardSystem: 5}]}
  cards:
    '0999900000103': {cardSystem: 5, status: ACTIVE, holder: kim, chip: 04AA0000000001}
"""
    state, _ = read_world(read_yaml(seed), official_world())
    world = World("seeded", state)
    assert world.find_pass("0999900000103").holder.first_name == "Kim"
    assert world.find_pass("04AA0000000001").card.number == "0999900000103"
    assert world.settings.strict
    assert world.settings.ticket_limit.volume == 1
    assert "0900000067513" in world.state.cards


CARD = {"cardSystem": 5, "status": "ACTIVE", "holder": None}
BAD: list[tuple[Any, str]] = [
    ([], "/"),
    ({}, "/version"),
    ({"version": "1"}, "/version"),
    ({"version": 2}, "/version"),
    ({"version": 1, "extra": 1}, "/extra"),
    ({"version": 1, "base": "other"}, "/base"),
    ({"version": 1, "settings": {"strict": "yes"}}, "/settings/strict"),
    ({"version": 1, "settings": {"colour": 1}}, "/settings/colour"),
    ({"version": 1, "clock": {"frozenAt": "today"}}, "/clock/frozenAt"),
    ({"version": 1, "clock": {"frozenAt": "2027-01-01T00:00:00"}}, "/clock/frozenAt"),
    ({"version": 1, "clock": {"frozenAt": "9999-12-31T00:00:00+00:00"}}, "/clock"),
    ({"version": 1, "clock": {"offset": 3e11}}, "/clock"),
    ({"version": 1, "settings": {"reportDelay": 1e12}}, "/settings/reportDelay"),
    ({"version": 1, "tables": {"nothing": {}}}, "/tables/nothing"),
    ({"version": 1, "tables": {"cards": []}}, "/tables/cards"),
    ({"version": 1, "tables": {"cards": {"1": CARD | {"colour": "red"}}}}, "/tables/cards/1/colour"),
    ({"version": 1, "tables": {"cards": {"1": {"status": "ACTIVE"}}}}, "/tables/cards/1/cardSystem"),
    ({"version": 1, "tables": {"cards": {"1": CARD | {"status": "LOST"}}}}, "/tables/cards/1/status"),
    ({"version": 1, "tables": {"cards": {"1": CARD | {"number": "2"}}}}, "/tables/cards/1/number"),
    ({"version": 1, "tables": {"cards": {"a/b": CARD}}}, "/tables/cards/a~1b/cardSystem"),
    ({"version": 1, "tables": {"cards": {1: CARD}}}, "/tables/cards"),
    (
        {"version": 1, "base": "official", "tables": {"cards": {"1": CARD | {"holder": "x"}}}},
        "/tables/cards/1/holder",
    ),
    ({"version": 1, "base": "official", "tables": {"cardsOf": {"x": ["1"]}}}, "/tables/cardsOf/x/0"),
    ({"version": 1, "tables": {"cardSystems": {"five": {}}}}, "/tables/cardSystems/five"),
    ({"version": 1, "tables": {"usage": [[1]]}}, "/tables/usage/0"),
    ({"version": 1, "tables": {"usage": [[[["pass", "x"], "all"], "1"]]}}, "/tables/usage/0/1"),
]


@pytest.mark.parametrize(("written", "pointer"), BAD, ids=lambda each: str(each)[:70])
def test_a_mistake_is_named_by_its_place(written: Any, pointer: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_world(written, official_world())
    assert refused.value.pointer == pointer
    assert refused.value.why


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "{",
        "a: 1\na: 2",
        "- {b: 1, 'b': 2}",
        "? [1]\n: 2",
        "- &a [1]\n- *a",
        "!!python/object:os.system {}",
        "a: \x00",
        "[" * 5000,
    ],
)
def test_what_is_no_yaml_is_said(text: str) -> None:
    with pytest.raises(Unreadable):
        read_yaml(text)


def test_a_date_without_quotes_stays_text() -> None:
    assert read_yaml("at: 2027-01-01T00:00:00Z") == {"at": "2027-01-01T00:00:00Z"}


OFFICIAL = official_world()
EVENT, GONE = "5a0967f9-cc06-4c3c-9206-30481a767434", "nowhere"
PERIOD = {"begin": "2026-01-01T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("tables", "place"),
    [
        ({"eventSettings": {GONE: {}}}, "/tables/eventSettings/nowhere"),
        ({"eventCardSystems": {EVENT: {"enabled": [99]}}}, f"/tables/eventCardSystems/{EVENT}/enabled/0"),
        (
            {"checkinCodes": {"c": {"code": "c", "event": GONE, "expires": "2026-01-01T00:00:00+00:00"}}},
            "/tables/checkinCodes/c/event",
        ),
        ({"currentCodes": {EVENT: GONE}}, f"/tables/currentCodes/{EVENT}"),
        (
            {"users": {"u": {"email": "u@example.org", "name": "U", "passholder": GONE}}},
            "/tables/users/u/passholder",
        ),
        ({"associations": {"a": {"name": "Club", "readers": [GONE]}}}, "/tables/associations/a/readers/0"),
        (
            {
                "rewards": {
                    "r": {
                        "title": "Koffie",
                        "type": "POINTS",
                        "published": PERIOD,
                        "created": PERIOD["begin"],
                        "organizers": [GONE],
                    }
                }
            },
            "/tables/rewards/r/organizers/0",
        ),
        ({"membershipPrices": {"99": []}}, "/tables/membershipPrices/99"),
        (
            {"vouchers": {"v": {"code": "v", "cardSystem": 99, "discount": 1}}},
            "/tables/vouchers/v/cardSystem",
        ),
        ({"familyOf": {GONE: []}}, None),
        ({"udbTwins": {GONE: GONE}}, "/tables/udbTwins/nowhere"),
        ({"udbAttached": {GONE: {}}}, "/tables/udbAttached/nowhere"),
        (
            {"udbProductions": {"p": {"name": "Week", "events": [EVENT, GONE]}}},
            "/tables/udbProductions/p/events/1",
        ),
    ],
)
def test_a_row_of_any_table_that_names_nothing_is_refused(tables: object, place: str | None) -> None:
    written = {"version": 1, "base": "official", "tables": tables}
    if place is None:
        read_world(written, OFFICIAL)
        return
    with pytest.raises(Unreadable) as refused:
        read_world(written, OFFICIAL)
    assert refused.value.pointer == place

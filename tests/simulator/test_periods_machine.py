"""A till lived at random over midnights, new weeks, quarters and years, and both changes of the clocks.

What may be sold is counted here a second time, from the sales that stand and the calendar of Brussels.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from tests.simulator.borders import BORDERS, step_to_a_border
from uitkern.simulator.world import checkins, nudges, reports
from uitkern.simulator.world.activity import EventSettings
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.clock import BRUSSELS, Period, period_keys
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import GENT, LIMITED_EVENT, ORGANIZER, PERMANENT_EVENT
from uitkern.simulator.world.pricing import Discount
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.tickets import SaleRequest, TicketSale
from uitkern.simulator.world.values import (
    CardStatus,
    Coupon,
    Membership,
    PassLimit,
    PeriodLimit,
    SocialTariff,
)
from uitkern.simulator.world.world import World

EVENTS = (PERMANENT_EVENT, LIMITED_EVENT)
CHILD, GROUP = "child", "group"
FIRST_NUMBERS = {CHILD: "0900000067513", GROUP: "0900000045410"}
BON, SOCIAL = "COUPON_P", "SOCIALTARIFF"
A_DAY, A_YEAR = PeriodLimit(4, Period.DAY), PeriodLimit(6, Period.YEAR)
"""What the group may buy, over all events together."""


def day(at: datetime) -> date:
    return at.astimezone(BRUSSELS).date()


def same(period: Period, one: date, other: date) -> bool:
    """Say whether two days are of one period, without the names that the world gives to periods."""
    match period:
        case Period.ABSOLUTE:
            return True
        case Period.DAY:
            return one == other
        case Period.WEEK:
            return one - timedelta(one.weekday()) == other - timedelta(other.weekday())
        case Period.MONTH:
            return one.replace(day=1) == other.replace(day=1)
        case Period.QUARTER:
            return (one.year, (one.month - 1) // 3) == (other.year, (other.month - 1) // 3)
        case Period.YEAR:
            return one.year == other.year


def refusal_of(act: Callable[[], object]) -> str | None:
    """Do something and say what it was refused with."""
    try:
        act()
    except Refusal as refusal:
        return refusal.kind
    return None


@pytest.mark.parametrize("period", Period)
def test_the_world_puts_instants_in_one_period_as_the_calendar_does(period: Period) -> None:
    instants = [
        at + step for at in BORDERS for step in (timedelta(), timedelta(seconds=-1), timedelta(hours=-1))
    ]
    for one, other in combinations(instants, 2):
        in_one = period_keys(one)[period] == period_keys(other)[period]
        assert in_one is same(period, day(one), day(other)), (one, other)


periods = st.sampled_from(Period)


class Till(RuleBasedStateMachine):
    sold: Any = Bundle("sold")
    codes: Any = Bundle("codes")

    def __init__(self) -> None:
        super().__init__()
        self.world = World("machine", official_world())
        self.world.clock.freeze(BORDERS[0])
        self.state = self.world.state
        self.number = dict(FIRST_NUMBERS)
        self.dead: list[str] = []
        self.standing: dict[str, tuple[str, TicketSale]] = {}
        self.settled: set[str] = set()
        self.right_until = date(2030, 1, 1)

    @initialize(start=st.sampled_from(BORDERS), of_event=periods, of_coupon=periods)
    def begin(self, start: datetime, of_event: Period, of_coupon: Period) -> None:
        """Begin half an hour before a border, with limits over periods of any kind."""
        self.world.clock.freeze(start - timedelta(minutes=30))
        self.of_event, self.of_coupon = PeriodLimit(2, of_event), PeriodLimit(1, of_coupon)
        for event in EVENTS:
            self.state.event_settings.put(event, EventSettings(self.of_event))
        coupon = Coupon(BON, "Bon", GENT, Discount(300), self.of_coupon)
        self.state.coupons.put(BON, coupon)
        group = self.world.find_pass(self.number[GROUP]).holder
        own = (PassLimit(A_DAY, per_event=False), PassLimit(A_YEAR, per_event=False))
        self.state.passholders.put(group.id, evolve(group, limits=own))
        self.holders = {who: self.world.find_pass(number).holder.id for who, number in self.number.items()}
        for holder in self.holders.values():
            self.state.coupons_of.add(holder, BON)

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def left(self, who: str, event: str, tariff: str) -> int:
        """Count again what a holder may still buy now."""
        mine = [sale for whose, sale in self.standing.values() if whose == who]
        limits: list[tuple[PeriodLimit, list[TicketSale]]]
        if who == CHILD:
            limits = [(self.of_event, [sale for sale in mine if sale.event == event])]
        else:
            limits = [(A_DAY, mine), (A_YEAR, mine)]
        if tariff == BON:
            limits.append((self.of_coupon, [sale for sale in mine if sale.tariff.id == BON]))
        today = day(self.now)
        return min(
            limit.volume - sum(same(limit.period, day(sale.created), today) for sale in counted)
            for limit, counted in limits
        )

    def has_right(self, who: str) -> bool:
        return who == GROUP or day(self.now) <= self.right_until

    @rule(border=st.integers(1, 2), before=st.booleans())
    def go_to_a_border(self, border: int, before: bool) -> None:
        self.world.clock.advance(step_to_a_border(self.now, border, before=before))

    @rule(seconds=st.sampled_from((1, 3600, 86399)))
    def wait(self, seconds: int) -> None:
        self.world.clock.advance(timedelta(seconds=seconds))

    @rule(
        target=sold,
        who=st.sampled_from((CHILD, GROUP)),
        event=st.sampled_from(EVENTS),
        tariff=st.sampled_from((SOCIAL, BON)),
        tickets=st.integers(1, 3),
    )
    def sell(self, who: str, event: str, tariff: str, tickets: int) -> Any:
        fits = tickets <= self.left(who, event, tariff) and (tariff == BON or self.has_right(who))
        request = SaleRequest(self.number[who], event, tariff, 1000)
        assert self.state.cards[request.uitpas_number].status is CardStatus.ACTIVE
        try:
            made = self.world.register_sales([request] * tickets)
        except Refusal:
            assert not fits
            return multiple()
        assert fits
        self.standing |= {sale.id: (who, sale) for sale in made}
        self.report(0, 0)
        return multiple(*made)

    @rule(sale=consumes(sold))
    def undo(self, sale: TicketSale) -> None:
        refused = refusal_of(lambda: self.world.undo_sale(sale.id))
        assert refused == ("auth/forbidden" if sale.id in self.settled else None)
        if refused is None:
            del self.standing[sale.id]

    @rule(who=st.sampled_from((CHILD, GROUP)))
    def replace_the_card(self, who: str) -> None:
        self.dead.append(self.number[who])
        self.number[who] = nudges.replace_card(self.state, self.number[who]).number

    @rule(days=st.integers(0, 40), grace=st.integers(0, 60))
    def prolong_the_right(self, days: int, grace: int) -> None:
        """Give a right that ends with a day, and holds some days longer."""
        last = day(self.now) + timedelta(days)
        end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=BRUSSELS)
        held = Membership(GENT, SocialTariff(end, timedelta(grace)))
        child = self.world.find_pass(self.number[CHILD]).holder
        self.state.passholders.put(child.id, evolve(child, memberships=(held,)))
        self.right_until = last + timedelta(grace)

    @rule(back=st.sampled_from((0, 1, 2, 40)), days=st.sampled_from((0, 1, 2, 40)))
    def report(self, back: int, days: int) -> None:
        """Report over days that began so many days ago."""
        first = day(self.now) - timedelta(back)
        last = first + timedelta(days)
        made = reports.start(self.state, self.now, ORGANIZER, first, last)
        rows = list(csv.DictReader(io.StringIO(made.csv), delimiter=";"))
        within = [sale for _, sale in self.standing.values() if first <= day(sale.created) <= last]
        assert [row["Verkoop"] for row in rows] == [sale.id for sale in within]
        assert [float(row["Betaalde prijs"].replace(",", ".")) * 100 for row in rows] == [
            sale.tariff.price for sale in within
        ]

    @rule()
    def close_the_period(self) -> None:
        _, settled = nudges.close_report_period(self.state, self.now, ORGANIZER)
        assert settled == len(self.standing.keys() - self.settled)
        self.settled |= self.standing.keys()

    @rule(target=codes)
    def show_a_code(self) -> Any:
        return checkins.code_of(self.state, self.now, self.state.events[PERMANENT_EVENT])

    @rule(code=codes)
    def read_a_code(self, code: Any) -> None:
        refused = refusal_of(lambda: checkins.event_of_code(self.state, self.now, code.code))
        assert refused == ("uitpas/checkin-code-expired" if self.now >= code.expires else None)

    @rule()
    def go_through_a_file(self) -> None:
        """Write the world and read it, without what follows from the rest: it is the same world."""
        lived = self.world.snapshot()
        written: Any = write_world(lived.state, lived.clock)
        del written["tables"]["usage"], written["tables"]["salesOfEvent"], written["tables"]["salesOfHolder"]
        state, clock = read_world(written, official_world())
        assert {name for name, part in state.parts.items() if part != lived.state.parts[name]} == set()
        assert clock == lived.clock
        self.world.restore(evolve(lived, state=state))

    def teardown(self) -> None:
        self.go_through_a_file()

    @invariant()
    def prices_say_what_is_left(self) -> None:
        if not hasattr(self, "of_event"):
            return
        for who, number in self.number.items():
            wanted = [(SOCIAL, self.has_right(who)), (BON, True)]
            counted = {name: self.left(who, PERMANENT_EVENT, name) for name, given in wanted if given}
            assert self.offered(number) == {name: left for name, left in counted.items() if left > 0}

    def offered(self, number: str) -> dict[str, int]:
        """Ask for prices; a right that is over leaves none where there is no coupon either."""
        try:
            quote = self.world.quote(PERMANENT_EVENT, number, 1000)
        except Refusal as refusal:
            return {} if refusal.kind == "uitpas/social-tariff-expired" else {refusal.kind: -1}
        return {each.id: each.remaining for each in quote.tariffs}

    @invariant()
    def dead_numbers_buy_nothing_and_every_sale_had_a_live_card(self) -> None:
        assert all(self.state.cards[number].status is CardStatus.DELETED for number in self.dead)
        assert {sale.id for sale in self.state.sales.values()} == self.standing.keys()


TestTill = Till.TestCase
TestTill.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)

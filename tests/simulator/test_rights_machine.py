"""Points, rewards, check-ins and sales in any order keep their promises."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from tests.simulator.borders import step_to_a_border
from uitkern.simulator.world import checkins, redeeming
from uitkern.simulator.world.activity import Checkin, EventSettings
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.clock import Period, period_keys
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import LIMITED_EVENT, PERMANENT_EVENT
from uitkern.simulator.world.pricing import FixedPrice
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.rewards import Redeemed
from uitkern.simulator.world.tickets import SaleRequest, TicketSale
from uitkern.simulator.world.values import CardStatus, PeriodLimit
from uitkern.simulator.world.world import World

NUMBERS = ("0900000067513", "0900000095902", "0900010959113")
EVENTS = (PERMANENT_EVENT, LIMITED_EVENT)
REWARDS, SPENT = ("5687", "5823", "5824"), "5688"
LIMITS = {
    PERMANENT_EVENT: EventSettings(PeriodLimit(3, Period.WEEK), PeriodLimit(2, Period.DAY), 4),
    LIMITED_EVENT: EventSettings(PeriodLimit(1, Period.MONTH), PeriodLimit(1, Period.WEEK), 7),
}


class Rights(RuleBasedStateMachine):
    visits: Any = Bundle("visits")
    taken: Any = Bundle("taken")
    sold: Any = Bundle("sold")

    def __init__(self) -> None:
        super().__init__()
        self.world = World("machine", official_world())
        self.world.clock.freeze(datetime(2026, 3, 4, 9, tzinfo=UTC))
        state = self.world.state
        for event, rules in LIMITS.items():
            state.event_settings.put(event, rules)
        for reward in REWARDS:
            state.rewards.put(reward, evolve(state.rewards[reward], units=4))
        welcome = evolve(state.rewards[SPENT], tariff=FixedPrice(100), points=3, units=2)
        state.rewards.put(SPENT, welcome)
        self.balance = {number: self.points(number) for number in NUMBERS}
        self.live: dict[str, TicketSale] = {}
        self.status_at_sale: dict[str, CardStatus] = {}

    def points(self, number: str) -> int:
        holder = self.world.state.passholders.get(self.world.state.cards[number].holder)
        assert holder is not None
        return holder.points

    @rule(target=visits, number=st.sampled_from(NUMBERS), event=st.sampled_from(EVENTS))
    def check_in(self, number: str, event: str) -> Any:
        state, now = self.world.state, self.world.clock.now()
        try:
            made = checkins.check_in(state, now, state.events[event], self.world.find_pass(number))
        except Refusal:
            return multiple()
        self.balance[number] += made.points
        return made

    @rule(visit=consumes(visits))
    def undo_checkin(self, visit: Checkin) -> None:
        checkins.undo(self.world.state, visit)
        number = visit.uitpas_number
        self.balance[number] = max(0, self.balance[number] - visit.points)

    @rule(target=taken, number=st.sampled_from(NUMBERS), reward=st.sampled_from(REWARDS))
    def redeem(self, number: str, reward: str) -> Any:
        state, now = self.world.state, self.world.clock.now()
        try:
            held = redeeming.pass_for_rewards(state, number)
            made = redeeming.redeem(state, now, state.rewards[reward], held)
        except Refusal:
            return multiple()
        self.balance[number] -= made.points
        return made

    @rule(redeemed=consumes(taken))
    def cancel(self, redeemed: Redeemed) -> None:
        redeeming.cancel(self.world.state, redeemed)
        self.balance[redeemed.uitpas_number] += redeemed.points

    @rule(
        target=sold,
        number=st.sampled_from(NUMBERS),
        event=st.sampled_from(EVENTS),
        tariff=st.sampled_from(("SOCIALTARIFF", f"REWARD{SPENT}")),
        tickets=st.integers(1, 4),
    )
    def sell(self, number: str, event: str, tariff: str, tickets: int) -> Any:
        before = self.balance.copy(), len(self.world.state.sales)
        try:
            made = self.world.register_sales([SaleRequest(number, event, tariff, 1000)] * tickets)
        except Refusal:
            assert (self.balance, len(self.world.state.sales)) == before
            return multiple()
        for sale in made:
            self.live[sale.id] = sale
            self.status_at_sale[sale.id] = self.world.state.cards[number].status
            self.balance[number] -= 3 if tariff != "SOCIALTARIFF" else 0
        return multiple(*made)

    @rule(sale=consumes(sold))
    def undo_sale(self, sale: TicketSale) -> None:
        self.world.undo_sale(sale.id)
        del self.live[sale.id]
        self.balance[sale.uitpas_number] += 0 if sale.tariff.id == "SOCIALTARIFF" else 3

    @rule(number=st.sampled_from(NUMBERS), status=st.sampled_from((CardStatus.ACTIVE, CardStatus.BLOCKED)))
    def change_card(self, number: str, status: CardStatus) -> None:
        cards = self.world.state.cards
        cards.put(number, evolve(cards[number], status=status))

    @rule(hours=st.sampled_from((1, 24, 24 * 7, 24 * 31)))
    def wait(self, hours: int) -> None:
        self.world.clock.advance(timedelta(hours=hours))

    @rule(border=st.integers(1, 3), before=st.booleans())
    def go_to_a_border(self, border: int, before: bool) -> None:
        self.world.clock.advance(step_to_a_border(self.world.clock.now(), border, before=before))

    @rule()
    def return_to_a_snapshot(self) -> None:
        self.world.restore(self.world.snapshot())

    @invariant()
    def points_are_what_was_granted_less_what_was_redeemed(self) -> None:
        assert {number: self.points(number) for number in NUMBERS} == self.balance
        assert min(self.balance.values()) >= 0

    @invariant()
    def rewards_count_who_took_them_and_never_give_more_than_there_are(self) -> None:
        counted = Counter(each.reward for each in self.world.state.redeemed.values())
        for reward in self.world.state.rewards.values():
            assert reward.taken == counted[reward.id]
            assert reward.units is None or reward.taken <= reward.units

    @invariant()
    def no_limit_is_ever_exceeded(self) -> None:
        for event, rules in LIMITS.items():
            assert rules.ticket_limit is not None
            assert rules.checkin_limit is not None
            for limit, things in (
                (rules.ticket_limit, self.world.state.sales.values()),
                (rules.checkin_limit, self.world.state.checkins.values()),
            ):
                per_period = Counter(
                    (each.holder, period_keys(each.created)[limit.period])
                    for each in things
                    if each.event == event
                )
                assert all(count <= limit.volume for count in per_period.values())

    @invariant()
    def every_sale_had_a_live_card_at_its_time(self) -> None:
        assert {sale.id for sale in self.world.state.sales.values()} == self.live.keys()
        assert all(self.status_at_sale[sale] is CardStatus.ACTIVE for sale in self.live)

    def teardown(self) -> None:
        """See that the world, whatever became of it, is the same once it was written and read."""
        lived = self.world.snapshot()
        state, clock = read_world(write_world(lived.state, lived.clock), official_world())
        assert state.parts == lived.state.parts
        assert clock == lived.clock


TestRights = Rights.TestCase
TestRights.settings = settings(max_examples=45, stateful_step_count=40, deadline=None)

"""Orders lived at random: several wait at once for the same person or voucher, and some are never paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from tests.simulator.people import GENT, ORGANIZER
from uitkern.simulator.world import cards, orders, passholders, registration
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.memberships import Wish
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.order import Order, OrderStatus, Registration
from uitkern.simulator.world.orders import Wanted
from uitkern.simulator.world.profiles import Address, Profile
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.registration import Person
from uitkern.simulator.world.values import CardStatus, CardType
from uitkern.simulator.world.world import World

INSZ = "85010100115"
VOUCHER = "TESTVOUCHER"
some_insz, some_voucher = st.sampled_from((INSZ, None)), st.sampled_from((None, VOUCHER))
PAID = {OrderStatus.PENDING_UITID_CONNECT, OrderStatus.COMPLETED}


def person(document: dict[str, Any]) -> Person:
    born, insz, home = date.fromisoformat(document["born"]), document["insz"], Address("Gent")
    return Person("Iemand", "9000", born, Profile("Testnaam", address=home), insz)


def read(ordered: Registration) -> Person:
    return person(dict(ordered.document))


class Orders(RuleBasedStateMachine):
    placed: Any = Bundle("placed")

    def __init__(self) -> None:
        super().__init__()
        self.world = World("machine", official_world())
        self.world.clock.freeze(datetime(2026, 3, 28, 9, tzinfo=UTC))
        self.state = self.world.state
        self.beginning = set(self.state.passholders)
        self.expected: dict[str, OrderStatus] = {}

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    @rule(
        target=placed,
        born=st.lists(st.sampled_from(("1985-01-01", "2018-01-01")), min_size=1, max_size=2),
        insz=some_insz,
        voucher=some_voucher,
    )
    def order(self, born: Sequence[str], insz: str | None, voucher: str | None) -> Any:
        """Order for a family; the first pays with the voucher, the last has the INSZ number."""
        used = voucher is not None and self.state.vouchers[voucher].used
        family: list[dict[str, object]] = [
            {"born": each, "insz": None, "registrationVoucher": None if nth else voucher}
            for nth, each in enumerate(born)
        ]
        family[-1]["insz"] = insz
        wanted = [
            Wanted(each, person(each), ORGANIZER, GENT, None if nth else voucher)
            for nth, each in enumerate(family)
        ]
        try:
            made = orders.place(self.state, self.now, wanted, None, None)
        except Refusal:
            assert used or insz in self.state.insz
            return multiple()
        assert not used
        self.expected[made.id] = OrderStatus.PENDING_PAYMENT
        return made.id

    @rule(order_id=placed)
    def pay(self, order_id: str) -> None:
        """Pay; what waited too long for its person or voucher is cancelled whole."""
        order = self.state.orders[order_id]
        if self.expected[order_id] is OrderStatus.PENDING_PAYMENT:
            possible = OrderStatus.PENDING_UITID_CONNECT if self.can_be_made(order) else OrderStatus.CANCELLED
            self.expected[order_id] = possible
        orders.pay(self.state, self.now, order, read)

    def can_be_made(self, order: Order) -> bool:
        voucher = order.registrations[0].document["registrationVoucher"]
        return order.registrations[-1].document["insz"] not in self.state.insz and not (
            voucher is not None and self.state.vouchers[str(voucher)].used
        )

    @rule(order_id=placed)
    def cancel(self, order_id: str) -> None:
        if self.expected[order_id] is OrderStatus.PENDING_PAYMENT:
            self.expected[order_id] = OrderStatus.CANCELLED
        orders.cancel(self.state, self.state.orders[order_id])

    @rule()
    def come_to_the_counter(self) -> None:
        """Register somebody who ordered as well, or forget who was registered."""
        holder = self.state.passholders.get(self.state.insz.get(INSZ))
        if holder is not None:
            passholders.remove(self.state, holder)
            return
        somebody, by = person({"born": "1985-01-01", "insz": INSZ}), self.state.organizers[ORGANIZER]
        made = registration.register(self.state, self.now, by, somebody, Wish(GENT, CardType.DIGITAL))
        self.beginning.add(made.id)

    @invariant()
    def orders_stand_as_they_were_left_and_paid_ones_have_their_passholders(self) -> None:
        assert {key: each.status for key, each in self.state.orders.items()} == self.expected
        ordered = [(order, each) for order in self.state.orders.values() for each in order.registrations]
        assert all((each.holder is not None) == (order.status in PAID) for order, each in ordered)
        holders = [each.holder for _, each in ordered if each.holder is not None]
        assert len(holders) == len(set(holders))
        assert set(self.state.passholders) - self.beginning <= set(holders)
        for holder in [each for key, each in self.state.passholders.items() if key in holders]:
            card = cards.main_card(self.state, holder)
            assert card is not None
            assert (card.status, card.type, card.card_system) == (CardStatus.ACTIVE, CardType.DIGITAL, GENT)

    @invariant()
    def a_voucher_is_used_once(self) -> None:
        paid = [each for each in self.state.orders.values() if each.status in PAID]
        used = [
            voucher for each in paid if (voucher := each.registrations[0].document["registrationVoucher"])
        ]
        assert len(used) == len(set(used))

    def teardown(self) -> None:
        """See that the world, whatever became of it, is the same once it was written and read."""
        lived = self.world.snapshot()
        state, clock = read_world(write_world(lived.state, lived.clock), official_world())
        assert state.parts == lived.state.parts
        assert clock == lived.clock


TestOrders = Orders.TestCase
TestOrders.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)

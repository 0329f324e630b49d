"""A basket of which UiTPAS holds a part: shown to a person, then kept or given up, whatever crashes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.domain.building import a_problem
from tests.flows.house import House, meddled, take_over
from tests.flows.till import LENA, MO, Till, open_till
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import BasketRefused, InvalidValue, NotFound, Rejected, Unreachable
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.flows.held import PARTLY, adopt, give_up, held
from uitkern.domain.model.intent import IntentState
from uitkern.domain.model.policy import Policy
from uitkern.domain.ports.effects import Ask, Flow
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import ListSales, RegisterSales

Settling = Callable[[int, Policy], Flow[Any]]


def parked(till: Till, *gone: str) -> int:
    """A basket that was not answered, and of which somebody undid some sales at a counter; its intent."""
    till.next(RegisterSales, till.answer_lost)
    with pytest.raises(BasketRefused):
        till.checkout(LENA, MO)
    for sale_id in gone or ("s1",):
        till.held.pop(sale_id)
    till.later()
    intent = till.only_intent()
    assert intent.state is IntentState.PARKED
    return intent.id


def test_a_person_sees_which_lines_uitpas_holds_and_nothing_changes(till: Till) -> None:
    intent = parked(till)

    lines = till.house.run(held(intent, till.house.policy))

    assert [(each.enrolment.participant_id, each.sale and each.sale.id) for each in lines] == [
        ("lena", None),
        ("mo", "s2"),
    ]
    assert till.only_intent().state is IntentState.PARKED
    assert till.states() == ["unknown", "unknown"]


def test_what_is_held_is_kept_and_the_rest_registered_by_the_worker(till: Till) -> None:
    intent = parked(till)
    till.house.clock.moment += till.house.policy.hold  # nobody held it while a person was asked
    till.tick()

    first, second = till.house.run(adopt(intent, till.house.policy))

    assert (second.state.value, second.sale_id) == ("awaiting payment", "s2")
    assert first.state.value == "unknown"
    assert first.hold_until == second.hold_until == till.house.clock.moment + till.house.policy.hold
    till.tick()
    assert till.states() == ["awaiting payment", "awaiting payment"]
    assert till.made == 3
    assert till.house.look(lambda ledger: ledger.intent(intent)).why is None
    till.assert_both_sides_agree()


def test_what_is_held_is_undone_and_every_place_given_up(till: Till) -> None:
    intent = parked(till)

    places = till.house.run(give_up(intent, till.house.policy))

    assert [each.state.value for each in places] == ["cancelled", "cancelled"]
    assert till.held == {}
    assert till.tick().idle
    till.assert_both_sides_agree()


@pytest.mark.parametrize("settling", [adopt, give_up])
def test_what_a_parent_cancelled_meanwhile_is_given_up_either_way(till: Till, settling: Settling) -> None:
    intent = parked(till)
    for enrolment in (1, 2):
        till.house.run(cancel(enrolment, till.house.policy))

    till.house.run(settling(intent, till.house.policy))
    till.tick()

    assert till.states() == ["cancelled", "cancelled"]
    assert till.held == {}


def test_who_paid_the_base_price_keeps_the_place_and_gets_the_discount_that_is_held(till: Till) -> None:
    """F33: giving up a basket takes no place that is paid."""
    till.house.policy = Policy(discount_later=True)
    till.next(RegisterSales, till.answer_lost)
    till.house.run(checkout([LENA, MO], till.house.policy, later=True))
    for enrolment in (1, 2):
        till.house.run(confirm(enrolment))
    till.held.pop("s1")
    till.later()

    till.house.run(give_up(till.only_intent().id, till.house.policy))
    till.tick()

    assert till.states() == ["confirmed", "confirmed"]
    assert [each.sale_id for each in till.house.enrolments()] == ["s3", "s2"]


def test_one_of_which_all_was_undone_meanwhile_is_registered_anew_or_dropped(till: Till) -> None:
    intent = parked(till)
    till.held.clear()

    till.house.run(adopt(intent, till.house.policy))
    assert till.house.look(lambda ledger: ledger.intent(intent)).why == PARTLY
    till.tick()

    assert till.states() == ["awaiting payment", "awaiting payment"]
    till.assert_both_sides_agree()


def test_one_of_which_all_is_there_after_all_is_adopted_whole(till: Till) -> None:
    intent = parked(till)
    till.sell(till.house.look(lambda ledger: ledger.intent(intent)).requests[0])

    till.house.run(adopt(intent, till.house.policy))

    assert till.states() == ["awaiting payment", "awaiting payment"]
    till.assert_both_sides_agree()


@pytest.mark.parametrize(
    ("answer", "error"),
    [(a_problem("forbidden", 403), Rejected), (Unavailable("status 503"), Unreachable)],
    ids=["refused", "silent"],
)
@pytest.mark.parametrize("flow", [held, adopt, give_up])
def test_what_uitpas_does_not_list_stays_parked(
    till: Till, flow: Settling, answer: object, error: type[Exception]
) -> None:
    intent = parked(till)
    before = till.only_intent().why
    till.next(ListSales, answer)

    with pytest.raises(error):
        till.house.run(flow(intent, till.house.policy))

    assert (till.only_intent().state, till.only_intent().why) == (IntentState.PARKED, before)
    till.house.run(give_up(intent, till.house.policy))
    till.tick()
    assert till.held == {}


@pytest.mark.parametrize("settling", [adopt, give_up])
def test_only_what_is_parked_and_registers_can_be_settled_so(till: Till, settling: Settling) -> None:
    with pytest.raises(NotFound):
        till.house.run(settling(1, till.house.policy))
    till.checkout(LENA)
    with pytest.raises(InvalidValue, match="intent: must be parked: it is done"):
        till.house.run(settling(1, till.house.policy))
    till.cancel()
    with pytest.raises(InvalidValue, match="intent: must be one that registers sales"):
        till.house.run(settling(2, till.house.policy))


def test_of_two_persons_who_settle_it_one_does(till: Till) -> None:
    intent = parked(till)

    def meanwhile(question: ListSales) -> object:
        now = till.house.clock.moment
        till.house.look(lambda ledger: take_over(ledger, ledger.intent(intent), now, till.house.policy))
        return till.listing(question)

    till.next(ListSales, meanwhile)
    till.house.run(adopt(intent, till.house.policy))

    assert till.states() == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("settling", "ends"),
    [(adopt, ["awaiting payment", "awaiting payment"]), (give_up, ["cancelled", "cancelled"])],
)
def test_settling_cut_off_anywhere_is_gone_on_with(settling: Settling, ends: list[str]) -> None:
    moment, whole = 0, False
    while not whole:
        till = open_till(House(LedgerStore("sqlite://")).move_in())
        intent = parked(till)
        whole = settled_until(till, settling(intent, till.house.policy), moment)
        till.later()
        if till.intents(IntentState.PARKED):
            till.house.run(settling(intent, till.house.policy))
        till.later()
        assert till.states() == ends, moment
        till.assert_both_sides_agree()
        till.house.store.close()
        moment += 1
    assert moment > 5


def settled_until(till: Till, flow: Flow[Any], moment: int) -> bool:
    """Whether it ran to its end before the power went."""

    def cut(n: int, _: Ask[Any]) -> None:
        if n == moment:
            raise KeyboardInterrupt

    try:
        till.house.run(meddled(flow, cut))
    except KeyboardInterrupt:
        flow.close()
        return False
    return True

"""Rewards, ours against UiTPAS's: what either side misses is found, and mended when a person says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from tests.domain.building import forbidden
from tests.flows.house import House
from tests.flows.test_redeem import LENA, Shelf, open_shelf
from tests.flows.till import SILENCE
from uitkern.domain.errors import BasketRefused
from uitkern.domain.flows.cancel import cancel
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.flows.reconcile import reconcile, repair
from uitkern.domain.flows.reconcile_rewards import repair_reward
from uitkern.domain.flows.tick import audit
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.report import Comparison, Difference, Finding
from uitkern.domain.model.reward import Redeemed
from uitkern.domain.model.uitpas_number import FORGOTTEN
from uitkern.domain.ports.outcomes import NotSent, Refused, Unavailable
from uitkern.domain.ports.rewards import ListRedeemed, RedeemReward, ReturnReward
from uitkern.domain.rules.comparing import Period

D = Difference
A_MONTH = timedelta(days=31)


@pytest.fixture
def shelf(house: House) -> Shelf:
    return open_shelf(house)


def compared(shelf: Shelf, period: Period | None = None) -> Comparison:
    return shelf.till.house.run(reconcile("camp", period or Period()))


def mend(shelf: Shelf, finding: Finding | None = None) -> bool:
    (found,) = [finding] if finding else compared(shelf).findings
    return shelf.till.house.run(repair(found))


def sold(shelf: Shelf) -> None:
    """A paid place that a reward pays for."""
    shelf.checkout(LENA)
    shelf.till.house.run(confirm(1))


def taken_at_the_counter(shelf: Shelf, reward_id: str = "5687") -> str:
    """Somebody redeems a reward with the same pass, not through us."""
    taken = Redeemed(f"counter-{len(shelf.held)}", reward_id, 10, shelf.till.house.clock.now())
    shelf.held[taken.id] = taken
    return taken.id


def test_sales_and_rewards_are_compared_together(shelf: Shelf) -> None:
    shelf.checkout()

    comparison = compared(shelf)

    assert (comparison.agreed, comparison.agrees) == (2, True)
    assert shelf.till.house.publiq.count(ListRedeemed) == 1, "one question for each pass"


def test_what_a_holder_redeems_elsewhere_is_no_concern_of_ours(shelf: Shelf) -> None:
    sold(shelf)
    taken_at_the_counter(shelf, "coffee")
    shelf.till.house.clock.moment += timedelta(hours=1)
    taken_at_the_counter(shelf)

    assert compared(shelf).findings == ()


def test_a_reward_that_uitpas_lost_is_redeemed_again_once(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()

    finding = Finding("camp", D.MISSING_THERE, "r1", 1, reward=True)
    assert compared(shelf).findings == (finding,)
    assert mend(shelf)
    assert not mend(shelf, finding), "it is being mended already"
    assert compared(shelf).unsettled == 1
    shelf.till.tick()

    assert shelf.states() == ["confirmed"]
    shelf.assert_both_sides_agree()
    assert compared(shelf).agreed == 1


def test_a_reward_that_was_not_lost_after_all_is_not_doubled(shelf: Shelf) -> None:
    sold(shelf)
    kept = shelf.held.pop("r1")
    assert mend(shelf)
    shelf.held["r1"] = kept

    shelf.till.tick()

    assert shelf.states() == ["confirmed"]
    assert list(shelf.held) == ["r2"], "the old one was given back"
    shelf.assert_both_sides_agree()


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
def test_a_repair_that_takes_more_points_is_given_back(shelf: Shelf, *, lost: bool) -> None:
    sold(shelf)
    shelf.held.clear()
    shelf.points = 12
    if lost:
        shelf.till.next(RedeemReward, shelf.answer_lost)
    assert mend(shelf)
    for _ in range(3):
        shelf.till.later()

    assert shelf.states() == ["confirmed"]
    assert shelf.held == {}
    assert [each.difference for each in compared(shelf).findings] == [D.MISSING_THERE]


def test_a_repair_that_is_refused_is_found_again(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()
    shelf.till.next(RedeemReward, Refused(Problem("uitpas/reward-volume-constraint", 400)))
    assert mend(shelf)
    shelf.till.tick()

    assert shelf.states() == ["confirmed"]
    assert [each.difference for each in compared(shelf).findings] == [D.MISSING_THERE]


def test_a_place_given_up_during_its_repair_leaves_no_reward(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()
    mend(shelf)
    shelf.till.next(RedeemReward, shelf.answer_lost)
    shelf.till.tick()
    shelf.till.house.run(cancel(1, shelf.till.house.policy))
    for _ in range(3):
        shelf.till.later()

    assert shelf.states() == ["cancelled"]
    assert shelf.held == {}


def test_a_place_that_was_given_up_is_not_redeemed_again(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()
    (finding,) = compared(shelf).findings
    shelf.till.next(ReturnReward, NotSent("busy"))
    shelf.till.house.run(cancel(1, shelf.till.house.policy))

    assert not mend(shelf, finding)
    house = shelf.till.house
    assert not house.look(lambda ledger: repair_reward(ledger, finding, house.clock.now()))


def test_a_reward_that_came_back_is_given_back_again(shelf: Shelf) -> None:
    sold(shelf)
    taken = shelf.held["r1"]
    shelf.till.house.run(cancel(1, shelf.till.house.policy))
    assert compared(shelf).findings == ()
    shelf.held["r1"] = taken

    assert compared(shelf).findings == (Finding("camp", D.STILL_THERE, "r1", 1, reward=True),)
    assert mend(shelf)
    shelf.till.tick()

    assert shelf.held == {}


def test_a_reward_we_redeemed_and_do_not_hold_is_given_back_when_a_person_says_so(shelf: Shelf) -> None:
    sold(shelf)
    surplus = taken_at_the_counter(shelf)

    finding = Finding("camp", D.MISSING_HERE, surplus, 1, reward=True)
    assert compared(shelf).findings == (finding,)
    assert mend(shelf)
    shelf.till.tick()

    shelf.assert_both_sides_agree()
    assert shelf.states() == ["confirmed"]
    assert not mend(shelf, finding)


def test_a_reward_that_is_adopted_while_mending_looks_is_left_alone(shelf: Shelf) -> None:
    sold(shelf)
    house = shelf.till.house
    finding = Finding("camp", D.MISSING_HERE, "r1", 1, reward=True)

    assert not house.look(lambda ledger: repair_reward(ledger, finding, house.clock.now()))


def test_what_is_under_way_is_not_judged(shelf: Shelf) -> None:
    shelf.till.next(RedeemReward, shelf.answer_lost)
    with pytest.raises(BasketRefused, match="no answer came"):
        shelf.checkout(LENA)

    comparison = compared(shelf)

    assert (comparison.unsettled, comparison.findings) == (1, ())


def test_an_activity_of_long_ago_asks_nothing(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()
    shelf.till.house.clock.moment += 2 * A_MONTH
    since = shelf.till.house.clock.now() - A_MONTH

    assert compared(shelf, Period(since=since)).findings == ()
    assert shelf.till.house.publiq.count(ListRedeemed) == 0


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (forbidden(), "UiTPAS did not list the redeemed rewards: "),
        (Unavailable("time-out"), "UiTPAS did not list the redeemed rewards: time-out"),
        (Problem("uitpas/invalid-uitpas-number", 400), "UiTPAS did not list the redeemed rewards: "),
    ],
    ids=["forbidden", "silent", "refused pass"],
)
def test_when_uitpas_lists_no_rewards_the_sales_are_compared_and_it_is_said(
    shelf: Shelf, answer: object, why: str
) -> None:
    shelf.checkout()
    shelf.till.next(ListRedeemed, answer)

    comparison = compared(shelf)

    assert (comparison.agreed, comparison.agrees) == (1, False)
    assert (comparison.failed or "").startswith(why)


def test_the_daily_audit_finds_a_reward_that_is_gone(shelf: Shelf) -> None:
    sold(shelf)
    shelf.held.clear()
    house = shelf.till.house
    made = house.run(audit(house.policy))
    assert made is not None
    (found,) = made

    assert found.findings == (Finding("camp", D.MISSING_THERE, "r1", 1, reward=True),)
    assert house.look(lambda ledger: ledger.audit()) == (found,)


def test_a_reward_that_is_not_its_enrolments_own_is_not_judged(shelf: Shelf) -> None:
    """An earlier one stays kept when it was redeemed again; it was given back or is being so."""
    sold(shelf)
    shelf.held.clear()
    mend(shelf)
    shelf.till.next(ReturnReward, SILENCE)
    shelf.till.tick()

    assert shelf.till.intents_of(IntentKind.RETURN) == 1
    assert compared(shelf).findings == ()


def test_a_ledger_that_lost_its_pass_numbers_is_not_compared(shelf: Shelf) -> None:
    sold(shelf)
    house = shelf.till.house

    def forget(ledger: object) -> None:
        ledger.blank_numbers([1])  # type: ignore[attr-defined]

    house.look(forget)
    assert house.look(lambda ledger: ledger.kept_redeemed())[0].number == FORGOTTEN
    assert compared(shelf).agrees
    assert evolve(compared(shelf), at=house.clock.now()).agreed == 0

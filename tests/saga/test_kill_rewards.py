"""kill -9 before every question of redeeming and of giving back: no reward is doubled, no point is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from tests.saga.test_kill import CHILD, MOST_QUESTIONS, Scene, set_up, settle
from tests.saga.troubled import Trouble
from tests.saga.victim import CANCEL, REDEEM
from uitkern import Euro, Spend
from uitkern.domain.model.enrolment import EnrolmentState

REWARD, COST, POINTS = "5687", 10, 40
SPEND = Spend(REWARD, COST, POINTS)
TROUBLES = [Trouble.NONE, Trouble.ANSWER_LOST]


@pytest.fixture
def counter(tmp_path: Path, victim: Popen[str]) -> Iterator[Scene]:
    """A camp that a reward pays for; a served simulator, and a ledger that a killed process left."""
    with set_up(f"sqlite:///{tmp_path}/ledger.db", victim) as scene:
        scene.core.import_rewards([REWARD])
        scene.core.price_reward(REWARD, Euro(100), activity_id="camp")
        yield scene


def redeemed(scene: Scene) -> set[str]:
    """What UiTPAS truly holds; the points of the pass say the same."""
    held = {each.id for each in scene.simulator.world.state.redeemed.values()}
    left = scene.simulator.world.find_pass(CHILD).holder.points
    assert left == POINTS - COST * len(held), "points agree with rewards"
    return held


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_redemption_killed_at_any_question_is_neither_lost_nor_doubled(
    counter: Scene, trouble: Trouble
) -> None:
    for cut in range(MOST_QUESTIONS):
        counter.simulator.trouble = trouble
        killed = counter.kill(act=REDEEM, activity="camp", spend=[REWARD, COST, POINTS], cut=cut)
        settle(counter.later)
        live = [e for e in counter.core.enrolments("camp") if e.state is EnrolmentState.AWAITING_PAYMENT]
        assert redeemed(counter) == {e.sale_id for e in live}, f"killed before question {cut}"
        assert counter.core.reconcile("camp").agrees
        for enrolment in live:
            counter.later.cancel(enrolment.id)
        settle(counter.later)
        assert redeemed(counter) == set()
        if not killed:
            assert cut > 8, "the whole flow was played"
            return
    pytest.fail("the flow never came to its end")


@pytest.mark.parametrize("trouble", [Trouble.ANSWER_LOST])
def test_giving_a_reward_back_killed_at_any_question_is_carried_through(
    counter: Scene, trouble: Trouble
) -> None:
    for cut in range(MOST_QUESTIONS):
        enrolment = counter.core.enrol("child", "camp", SPEND)
        counter.simulator.trouble = trouble
        killed = counter.kill(act=CANCEL, activity="camp", enrolment=enrolment.id, cut=cut)
        if counter.core.enrolment(enrolment.id).state is EnrolmentState.AWAITING_PAYMENT:
            assert redeemed(counter) == {enrolment.sale_id}  # killed before the cancellation was written
            counter.later.cancel(enrolment.id)
        settle(counter.later)
        assert counter.core.enrolment(enrolment.id).state is EnrolmentState.CANCELLED
        assert redeemed(counter) == set(), f"killed before question {cut}"
        if not killed:
            assert cut > 3, "the whole flow was played"
            return
    pytest.fail("the flow never came to its end")

"""A counter that sells with every benefit: rewards with a price, and the points there are in the world."""

from __future__ import annotations

from tests.adapters.cores import ENTITLED
from tests.cases.desk import Desk
from uitkern import Euro, Spend

COFFEE, WEEKLY = "5687", "5823"
CHEAP = Euro(100)
REDEEM, RETURN, STATUS, LIST_REDEEMED = (
    "post-rewards-redeemed",
    "delete-rewards-redeemed-redeemedRewardId",
    "get-rewards-id-redeem-status",
    "get-rewards-redeemed",
)
POINTS_OF_CHILD = 40
"""The points of the child with the social tariff, in the official test data."""
COST = 10


def price_rewards(desk: Desk, *rewards: str, price: Euro = CHEAP) -> None:
    """Let rewards pay for the camp, at a euro besides their points."""
    desk.core.import_rewards(rewards or (COFFEE,))
    for reward in rewards or (COFFEE,):
        desk.core.price_reward(reward, price, activity_id="camp")


def consent(reward: str = COFFEE, points: int = COST) -> Spend:
    return Spend(reward, points, POINTS_OF_CHILD)


def points(desk: Desk, number: str = ENTITLED) -> int:
    """What is on a pass, without asking UiTPAS."""
    return int(desk.publiq.world.find_pass(number).holder.points)


def taken(desk: Desk) -> set[str]:
    """The rewards UiTPAS truly holds as redeemed."""
    return {str(each.id) for each in desk.publiq.world.state.redeemed.values()}


def in_balance(desk: Desk, *numbers: str) -> None:
    """Points in the world are points granted minus redeemed, and both sides hold the same rewards."""
    for number in numbers or (ENTITLED,):
        holder = desk.publiq.world.find_pass(number).holder.id
        spent = sum(e.points for e in desk.publiq.world.state.redeemed.values() if e.holder == holder)
        assert points(desk, number) == POINTS_OF_CHILD - spent
    standing = {"awaiting payment", "confirmed"}
    places = (*desk.core.enrolments(), *desk.core.tickets())
    ours = {each.sale_id for each in places if each.rewarded and each.state in standing}
    assert ours == taken(desk)

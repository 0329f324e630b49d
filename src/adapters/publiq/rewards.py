"""UiTPAS's rewards: how each question is asked, and how its answer is read."""

from __future__ import annotations

from typing import Any

from ...domain.errors import ContractViolation
from ...domain.model.message import EndUserMessage
from ...domain.model.reward import (
    MORE_INFO,
    Redeemed,
    RedeemedPage,
    RedeemLimit,
    RedeemStatus,
    Reward,
    RewardPeriod,
    RewardSearch,
    RewardsPage,
    RewardType,
)
from ...domain.model.uitpas import CardSystem
from ...domain.ports.rewards import (
    AskRedeemStatus,
    CreateReward,
    FindReward,
    ListRedeemed,
    RedeemReward,
    ReplaceReward,
    ReturnReward,
    SearchRewards,
)
from .call import Call, Reply
from .environment import Service
from .reading import read
from .reward_body import body_of
from .reward_shapes import (
    RedeemedPageShape,
    RedeemedShape,
    RedeemStatusShape,
    RewardPeriodShape,
    RewardShape,
    RewardsShape,
)
from .shapes import CardSystemShape

UITPAS = Service.UITPAS


def search_rewards(question: SearchRewards) -> Call:
    """publiq `get-rewards`."""
    query = {"start": str(question.start), "limit": str(question.limit), **_wanted(question.search)}
    return Call(UITPAS, "get-rewards", "GET", "/rewards", query=query)


def _wanted(search: RewardSearch) -> dict[str, str]:
    optional = {
        "text": search.text or None,
        "organizerId": search.organizer_id,
        "organizerPostalCode": search.postal_code,
        "pointsTo": None if search.points_up_to is None else str(search.points_up_to),
    }
    given = {name: value for name, value in optional.items() if value is not None}
    return given | {
        "type": search.kind.value if search.kind else "ANY",
        "subset": "ALL" if search.all_periods else "ENDUSERS",
    }


def read_rewards(_: SearchRewards, reply: Reply) -> RewardsPage:
    """Read one page of rewards."""
    shape = read(UITPAS, reply, RewardsShape)
    return RewardsPage(
        shape.total_items, tuple(_reward(each, f"/member/{index}") for index, each in enumerate(shape.member))
    )


def find_reward(question: FindReward) -> Call:
    """publiq `get-rewards-id`."""
    return Call(UITPAS, "get-rewards-id", "GET", "/rewards/{rewardId}", {"rewardId": question.reward_id})


def read_reward(_: object, reply: Reply) -> Reward:
    """Read a reward."""
    return _reward(read(UITPAS, reply, RewardShape), "")


def create_reward(question: CreateReward) -> Call:
    """publiq `post-rewards`."""
    return Call(UITPAS, "post-rewards", "POST", "/rewards", body=body_of(question.reward), writes=True)


def replace_reward(question: ReplaceReward) -> Call:
    """publiq `put-rewards-id`."""
    path, arguments = "/rewards/{rewardId}", {"rewardId": question.reward.id}
    return Call(UITPAS, "put-rewards-id", "PUT", path, arguments, body=body_of(question.reward), writes=True)


def ask_redeem_status(question: AskRedeemStatus) -> Call:
    """publiq `get-rewards-id-redeem-status`."""
    path, arguments = "/rewards/{rewardId}/redeem-status", {"rewardId": question.reward_id}
    query = {"uitpasNumber": question.number.value}
    return Call(UITPAS, "get-rewards-id-redeem-status", "GET", path, arguments, query)


def read_redeem_status(_: AskRedeemStatus, reply: Reply) -> RedeemStatus:
    """Read whether a reward can be redeemed; UiTPAS speaks Dutch here."""
    shape = read(UITPAS, reply, RedeemStatusShape)
    return RedeemStatus(
        shape.redeemable, shape.reason, EndUserMessage(shape.message) if shape.message else None
    )


def redeem_reward(question: RedeemReward) -> Call:
    """publiq `post-rewards-redeemed`."""
    wanted = question.redemption
    body = {"uitpasNumber": wanted.number.value, "rewardId": wanted.reward_id}
    operation, path = "post-rewards-redeemed", "/rewards/redeemed"
    return Call(UITPAS, operation, "POST", path, body=body, writes=True, deadline=question.deadline)


def read_redeemed(_: RedeemReward, reply: Reply) -> Redeemed:
    """Read what was redeemed."""
    return _redeemed(read(UITPAS, reply, RedeemedShape), "")


def return_reward(question: ReturnReward) -> Call:
    """publiq `delete-rewards-redeemed-redeemedRewardId`."""
    path, arguments = "/rewards/redeemed/{redeemedRewardId}", {"redeemedRewardId": question.redeemed_id}
    operation = "delete-rewards-redeemed-redeemedRewardId"
    return Call(UITPAS, operation, "DELETE", path, arguments, writes=True, deadline=question.deadline)


def read_returned(_: ReturnReward, __: Reply) -> None:
    """A 204 says all there is to say."""


def list_redeemed(question: ListRedeemed) -> Call:
    """publiq `get-rewards-redeemed`."""
    query = {
        "uitpasNumber": question.number.value,
        "start": str(question.start),
        "limit": str(question.limit),
    }
    return Call(UITPAS, "get-rewards-redeemed", "GET", "/rewards/redeemed", query=query)


def read_redeemed_page(_: ListRedeemed, reply: Reply) -> RedeemedPage:
    """Read one page of what a pass redeemed."""
    shape = read(UITPAS, reply, RedeemedPageShape)
    return RedeemedPage(
        shape.total_items,
        tuple(_redeemed(each, f"/member/{index}") for index, each in enumerate(shape.member)),
    )


def _redeemed(shape: RedeemedShape, pointer: str) -> Redeemed:
    return Redeemed(
        id=shape.id,
        reward_id=shape.reward.id,
        points=_whole(shape.reward.points, f"{pointer}/reward/points"),
        at=shape.redeem_date,
        title=shape.reward.title,
        code=shape.redeem_code,
        info=shape.redeem_info.text if shape.redeem_info else None,
    )


def _reward(shape: RewardShape, pointer: str) -> Reward:
    kinds = {kind.value: kind for kind in RewardType}
    if shape.type not in kinds:
        raise ContractViolation(UITPAS, f"{pointer}/type", "has a value we do not know")
    limit = shape.redeem_constraint
    return Reward(
        id=shape.id,
        title=shape.title,
        description=shape.promotional_description,
        published=_period(shape.publication_period),
        organizers=tuple(each.id for each in shape.organizers),
        points=_whole(shape.points, f"{pointer}/points"),
        type=kinds[shape.type],
        categories=shape.categories,
        more_info_url=shape.more_info_url or MORE_INFO,
        redeemable=_period(shape.redeem_period) if shape.redeem_period else None,
        granted=_period(shape.granting_period) if shape.granting_period else None,
        units=shape.max_available_units,
        limit=RedeemLimit(limit.volume, limit.period) if limit else None,
        card_systems=()
        if shape.all_card_systems
        else tuple(_system(each) for each in shape.applicable_card_systems),
        owner=_system(shape.owning_card_system) if shape.owning_card_system else None,
        practical_info=shape.practical_info,
        pictures=shape.pictures,
        for_kids=shape.for_kids,
        sport=shape.sport,
        featured=shape.featured,
        online=shape.online,
        status=shape.status,
        taken=shape.units_taken,
    )


def _whole(points: Any, pointer: str) -> int:
    if points != int(points):
        raise ContractViolation(UITPAS, pointer, "must be a whole number of points")
    return int(points)


def _period(shape: RewardPeriodShape) -> RewardPeriod:
    return RewardPeriod(shape.begin, shape.end)


def _system(shape: CardSystemShape) -> CardSystem:
    return CardSystem(shape.id, shape.name or "")

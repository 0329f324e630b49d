"""Questions to UiTPAS about rewards and the points that pay for them."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from ..model.reward import Redeemed, RedeemedPage, RedeemStatus, Redemption, Reward, RewardSearch, RewardsPage
from ..model.uitpas_number import UitpasNumber
from .effects import Ask
from .outcomes import Answered, Written


@frozen
class SearchRewards(Ask[Answered[RewardsPage]]):
    """Which rewards are there? One page of them (publiq `get-rewards`); `search.text` holds no wildcard."""

    search: RewardSearch
    start: int = 0
    limit: int = 500


@frozen
class FindReward(Ask[Answered[Reward]]):
    """What is this reward, and how often was it taken? (publiq `get-rewards-id`)."""

    reward_id: str


@frozen
class CreateReward(Ask[Written[Reward]]):
    """Create a reward; the answer has its id (publiq `post-rewards`)."""

    reward: Reward


@frozen
class ReplaceReward(Ask[Written[Reward]]):
    """Write a reward over the one with its id; twice is once (publiq `put-rewards-id`)."""

    reward: Reward


@frozen
class AskRedeemStatus(Ask[Answered[RedeemStatus]]):
    """Can this pass redeem this reward now? (publiq `get-rewards-id-redeem-status`)."""

    reward_id: str
    number: UitpasNumber


@frozen
class RedeemReward(Ask[Written[Redeemed]]):
    """Redeem a reward and take its points; not begun after `deadline` (publiq `post-rewards-redeemed`)."""

    redemption: Redemption
    deadline: datetime


@frozen
class ReturnReward(Ask[Written[None]]):
    """Give a redeemed reward back, and its points to the holder; not begun after `deadline`
    (publiq `delete-rewards-redeemed-redeemedRewardId`).
    """

    redeemed_id: str
    deadline: datetime


@frozen
class ListRedeemed(Ask[Answered[RedeemedPage]]):
    """What did this pass redeem? One page, newest first (publiq `get-rewards-redeemed`)."""

    number: UitpasNumber
    start: int = 0
    limit: int = 500

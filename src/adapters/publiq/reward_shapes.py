"""What we need of publiq's answers about rewards, as it names it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from .shapes import PUBLISHED_NAME, CardSystemShape, OrganizerShape


@frozen
class RewardPeriodShape:
    """`Period`."""

    begin: datetime
    end: datetime | None = None


@frozen
class RedeemLimitShape:
    """`Quantity`."""

    volume: int
    period: str


@frozen
class RewardShape:
    """`Reward` (publiq `get-rewards`, `get-rewards-id`, `post-rewards`, `put-rewards-id`)."""

    id: str
    title: str
    type: str
    promotional_description: str
    publication_period: RewardPeriodShape
    points: Decimal = Decimal(0)
    categories: tuple[str, ...] = ()
    more_info_url: str | None = field(default=None, metadata={PUBLISHED_NAME: "moreInfoURL"})
    redeem_period: RewardPeriodShape | None = None
    granting_period: RewardPeriodShape | None = None
    max_available_units: int | None = None
    units_taken: int = 0
    redeem_constraint: RedeemLimitShape | None = None
    all_card_systems: bool = True
    applicable_card_systems: tuple[CardSystemShape, ...] = ()
    owning_card_system: CardSystemShape | None = None
    organizers: tuple[OrganizerShape, ...] = ()
    practical_info: str | None = None
    pictures: tuple[str, ...] = ()
    for_kids: bool = False
    sport: bool = False
    featured: bool = False
    online: bool = False
    status: str | None = None


@frozen
class RewardsShape:
    """`RewardsPage`."""

    total_items: int
    member: tuple[RewardShape, ...]


@frozen
class RedeemStatusShape:
    """`RedeemStatus`; a refusal has a reason and a sentence."""

    redeemable: bool
    reason: str | None = None
    message: str | None = None


@frozen
class RedeemInfoShape:
    """`redeemInfo` of a redeemed reward."""

    text: str | None = None


@frozen
class RedeemedRewardShape:
    """The reward that was redeemed; only what a redemption needs of it."""

    id: str
    title: str = ""
    points: Decimal = Decimal(0)


@frozen
class RedeemedShape:
    """`RedeemedReward` (publiq `post-rewards-redeemed`, `get-rewards-redeemed`)."""

    id: str
    reward: RedeemedRewardShape
    redeem_date: datetime | None = None
    redeem_info: RedeemInfoShape | None = None
    redeem_code: str | None = None


@frozen
class RedeemedPageShape:
    """`RedeemedRewardsPage`."""

    total_items: int
    member: tuple[RedeemedShape, ...]

"""R9: which rewards can pay for an activity, and which can be made or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import assert_never

from ..model.activity import Activity
from ..model.benefit import RewardOffer
from ..model.euro import Euro
from ..model.message import EndUserMessage
from ..model.problem import Problem
from ..model.reason import Reason
from ..model.reward import (
    CATEGORIES,
    InvalidReward,
    KeptReward,
    PricedFor,
    RedeemStatus,
    Reward,
    RewardPeriod,
    RewardPrice,
    RewardType,
)
from ..model.said_benefits import SaidOfBenefits as Said
from ..model.sentences import explain
from ..ports.outcomes import Answered, Unavailable
from .pricing import price_of


def prices_for(activity: Activity, prices: Iterable[RewardPrice]) -> dict[str, Euro]:
    """What is paid besides the points, by reward; the activity's own price goes before that of its type."""
    found: dict[str, Euro] = {}
    for price in sorted(prices, key=lambda each: each.scope is PricedFor.ACTIVITY):
        wanted = activity.id if price.scope is PricedFor.ACTIVITY else activity.type_id
        if price.scope_id == wanted:
            found[price.reward_id] = price.price
    return found


def reward_offer(
    kept: KeptReward, price: Euro, status: Answered[RedeemStatus], balance: int | None
) -> RewardOffer:
    """A reward beside the tariffs; only UiTPAS says whether it can be redeemed."""
    reward = kept.reward
    redeemable = isinstance(status, RedeemStatus) and status.redeemable
    return RewardOffer(
        reward_id=reward.id,
        name=reward.title,
        price=price,
        points=reward.points,
        redeemable=redeemable,
        remaining=max(1, reach_of(reward, balance)) if redeemable else 0,
        balance=balance,
        message=None if redeemable else _why_not(status),
    )


def _why_not(status: Answered[RedeemStatus]) -> EndUserMessage:
    match status:
        case Unavailable():
            return explain(Reason.UNREACHABLE)
        case Problem() | RedeemStatus():
            return status.message or explain(Said.NOT_REDEEMABLE)
        case _:
            assert_never(status)


def reach_of(reward: Reward, balance: int | None) -> int:
    """How often it can be redeemed at most, as far as points, stock and the limit per person tell."""
    most = [reward.limit.volume] if reward.limit else []
    if reward.units is not None:
        most.append(max(0, reward.units - reward.taken))
    if reward.points and balance is not None:
        most.append(balance // reward.points)
    return min(most, default=1)


def check_draft(reward: Reward, now: datetime) -> None:
    """Refuse a reward that UiTPAS would refuse, or that nobody could ever redeem.

    Raises `InvalidReward` naming the field, with a sentence for who typed it.
    """
    if not reward.description.strip():
        raise InvalidReward("description", "must say what it is", Said.NO_DESCRIPTION)
    if not reward.organizers:
        raise InvalidReward(
            "organizers",
            "must name at least one organizer, by its UiTdatabank id",
            Said.NO_ORGANIZER,
        )
    if reward.points < 0:
        raise InvalidReward("points", "must be 0 or more", Said.NEGATIVE_POINTS)
    if reward.type is RewardType.WELCOME and reward.points:
        raise InvalidReward(
            "points",
            "must be 0 for a welcome reward, which is given",
            Said.WELCOME_POINTS,
        )
    _check_categories(reward)
    _check_periods(reward, now)
    if reward.units is not None and reward.units < 1:
        raise InvalidReward("units", "must be 1 or more, or absent for no limit", Said.NO_UNITS)


def check_price(reward: Reward, price: Euro, activity: Activity, organizer_id: str) -> None:
    """Refuse a price above the base price, and a reward that its organizer does not give.

    Raises `InvalidReward`, `NotDiscountable` without a base price.
    """
    if reward.organizers and organizer_id not in reward.organizers:
        raise InvalidReward(
            "organizers",
            f"must name the organizer of activity {activity.id!r}",
            Said.OTHER_ORGANIZER,
        )
    if price > price_of(activity):
        raise InvalidReward("price", f"must not be above the base price, {price_of(activity)}", Said.TOO_DEAR)


def is_same(found: Reward, draft: Reward) -> bool:
    """Whether a reward at UiTPAS is what was sent: same title, type, points, organizers and first day."""
    return (found.title, found.type, found.points, set(found.organizers)) == (
        draft.title,
        draft.type,
        draft.points,
        set(draft.organizers),
    ) and abs(found.published.begin - draft.published.begin) < timedelta(seconds=1)


def _check_categories(reward: Reward) -> None:
    unknown = [each for each in reward.categories if each not in CATEGORIES]
    if unknown or (reward.type is RewardType.POINTS and not reward.categories):
        raise InvalidReward(
            "categories",
            f"must be one or more of {', '.join(CATEGORIES)}",
            Said.NO_CATEGORY,
            known=", ".join(CATEGORIES),
        )


def _check_periods(reward: Reward, now: datetime) -> None:
    periods: dict[str, RewardPeriod | None]
    periods = {"published": reward.published, "redeemable": reward.redeemable, "granted": reward.granted}
    for name, period in periods.items():
        if period is None:
            continue
        if period.end is not None and period.end < period.begin:
            raise InvalidReward(name, "must not end before it begins", Said.PERIOD_TURNED)
        if period.is_over(now):
            raise InvalidReward(name, "must not be over already", Said.PERIOD_OVER)


def finds(pattern: str, reward: Reward) -> bool:
    """Whether a word stands in the title or the description; `*` is any part of a word, as in `koff*`."""
    letters = re.escape(pattern.strip()).replace(r"\*", r"\w*")
    words = f"{reward.title} {reward.description}"
    return re.search(rf"(?<!\w){letters}(?!\w)", words, re.IGNORECASE) is not None

"""Reward prices: what is paid besides the points, per activity or activity type (seed 002, 5.4)."""

from __future__ import annotations

from ..model.euro import Euro
from ..model.organisation import Organisation
from ..model.reward import KeptReward, PricedFor, RewardPrice
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..rules.rewarding import check_price


def price_reward(
    reward_id: str, price: Euro, scope: PricedFor, scope_id: str, organisation: Organisation
) -> Flow[RewardPrice]:
    """Let a reward pay for an activity, or for every activity of a type, at `price` besides its points.

    A price for an activity goes before that for its type. Raises `NotFound` for the reward and the
    activity, and `InvalidReward` when the reward is not for its organizer or the price is above the base
    price.
    """

    def work(ledger: Ledger) -> RewardPrice:
        kept = ledger.reward(reward_id)
        if scope is PricedFor.ACTIVITY:
            activity = ledger.activity(scope_id)
            check_price(kept.reward, price, activity, organisation.organizer_of(activity))
        made = RewardPrice(reward_id, price, scope, scope_id)
        ledger.save_reward_price(made)
        return made

    return (yield from transact(work))


def unprice_reward(reward_id: str, scope: PricedFor, scope_id: str) -> Flow[bool]:
    """Let a reward pay for it no longer; `False` when it did not. What was redeemed stays so."""
    return (yield from transact(lambda ledger: ledger.drop_reward_price(reward_id, scope, scope_id)))


def rewards_of(organizer_id: str | None) -> Flow[tuple[KeptReward, ...]]:
    """The rewards that are kept, all or those of an organizer, by title."""

    def work(ledger: Ledger) -> tuple[KeptReward, ...]:
        every = ledger.rewards()
        return tuple(each for each in every if organizer_id in (None, *each.reward.organizers))

    return (yield from transact(work))

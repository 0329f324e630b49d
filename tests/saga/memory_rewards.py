"""Rewards of the ledger in memory."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from attrs import Factory, define, evolve

from uitkern.domain.errors import LedgerError, NotFound
from uitkern.domain.model.reward import KeptRedeemed, KeptReward, PricedFor, Redeemed, RewardPrice
from uitkern.domain.model.uitpas_number import UitpasNumber


@define
class RewardTables:
    """Rows about rewards, with their prices and redemptions."""

    rewards: dict[str, KeptReward] = Factory(dict)
    reward_prices: dict[tuple[str, str, str], RewardPrice] = Factory(dict)
    redeemed: dict[str, KeptRedeemed] = Factory(dict)


class MemoryRewards:
    """The part of the ledger that is about rewards."""

    rows: Any

    def save_reward(self, kept: KeptReward) -> None:
        self.rows.rewards[kept.reward.id] = kept

    def reward(self, reward_id: str) -> KeptReward:
        if reward_id not in self.rows.rewards:
            raise NotFound("reward", reward_id)
        kept: KeptReward = self.rows.rewards[reward_id]
        return kept

    def rewards(self) -> tuple[KeptReward, ...]:
        return tuple(sorted(self.rows.rewards.values(), key=lambda kept: (kept.reward.title, kept.reward.id)))

    def save_reward_price(self, price: RewardPrice) -> None:
        self.rows.reward_prices[price.scope.value, price.scope_id, price.reward_id] = price

    def drop_reward_price(self, reward_id: str, scope: PricedFor, scope_id: str) -> bool:
        return self.rows.reward_prices.pop((scope.value, scope_id, reward_id), None) is not None

    def reward_prices(self) -> tuple[RewardPrice, ...]:
        return tuple(price for _, price in sorted(self.rows.reward_prices.items(), key=lambda item: item[0]))

    def save_redeemed(self, enrolment_id: int, number: UitpasNumber, redeemed: Redeemed) -> None:
        if redeemed.id in self.rows.redeemed:
            raise LedgerError("ledger: the redeemed reward is kept already; nothing was written")
        self.rows.redeemed[redeemed.id] = KeptRedeemed(redeemed, number, enrolment_id, returned=False)

    def redeemed(self, redeemed_id: str) -> KeptRedeemed:
        if redeemed_id not in self.rows.redeemed:
            raise NotFound("redeemed reward", redeemed_id)
        kept: KeptRedeemed = self.rows.redeemed[redeemed_id]
        return kept

    def kept_redeemed(self, activity_id: str | None = None) -> tuple[KeptRedeemed, ...]:
        of = self.rows.enrolments
        wanted = [
            kept
            for kept in self.rows.redeemed.values()
            if activity_id is None or of[kept.enrolment_id].activity_id == activity_id
        ]
        return tuple(sorted(wanted, key=lambda kept: (kept.enrolment_id, kept.redeemed.id)))

    def known_redeemed(self, redeemed_ids: Collection[str]) -> frozenset[str]:
        return frozenset(redeemed_ids) & frozenset(self.rows.redeemed)

    def mark_returned(self, redeemed_id: str, now: datetime) -> None:
        if redeemed_id in self.rows.redeemed:
            self.rows.redeemed[redeemed_id] = evolve(self.rows.redeemed[redeemed_id], returned=True)

"""What flows keep of rewards: which there are, what they buy, and which were redeemed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from ..model.reward import KeptRedeemed, KeptReward, PricedFor, Redeemed, RewardPrice
from ..model.uitpas_number import UitpasNumber


class RewardLedger(Protocol):
    """The part of the ledger that is about rewards."""

    def save_reward(self, kept: KeptReward) -> None:
        """Keep a reward over what was kept of it."""
        ...

    def reward(self, reward_id: str) -> KeptReward: ...

    def rewards(self) -> tuple[KeptReward, ...]:
        """Every reward that was made or imported, by title."""
        ...

    def save_reward_price(self, price: RewardPrice) -> None:
        """Keep a price, over that of the same reward for the same activity or type."""
        ...

    def drop_reward_price(self, reward_id: str, scope: PricedFor, scope_id: str) -> bool:
        """Forget a price; `False` when there was none."""
        ...

    def reward_prices(self) -> tuple[RewardPrice, ...]: ...

    def save_redeemed(self, enrolment_id: int, number: UitpasNumber, redeemed: Redeemed) -> None:
        """Keep a redeemed reward; UiTPAS's id is unique, so that none counts for two enrolments."""
        ...

    def redeemed(self, redeemed_id: str) -> KeptRedeemed: ...

    def kept_redeemed(self, activity_id: str | None = None) -> tuple[KeptRedeemed, ...]:
        """Every redeemed reward of ours, of one activity or of all, those that were given back as well."""
        ...

    def known_redeemed(self, redeemed_ids: Collection[str]) -> frozenset[str]:
        """Which of these are kept already, whoever's they are."""
        ...

    def mark_returned(self, redeemed_id: str, now: datetime) -> None: ...

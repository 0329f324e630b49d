"""Rewards in the ledger: which there are, what they buy, and what was redeemed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from ...domain.errors import NotFound
from ...domain.model.euro import Euro
from ...domain.model.reward import KeptRedeemed, KeptReward, PricedFor, Redeemed, Reward, RewardPrice
from ...domain.model.uitpas_number import FORGOTTEN, UitpasNumber
from .codec import from_json, to_json
from .records import Records
from .reward_tables import redeemed_rewards, reward_prices, rewards
from .tables import enrolments


class Rewards(Records):
    """Rewards under UiTPAS's own ids, their prices under the host's."""

    def save_reward(self, kept: KeptReward) -> None:
        """Keep a reward, over the one with the same id."""
        values: dict[str, object] = {
            "details": to_json(kept.reward),
            "imported": kept.imported,
            "synchronised_at": kept.synchronised_at,
        }
        self.put(rewards, {"id": kept.reward.id}, values)

    def reward(self, reward_id: str) -> KeptReward:
        """Read a reward; raises `NotFound`."""
        row = self.connection.execute(select(rewards).where(self.ours(rewards, id=reward_id))).one_or_none()
        if row is None:
            raise NotFound("reward", reward_id)
        return _kept(row)

    def rewards(self) -> tuple[KeptReward, ...]:
        """Every reward, by title."""
        rows = self.connection.execute(select(rewards).where(self.ours(rewards)))
        return tuple(sorted(map(_kept, rows), key=lambda kept: (kept.reward.title, kept.reward.id)))

    def save_reward_price(self, price: RewardPrice) -> None:
        """Keep a price, over that of the same reward for the same activity or type."""
        key = _key_of(price.reward_id, price.scope, price.scope_id)
        self.put(reward_prices, key, {"price_cents": price.price.cents})

    def drop_reward_price(self, reward_id: str, scope: PricedFor, scope_id: str) -> bool:
        """Forget a price, and say whether there was one."""
        where = self.ours(reward_prices, **_key_of(reward_id, scope, scope_id))
        return self.connection.execute(reward_prices.delete().where(where)).rowcount == 1

    def reward_prices(self) -> tuple[RewardPrice, ...]:
        """Every price, in a fixed order."""
        columns = reward_prices.c
        query = select(reward_prices).where(self.ours(reward_prices))
        rows = self.connection.execute(query.order_by(columns.scope, columns.scope_id, columns.reward_id))
        return tuple(
            RewardPrice(row.reward_id, Euro(row.price_cents), PricedFor(row.scope), row.scope_id)
            for row in rows
        )

    def save_redeemed(self, enrolment_id: int, number: UitpasNumber, redeemed: Redeemed) -> None:
        """Keep a redeemed reward under UiTPAS's id."""
        values = {
            "id": redeemed.id,
            "organisation": self.organisation,
            "enrolment_id": enrolment_id,
            "reward_id": redeemed.reward_id,
            **self.number_values(number),
            "points": redeemed.points,
            "title": redeemed.title,
            "code": redeemed.code,
            "info": redeemed.info,
            "redeemed_at": redeemed.at,
        }
        self.connection.execute(redeemed_rewards.insert().values(values))

    def redeemed(self, redeemed_id: str) -> KeptRedeemed:
        """Read a redeemed reward; raises `NotFound`."""
        query = select(redeemed_rewards).where(self.ours(redeemed_rewards, id=redeemed_id))
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("redeemed reward", redeemed_id)
        return self._redeemed(row)

    def kept_redeemed(self, activity_id: str | None = None) -> tuple[KeptRedeemed, ...]:
        """Every redeemed reward, by enrolment."""
        query = select(redeemed_rewards).where(self.ours(redeemed_rewards))
        if activity_id is not None:
            joined = redeemed_rewards.join(enrolments, enrolments.c.id == redeemed_rewards.c.enrolment_id)
            query = query.select_from(joined).where(enrolments.c.activity_id == activity_id)
        rows = self.connection.execute(query.order_by(redeemed_rewards.c.enrolment_id, redeemed_rewards.c.id))
        return tuple(map(self._redeemed, rows))

    def known_redeemed(self, redeemed_ids: Collection[str]) -> frozenset[str]:
        """Which of these are kept already, by any organisation."""
        found: set[str] = set()
        wanted = list(redeemed_ids)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            query = select(redeemed_rewards.c.id).where(redeemed_rewards.c.id.in_(part))
            found.update(self.connection.execute(query).scalars())
        return frozenset(found)

    def mark_returned(self, redeemed_id: str, now: datetime) -> None:
        """Write that UiTPAS gave the points back."""
        where = self.ours(redeemed_rewards, id=redeemed_id)
        self.connection.execute(redeemed_rewards.update().where(where).values(returned_at=now))

    def _redeemed(self, row: Row[Any]) -> KeptRedeemed:
        redeemed = Redeemed(
            id=row.id,
            reward_id=row.reward_id,
            points=row.points,
            at=row.redeemed_at,
            title=row.title,
            code=row.code,
            info=row.info,
        )
        number = self.number_of(row) or FORGOTTEN
        return KeptRedeemed(redeemed, number, row.enrolment_id, row.returned_at is not None)


def _key_of(reward_id: str, scope: PricedFor, scope_id: str) -> dict[str, object]:
    return {"scope": scope.value, "scope_id": scope_id, "reward_id": reward_id}


def _kept(row: Row[Any]) -> KeptReward:
    return KeptReward(from_json(row.details, Reward), row.imported, row.synchronised_at)

"""What a participant can pay for an activity (aanbod)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TypeAlias

from attrs import frozen

from .benefit import BenefitKind, RewardOffer, Spend
from .euro import Euro
from .message import EndUserMessage
from .reason import Reason
from .tariff import Tariff, TariffType
from .uitpas_number import UitpasNumber

__all__ = ["Choice", "Choose", "Offer", "Option", "Reason"]


class Choose(Enum):
    """What to enrol with, besides the id of a tariff: the preselected one, or none (R7)."""

    PRESELECTED = "preselected"
    NOTHING = "nothing"


Choice: TypeAlias = Choose | str | Spend
"""What to pay with: the preselected benefit, none, a tariff by its id, or a reward with consent (R7, R9)."""


@frozen
class Option:
    """One of the prices side by side; `choice` is what to enrol with for it.

    `points` is what it costs besides `price`, `remaining` how often it can be had still, `None` for no limit.
    One that is not `available` is shown with the reason in `messages`.
    """

    kind: BenefitKind
    name: str
    price: Euro
    choice: Choice
    points: int = 0
    remaining: int | None = None
    preselected: bool = False
    available: bool = True
    messages: tuple[EndUserMessage, ...] = ()


@frozen
class Offer:
    """The prices of one activity for one participant, good until `valid_until` (R2).

    `reason` says why there is no social tariff, `messages` what to tell the parent: UiTPAS's own
    words when it gave any, else ours (R15). `number` is the pass the prices belong to; that of a `group`
    buys as many tickets as remain (R12). Without a participant, `participant_id` is empty.
    """

    participant_id: str
    activity_id: str
    base_price: Euro
    valid_until: datetime
    tariffs: tuple[Tariff, ...] = ()
    reason: Reason | None = None
    messages: tuple[EndUserMessage, ...] = ()
    number: UitpasNumber | None = None
    event_id: str | None = None
    rewards: tuple[RewardOffer, ...] = ()
    group: bool = False

    @property
    def preselected(self) -> Tariff | None:
        """The social tariff when there is one, and something is left of it (R7)."""
        social = (t for t in self.tariffs if t.kind is TariffType.SOCIALTARIFF)
        return next((tariff for tariff in social if tariff.remaining), None)

    @property
    def options(self) -> tuple[Option, ...]:
        """Every price side by side, one preselected: none of the benefits, tariffs and coupons, rewards."""
        base = Option(
            BenefitKind.NONE,
            "Zonder UiTPAS-voordeel",
            self.base_price,
            Choose.NOTHING,
            preselected=not self.preselected,
        )
        tariffs = tuple(self._with(tariff) for tariff in self.tariffs)
        return (base, *tariffs, *map(_with_reward, self.rewards))

    def _with(self, tariff: Tariff) -> Option:
        kind = BenefitKind.COUPON if tariff.kind is TariffType.COUPON else BenefitKind.SOCIALTARIFF
        return Option(
            kind,
            tariff.name,
            tariff.price,
            tariff.id,
            remaining=tariff.remaining,
            preselected=tariff is self.preselected,
            available=tariff.remaining > 0,
        )

    @property
    def price(self) -> Euro:
        """What the participant pays unless another choice is made."""
        return self.preselected.price if self.preselected else self.base_price


def _with_reward(reward: RewardOffer) -> Option:
    return Option(
        BenefitKind.REWARD,
        reward.name,
        reward.price,
        reward.consent(),
        points=reward.points,
        remaining=reward.remaining,
        available=reward.redeemable,
        messages=(reward.message,) if reward.message else (),
    )

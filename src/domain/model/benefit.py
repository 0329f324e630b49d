"""What a reward does for a price, and the consent it takes (omruilvoordeel)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage
from .said_benefits import SaidOfBenefits
from .sentences import explain


class BenefitKind(StrEnum):
    """What makes a price: nothing, the social tariff (kansentarief), a coupon, or a reward."""

    NONE = "none"
    SOCIALTARIFF = "social tariff"
    COUPON = "coupon"
    REWARD = "reward"


@frozen
class Spend:
    """A choice: pay with a reward, with consent to at most `points` points (R9).

    `balance` is what the holder had when asked; both are what a person said yes to.
    """

    reward_id: str
    points: int
    balance: int | None = None

    @property
    def after(self) -> int | None:
        """The balance the holder was told to have left."""
        return None if self.balance is None else self.balance - self.points


@frozen
class RewardOffer:
    """A reward that pays for an activity: `price` in cents besides its `points`.

    `balance` is what the pass has now, `remaining` how often the points and the stock reach at most.
    When it cannot be redeemed `message` says why, in UiTPAS's words where it gave any (R15).
    """

    reward_id: str
    name: str
    price: Euro
    points: int
    redeemable: bool
    remaining: int = 0
    balance: int | None = None
    message: EndUserMessage | None = None

    @property
    def after(self) -> int | None:
        """The balance after redeeming it."""
        return None if self.balance is None else self.balance - self.points

    @property
    def question(self) -> EndUserMessage:
        """What the holder is asked before a point is spent."""
        if self.balance is None or self.after is None:
            return explain(SaidOfBenefits.POINTS_ASKED, name=self.name, points=self.points)
        return explain(
            SaidOfBenefits.POINTS_AND_BALANCE,
            name=self.name,
            points=self.points,
            before=self.balance,
            after=max(0, self.after),
        )

    def consent(self) -> Spend:
        """The choice to make when the holder said yes to `question`."""
        return Spend(self.reward_id, self.points, self.balance)

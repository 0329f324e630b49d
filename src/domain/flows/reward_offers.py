"""Reward offers: which rewards a pass can pay an activity with, asked of UiTPAS each time (R9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import frozen

from ..model.activity import Activity
from ..model.benefit import RewardOffer
from ..model.euro import Euro
from ..model.reward import KeptReward, RedeemStatus, RewardPrice
from ..model.uitpas import Pass, PassType
from ..ports.effects import Flow, together
from ..ports.ledger import Ledger
from ..ports.outcomes import Answered
from ..ports.rewards import AskRedeemStatus
from ..rules.rewarding import prices_for, reward_offer


@frozen
class Priced:
    """A reward and what is paid besides its points."""

    kept: KeptReward
    price: Euro


@frozen
class RewardCase:
    """A usable pass, and the rewards that have a price for an activity; a group has no points."""

    held: Pass
    rewards: tuple[Priced, ...]

    @classmethod
    def of(cls, found: object, rewards: tuple[Priced, ...]) -> RewardCase | None:
        """What can be asked, given what UiTPAS said of a pass; `None` when nothing can."""
        if not isinstance(found, Pass) or found.kind is PassType.GROUP:
            return None
        return cls(found, rewards)

    def questions(self) -> tuple[AskRedeemStatus, ...]:
        """One for each reward."""
        return tuple(AskRedeemStatus(each.kept.reward.id, self.held.number) for each in self.rewards)


def applicable(
    ledger: Ledger, activity: Activity, prices: Sequence[RewardPrice], only: Collection[str] | None
) -> tuple[Priced, ...]:
    """The rewards with a price for an activity, or for its type; with `only` no others than those."""
    found = prices_for(activity, prices)
    wanted = found if only is None else [each for each in found if each in only]
    return tuple(Priced(ledger.reward(reward_id), found[reward_id]) for reward_id in wanted)


def reward_offers(cases: Sequence[RewardCase | None]) -> Flow[tuple[tuple[RewardOffer, ...], ...]]:
    """What can be paid with points, case by case; each pass and reward is asked once, all at once."""
    questions = list(dict.fromkeys(each for case in cases if case for each in case.questions()))
    answers = yield from together(questions)
    said = dict(zip(questions, answers, strict=True))
    return tuple(_offers(case, said) if case else () for case in cases)


def _offers(case: RewardCase, said: dict[AskRedeemStatus, Answered[RedeemStatus]]) -> tuple[RewardOffer, ...]:
    return tuple(
        reward_offer(priced.kept, priced.price, said[question], case.held.points)
        for priced, question in zip(case.rewards, case.questions(), strict=True)
    )

"""What is raised on purpose about rewards and tickets; `errors` lists it with the rest."""

from __future__ import annotations

from .model.benefit import RewardOffer
from .model.invalid import UitkernError
from .model.said_benefits import SaidOfBenefits as Said
from .model.sentences import explain


class PointsConsentNeeded(UitkernError):
    """A reward was chosen without consent to its points: ask `offer.question`, choose `offer.consent()`."""

    def __init__(self, offer: RewardOffer) -> None:
        super().__init__(
            f"reward {offer.reward_id!r} costs {offer.points} points: none is spent without consent to that"
        )
        self.offer = offer
        self.message = offer.question


class NotRedeemable(UitkernError):
    """UiTPAS says that this pass cannot redeem the reward now; `message` says why, to its holder."""

    def __init__(self, offer: RewardOffer) -> None:
        super().__init__(f"reward {offer.reward_id!r} cannot be redeemed with this pass now")
        self.offer = offer
        self.message = offer.message or explain(Said.NOT_REDEEMABLE)


class PointsWentUp(UitkernError):
    """A reward costs `asked` points where `agreed` were agreed to; none is kept, ask the holder again."""

    def __init__(self, agreed: int, asked: int) -> None:
        super().__init__(f"the reward costs {asked} points, {agreed} were agreed to: ask its holder again")
        self.agreed = agreed
        self.asked = asked
        self.message = explain(Said.POINTS_WENT_UP, asked=asked, agreed=agreed)


class RewardNotEditable(UitkernError):
    """A reward that was redeemed once is fixed; `message` says so to the secretary."""

    def __init__(self, reward_id: str, taken: int) -> None:
        super().__init__(
            f"reward {reward_id!r} cannot be changed: it was redeemed {taken} times already, "
            "so UiTPAS fixes its points and beginnings; make a new one instead"
        )
        self.reward_id = reward_id
        self.taken = taken
        self.message = explain(Said.REWARD_FIXED, count=taken)


class RewardUnknown(UitkernError):
    """A reward was sent to UiTPAS and no answer came; making it again could make two."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__(
            f"reward {title!r} was sent to UiTPAS but no answer came ({why}): search it and import it"
        )
        self.title = title
        self.why = why


class TooManyTickets(UitkernError):
    """One pass was to buy more tickets than it may: `remaining` are left to it at this tariff (R12)."""

    def __init__(self, remaining: int) -> None:
        super().__init__(f"this pass may buy {remaining} more at this tariff, and the basket holds more")
        self.remaining = remaining
        if remaining:
            self.message = explain(Said.TOO_MANY_TICKETS, remaining=remaining)
        else:
            self.message = explain(Said.NO_TICKETS)

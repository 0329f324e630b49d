"""What is raised on purpose about sales at UiTPAS; `errors` lists it with the rest."""

from __future__ import annotations

from .model.enrolment import Enrolment
from .model.invalid import UitkernError
from .model.offer import Offer
from .model.problem import Problem
from .model.reason import Reason
from .model.said import Said
from .model.said_benefits import SaidOfBenefits
from .model.sentences import explain


class SaleRefused(UitkernError):
    """UiTPAS refused to register the sale; the place is free again. `message` is for the parent, `others`
    what else there is now, when it was asked (F13).
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"UiTPAS refused the sale: {problem}")
        self.problem = problem
        self.others: Offer | None = None
        unlinked = problem.status in {401, 403}  # our permission for the organizer is gone (F8)
        reason = Reason.NOT_ALLOWED if unlinked else Reason.NOT_AVAILABLE
        self.message = problem.message or explain(reason)


class RewardRefused(SaleRefused):
    """UiTPAS refused to redeem the reward; no point was taken, and the place is free again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.args = (f"UiTPAS refused to redeem the reward: {problem}",)
        self.message = problem.message or explain(SaidOfBenefits.NOT_REDEEMABLE)


class SaleNotSent(UitkernError):
    """Nothing reached UiTPAS and the place is free again: trying once more is safe."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing was registered at UiTPAS, try again: {why}")
        self.why = why
        self.message = explain(Reason.UNREACHABLE)


class SaleUnknown(UitkernError):
    """The sale was sent and no answer came; the enrolment keeps its place until that is settled (F2)."""

    def __init__(self, enrolment: Enrolment, why: str) -> None:
        super().__init__(f"enrolment {enrolment.id}: the sale was sent to UiTPAS but no answer came ({why})")
        self.enrolment = enrolment
        self.why = why
        self.message = explain(Said.SALE_UNKNOWN)

"""Everything uitkern raises on purpose.

UitkernError
├── InvalidValue                 a value breaks a rule: field, rule
├── NotFound                     no such activity, participant or enrolment here
├── BasketRefused                lines of a basket got no place, or no answer
├── AlreadyEnrolled              the participant has a place already (R1)
├── ActivityFull                 no place left (R17)
├── IllegalTransition            an enrolment cannot go from this state to that one
├── NotDiscountable              what is missing before UiTPAS can give a discount (R10)
├── Incomplete                   what an activity misses before it can be published
├── EventGone                    the activity's event was rejected or deleted (F36)
├── HasTicketSales               UiTPAS holds sales for the event: enrolments (F22)
├── PublicationUnderWay          somebody else is publishing the activity now
├── ActivityCancelled            the activity does not take place
├── PublicationUnknown           the activity may have an event: its answer was lost
├── NoSuchTariff                 the chosen tariff is not in the offer
├── PriceNotKnown                the price cannot be told now
├── PriceWentUp                  UiTPAS asks more than was agreed (R6)
├── PointsConsentNeeded          a reward costs points: ask its holder first (R9)
├── NotRedeemable                this pass cannot redeem the reward now
├── PointsWentUp                 a reward costs more points than was agreed
├── TooManyTickets               more than one pass may buy (R12)
├── RewardNotEditable            a reward that was redeemed is fixed
├── RewardUnknown                a reward was sent to UiTPAS, no answer
├── SaleRefused                  UiTPAS refused the sale; says why to the parent
│   └── RewardRefused            UiTPAS refused to redeem the reward
├── SaleNotSent                  nothing reached UiTPAS: safe to try again
├── SaleUnknown                  sent, no answer: never to be sent again blindly
├── PassTaken                    the pass number is another participant's (R13)
├── CannotCheckIn                no pass number, or no event to check in for
├── ConsentNeeded                nobody agreed to a look-up by INSZ
├── TooManyQuestions             somebody asks about passes too often (F38)
├── StillNeeded                  a participant cannot be forgotten yet
├── PubliqError
│   ├── Unreachable              no answer, or only that it is out of order
│   ├── Rejected                 publiq refused a question: problem
│   ├── BadCredentials           UiTID knows no such client, or another secret
│   └── ContractViolation        an answer without what the contract promises: pointer
└── LedgerError                  the ledger cannot be opened, read or written
"""

from __future__ import annotations

from .errors_benefits import (
    NotRedeemable,
    PointsConsentNeeded,
    PointsWentUp,
    RewardNotEditable,
    RewardUnknown,
    TooManyTickets,
)
from .errors_people import CannotCheckIn, ConsentNeeded, PassTaken, StillNeeded, TooManyQuestions
from .errors_publishing import (
    ActivityCancelled,
    EventGone,
    HasTicketSales,
    Incomplete,
    NotDiscountable,
    PublicationUnderWay,
    PublicationUnknown,
)
from .errors_sales import RewardRefused, SaleNotSent, SaleRefused, SaleUnknown
from .model.basket import Refusal
from .model.enrolment import Enrolment, EnrolmentState
from .model.euro import Euro
from .model.invalid import InvalidValue, UitkernError
from .model.problem import Problem
from .model.reason import Reason
from .model.said import Said
from .model.sentences import explain

__all__ = [
    "ActivityCancelled",
    "ActivityFull",
    "AlreadyEnrolled",
    "BadCredentials",
    "BasketRefused",
    "CannotCheckIn",
    "ConsentNeeded",
    "ContractViolation",
    "EventGone",
    "HasTicketSales",
    "IllegalTransition",
    "Incomplete",
    "InvalidValue",
    "LedgerError",
    "NoSuchTariff",
    "NotDiscountable",
    "NotFound",
    "NotRedeemable",
    "PassTaken",
    "PointsConsentNeeded",
    "PointsWentUp",
    "PriceNotKnown",
    "PriceWentUp",
    "PublicationUnderWay",
    "PublicationUnknown",
    "PubliqError",
    "Rejected",
    "RewardNotEditable",
    "RewardRefused",
    "RewardUnknown",
    "SaleNotSent",
    "SaleRefused",
    "SaleUnknown",
    "StillNeeded",
    "TooManyQuestions",
    "TooManyTickets",
    "UitkernError",
    "Unreachable",
]


class NotFound(UitkernError):
    """The ledger holds no `what` (activity, participant, enrolment, publication) under this id."""

    def __init__(self, what: str, id: object) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"{what}: there is none with id {str(id)!r}")
        self.what = what
        self.id = id


class AlreadyEnrolled(UitkernError):
    """The participant has a live enrolment in this activity, in `state` (R1, F4, F5).

    `message` tells a parent no more than that: not who enrolled the child, nor at which price.
    """

    def __init__(
        self, participant_id: str, activity_id: str, enrolment_id: int, state: EnrolmentState
    ) -> None:
        super().__init__(
            f"participant {participant_id!r} has a place in activity {activity_id!r} already: "
            f"enrolment {enrolment_id} is {state}"
        )
        self.enrolment_id = enrolment_id
        self.state = state
        self.message = explain(Said.ALREADY_ENROLLED)


class BasketRefused(UitkernError):
    """Nothing of the basket stands; `refusals` says why (F14).

    A line whose error is `SaleUnknown` keeps its place: while there are only such, so do the lines beside it,
    which are `standing` and await payment as any other.
    """

    def __init__(self, refusals: tuple[Refusal, ...], standing: tuple[Enrolment, ...] = ()) -> None:
        lines = [f"{each.who} in {each.activity_id!r}: {each.error}" for each in refusals]
        lines += [f"enrolment {each.id} in {each.activity_id!r} awaits payment" for each in standing]
        super().__init__(f"the basket was refused: {'; '.join(lines)}")
        self.refusals = refusals
        self.standing = standing


class ActivityFull(UitkernError):
    """Every place of the activity is taken (R17)."""

    def __init__(self, activity_id: str, capacity: int) -> None:
        super().__init__(f"activity {activity_id!r} is full: all {capacity} places are taken")
        self.activity_id = activity_id
        self.message = explain(Said.ACTIVITY_FULL)


class IllegalTransition(UitkernError):
    """An enrolment cannot go from state `before` to state `after`."""

    def __init__(self, before: EnrolmentState, after: EnrolmentState) -> None:
        super().__init__(f"an enrolment that is {before} cannot become {after}")
        self.before = before
        self.after = after


class NoSuchTariff(UitkernError):
    """The chosen tariff is not among those of the offer."""

    def __init__(self, tariff_id: str) -> None:
        super().__init__(f"tariff: {tariff_id!r} is not among those UiTPAS offers this pass now")
        self.tariff_id = tariff_id
        self.message = explain(Said.NO_SUCH_TARIFF)


class PriceNotKnown(UitkernError):
    """UiTPAS could not be asked; choose to go on without a benefit, or try later."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"the UiTPAS price is not known: {reason}")
        self.reason = reason
        self.message = explain(reason)


class PriceWentUp(UitkernError):
    """UiTPAS asks `asked` where `agreed` was shown; nothing is kept, ask the buyer again (R6, F9)."""

    def __init__(self, agreed: Euro, asked: Euro) -> None:
        super().__init__(f"the price went up from {agreed} to {asked}: ask the buyer again")
        self.agreed = agreed
        self.asked = asked
        self.message = explain(Said.PRICE_WENT_UP, asked=asked, agreed=agreed)


class PubliqError(UitkernError):
    """publiq did not answer as its contract says."""


class Unreachable(PubliqError):
    """`service` gave no answer, or only that it is out of order."""

    def __init__(self, service: str, why: str) -> None:
        super().__init__(f"{service} does not answer: {why}")
        self.service = service
        self.why = why


class Rejected(PubliqError):
    """`service` refused a question; `problem` holds its own words."""

    def __init__(self, service: str, problem: Problem) -> None:
        super().__init__(f"{service} refused: {problem}")
        self.service = service
        self.problem = problem


class BadCredentials(PubliqError):
    """UiTID gives these credentials no token: check client id, secret and environment."""

    def __init__(self, why: str) -> None:
        super().__init__(f"UiTID refused the credentials: {why}; check client id, secret and environment")
        self.why = why


class ContractViolation(PubliqError):
    """`service` answered without what its contract promises, at JSON `pointer`."""

    def __init__(self, service: str, pointer: str, rule: str) -> None:
        super().__init__(f"{service} answered outside its contract at {pointer or '/'}: {rule}")
        self.service = service
        self.pointer = pointer
        self.rule = rule


class LedgerError(UitkernError):
    """The ledger cannot be opened, read or written; what was asked did not happen."""

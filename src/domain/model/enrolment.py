"""A participant's place in an activity, from reservation to its end (inschrijving)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage
from .uitpas_number import UitpasNumber


class PlaceKind(StrEnum):
    """What was sold: a place for one participant, or a ticket for whoever comes with it."""

    ENROLMENT = "enrolment"
    TICKET = "ticket"


class EnrolmentState(StrEnum):
    """Where an enrolment stands."""

    RESERVED = "reserved"
    REGISTERING = "registering"
    UNKNOWN = "unknown"
    AWAITING_PAYMENT = "awaiting payment"
    CONFIRMED = "confirmed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    LAPSED = "lapsed"


_S = EnrolmentState
LIVE = frozenset({_S.RESERVED, _S.REGISTERING, _S.UNKNOWN, _S.AWAITING_PAYMENT, _S.CONFIRMED, _S.CANCELLING})
"""States in which a participant has, or may still have, a sale: no second enrolment beside them (R1)."""
TAKES_A_PLACE = LIVE - {_S.CANCELLING}
"""States in which nobody else can have the place (R17)."""
UNSETTLED = frozenset({_S.REGISTERING, _S.UNKNOWN})
"""States in which UiTPAS has not answered, or not been asked, yet."""

STANDING = frozenset({_S.AWAITING_PAYMENT, _S.CONFIRMED})
"""States in which a discounted enrolment has its registered sale, and keeps it."""


@frozen
class Enrolment:
    """One participant in one activity; `id` is the ledger's.

    `price` is what is to be paid: the base price, or the tariff's as UiTPAS registered it; `agreed` is
    the most the buyer said yes to (R6). `tariff_id` and `number` say with which benefit, if any;
    `sale_id` is publiq's id of the sale. `hold_until` is when an unpaid place lapses (R16); `ending` is
    what an enrolment that is being given up will be once its sale is undone.

    With a reward `points` is what it costs, `tariff_id` the reward's id and `sale_id` that of the redeemed
    reward (R9). A ticket has the participant it was bought for, or an empty `participant_id`.
    """

    id: int
    participant_id: str
    activity_id: str
    state: EnrolmentState
    base_price: Euro
    price: Euro
    agreed: Euro
    created: datetime
    hold_until: datetime
    tariff_id: str | None = None
    number: UitpasNumber | None = None
    event_id: str | None = None
    sale_id: str | None = None
    ending: EnrolmentState | None = None
    message: EndUserMessage | None = None
    kind: PlaceKind = PlaceKind.ENROLMENT
    points: int | None = None

    @property
    def discounted(self) -> bool:
        """Whether a UiTPAS benefit is part of the price; only then is a sale registered (R4, R5)."""
        return self.tariff_id is not None

    @property
    def rewarded(self) -> bool:
        """Whether the benefit is a reward, redeemed for points instead of sold."""
        return self.points is not None

"""What the worker did, and where the two sides differ (verslag)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from .enrolment import Enrolment
from .euro import Euro
from .intent import IntentState
from .message import EndUserMessage
from .outcome import Alert
from .said import Said
from .sale import TicketSale
from .sentences import explain


@frozen
class Tick:
    """One round of the worker: holds that lapsed, how far each intent came, events looked at, check-ins.

    `alerts` are what a person has to hear of those events, each once.
    """

    lapsed: int = 0
    intents: Counter[IntentState] = field(factory=Counter[IntentState])
    watched: int = 0
    alerts: tuple[Alert, ...] = ()
    checkins: int = 0

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.lapsed or self.intents or self.watched or self.checkins)


@frozen
class Owed:
    """What a buyer gets back: `paid` the base price, and UiTPAS has registered `price` since (F33)."""

    enrolment_id: int
    participant_id: str
    activity_id: str
    paid: Euro
    price: Euro

    @property
    def refund(self) -> Euro:
        """What to give back, in cents."""
        return Euro(max(0, self.paid.cents - self.price.cents))

    @property
    def message(self) -> EndUserMessage:
        """What to tell the parent."""
        return explain(Said.DISCOUNT_OWED, price=str(self.price), refund=str(self.refund))


@frozen
class HeldLine:
    """A place whose sale was sent, and the sale that UiTPAS holds for it, if it does."""

    enrolment: Enrolment
    sale: TicketSale | None


class Difference(StrEnum):
    """How our side and UiTPAS's differ over one sale or reward."""

    MISSING_THERE = "we hold it, UiTPAS does not"
    STILL_THERE = "we undid it, UiTPAS still holds it"
    MISSING_HERE = "UiTPAS holds it for a pass of ours, we do not"
    PRICE = "the two hold other prices"


@frozen
class Finding:
    """One difference; `sale_id` is publiq's, `enrolment_id` ours, or that of the same pass.

    Of a `reward` it is the id of the redeemed reward.
    """

    activity_id: str
    difference: Difference
    sale_id: str
    enrolment_id: int
    reward: bool = False


@frozen
class Comparison:
    """One activity, ours against UiTPAS's: `agreed` sales and rewards on both sides, `elsewhere` sold by
    others.

    `unsettled` counts enrolments that no comparison can judge yet, because their sale is under way.
    """

    activity_id: str
    at: datetime
    agreed: int = 0
    elsewhere: int = 0
    unsettled: int = 0
    findings: tuple[Finding, ...] = ()
    failed: str | None = None

    @property
    def agrees(self) -> bool:
        """Whether both sides hold the same, as far as can be seen."""
        return not self.findings and self.failed is None

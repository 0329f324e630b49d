"""What a participant can pay for an activity (aanbod)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage
from .reason import Reason
from .tariff import Tariff, TariffType
from .uitpas_number import UitpasNumber

__all__ = ["Choose", "Offer", "Reason"]


class Choose(Enum):
    """What to enrol with, besides the id of a tariff: the preselected one, or none (R7)."""

    PRESELECTED = "preselected"
    NOTHING = "nothing"


@frozen
class Offer:
    """The prices of one activity for one participant, good until `valid_until` (R2).

    `reason` says why there is no social tariff, `messages` what to tell the parent: UiTPAS's own
    words when it gave any, else ours (R15). `number` is the pass the prices belong to.
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

    @property
    def preselected(self) -> Tariff | None:
        """The social tariff when there is one (R7)."""
        return next((t for t in self.tariffs if t.kind is TariffType.SOCIALTARIFF), None)

    @property
    def price(self) -> Euro:
        """What the participant pays unless another choice is made."""
        return self.preselected.price if self.preselected else self.base_price

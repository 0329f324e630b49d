"""What a participant can pay for an activity (aanbod)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, StrEnum

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage
from .tariff import Tariff, TariffType
from .uitpas_number import UitpasNumber


class Reason(StrEnum):
    """Why an offer holds no social tariff."""

    NO_PASS = "no pass number known"
    NO_SOCIAL_TARIFF = "no social tariff on this pass"
    EXPIRED = "social tariff expired"
    SUSPENDED = "social tariff suspended"
    PASS_REFUSED = "pass refused"
    NOT_AVAILABLE = "no social tariff for this activity now"
    NOT_PUBLISHED = "activity not published"
    NOT_KNOWN_YET = "activity not known to UiTPAS yet"
    NOT_ALLOWED = "our credentials may not read tariffs here"
    UNREACHABLE = "UiTPAS does not answer"
    FREE = "the activity is free"


_DUTCH = {
    Reason.NO_PASS: "Geef het UiTPAS-nummer in om te zien of er kansentarief is.",
    Reason.NO_SOCIAL_TARIFF: "Op deze UiTPAS staat geen kansentarief.",
    Reason.EXPIRED: "Het kansentarief op deze UiTPAS is verlopen.",
    Reason.SUSPENDED: "Het kansentarief op deze UiTPAS is geschorst.",
    Reason.PASS_REFUSED: "Deze UiTPAS kan niet gebruikt worden.",
    Reason.NOT_AVAILABLE: "Met deze UiTPAS is er voor deze activiteit nu geen kansentarief.",
    Reason.NOT_PUBLISHED: "Voor deze activiteit is er nog geen kansentarief.",
    Reason.NOT_KNOWN_YET: "De UiTPAS-prijzen van deze activiteit volgen zo meteen.",
    Reason.NOT_ALLOWED: "Voor deze activiteit kunnen wij geen kansentarief aanrekenen.",
    Reason.UNREACHABLE: "UiTPAS is even niet bereikbaar. Probeer het straks opnieuw.",
    Reason.FREE: "Deze activiteit is gratis: er is geen kansentarief nodig.",
}


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


def explain(reason: Reason) -> EndUserMessage:
    """Say a reason to a parent, for when UiTPAS gave no words of its own."""
    return EndUserMessage(nl=_DUTCH[reason])

"""What is known of a participant's pass, with its date (stand van de pas)."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from .message import EndUserMessage
from .sentences import explain
from .standing import Standing
from .uitpas import CardSystem
from .uitpas_number import UitpasNumber


@frozen
class PassStatus:
    """What UiTPAS said of a participant's pass at `checked_at`.

    `end_date` is information and decides nothing (R3); `passholder_id` stays when the card is replaced
    (F25). `said` are UiTPAS's own words.
    """

    standing: Standing
    checked_at: datetime | None = None
    end_date: datetime | None = None
    passholder_id: str | None = None
    card_system: CardSystem | None = None
    said: tuple[EndUserMessage, ...] = ()

    @property
    def messages(self) -> tuple[EndUserMessage, ...]:
        """What to tell the parent: UiTPAS's own words when it gave any, else ours (R15)."""
        return self.said or (explain(self.standing),)


@frozen
class ParticipantPass:
    """A participant in an overview: whose number, masked when shown, and how it stands."""

    participant_id: str
    number: UitpasNumber | None
    status: PassStatus
    shared_by: str | None = None

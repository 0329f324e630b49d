"""A pass and the right it gives (UiTPAS, kansentarief)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from .message import EndUserMessage
from .uitpas_number import UitpasNumber


class SocialTariffStatus(StrEnum):
    """Whether its holder is entitled to the social tariff (kansentarief)."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    SUSPENDED = "SUSPENDED"
    NONE = "NONE"


class PassType(StrEnum):
    """Whose pass it is: one person's, or a group's (groepspas)."""

    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"


@frozen
class SocialTariff:
    """Entitlement to the social tariff; `end_date` is information and decides nothing (R3)."""

    status: SocialTariffStatus
    end_date: datetime | None = None


@frozen
class CardSystem:
    """A region that runs UiTPAS together (kaartsysteem): `5` is UiTPAS Gent."""

    id: int
    name: str


@frozen
class Pass:
    """What UiTPAS knows of a pass (publiq `get-passes`); its messages must be shown to its holder.

    `points` is its balance, `None` where UiTPAS does not tell it; a group has none.
    """

    passholder_id: str
    number: UitpasNumber
    social_tariff: SocialTariff
    kind: PassType = PassType.INDIVIDUAL
    card_system: CardSystem | None = None
    messages: tuple[EndUserMessage, ...] = ()
    points: int | None = None

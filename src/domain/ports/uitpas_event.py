"""Questions to UiTPAS about one event, beside its prices and sales; and what time it is there."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from ..model.match import CardSystemChoice
from .effects import Ask
from .outcomes import Answered, Written


@frozen
class CardSystemsOf(Ask[Answered[tuple[CardSystemChoice, ...]]]):
    """Which card systems could give a discount on the event, and which do? (`get-events-card-systems`)."""

    event_id: str


@frozen
class SetCardSystems(Ask[Written[None]]):
    """Which card systems give a discount on the event; those left out do not (`put-events-card-systems`).

    Refused once tickets were sold.
    """

    event_id: str
    choices: tuple[CardSystemChoice, ...]


@frozen
class TimeThere(Ask[Answered[datetime | None]]):
    """What time is it at UiTPAS? From the `Date` header of an answer, to the second; `None` without one."""

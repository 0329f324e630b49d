"""Questions to UiTdatabank's Search API and to the taxonomy.

What was written is found some seconds later; ask the Entry API what must be true now. Searching needs a
client id that may use it, and no secret.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from ..model.event_record import EventRecord
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.search import Found, OfferQuery, OrganizerQuery
from ..model.term import TaxonomyTerm
from .effects import Ask
from .outcomes import Answered

Offered: TypeAlias = EventRecord | Place
"""What `/offers` finds."""


@frozen
class SearchEvents(Ask[Answered[Found[EventRecord]]]):
    """Which events are like this? (`GET` or `POST /events`)."""

    query: OfferQuery


@frozen
class SearchPlaces(Ask[Answered[Found[Place]]]):
    """Which places are like this? (`GET` or `POST /places`)."""

    query: OfferQuery


@frozen
class SearchOffers(Ask[Answered[Found[Offered]]]):
    """Which events and places are like this? (`GET` or `POST /offers`)."""

    query: OfferQuery


@frozen
class SearchOrganizers(Ask[Answered[Found[Organizer]]]):
    """Which organizers are like this? (`GET` or `POST /organizers`)."""

    query: OrganizerQuery


@frozen
class ListTerms(Ask[Answered[tuple[TaxonomyTerm, ...]]]):
    """Which terms are there? They change seldom: a day is no time (`GET /terms`)."""

"""Questions to UiTdatabank's Entry API about whole events, places and organizers.

Writes end as every write does: `Done`, `Refused` with the problem and its `mistakes`, `NotSent` or
`NoAnswer`. Bodies are JSON-LD in the service's own members; an amount is a `Decimal` of euro.
`POST /events` itself is `ports.publiq.CreateEvent`.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from ..model.calendar_summary import SummarySize, SummaryStyle
from ..model.event_calendar import EventCalendar
from ..model.event_record import EventRecord
from ..model.organizer import Organizer
from ..model.place import Place
from .effects import Ask
from .outcomes import Answered, Written


@frozen
class GetEvent(Ask[Answered[EventRecord]]):
    """What does UiTdatabank hold of this event? A deleted one is told as well (`event-get`).

    With `uitpas_prices` it tells what UiTPAS computed; with `contributors` who may edit it, for
    which our credentials must be allowed to edit it themselves.
    """

    event_id: str
    uitpas_prices: bool = False
    contributors: bool = False


@frozen
class EventsAtPlace(Ask[Answered[tuple[str, ...]]]):
    """Which events are at this place? The ids of all, from what UiTdatabank holds and not from its search
    index (`GET /places/{placeId}/events`, which publiq's document leaves out).
    """

    place_id: str


@frozen
class PutEvent(Ask[Written[str]]):
    """Write an event as a whole; what the body leaves out is mostly removed (`event-put`).

    An id that is not known yet makes a new event with that id. Prefer the single changes: this one
    applies them one after the other, and stops half-way when one is refused.
    """

    event_id: str
    body: dict[str, Any] = field(repr=False)


@frozen
class ImportEvent(Ask[Written[str]]):
    """Import an event, which is published at once whatever the body says (`event-import-new`, `-update`)."""

    body: dict[str, Any] = field(repr=False)
    event_id: str | None = None


@frozen
class DeleteEvent(Ask[Written[None]]):
    """Mark an event as deleted; doing it twice is doing it once (`event-delete`)."""

    event_id: str


@frozen
class CopyEvent(Ask[Written[str]]):
    """Make a draft from an event, on other dates; the answer is the id of the copy (`event-copies-post`)."""

    event_id: str
    calendar: EventCalendar


@frozen
class EventPermissions(Ask[Answered[frozenset[str]]]):
    """What may we do with this event, as the service says it? (`get-events-eventId-permissions`)."""

    event_id: str


@frozen
class EventContributors(Ask[Answered[tuple[str, ...]]]):
    """Who else may edit this event, as e-mail addresses? (`event-contributors-get`)."""

    event_id: str


@frozen
class CalendarSummary(Ask[Answered[str]]):
    """How is the calendar of this event told to people? (`event-calendar-summary-get`).

    `language` is a locale such as `nl_BE`; `hide_past` leaves out what is over.
    """

    event_id: str
    size: SummarySize = SummarySize.LARGE
    style: SummaryStyle = SummaryStyle.TEXT
    language: str = "nl_BE"
    hide_past: bool = False


@frozen
class GetPlace(Ask[Answered[Place]]):
    """What does UiTdatabank hold of this place? Deleted and duplicate ones are told as well (`place-get`)."""

    place_id: str


@frozen
class CreatePlace(Ask[Written[str]]):
    """Create a place; its id. One that exists is refused, with its id in the problem (`place-post`)."""

    body: dict[str, Any] = field(repr=False)


@frozen
class PutPlace(Ask[Written[str]]):
    """Write a place as a whole (`place-put`)."""

    place_id: str
    body: dict[str, Any] = field(repr=False)


@frozen
class ImportPlace(Ask[Written[str]]):
    """Import a place, new or under its id (`place-import-create`, `place-import-update`)."""

    body: dict[str, Any] = field(repr=False)
    place_id: str | None = None


@frozen
class DeletePlace(Ask[Written[None]]):
    """Mark a place as deleted; its events keep it (`place-delete`)."""

    place_id: str


@frozen
class GetOrganizer(Ask[Answered[Organizer]]):
    """What does UiTdatabank hold of this organizer? (`organizer-get`)."""

    organizer_id: str


@frozen
class CreateOrganizer(Ask[Written[str]]):
    """Create an organizer; its website may belong to no other one (`organizer-post`)."""

    body: dict[str, Any] = field(repr=False)


@frozen
class PutOrganizer(Ask[Written[str]]):
    """Write an organizer as a whole; it has to exist (`organizer-put`)."""

    organizer_id: str
    body: dict[str, Any] = field(repr=False)


@frozen
class ImportOrganizer(Ask[Written[str]]):
    """Import an organizer, new or under its id (`POST`, `PUT /imports/organizers`)."""

    body: dict[str, Any] = field(repr=False)
    organizer_id: str | None = None


@frozen
class OrganizerPermissions(Ask[Answered[frozenset[str]]]):
    """What may our credentials do with this organizer? (`GET /organizers/{id}/permissions`)."""

    organizer_id: str

"""Single changes of an event of UiTdatabank: each touches what it names, and nothing else.

Each is done twice as if it were done once. Text, names and labels go to the service as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from ..model.event_calendar import Booking, EventCalendar, EventStatus, SubEventChange
from ..model.event_parts import AgeRange, Attendance, Audience, BookingInfo, ContactPoint, PriceLine
from ..model.event_record import WorkflowStatus
from .effects import Ask
from .outcomes import Written


@frozen
class Change(Ask[Written[None]]):
    """One change of one event."""

    event_id: str


@frozen
class SetPrices(Change):
    """One base price and any tariffs; prices that UiTPAS made stay there (`event-price-info-put`)."""

    prices: tuple[PriceLine, ...]


@frozen
class SetOrganizer(Change):
    """Refused once tickets were sold in UiTPAS (`event-organizer-update`)."""

    organizer_id: str


@frozen
class RemoveOrganizer(Change):
    """Nothing happens when another one is the organizer (`event-organizer-delete`)."""

    organizer_id: str


@frozen
class SetBookingInfo(Change):
    """An empty one removes it (`event-bookingInfo-put`)."""

    info: BookingInfo


@frozen
class SetBooking(Change):
    """For moments, not periods; reaches those that count no places (`event-bookingAvailability-put`)."""

    booking: Booking


@frozen
class SetStatus(Change):
    """Reaches every sub-event (`event-status-put`)."""

    status: EventStatus


@frozen
class ChangeSubEvents(Change):
    """Change some sub-events; an id that is not there is passed over (`event-subEvent-patch`)."""

    changes: tuple[SubEventChange, ...]


@frozen
class SetCalendar(Change):
    """Replace the whole calendar; sub-events are numbered anew (`event-calendar-put`)."""

    calendar: EventCalendar


@frozen
class SetWorkflowStatus(Change):
    """Publish, approve, reject (with a reason) or delete (`event-workflow-status-put`)."""

    status: WorkflowStatus
    available_from: datetime | None = None
    reason: str | None = None


@frozen
class SetAudience(Change):
    """Members only hides it from the public (`event-audience-put`)."""

    audience: Audience


@frozen
class AddLabel(Change):
    """(`event-labels-add`)."""

    label: str


@frozen
class RemoveLabel(Change):
    """(`event-labels-delete`)."""

    label: str


@frozen
class ReplaceLabels(Change):
    """Replace the labels we may use; others stay (`event-labels-update`)."""

    labels: tuple[str, ...]


@frozen
class SetAvailableFrom(Change):
    """When the public first sees it; what is past becomes now (`event-availableFrom-put`)."""

    moment: datetime


@frozen
class SetLocation(Change):
    """(`event-location-put`)."""

    place_id: str


@frozen
class SetName(Change):
    """At most 90 characters (`event-name-put`)."""

    language: str
    name: str


@frozen
class SetDescription(Change):
    """(`event-description-put`)."""

    language: str
    description: str = field(repr=False)


@frozen
class RemoveDescription(Change):
    """(`event-description-delete`)."""

    language: str


@frozen
class SetContactPoint(Change):
    """(`event-contactPoint-put`)."""

    contact: ContactPoint


@frozen
class SetAges(Change):
    """For which ages; takes the place of a range of birth dates (`event-typical-age-range-put`)."""

    ages: AgeRange


@frozen
class RemoveAges(Change):
    """For all ages (`event-typical-age-range-delete`)."""


@frozen
class SetBirthdates(Change):
    """Born from `first` to `last`; takes the place of an age range (`event-birthdate-range-put`)."""

    first: date
    last: date


@frozen
class RemoveBirthdates(Change):
    """(`event-birthdate-range-delete`)."""


@frozen
class SetChildrenOnly(Change):
    """(`event-childrenOnly-put`)."""

    children_only: bool


@frozen
class SetFaqs(Change):
    """Questions and answers, each by language; at most 30 (`event-faqs-put`)."""

    faqs: tuple[Mapping[str, tuple[str, str]], ...]


@frozen
class SetAttendance(Change):
    """Online to offline or mixed needs a place; `place_url` is its address (`event-attendance-mode-put`)."""

    attendance: Attendance
    place_url: str | None = None


@frozen
class SetOnlineUrl(Change):
    """Not for offline events (`event-online-url-put`)."""

    url: str


@frozen
class RemoveOnlineUrl(Change):
    """(`event-online-url-delete`)."""


@frozen
class SetType(Change):
    """(`event-terms-eventtype-put`)."""

    term_id: str


@frozen
class SetTheme(Change):
    """(`event-terms-theme-put`)."""

    term_id: str


@frozen
class RemoveTheme(Change):
    """(`event-terms-theme-delete`)."""


@frozen
class SetContributors(Change):
    """Replace the list of e-mail addresses (`event-contributors-put`)."""

    emails: tuple[str, ...] = field(repr=False)

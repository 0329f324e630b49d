"""When an event of UiTdatabank takes place, and whether it still can be booked (kalender)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from .texts import Texts


class CalendarType(StrEnum):
    """What kind of calendar it is: a moment, several, a period, or always."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    PERIODIC = "periodic"
    PERMANENT = "permanent"


class StatusType(StrEnum):
    """Whether it takes place: as planned, put off, or cancelled."""

    AVAILABLE = "Available"
    TEMPORARILY_UNAVAILABLE = "TemporarilyUnavailable"
    UNAVAILABLE = "Unavailable"


class BookingType(StrEnum):
    """Whether there are places left."""

    AVAILABLE = "Available"
    UNAVAILABLE = "Unavailable"


@frozen
class EventStatus:
    """Whether an event or sub-event takes place, with a reason by language (status)."""

    type: StatusType = StatusType.AVAILABLE
    reason: Texts = field(factory=dict[str, str])


@frozen
class Booking:
    """Whether places are left; `capacity` and `remaining` count places when they are known."""

    type: BookingType = BookingType.AVAILABLE
    capacity: int | None = None
    remaining: int | None = None


@frozen
class Childcare:
    """Care before `start` or after `end` of the activity itself, as `HH:MM` in local time (opvang)."""

    start: str | None = None
    end: str | None = None


@frozen
class SubEvent:
    """One moment of an event; `id` counts from 0 and is made anew whenever the calendar is replaced."""

    start: datetime
    end: datetime
    id: int | None = None
    status: EventStatus = EventStatus()
    booking: Booking = Booking()
    childcare: Childcare | None = None
    overnight: bool | None = None


@frozen
class OpeningHours:
    """Open on these days (`monday`, ...) from `opens` to `closes`, as `HH:MM` in local time."""

    opens: str
    closes: str
    days: tuple[str, ...]
    childcare: Childcare | None = None


@frozen
class AdjustedDays:
    """Other opening hours from `start` to `end`, both days included; without hours it is closed."""

    start: date
    end: date
    hours: tuple[OpeningHours, ...] = ()
    description: Texts = field(factory=dict[str, str])


@frozen
class EventCalendar:
    """The whole calendar of an event.

    `start` and `end` are the outer moments, absent for a permanent one; `sub_events` belong to single
    and multiple, `opening_hours` to periodic and permanent, with `adjusted` and `closed` days.
    """

    type: CalendarType
    start: datetime | None = None
    end: datetime | None = None
    sub_events: tuple[SubEvent, ...] = ()
    opening_hours: tuple[OpeningHours, ...] = ()
    adjusted: tuple[AdjustedDays, ...] = ()
    closed: tuple[AdjustedDays, ...] = ()
    status: EventStatus = EventStatus()
    booking: Booking = Booking()


@frozen
class SubEventChange:
    """What is to change of one sub-event; what is `None` stays as it is (`PATCH sub-events`).

    `booking` replaces the old one as a whole: with `remaining` the service derives its type.
    """

    id: int
    start: datetime | None = None
    end: datetime | None = None
    status: EventStatus | None = None
    booking: Booking | None = None
    childcare: Childcare | None = None
    overnight: bool | None = None

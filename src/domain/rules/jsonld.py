"""Write the parts of an event as UiTdatabank takes them (JSON-LD).

The same parts are members of a whole event and bodies of the single changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeAlias

from ..model.event_calendar import (
    AdjustedDays,
    Booking,
    CalendarType,
    Childcare,
    EventCalendar,
    EventStatus,
    OpeningHours,
    SubEvent,
    SubEventChange,
)
from ..model.event_parts import BookingInfo, ContactPoint, PriceKind, PriceLine
from .freshness import BRUSSELS

Json: TypeAlias = dict[str, Any]
BASE_NAME = {"nl": "Basistarief"}


def moment(at: datetime) -> str:
    """A moment in Brussels time, to the second."""
    return at.astimezone(BRUSSELS).isoformat(timespec="seconds")


def prices(lines: Iterable[PriceLine]) -> list[Json]:
    """`priceInfo`; lines that UiTPAS computed are left out: they are never written back (R14)."""
    return [_price(line) for line in lines if line.kind is not PriceKind.UITPAS]


def _price(line: PriceLine) -> Json:
    name = line.name or (BASE_NAME if line.kind is PriceKind.BASE else {})
    written: Json = {
        "category": line.kind.value,
        "name": dict(name),
        "price": line.price.decimal,
        "priceCurrency": "EUR",
    }
    return written | ({"groupPrice": True} if line.group else {})


def status(told: EventStatus) -> Json:
    """`status`, with its reason when there is one."""
    return {"type": told.type.value} | ({"reason": dict(told.reason)} if told.reason else {})


def booking(told: Booking) -> Json:
    """`bookingAvailability`: its type, or the places that remain, of which the service derives the type."""
    if told.remaining is not None:
        written: Json = {"remainingCapacity": told.remaining}
    else:
        written = {"type": told.type.value}
    return written | ({"capacity": told.capacity} if told.capacity is not None else {})


def whole_booking(told: Booking) -> Json:
    """`bookingAvailability` of a whole event: what remains is counted by sub-event only."""
    return booking(Booking(told.type, told.capacity))


def calendar(told: EventCalendar) -> Json:
    """The members of a calendar: its type, and what belongs to that type."""
    written: Json = {"calendarType": told.type.value}
    match told.type:
        case CalendarType.SINGLE | CalendarType.MULTIPLE:
            written["subEvent"] = [_sub_event(each) for each in told.sub_events]
        case CalendarType.PERIODIC:
            written |= {"startDate": _outer(told.start), "endDate": _outer(told.end)}
        case _:
            pass
    written |= _opened(told)
    written["status"] = status(told.status)
    return written | {"bookingAvailability": whole_booking(told.booking)}


def _outer(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _opened(told: EventCalendar) -> Json:
    lists = {
        "openingHours": [_hours(each) for each in told.opening_hours],
        "openingHoursAdjustedDays": [_adjusted(each) for each in told.adjusted],
        "openingHoursClosedDays": [_adjusted(each) for each in told.closed],
    }
    return {name: each for name, each in lists.items() if each}


def _hours(told: OpeningHours) -> Json:
    written: Json = {"opens": told.opens, "closes": told.closes, "dayOfWeek": list(told.days)}
    return written | ({"childcare": _childcare(told.childcare)} if told.childcare else {})


def _adjusted(told: AdjustedDays) -> Json:
    written: Json = {"startDate": told.start.isoformat(), "endDate": told.end.isoformat()}
    if told.hours:
        written["openingHours"] = [_hours(each) for each in told.hours]
    return written | ({"description": dict(told.description)} if told.description else {})


def _childcare(told: Childcare) -> Json:
    both = {"start": told.start, "end": told.end}
    return {name: at for name, at in both.items() if at is not None}


def _sub_event(told: SubEvent) -> Json:
    written: Json = {
        "startDate": moment(told.start),
        "endDate": moment(told.end),
        "status": status(told.status),
        "bookingAvailability": booking(told.booking),
    }
    return written | _care(told.childcare, overnight=told.overnight)


def _care(childcare: Childcare | None, *, overnight: bool | None) -> Json:
    written: Json = {} if childcare is None else {"childcare": _childcare(childcare)}
    return written if overnight is None else written | {"overnight": overnight}


def sub_event_change(change: SubEventChange) -> Json:
    """One element of `PATCH sub-events`: what changes, and nothing else."""
    written: Json = {"id": change.id}
    if change.start is not None:
        written["startDate"] = moment(change.start)
    if change.end is not None:
        written["endDate"] = moment(change.end)
    if change.status is not None:
        written["status"] = status(change.status)
    if change.booking is not None:
        written["bookingAvailability"] = booking(change.booking)
    return written | _care(change.childcare, overnight=change.overnight)


def booking_info(told: BookingInfo) -> Json:
    """`bookingInfo`; one that says nothing is empty."""
    texts = {"phone": told.phone, "email": told.email, "url": told.url}
    moments = {"availabilityStarts": told.starts, "availabilityEnds": told.ends}
    written: Json = {name: text for name, text in texts.items() if text}
    if told.url and told.url_label:
        written["urlLabel"] = dict(told.url_label)
    return written | {name: moment(at) for name, at in moments.items() if at is not None}


def contact_point(told: ContactPoint) -> Json:
    """`contactPoint`, all three lists of it."""
    return {"phone": list(told.phones), "email": list(told.emails), "url": list(told.urls)}

"""What an activity says, as UiTdatabank's own values: the parts of which changes are made."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.activity import Activity
from ..model.activity_parts import CALL_TO_ACTION
from ..model.calendar import AdjustedDays, Childcare, OpeningHours, Periodic, Slot
from ..model.event_calendar import AdjustedDays as ToldDays
from ..model.event_calendar import (
    Booking,
    BookingType,
    CalendarType,
    EventCalendar,
    EventStatus,
    StatusType,
    SubEvent,
)
from ..model.event_calendar import Childcare as ToldChildcare
from ..model.event_calendar import OpeningHours as ToldHours
from ..model.event_parts import Audience, BookingInfo, ContactPoint, PriceKind, PriceLine
from ..model.openness import Openness
from .pricing import price_of

TAKES_PLACE = EventStatus(StatusType.AVAILABLE)
CANCELLED = EventStatus(StatusType.UNAVAILABLE)
PLACES_LEFT = Booking(BookingType.AVAILABLE)
SOLD_OUT = Booking(BookingType.UNAVAILABLE)


def names_of(activity: Activity) -> dict[str, str]:
    """Its name by language, its own language first."""
    return {activity.language: activity.name, **dict(activity.names)}


def descriptions_of(activity: Activity) -> dict[str, str]:
    """Its descriptions by language, none when there is none in its own."""
    if activity.description is None:
        return {}
    return {activity.language: activity.description, **dict(activity.descriptions)}


def audience_of(activity: Activity, openness: Openness) -> Audience | None:
    """Who sees it: members only once it is withdrawn."""
    return Audience.MEMBERS if openness.withdrawn else activity.audience


def prices_of(activity: Activity) -> tuple[PriceLine, ...]:
    """The base price first, then the tariffs."""
    base = price_of(activity)
    own = activity.language
    tariffs = (
        PriceLine(PriceKind.TARIFF, each.price, {own: each.name, **dict(each.translations)}, each.group)
        for each in activity.prices or ()
        if not each.base
    )
    return (PriceLine(PriceKind.BASE, base), *tariffs)


def link_of(activity: Activity) -> BookingInfo:
    """The registration link, open while the activity's registration is unless it says otherwise."""
    link = activity.link
    if link is None:
        return BookingInfo()
    window = link.window or activity.registration
    label = {activity.language: link.label or CALL_TO_ACTION, **dict(link.labels)} if link.url else {}
    return BookingInfo(
        link.phone,
        link.email,
        link.url,
        label,
        window.opens if window else None,
        window.closes if window else None,
    )


def contact_of(activity: Activity) -> ContactPoint:
    """Whom to ask a question."""
    contact = activity.contact
    return ContactPoint(contact.phones, contact.emails, contact.urls) if contact else ContactPoint()


def calendar_of(activity: Activity, openness: Openness) -> EventCalendar:
    """When it takes place, with what is cancelled and what is full."""
    status = CANCELLED if activity.cancelled else TAKES_PLACE
    hours = activity.hours
    if hours is None:
        slots = sorted(activity.slots, key=lambda slot: slot.order)
        return EventCalendar(
            CalendarType.SINGLE if len(slots) == 1 else CalendarType.MULTIPLE,
            sub_events=tuple(_sub_event(slot, activity, openness) for slot in slots),
            status=status,
            booking=SOLD_OUT if openness.full else PLACES_LEFT,
        )
    start, end = hours.moments if isinstance(hours, Periodic) else (None, None)
    return EventCalendar(
        CalendarType.PERMANENT if start is None else CalendarType.PERIODIC,
        start,
        end,
        opening_hours=_hours(hours.hours),
        adjusted=tuple(_adjusted(each) for each in hours.adjusted),
        closed=tuple(
            ToldDays(each.start, each.end, (), {"nl": each.note} if each.note else {})
            for each in hours.closed
        ),
        status=status,
    )


def _sub_event(slot: Slot, activity: Activity, openness: Openness) -> SubEvent:
    return SubEvent(
        slot.start,
        slot.end,
        status=CANCELLED if slot.cancelled or activity.cancelled else TAKES_PLACE,
        booking=SOLD_OUT if slot.sold_out or openness.full else PLACES_LEFT,
        childcare=_childcare(slot.childcare),
        overnight=slot.overnight or None,
    )


def _hours(hours: Iterable[OpeningHours]) -> tuple[ToldHours, ...]:
    return tuple(ToldHours(each.opens, each.closes, each.days, _childcare(each.childcare)) for each in hours)


def _adjusted(days: AdjustedDays) -> ToldDays:
    return ToldDays(days.start, days.end, _hours(days.hours), {"nl": days.note} if days.note else {})


def _childcare(care: Childcare | None) -> ToldChildcare | None:
    return ToldChildcare(care.start, care.end) if care else None

"""Read the calendar of an event of UiTdatabank."""

from __future__ import annotations

from ...domain.model.event_calendar import (
    AdjustedDays,
    Booking,
    BookingType,
    CalendarType,
    Childcare,
    EventCalendar,
    EventStatus,
    OpeningHours,
    StatusType,
    SubEvent,
)
from .udb_json import Node, day

_MOMENTS = frozenset({CalendarType.SINGLE, CalendarType.MULTIPLE})


def read_calendar(node: Node, language: str) -> EventCalendar:
    """Read a calendar; of an old single one without sub-events its outer moments are the only one."""
    kind = node.need("calendarType").known(CalendarType)
    status, booking = read_status(node, language), read_booking(node)
    sub_events = tuple(_sub_event(each, index, language) for index, each in enumerate(node.items("subEvent")))
    if kind in _MOMENTS and not sub_events:
        start, end = node.need("startDate").moment(), node.need("endDate").moment()
        sub_events = (SubEvent(start, end, 0, status, booking),)
    return EventCalendar(
        type=kind,
        start=node.maybe_moment("startDate"),
        end=node.maybe_moment("endDate"),
        sub_events=sub_events,
        opening_hours=tuple(_hours(each) for each in node.items("openingHours")),
        adjusted=tuple(_adjusted(each, language) for each in node.items("openingHoursAdjustedDays")),
        closed=tuple(_adjusted(each, language) for each in node.items("openingHoursClosedDays")),
        status=status,
        booking=booking,
    )


def read_status(node: Node, language: str) -> EventStatus:
    """`status`: an object, or in old records its type alone; available when nothing is said."""
    held = node.at("status")
    if held is None:
        return EventStatus()
    if isinstance(held.value, str):
        return EventStatus(held.known(StatusType))
    return EventStatus(held.need("type").known(StatusType), held.translated("reason", language))


def read_booking(node: Node) -> Booking:
    """`bookingAvailability`; available when nothing is said."""
    held = node.at("bookingAvailability")
    if held is None:
        return Booking()
    kind = held.at("type")
    remaining = held.maybe_count("remainingCapacity")
    return Booking(
        kind.known(BookingType)
        if kind
        else BookingType.UNAVAILABLE
        if remaining == 0
        else BookingType.AVAILABLE,
        held.maybe_count("capacity"),
        remaining,
    )


def _sub_event(node: Node, index: int, language: str) -> SubEvent:
    known = node.object().maybe_count("id")
    return SubEvent(
        start=node.need("startDate").moment(),
        end=node.need("endDate").moment(),
        id=index if known is None else known,
        status=read_status(node, language),
        booking=read_booking(node),
        childcare=_childcare(node),
        overnight=node.maybe_flag("overnight"),
    )


def _childcare(node: Node) -> Childcare | None:
    held = node.at("childcare")
    if held is None:
        return None
    return Childcare(held.maybe_text("start"), held.maybe_text("end"))


def _hours(node: Node) -> OpeningHours:
    return OpeningHours(
        node.object().need("opens").text(),
        node.need("closes").text(),
        node.maybe_texts("dayOfWeek"),
        _childcare(node),
    )


def _adjusted(node: Node, language: str) -> AdjustedDays:
    return AdjustedDays(
        day(node.object().need("startDate")),
        day(node.need("endDate")),
        tuple(_hours(each) for each in node.items("openingHours")),
        node.translated("description", language),
    )

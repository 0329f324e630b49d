"""The fixed form in which two sides of an event are compared, and kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from ..model.event_calendar import AdjustedDays, CalendarType, EventCalendar, OpeningHours, SubEvent
from ..model.event_parts import BookingInfo, ContactPoint, PriceKind, PriceLine

_DATED = frozenset({CalendarType.SINGLE, CalendarType.MULTIPLE})


def moment(at: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")


def prices(lines: Iterable[PriceLine]) -> list[Any]:
    """Kind, cents, name and whether it is a group's; without UiTPAS's own and the name of the base."""
    return [
        [
            line.kind.value,
            line.price.cents,
            dict(sorted(line.name.items())) if line.kind is PriceKind.TARIFF else {},
            line.group,
        ]
        for line in lines
        if line.kind is not PriceKind.UITPAS
    ]


def link(info: BookingInfo) -> dict[str, Any]:
    """What a registration link says, without what it does not say."""
    members: dict[str, Any] = {
        "phone": info.phone,
        "email": info.email,
        "url": info.url,
        "label": dict(sorted(info.url_label.items())) if info.url else None,
        "opens": moment(info.starts),
        "closes": moment(info.ends),
    }
    return {name: value for name, value in members.items() if value}


def contact(point: ContactPoint) -> dict[str, list[str]]:
    """The three lists."""
    return {"phones": list(point.phones), "emails": list(point.emails), "urls": list(point.urls)}


def calendar(told: EventCalendar) -> dict[str, Any]:
    """When it takes place, without what is cancelled or full."""
    if told.type in _DATED:
        return {"slots": [_slot(each) for each in in_order(told)]}
    outer = {"start": moment(told.start), "end": moment(told.end)} if told.start or told.end else {}
    lists: dict[str, list[Any]] = {
        "hours": _hours(told.opening_hours),
        "adjusted": [_days(each) for each in told.adjusted],
        "closed": [_days(each) for each in told.closed],
    }
    return {"type": told.type.value, **outer, **{name: each for name, each in lists.items() if each}}


def statuses(told: EventCalendar) -> dict[str, str]:
    """Whether each moment takes place, or the whole where there are no set moments."""
    if told.type in _DATED:
        return {when(each): each.status.type.value for each in in_order(told)}
    return {"": told.status.type.value}


def bookings(told: EventCalendar) -> dict[str, str]:
    """Whether each moment has places left; there is no such thing without set moments."""
    if told.type in _DATED:
        return {when(each): each.booking.type.value for each in in_order(told)}
    return {}


def in_order(told: EventCalendar) -> list[SubEvent]:
    """The moments as they come."""
    return sorted(told.sub_events, key=lambda each: (each.start.astimezone(UTC), each.end.astimezone(UTC)))


def when(each: SubEvent) -> str:
    """A moment by which the two sides know the same sub-event."""
    return f"{moment(each.start)}/{moment(each.end)}"


def _slot(each: SubEvent) -> list[Any]:
    care = each.childcare
    return [
        moment(each.start),
        moment(each.end),
        care.start if care else None,
        care.end if care else None,
        bool(each.overnight),
    ]


def _hours(hours: Iterable[OpeningHours]) -> list[Any]:
    lines: list[Any] = []
    for each in hours:
        care = [each.childcare.start, each.childcare.end] if each.childcare else [None, None]
        lines.append([each.opens.rjust(5, "0"), each.closes.rjust(5, "0"), sorted(each.days), *care])
    return lines


def _days(days: AdjustedDays) -> list[Any]:
    note = dict(sorted(days.description.items()))
    return [days.start.isoformat(), days.end.isoformat(), _hours(days.hours), note]

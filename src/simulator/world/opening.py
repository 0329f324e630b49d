"""Say when an event of UiTdatabank is open, from its calendar."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import cast

from .clock import BRUSSELS

AROUND = timedelta(hours=2)
"""How long before the beginning and after the end of an event a check-in is still taken."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALWAYS = (datetime(1900, 1, 1, tzinfo=BRUSSELS), datetime(9000, 1, 1, tzinfo=BRUSSELS))

Document = Mapping[str, object]
Times = tuple[datetime, datetime]


def is_around(document: Document, now: datetime) -> bool:
    """Say whether now, in UTC, is within the opening hours of an event, or shortly before or after."""
    return any(now - begin >= -AROUND and now - end <= AROUND for begin, end in _spans(document, now))


def _spans(document: Document, now: datetime) -> Iterator[Times]:
    """List the times of an event that matter now: its moments, or its hours of yesterday to tomorrow."""
    kind = document.get("calendarType")
    if kind in ("single", "multiple"):
        yield from _moments(document)
        return
    whole = _ALWAYS if kind == "permanent" else _span(document)
    if whole is None:
        return
    hours = document.get("openingHours")
    if not isinstance(hours, list) or not hours:
        yield whole
        return
    today = now.astimezone(BRUSSELS).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        if whole[0].astimezone(BRUSSELS).date() <= day <= whole[1].astimezone(BRUSSELS).date():
            yield from _hours_of(cast("list[Document]", hours), day)


def _hours_of(hours: list[Document], day: date) -> Iterator[Times]:
    for each in hours:
        if _DAYS[day.weekday()] in cast("list[str]", each.get("dayOfWeek", [])):
            begin, end = (_at(day, str(each[name])) for name in ("opens", "closes"))
            yield begin, end if end > begin else end + timedelta(days=1)


def _moments(document: Document) -> Iterator[Times]:
    parts = document.get("subEvent")
    for each in cast("list[Document]", parts) if isinstance(parts, list) and parts else [document]:
        span = _span(each)
        if span is not None:
            yield span


def _span(document: Document) -> Times | None:
    begin, end = document.get("startDate"), document.get("endDate")
    if not isinstance(begin, str) or not isinstance(end, str):
        return None
    return _instant(begin), _instant(end)


def _instant(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=BRUSSELS)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), BRUSSELS)

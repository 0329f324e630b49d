"""Sum up a calendar in Dutch, as text or HTML, in four sizes."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import cast

from attrs import frozen

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.clock import BRUSSELS, read_instant
from ..world.refusals import not_found
from .calendars import calendar_in
from .items import document, existing

Json = dict[str, object]

SIZES, STYLES = ("xs", "sm", "md", "lg"), ("html", "text")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_OVER = "Evenement afgelopen"
_STATUS = {"Unavailable": "geannuleerd", "TemporarilyUnavailable": "uitgesteld"}
_FULL = "volzet of uitverkocht"


@frozen(slots=False)
class Wish:
    """How a summary is wanted; occurrences that ended before `since` are left out."""

    size: str
    html: bool
    since: datetime | None


def get_summary(call: Call) -> Answer:
    """Sum up the calendar of an event or place."""
    item = existing(call)
    style = _choice(call, "style", STYLES, "text")
    size = _choice(call, "format" if call.first("format") else "size", SIZES, "lg")
    hides = call.first("hidePast") in ("true", "1")
    wish = Wish(size, style == "html", call.now if hides else None)
    media = "text/html" if wish.html else "text/plain"
    return Answer(body=summary(document(item), wish).encode(), content_type=f"{media}; charset=utf-8")


def _choice(call: Call, name: str, known: tuple[str, ...], usual: str) -> str:
    value = call.first(name) or usual
    if value not in known:
        listed = ", ".join(known)
        raise not_found(f'Query parameter {name} has invalid value "{value}". Should be one of {listed}')
    return value


def summary(held: Json, wish: Wish) -> str:
    """Write the summary of a stored document."""
    calendar = calendar_in(held)
    kind = calendar["calendarType"]
    if kind in ("single", "multiple"):
        return _of_occurrences(calendar, wish)
    text = _period(calendar, wish) if kind == "periodic" else ""
    hours = _hours(calendar, wish)
    suffix = _suffix(calendar)
    if kind == "permanent":
        lines = hours or ["Alle dagen open"]
        return _paragraph("\n".join(lines) + suffix, "cf-openinghours", wish)
    return "\n".join([_paragraph(text + suffix, "cf-period", wish), *hours])


def _of_occurrences(calendar: Json, wish: Wish) -> str:
    listed = [
        each
        for each in cast("list[Json]", calendar["subEvent"])
        if wish.since is None or _at(each, "endDate") >= wish.since
    ]
    if not listed:
        return _paragraph(_OVER, "cf-meta", wish)
    if len(listed) > 1 and wish.size in ("xs", "sm"):
        first, last = _at(listed[0], "startDate"), _at(listed[-1], "endDate")
        text = f"Van {_day(first, wish.size)} tot {_day(last, wish.size)}{_suffix(calendar)}"
        return _paragraph(text, "cf-period", wish)
    lines = [_occurrence(each, wish) for each in listed]
    if len(lines) == 1:
        return lines[0]
    if wish.html:
        return "".join(['<ul class="cnw-event-date-info">', *(f"<li>{each}</li>" for each in lines), "</ul>"])
    return "\n".join(lines)


def _occurrence(each: Json, wish: Wish) -> str:
    start, end = _at(each, "startDate"), _at(each, "endDate")
    times = wish.size == "lg"
    if start.date() == end.date():
        day = _day(start, wish.size)
        text = _capital(f"{day}{_times(start, end) if times else ''}")
        if wish.html and times:
            text = _marked(start, end, day)
    else:
        first = f"{_day(start, wish.size)}{f' om {start:%H:%M}' if times else ''}"
        last = f"{_day(end, wish.size)}{f' om {end:%H:%M}' if times else ''}"
        text = f"Van {first} tot {last}"
    return text + _suffix(each)


def _times(start: datetime, end: datetime) -> str:
    if (start.hour, start.minute, end.hour, end.minute) == (0, 0, 23, 59):
        return ""
    return f" om {start:%H:%M}" if start == end else f" van {start:%H:%M} tot {end:%H:%M}"


def _marked(start: datetime, end: datetime, day: str) -> str:
    weekday, _, rest = day.partition(" ")
    begin = (
        f'<time itemprop="startDate" datetime="{start.isoformat()}">'
        f'<span class="cf-weekday cf-meta">{_capital(weekday)}</span> <span class="cf-date">{rest}</span>'
    )
    if start == end:
        return (
            f'{begin} <span class="cf-from cf-meta">om</span>'
            f' <span class="cf-time">{start:%H:%M}</span></time>'
        )
    return (
        f'{begin} <span class="cf-from cf-meta">van</span> <span class="cf-time">{start:%H:%M}</span></time>'
        f' <span class="cf-to cf-meta">tot</span> <time itemprop="endDate" datetime="{end.isoformat()}">'
        f'<span class="cf-time">{end:%H:%M}</span></time>'
    )


def _period(calendar: Json, wish: Wish) -> str:
    start, end = _at(calendar, "startDate"), _at(calendar, "endDate")
    if wish.size in ("md", "lg"):
        return f"Van {_date(start)} tot {_date(end)}"
    if wish.since is not None and start < wish.since:
        return f"Tot {_day(end, 'xs')}"
    return f"Van {_day(start, 'xs')} tot {_day(end, 'xs')}"


def _hours(calendar: Json, wish: Wish) -> list[str]:
    """List the opening hours day by day, or in short the days that it is open."""
    hours = cast("list[Json]", calendar.get("openingHours", []))
    if not hours:
        return []
    if wish.size != "lg":
        days = [each for each in _ENGLISH if any(each in cast("list[str]", h["dayOfWeek"]) for h in hours)]
        short = [_DAYS[_ENGLISH.index(each)][:2] for each in days]
        return [f"Open op {_listed(short)}"]
    lines: list[str] = []
    for index, day in enumerate(_ENGLISH):
        own = [
            f"van {h['opens']} tot {h['closes']}" for h in hours if day in cast("list[str]", h["dayOfWeek"])
        ]
        if own:
            lines.append(f"{_capital(_DAYS[index])} {' en '.join(own)}")
    return lines


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def _suffix(each: Json) -> str:
    kind = str(cast("Json", each["status"])["type"])
    if kind in _STATUS:
        return f" ({_STATUS[kind]})"
    return f" ({_FULL})" if cast("Json", each["bookingAvailability"])["type"] == "Unavailable" else ""


def _day(at: datetime, size: str) -> str:
    if size == "lg":
        return f"{_DAYS[at.weekday()]} {_date(at)}"
    if size == "md":
        return f"{_DAYS[at.weekday()][:2]} {_date(at)}"
    short = f"{at.day} {_SHORT[at.month - 1]} {at.year}"
    return f"{_DAYS[at.weekday()][:2]} {short}" if size == "sm" else short


def _date(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def _at(each: Json, name: str) -> datetime:
    try:
        return read_instant(str(each[name])).astimezone(BRUSSELS)
    except OverflowError:
        return read_instant(str(each[name]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraph(text: str, name: str, wish: Wish) -> str:
    if not wish.html:
        return text
    lines: Iterable[str] = (escape(line) for line in text.split("\n"))
    return f'<p class="{name}">{"<br>".join(lines)}</p>'

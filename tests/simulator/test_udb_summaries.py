"""Calendars summed up in Dutch."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.simulator.udb import MORNING, TOMORROW, Caller, an_event, caller
from uitkern.simulator.testing.publiq import Publiq

DAYS = {"startDate": "2026-07-06T09:00:00+02:00", "endDate": "2026-07-10T16:00:00+02:00"}
HOURS = [{"opens": "9:00", "closes": "17:00", "dayOfWeek": ["monday", "friday"]}]
PERIOD = {"subEvent": None, "calendarType": "periodic", **DAYS}


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    publiq.clock.freeze("2026-06-01T08:00:00")
    return caller(publiq, anonymous)


@pytest.mark.parametrize(
    ("calendar", "size", "text"),
    [
        ({}, "lg", "Maandag 6 juli 2026 van 09:00 tot 12:00"),
        ({}, "md", "Ma 6 juli 2026"),
        ({}, "sm", "Ma 6 jul 2026"),
        ({}, "xs", "6 jul 2026"),
        ({"subEvent": [DAYS]}, "lg", "Van maandag 6 juli 2026 om 09:00 tot vrijdag 10 juli 2026 om 16:00"),
        ({"subEvent": [DAYS]}, "md", "Van ma 6 juli 2026 tot vr 10 juli 2026"),
        (
            {"subEvent": [MORNING, TOMORROW]},
            "lg",
            "Maandag 6 juli 2026 van 09:00 tot 12:00\nDinsdag 7 juli 2026 van 09:00 tot 12:00",
        ),
        ({"subEvent": [MORNING, TOMORROW]}, "xs", "Van 6 jul 2026 tot 7 jul 2026"),
        ({"status": {"type": "Unavailable"}}, "md", "Ma 6 juli 2026 (geannuleerd)"),
        ({"status": {"type": "TemporarilyUnavailable"}}, "md", "Ma 6 juli 2026 (uitgesteld)"),
        ({"bookingAvailability": {"type": "Unavailable"}}, "md", "Ma 6 juli 2026 (volzet of uitverkocht)"),
        (PERIOD, "lg", "Van 6 juli 2026 tot 10 juli 2026"),
        ({"subEvent": None, "calendarType": "permanent"}, "sm", "Alle dagen open"),
        (
            {"subEvent": None, "calendarType": "permanent", "openingHours": HOURS},
            "lg",
            "Maandag van 9:00 tot 17:00\nVrijdag van 9:00 tot 17:00",
        ),
        ({"subEvent": None, "calendarType": "permanent", "openingHours": HOURS}, "md", "Open op ma en vr"),
    ],
)
def test_a_calendar_is_summed_up(udb: Caller, calendar: dict[str, Any], size: str, text: str) -> None:
    event = udb.made("events", an_event(**calendar))
    answer = udb.ask("GET", f"/events/{event}/calsum?format={size}&langCode=nl_BE")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == text


def test_html_marks_what_is_what(udb: Caller) -> None:
    event = udb.made("events", an_event())
    answer = udb.ask("GET", f"/events/{event}/calendar-summary?style=html&size=lg")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text == (
        '<time itemprop="startDate" datetime="2026-07-06T09:00:00+02:00">'
        '<span class="cf-weekday cf-meta">Maandag</span> <span class="cf-date">6 juli 2026</span>'
        ' <span class="cf-from cf-meta">van</span> <span class="cf-time">09:00</span></time>'
        ' <span class="cf-to cf-meta">tot</span>'
        ' <time itemprop="endDate" datetime="2026-07-06T12:00:00+02:00">'
        '<span class="cf-time">12:00</span></time>'
    )


def test_what_is_over_can_be_left_out(publiq: Publiq, udb: Caller) -> None:
    event = udb.made("events", an_event(subEvent=[MORNING, TOMORROW]))
    publiq.clock.freeze("2026-07-06T20:00:00")
    path = f"/events/{event}/calendar-summary?hidePast=true&format=md"
    assert udb.ask("GET", path).text == "Di 7 juli 2026"
    publiq.clock.freeze("2026-07-08T20:00:00")
    assert udb.ask("GET", path).text == "Evenement afgelopen"

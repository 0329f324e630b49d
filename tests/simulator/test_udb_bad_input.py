"""Whatever is sent, the Entry API answers with a problem and goes on."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.simulator.udb import MORNING, Caller, an_event, caller
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


SYNTAX = "body/invalid-syntax"
DEEP = b'{"name":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
DATE_TIME = "The data must match the 'date-time' format"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "body/missing"),
        (b"{", SYNTAX),
        (b'{"name": "\xff\xfe"}', SYNTAX),
        (b'{"name": NaN}', SYNTAX),
        (b'{"name": "\\ud800"}', SYNTAX),
        (DEEP, SYNTAX),
        (b"null", "body/invalid-data"),
        (b"7", "body/invalid-data"),
        (b"[" * 50 + b"]" * 50, "body/invalid-data"),
        (b'{"mainLanguage": {}, "name": [], "terms": {}, "location": 1, "subEvent": 5}', "body/invalid-data"),
    ],
    ids=range(10),
)
@pytest.mark.parametrize("where", ["POST /events", "POST /places", "POST /organizers", "PUT /x/price-info"])
def test_what_is_no_body_is_a_problem(udb: Caller, where: str, content: bytes, kind: str) -> None:
    method, _, path = where.partition(" ")
    if "/x" in path:
        path = path.replace("/x", f"/events/{udb.made('events', an_event())}")
    problem = udb.refused(method, path, content=content)
    assert (problem["status"], problem["type"]) == (400, kind)
    assert udb.made("events", an_event())


def test_ten_megabytes_are_a_problem_and_not_an_end(udb: Caller) -> None:
    answer = udb.ask("POST", "/events", an_event(description={"nl": "x" * 10_000_000}))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert udb.made("events", an_event())


@pytest.mark.parametrize(
    "date",
    ["2026-02-30T12:00:00Z", "2026-07-06", "0000-01-01T00:00:00Z", "2026-07-06T25:00:00Z", "6 juli", ""],
)
def test_a_date_that_does_not_exist_is_named(udb: Caller, date: str) -> None:
    wrong = an_event(subEvent=[{**MORNING, "endDate": date}])
    assert udb.mistakes("POST", "/events", wrong) == [("/subEvent/0/endDate", DATE_TIME)]


@pytest.mark.parametrize("date", ["0002-01-01T00:00:00Z", "9998-12-31T23:59:59Z", "1880-01-01T00:00:00"])
def test_a_date_at_the_edge_of_time_is_only_far_away(udb: Caller, date: str) -> None:
    event = udb.made("events", an_event(subEvent=[{"startDate": date, "endDate": date}]))
    assert udb.ask("GET", f"/events/{event}").status_code == 200
    for size in ("xs", "sm", "md", "lg"):
        assert udb.ask("GET", f"/events/{event}/calendar-summary?format={size}").status_code == 200


def test_five_thousand_occurrences_are_one_event(udb: Caller) -> None:
    many = [
        {"startDate": f"2026-01-01T10:{each % 60:02}:00Z", "endDate": "2026-01-02T10:00:00Z"}
        for each in range(5_000)
    ]
    event = udb.made("events", an_event(subEvent=many))
    shown = udb.shown(f"/events/{event}")["subEvent"]
    assert [each["id"] for each in shown] == list(range(5_000))
    last = [{"id": 4_999, "status": {"type": "Unavailable"}}]
    assert udb.ask("PATCH", f"/events/{event}/sub-events", last).status_code == 204


@pytest.mark.parametrize(
    "odd",
    [
        {"terms": [{"id": ["0.50.4.0.0"]}]},
        {"terms": [{"id": "0.50.4.0.0", "domain": []}, {"id": "0.5.0.0.0"}]},
        {"labels": [["a"], {"b": 1}]},
        {"typicalAgeRange": "9" * 5_000 + "-1"},
        {"priceInfo": [{"category": "base", "price": 1e308}]},
        {"mediaObject": [7, {"@id": 7}]},
        {"bookingInfo": {"url": "https://[::1", "urlLabel": {"nl": "x"}}},
        {"subEvent": [{**MORNING, "childcare": {"start": "99:99"}}]},
        {"openingHours": [{"opens": "09:00", "closes": "10:00", "dayOfWeek": [{}]}]},
        {"timeSpans": [7], "subEvent": None},
        {"calendar": {"type": ["x"]}},
        {"location": {"id": 7}},
        {"contactPoint": {"url": ["https://a.be%20"]}},
    ],
    ids=str,
)
def test_an_odd_member_is_refused_and_nothing_breaks(udb: Caller, odd: dict[str, Any]) -> None:
    answer = udb.ask("POST", "/events", content=json.dumps(an_event(**odd)))
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/body/invalid-data")


def test_an_address_that_is_none_is_refused_in_words(udb: Caller) -> None:
    info = {"url": "https://publiq.be%20", "urlLabel": {"nl": "Koop"}}
    assert udb.refused("POST", "/events", an_event(bookingInfo=info))["detail"] == (
        "Given string is not a valid url."
    )

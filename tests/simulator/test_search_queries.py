"""The query language: words, phrases, ranges, wildcards, and how they go together."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.searching import Search, searching
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.wire.messages import Request

LONG_QUERY = "labels:a OR " * 1023
TWO = {"startDate": "2026-07-08T14:00:00+02:00", "endDate": "2026-07-08T17:00:00+02:00"}


@pytest.fixture
def search(publiq: Publiq, anonymous: httpx.Client) -> Search:
    return searching(publiq, anonymous)


@pytest.fixture
def two(search: Search) -> dict[str, str]:
    """Two events: one of judo for children, one of jazz for all."""
    judo = search.event(
        name={"nl": "Judo in Gent", "fr": "Judo à Gand"},
        typicalAgeRange="6-12",
        labels=["ook voor kinderen", "UiTPAS-weken"],
        terms=[{"id": "0.59.0.0.0"}],
    )
    jazz = search.event(
        name={"nl": "Café-concert: jazz"},
        subEvent=[TWO],
        priceInfo=[{"category": "base", "name": {"nl": "Basistarief"}, "price": 5.5, "priceCurrency": "EUR"}],
        contactPoint={"url": ["https://jazz.example"]},
        description={"nl": "Muziek van het zuiden"},
    )
    return {"judo": judo, "jazz": jazz}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name.nl:judo", "judo"),
        ("name.nl:JUDO", "judo"),
        (r"name.\*:gand", "judo"),
        ("name.*:gand", "judo"),
        ("name.nl:cafe", "jazz"),
        ('name.nl:"judo in gent"', "judo"),
        ('name.nl:"judo gent"', ""),
        ("name.nl:(judo OR jazz)", "judo jazz"),
        ("name.nl:(judo AND jazz)", ""),
        ("name.nl:j*", "judo jazz"),
        ("name.nl:j?d?", "judo"),
        ("name.nl:*zz", "jazz"),
        ("name.nl:c*f*", "jazz"),
        ("name.nl:jodu~", "judo"),
        ("judo", "judo"),
        ("zuiden", "jazz"),
        ("gent", "judo jazz"),
        ("judo jazz", "judo jazz"),
        ("+judo jazz", "judo"),
        ("gent -judo", "jazz"),
        ("gent NOT judo", "jazz"),
        ("gent AND !judo", "jazz"),
        ("NOT name.nl:judo", "jazz"),
        ("-name.nl:judo", "jazz"),
        ("(NOT name.nl:judo) AND gent", "jazz"),
        ("judo && gent || jazz", "judo"),
        ("jazz OR judo AND gent", "judo"),
        ("name.nl:judo OR NOT gent", ""),
        ("*:*", "judo jazz"),
        ("*", "judo jazz"),
        ("gent^2 judo^0.5", "judo jazz"),
        ('labels:"ook voor kinderen"', "judo"),
        (r"labels:ook\ voor\ kinderen", "judo"),
        ("labels:UiTPAS*", "judo"),
        ('labels:"ook voor"', ""),
        ("terms.id:0.59.0.0.0", "judo"),
        ("terms.id:(0.59.0.0.0 OR 0.50.4.0.0)", "judo jazz"),
        ("price:5.5", "jazz"),
        ("price:[5 TO 11]", "judo jazz"),
        ("price:[5 TO 11}", "jazz"),
        ("price:{5.5 TO 11]", "judo"),
        ("price:>=11", "judo"),
        ("price:>11", ""),
        ("price:<11", "jazz"),
        ("price:(>=5 AND <=6)", "jazz"),
        ("price:[* TO 6]", "jazz"),
        ("price:[6 TO *]", "judo"),
        ("typicalAgeRange:[12 TO 15]", "judo jazz"),
        ("typicalAgeRange:15", "jazz"),
        ("allAges:true", "jazz"),
        ("birthdateRange:[2014-01-01 TO 2014-12-31]", "judo jazz"),
        ("birthdateRange:[1990-01-01 TO 1990-12-31]", "jazz"),
        ("dateRange:[2026-07-08 TO 2026-07-08]", "jazz"),
        (r"dateRange:[2026-07-08T16:00:00+02:00 TO *]", "jazz"),
        ("localTimeRange:[1300 TO 1500]", "jazz"),
        ("availableRange:[2026-07-07 TO *]", "jazz"),
        ("created:[2026-06-01 TO 2026-06-01]", "judo jazz"),
        ("created:2026-06", "judo jazz"),
        ("created:{2026-06-01 TO *]", ""),
        ("modified:[2026-06-01T09:00:00+02:00 TO now]", "judo jazz"),
        ("modified:[now-1h TO now]", "judo jazz"),
        ("created:<2026", ""),
        ("creator:uitkern-client@clients", "judo jazz"),
        ("workflowStatus:READY_FOR_VALIDATION", "judo jazz"),
        ("calendarType:single AND attendanceMode:offline AND status:available", "judo jazz"),
        ("languages:fr AND completedLanguages:nl", "judo jazz"),
        ("mainLanguage:fr", ""),
        ("address.nl.postalCode:9000", "judo jazz"),
        (r"address.\*.addressLocality:gent", "judo jazz"),
        ("address.nl.addressCountry:BE", "judo jazz"),
        ("location.id:8248e289-c986-4006-902f-b0616dcbcde7", "judo jazz"),
        ("location.name.nl:locatie", "judo jazz"),
        ('organizer.name.nl:"regio gent"', "judo jazz"),
        ('organizer.labels:"uitpas gent"', "judo jazz"),
        ("regions:prv-oost-vlaanderen", "judo jazz"),
        ("mediaObjectsCount:0 AND videosCount:0 AND imagesCount:0", "judo jazz"),
        ("completeness:[50 TO 100]", "judo jazz"),
        ("_exists_:price", "judo jazz"),
        ("_exists_:description", "jazz"),
        ("_exists_:labels", "judo"),
        ("NOT _exists_:labels", "jazz"),
        ("_exists_:name.fr", "judo"),
        ("_exists_:dateRange AND _exists_:typicalAgeRange", "judo jazz"),
        ("_exists_:nothing", ""),
        ("nothing:x", ""),
        ("labels:*", "judo"),
        ("bookingAvailability:Available", "judo jazz"),
        ("_type:event", "judo jazz"),
    ],
)
def test_a_query_finds(search: Search, two: dict[str, str], query: str, names: str) -> None:
    assert set(search.q(query)) == {two[name] for name in names.split()}


@pytest.mark.parametrize(
    "query",
    [
        "(",
        ")",
        "()",
        "a)",
        "((a)",
        '"a',
        "a AND",
        "AND a",
        "OR",
        "NOT",
        "a OR OR b",
        "name.nl:",
        ":a",
        "a:b:c",
        "[1 TO 2",
        "[1 TO 2]",
        "price:[1 2]",
        "price:[TO 2]",
        "price:many",
        "price:[a TO b]",
        "price:nan",
        "created:yesterday",
        "created:2026-13",
        "birthdateRange:2026",
        "a/b",
        "/a.*/",
        "a\\",
        "price:>",
        "^2",
        "{}",
        "+",
        "a -",
        LONG_QUERY + "labels:a OR labels:b",
        "(" * 100 + "a" + ")" * 100,
        "(" * 20_000,
        "a" + "(" * 50,
        "!" * 5000,
    ],
)
def test_what_is_no_query_is_refused(search: Search, query: str) -> None:
    words = 'Could not parse query given "q" parameter as a valid Lucene query.'
    assert search.refused("/events", q=query) == words


@pytest.mark.parametrize("query", ["", " ", "*"])
def test_an_empty_query_asks_nothing(search: Search, query: str) -> None:
    event = search.event()
    assert search.q(query) == [event]


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000_000,
        "name.nl:" + "*a" * 5000,
        "x" + "?" * 100_000,
        "\x00",
        "labels:\x00\ud7ff\U0001f600",
        LONG_QUERY + "labels:b",
        "price:[" + "9" * 400 + " TO *]",
        "created:[0001-01-01 TO 9999-12-31]",
        "typicalAgeRange:99999999999999999999",
        '"' + "gent " * 20_000 + '"',
    ],
)
def test_an_odd_query_is_answered_and_the_next_one_as_well(search: Search, query: str) -> None:
    event = search.event()
    content = str(httpx.QueryParams({"q": query}))
    request = Request("GET", "/search/events", content, {"host": "x", "x-client-id": "uitkern-client"})
    assert search.publiq.simulator.handle(request).status in (200, 404)
    assert search.mine() == [event]


def test_words_in_a_name_weigh_more_than_elsewhere(search: Search) -> None:
    elsewhere = search.event(name={"nl": "Muziek"}, description={"nl": "Met judo"})
    named = search.event(name={"nl": "Judo"})
    assert search.mine(text="judo") == search.q("judo") == [named, elsewhere]
    assert search.mine(**{"text": "judo", "sort[score]": "asc"}) == [elsewhere, named]

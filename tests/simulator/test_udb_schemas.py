"""What UiTdatabank's validator says of bodies, beside what the tests of each operation ask."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.udb import BASE, MORNING, PLACE, Caller, a_draft, an_event, caller
from uitkern.simulator.testing.publiq import Publiq

LEAST_ONE = "The data should match at least one schema"
EXACTLY_ONE = "The data should match exactly one schema"


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"bookingAvailability": {"capacity": 5}},
            ("/bookingAvailability", "The required properties (type) are missing"),
        ),
        (
            {"subEvent": [MORNING | {"bookingAvailability": {"capacity": 5}}]},
            ("/subEvent/0/bookingAvailability", LEAST_ONE),
        ),
        (
            {"subEvent": [MORNING | {"status": {"type": "Available", "reason": {"nl": " "}}}]},
            ("/subEvent/0/status/reason/nl", r"The string should match pattern: \S"),
        ),
        ({"faqs": [{}]}, ("/faqs/0", LEAST_ONE)),
        ({"name": {}}, ("/name", "Object must have at least 1 properties, 0 found")),
        (
            {"labels": ["a;b"]},
            ("/labels/0", r"The string should match pattern: ^(?=.{2,255}$)(?=.*\S.*\S.*)[^;]*$"),
        ),
        ({"labels": ["x" * 256]}, ("/labels/0", "Maximum string length is 255, found 256")),
        ({"bookingInfo": {"phone": ""}}, ("/bookingInfo/phone", "Minimum string length is 1, found 0")),
        (
            {"priceInfo": [BASE, {"category": "tariff", "price": 1, "name": {"nl": " "}}]},
            ("/priceInfo/1/name/nl", r"The string should match pattern: \S"),
        ),
    ],
)
def test_a_body_that_does_not_fit_is_refused_in_the_validators_words(
    udb: Caller, more: dict[str, object], expected: tuple[str, str]
) -> None:
    assert udb.mistakes("POST", "/events", an_event(**more)) == [expected]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"capacity": 5}, ("/0/bookingAvailability", EXACTLY_ONE)),
        ({"type": "Available", "remainingCapacity": 1}, ("/0/bookingAvailability", EXACTLY_ONE)),
        ({"type": "Vol"}, ("/0/bookingAvailability/type", "The data should match one item from enum")),
    ],
)
def test_an_occurrence_says_either_that_there_are_places_or_how_many_are_left(
    udb: Caller, places: dict[str, object], expected: tuple[str, str]
) -> None:
    event = udb.made("events", a_draft())
    path = f"/events/{event}/sub-events"
    assert udb.mistakes("PATCH", path, [{"id": 0, "bookingAvailability": places}]) == [expected]


def test_the_older_path_of_news_articles_is_understood(udb: Caller) -> None:
    assert udb.ask("GET", "/news_articles").json() == []


def test_the_place_for_schools_that_choose_later_is_there_and_makes_the_audience_education(
    udb: Caller,
) -> None:
    later = "3b92c85b-a923-4895-85f5-ed056dae11e2"
    event = udb.made("events", an_event(location={"@id": f"/places/{later}"}))
    assert udb.shown(f"/events/{event}")["audience"] == {"audienceType": "education"}
    problem = udb.refused("PUT", f"/events/{event}/audience", {"audienceType": "members"})
    assert problem["type"] == "uitdatabank/incompatible-audience-type"
    assert problem["detail"] == 'The audience type "members" can not be set.'
    udb.put(f"/events/{event}/location/{PLACE}")
    udb.put(f"/events/{event}/audience", {"audienceType": "members"})


def test_the_older_path_of_a_title_takes_a_title(udb: Caller) -> None:
    event = udb.made("events", a_draft())
    assert udb.ask("POST", f"/events/{event}/fr/title", {"title": "Semaine"}).status_code == 204
    assert udb.shown(f"/events/{event}")["name"]["fr"] == "Semaine"


def test_an_image_is_named_by_a_uuid(udb: Caller) -> None:
    event = udb.made("events", a_draft())
    found = udb.mistakes("POST", f"/events/{event}/images", {"mediaObjectId": "foto"})
    assert found == [("/mediaObjectId", "The data must match the 'uuid' format")]


def test_schools_choose_from_regions_and_levels_of_education(udb: Caller) -> None:
    nobody = Caller(udb.http, {})
    provinces = nobody.ask("GET", "/cultuurkuur/regions").json()
    assert len(provinces) == 6
    assert provinces[4]["children"][0] == {"name": {"nl": "Regio Gent"}, "label": "reg-gent"}
    primary, secondary, *_ = nobody.ask("GET", "/cultuurkuur/education-levels").json()
    assert primary["label"] == "cultuurkuur_basisonderwijs"
    [nursery, *_] = primary["children"][0]["children"]
    assert nursery["children"][0]["label"] == "cultuurkuur_Kleuter-2-3-jaar"
    third = secondary["children"][0]["children"][2]["children"]
    assert third[0]["label"] == "cultuurkuur_finaliteit-derdre-doorstroom"
    assert "children" not in third[0]

"""Places and organizers, older paths and verbs, and the lists that everybody may read."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.udb import (
    ADDRESS,
    NOBODY,
    ONLINE,
    ORGANIZER,
    PLACE,
    Caller,
    a_place,
    an_event,
    an_organizer,
    caller,
)
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


def test_a_place_is_created_shown_and_used(udb: Caller) -> None:
    answer = udb.ask("POST", "/places", a_place())
    place = answer.json()["placeId"]
    assert (answer.status_code, answer.json()["url"][-43:]) == (201, f"places/{place}")
    shown = udb.shown(f"/places/{place}")
    assert (shown["address"], shown["workflowStatus"]) == ({"nl": ADDRESS}, "DRAFT")
    assert shown["completeness"] == 53
    assert {"typicalAgeRange", "attendanceMode", "audience"} & shown.keys() == set()
    event = udb.made("events", an_event(location={"@id": f"/place/{place}"}))
    embedded = udb.shown(f"/events/{event}")["location"]
    assert embedded == {"@type": "Place", **shown}
    assert udb.shown(f"/places/{place}/events") == {"events": [{"@id": event}]}
    assert udb.refused("GET", f"/events/{place}")["status"] == 404


def test_the_same_place_twice_is_refused_with_the_first(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    first = udb.made("places", a_place())
    problem = udb.refused("POST", "/places", a_place(name={"nl": "  buurtHUIS "}))
    assert problem == {
        "type": "uitdatabank/duplicate-place",
        "title": "Duplicate place",
        "status": 409,
        "detail": "A place with this address / name combination already exists."
        " Please use the existing place for your purposes.",
        "duplicatePlaceUri": f"http://publiq.test/uitdatabank/places/{first}",
    }
    assert caller(publiq, anonymous, "other").made("places", a_place())
    assert udb.ask("DELETE", f"/places/{first}").status_code == 204
    assert udb.made("places", a_place())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("/", "The required properties (mainLanguage, name, terms, address) are missing")]),
        (
            a_place(terms=[{"id": "0.50.4.0.0"}]),
            [("/terms/0/id", "The term 0.50.4.0.0 does not exist or is not supported")],
        ),
        (a_place(calendarType="single"), [("/calendarType", "The data should match one item from enum")]),
        (
            a_place(address={"nl": {**ADDRESS, "addressCountry": "be"}}),
            [("/address/nl/addressCountry", "The string should match pattern: ^[A-Z][A-Z]$")],
        ),
        (
            a_place(organizer={"@id": f"/organizers/{NOBODY}"}),
            [("/organizer", f'The organizer with id "{NOBODY}" was not found.')],
        ),
    ],
)
def test_a_wrong_place_is_refused(udb: Caller, body: object, expected: list[tuple[str, str]]) -> None:
    assert udb.mistakes("POST", "/places", body) == expected


def test_the_place_of_online_events_is_everywhere_the_same(udb: Caller) -> None:
    shown = udb.shown(f"/places/{ONLINE}")
    assert (shown["name"], shown["terms"][0]["id"]) == ({"nl": "Online"}, "0.8.0.0.0")
    assert shown["address"]["nl"]["streetAddress"] == "___"
    assert shown["address"]["nl"]["postalCode"] == "0000"


def test_a_counter_of_uitpas_is_not_deleted(publiq: Publiq, udb: Caller) -> None:
    place = udb.made("places", a_place())
    record = publiq.world.state.udb_places[place]
    counter = evolve(record, document={**record.document, "hiddenLabels": ["UiTPAS Gent"]})
    publiq.world.state.udb_places.put(place, counter)
    problem = udb.refused("DELETE", f"/places/{place}")
    assert problem["type"] == "uitdatabank/cannot-delete-uitpas-place"
    assert problem["detail"] == "Place is an UiTPAS counter. UiTPAS places cannot be deleted."


def test_events_stay_at_a_place_that_was_deleted(udb: Caller) -> None:
    place = udb.made("places", a_place())
    event = udb.made("events", an_event(location={"@id": f"/places/{place}"}))
    udb.ask("DELETE", f"/places/{place}")
    assert udb.shown(f"/events/{event}")["location"]["workflowStatus"] == "DELETED"
    assert udb.made("events", an_event(location={"@id": f"/places/{place}"}))


def test_a_place_is_changed_bit_by_bit(udb: Caller) -> None:
    place = f"/places/{udb.made('places', a_place())}"
    udb.put(f"{place}/address/fr", {**ADDRESS, "addressLocality": "Gand"})
    udb.put(f"{place}/type/8.70.0.0.0")
    udb.put(f"{place}/organizer/{ORGANIZER}")
    udb.put(f"{place}/workflow-status", {"workflowStatus": "READY_FOR_VALIDATION"})
    shown = udb.shown(place)
    assert shown["address"]["fr"]["addressLocality"] == "Gand"
    assert [term["label"] for term in shown["terms"]] == ["Theater"]
    assert shown["organizer"]["hiddenLabels"] == ["UiTPAS Gent", "Paspartoe"]
    assert "availableFrom" in shown


def test_an_organizer_has_a_website_of_its_own(udb: Caller) -> None:
    organizer = udb.made("organizers", an_organizer())
    shown = udb.shown(f"/organizers/{organizer}")
    assert (shown["workflowStatus"], shown["completeness"]) == ("ACTIVE", 40)
    problem = udb.refused("POST", "/organizers", an_organizer(url="http://speelplein.example"))
    assert problem["type"] == "uitdatabank/duplicate-url"
    assert problem["detail"] == (
        "The url http://speelplein.example (normalized to speelplein.example) is already in use."
    )
    assert udb.mistakes("POST", "/organizers", {}) == [
        ("/", "The required properties (mainLanguage, url, name) are missing")
    ]
    unknown = udb.refused("PUT", f"/organizers/{NOBODY}", an_organizer())
    assert unknown["detail"] == f'The Organizer with id "{NOBODY}" was not found.'


def test_what_is_left_out_of_an_organizer_goes(udb: Caller) -> None:
    full = an_organizer(description={"nl": "Spel"}, address={"nl": ADDRESS}, labels=["jeugd"])
    organizer = f"/organizers/{udb.made('organizers', full)}"
    assert udb.ask("PUT", organizer, an_organizer(name={"nl": "Plein"})).status_code == 200
    shown = udb.shown(organizer)
    assert shown["name"] == {"nl": "Plein"}
    assert {"description", "address", "labels"} & shown.keys() == set()
    udb.put(f"{organizer}/educational-description/nl", {"educationalDescription": "Klas"})
    udb.put(f"{organizer}/address", ADDRESS)
    shown = udb.shown(organizer)
    assert (shown["educationalDescription"], shown["address"]) == ({"nl": "Klas"}, {"nl": ADDRESS})
    assert udb.shown(f"{organizer}/permissions") == {"permissions": ["Organisaties bewerken"]}


def test_older_forms_of_organizers_and_places_mean_the_same(udb: Caller) -> None:
    older = {
        "mainLanguage": "nl",
        "name": "Plein",
        "website": "https://plein.example",
        "address": ADDRESS,
        "contact": [{"type": "phone", "value": "09 1"}],
    }
    answer = udb.ask("POST", "/imports/organizers", older)
    assert answer.status_code == 200
    shown = udb.shown(f"/organizers/{answer.json()['organizerId']}")
    assert (shown["url"], shown["address"]) == ("https://plein.example", {"nl": ADDRESS})
    assert shown["contactPoint"] == {"phone": ["09 1"], "email": [], "url": []}
    theatre = a_place(name="Zaal", address=ADDRESS, type={"id": "8.70.0.0.0"})
    del theatre["terms"]
    place = udb.made("places", theatre)
    assert udb.shown(f"/places/{place}")["terms"][0]["label"] == "Theater"


@pytest.mark.parametrize(
    ("method", "path", "body", "member"),
    [
        ("POST", "typicalAgeRange", {"typicalAgeRange": "6-12"}, "typicalAgeRange"),
        ("POST", "bookingInfo", {"bookingInfo": {"phone": "1"}}, "bookingInfo"),
        ("POST", "contactPoint", {"contactPoint": {"phone": ["1"], "email": [], "url": []}}, "contactPoint"),
        ("POST", "organizer", {"organizer": ORGANIZER}, "organizer"),
        ("POST", "labels", {"label": "zomer"}, "labels"),
        ("POST", "nl/description", {"description": "Leuk"}, "description"),
        ("PUT", "priceInfo/", [{"category": "base", "name": {"nl": "x"}, "price": 1}], "priceInfo"),
    ],
)
@pytest.mark.parametrize("collection", ["event", "place"])
def test_older_verbs_and_paths_still_work(
    udb: Caller, collection: str, method: str, path: str, body: Any, member: str
) -> None:
    made = an_event(organizer=None, priceInfo=None) if collection == "event" else a_place()
    item = f"/{collection}/{udb.made(f'{collection}s', made)}"
    assert udb.ask(method, f"{item}/{path}", body).status_code == 204
    assert member in udb.shown(item)


def test_an_older_organizer_is_refused_in_other_words(udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    unknown = udb.refused("POST", f"{event}/organizer", {"organizer": "qwerty"})
    assert (unknown["status"], unknown["detail"]) == (404, 'Organizer with id "qwerty" does not exist.')
    assert udb.refused("POST", f"{event}/organizer", {})["detail"] == "organizer required"
    assert udb.refused("POST", f"{event}/labels", {"label": "a"})["detail"] == (
        "The label should match pattern: ^[^;]{2,255}$"
    )


def test_major_info_changes_the_main_things_at_once(udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    body = {
        "name": "Week",
        "type": "0.5.0.0.0",
        "theme": "1.8.2.0.0",
        "location": {"id": PLACE},
        "calendar": {"calendarType": "permanent"},
    }
    udb.put(f"{event}/majorInfo", body)
    shown = udb.shown(event)
    assert (shown["name"], shown["calendarType"]) == ({"nl": "Week"}, "permanent")
    assert [term["label"] for term in shown["terms"]] == ["Festival", "Jazz en blues"]


def test_holidays_are_those_of_belgium(anonymous: httpx.Client) -> None:
    def asked(query: str) -> httpx.Response:
        return anonymous.get(f"/uitdatabank/holidays?{query}")

    listed = asked("startDate=2026-04-01&endDate=2026-05-31").json()
    assert [each["startDate"] for each in listed] == ["2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"]
    backwards = asked("startDate=2026-04-02&endDate=2026-04-01").json()
    assert backwards["type"].endswith("/uitdatabank/start-date-cannot-be-after-end-date")
    assert asked("startDate=2026-01-01&endDate=2036-01-01").json()["type"].endswith("-exceeds-limit")


def test_the_registry_of_labels_knows_those_of_uitpas(udb: Caller, anonymous: httpx.Client) -> None:
    udb.put(f"/events/{udb.made('events', an_event())}/labels/zomer")
    found = anonymous.get("/uitdatabank/labels?query=o").json()
    assert {each["name"]: each["privacy"] for each in found["member"]} == {
        "Paspartoe": "private",
        "zomer": "public",
    }
    one = found["member"][0]
    assert anonymous.get(f"/uitdatabank/labels/{one['uuid']}").json() == one
    missing = anonymous.get("/uitdatabank/labels/niets").json()
    assert missing["detail"] == 'The Label with id "niets" was not found.'


def test_a_production_ties_events_together(udb: Caller) -> None:
    one, two = (udb.made("events", an_event()) for _ in range(2))
    made = udb.ask("POST", "/productions", {"name": "Weken", "eventIds": [one, two]}).json()
    shown = udb.shown(f"/events/{one}")["production"]
    assert (shown["id"], shown["title"]) == (made["productionId"], "Weken")
    assert [each[-36:] for each in shown["otherEvents"]] == [two]

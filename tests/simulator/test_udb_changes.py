"""One change at a time: each endpoint of an event, with its errors."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.simulator.udb import (
    BASE,
    MORNING,
    NOBODY,
    NOT_IN_UITPAS,
    ONLINE,
    PLACE,
    TOMORROW,
    Caller,
    a_draft,
    an_event,
    caller,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.udb_values import Role


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


@pytest.fixture
def event(udb: Caller) -> str:
    """The path of an event."""
    return f"/events/{udb.made('events', an_event())}"


@pytest.mark.parametrize(
    ("path", "body", "member", "expected"),
    [
        ("name/fr", {"name": "Semaine"}, "name", {"nl": "Speelweek", "fr": "Semaine"}),
        ("description/nl", {"description": "Leuk"}, "description", {"nl": "Leuk"}),
        ("audience", {"audienceType": "members"}, "audience", {"audienceType": "members"}),
        ("typical-age-range", {"typicalAgeRange": "6-12"}, "typicalAgeRange", "6-12"),
        ("typical-age-range", {"typicalAgeRange": "0-"}, "typicalAgeRange", "-"),
        ("booking-info", {"bookingInfo": {"phone": "1"}}, "bookingInfo", {"phone": "1"}),
        ("contact-point", {"phone": ["1", ""], "email": [], "url": []}, "contactPoint",
         {"phone": ["1"], "email": [], "url": []}),
        ("children-only", {"childrenOnly": True}, "childrenOnly", True),
        ("birthdate-range", {"from": "2014-01-01", "to": "2018-12-31"}, "birthdateRange",
         {"from": "2014-01-01", "to": "2018-12-31"}),
        ("labels", {"labels": ["a b", "c d"]}, "labels", ["a b", "c d"]),
        ("available-from", {"availableFrom": "2050-01-01T10:00:00+01:00"}, "availableFrom",
         "2050-01-01T10:00:00+01:00"),
    ],
)  # fmt: skip
def test_a_change_is_shown_at_once(
    udb: Caller, event: str, path: str, body: object, member: str, expected: object
) -> None:
    before = udb.shown(event)["playhead"]
    udb.put(f"{event}/{path}", body)
    shown = udb.shown(event)
    assert shown[member] == expected
    assert shown["playhead"] > before


NO_SUCH_TYPE = "Category with id foo not found in eventtype domain or not applicable for Event."


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("PUT", "organizer/qwerty", 404, 'The Organizer with id "qwerty" was not found.'),
        ("PUT", f"location/{NOBODY}", 404, f'Location with id "{NOBODY}" does not exist.'),
        ("PUT", "type/foo", 404, NO_SUCH_TYPE),
        ("PUT", "type/8.70.0.0.0", 404, NO_SUCH_TYPE.replace("foo", "8.70.0.0.0")),
        ("PUT", "theme/foo", 404, "Category with id foo not found in theme domain."),
        ("PUT", "labels/a", 404, "The label should match pattern: ^[^;]{2,255}$"),
        ("PUT", "labels/a;b", 404, "The label should match pattern: ^[^;]{2,255}$"),
        ("DELETE", "description/nederlands", 404, "The provided language route parameter is not supported."),
        ("GET", "calendar-summary?format=xl", 404,
         'Query parameter format has invalid value "xl". Should be one of xs, sm, md, lg'),
        ("DELETE", f"images/{NOBODY}", 400,
         (f"The image with id {NOBODY} is not linked to the resource."
         " Add it first before you can perform an action.")),
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_refused_in_words(
    udb: Caller, event: str, method: str, path: str, status: int, detail: str
) -> None:
    problem = udb.refused(method, f"{event}/{path}")
    assert (problem["status"], problem["detail"]) == (status, detail)


PATTERN_OF_EMAIL = r"^(|[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,})$"


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("PUT", "contact-point", {"phone": [], "email": []},
         [("/", "The required properties (url) are missing")]),
        ("PUT", "contact-point", {"phone": [], "email": ["x"], "url": ["x"]}, [
            ("/email/0", f"The string should match pattern: {PATTERN_OF_EMAIL}"),
            ("/url/0", r"The string should match pattern: ^http[s]?:\/\/\w|^$"),
        ]),
        ("PUT", "booking-info", {"url": "https://a.example"},
         [("/", "'urlLabel' property is required by 'url' property")]),
        ("PUT", "booking-info", {"phone": 1, "email": "x", "availabilityStarts": "x"}, [
            ("/phone", "The data (integer) must match the type: string"),
            ("/email", "The data must match the 'email' format"),
            ("/availabilityStarts", "The data must match the 'date-time' format"),
        ]),
        ("PUT", "price-info", [{"category": "tariff", "price": 1, "name": {"nl": "Kind"}}],
         [("/", "At least 1 array items must match schema")]),
        ("PUT", "price-info", [BASE, {"category": "tariff", "price": 1, "name": {"fr": "Enfant"}}],
         [("/1/name", "A value in the mainLanguage (nl) is required.")]),
        ("PUT", "price-info", [BASE, *[{"category": "tariff", "price": 1, "name": {"nl": "Kind"}}] * 2],
         [("/priceInfo/2/name/nl", 'Tariff name "Kind" must be unique.')]),
        ("PUT", "attendance-mode", {"attendanceMode": "online", "location": f"/places/{PLACE}"},
         [("/", "Additional object properties are not allowed: location")]),
        ("PUT", "online-url", {"onlineUrl": "https://a.example"},
         [("/onlineUrl", "An onlineUrl can not be used in combination with an offline attendanceMode.")]),
        ("PUT", "calendar", {}, [("/", "The required properties (calendarType) are missing")]),
        ("PUT", "calendar", {"calendarType": "single"},
         [("/", "The required properties (subEvent) are missing")]),
        ("PUT", "departure-places", [f"/places/{NOBODY}"],
         [("/0", f'The place with url "/places/{NOBODY}" was not found.')]),
        ("PUT", "faqs", [{"nl": {"question": "a", "answer": "b"}}] * 31,
         [("/", "Array should have at most 30 items, 31 found")]),
        ("PUT", "workflow-status", {"workflowStatus": "REJECTED"},
         [("/", "The required properties (reason) are missing")]),
        ("PUT", "name/nl", {"name": "x" * 100}, [("/name", "Maximum string length is 90, found 100")]),
        ("PUT", "name/nl", "text", [("/", "Root element must be an array or object")]),
        ("PATCH", "sub-events", [], [("/", "Array should have at least 1 items, 0 found")]),
        ("PATCH", "sub-events", [{"id": 0, "bookingAvailability": {"capacity": 3}}],
         [("/0/bookingAvailability", "The data should match exactly one schema")]),
        ("PATCH", "sub-events", [{"id": 0, "bookingAvailability": {"remainingCapacity": 3, "capacity": 2}}],
         [("/0/bookingAvailability/remainingCapacity",
           "remainingCapacity must be less than or equal to capacity")]),
        ("PATCH", "sub-events",
         [{"id": 0, "startDate": "2026-07-06T12:00:00Z", "endDate": "2026-07-06T11:00:00Z"}],
         [("/0/endDate", "endDate should not be before startDate")]),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_wrong_change_is_refused_at_its_place(
    udb: Caller, event: str, method: str, path: str, body: object, expected: list[tuple[str, str]]
) -> None:
    before = udb.shown(event)
    assert udb.mistakes(method, f"{event}/{path}", body) == expected
    assert udb.shown(event) == before


def test_an_event_goes_online_and_comes_back(udb: Caller, event: str) -> None:
    problem = udb.refused("PUT", f"{event}/location/{ONLINE}")
    assert problem["type"] == "uitdatabank/attendance-mode-not-supported"
    assert problem["detail"].startswith(
        "Cannot update the location of an offline or mixed event to a nil location."
        " Set the attendanceMode to online instead. For more information check "
    )
    udb.put(f"{event}/attendance-mode", {"attendanceMode": "online"})
    udb.put(f"{event}/online-url", {"onlineUrl": "https://meet.example/a"})
    shown = udb.shown(event)
    assert (shown["location"]["@id"][-36:], shown["location"]["name"]) == (ONLINE, {"nl": "Online"})
    assert udb.refused("PUT", f"{event}/location/{PLACE}")["detail"].startswith(
        "Cannot update the location of an online event to a physical location."
        " Set the attendanceMode to mixed or offline first. For more information check "
    )
    assert udb.mistakes("PUT", f"{event}/attendance-mode", {"attendanceMode": "offline"}) == [
        ("/", "A location is required when changing an online event to mixed or offline")
    ]
    back = {"attendanceMode": "offline", "location": f"https://io.example/place/{PLACE}"}
    udb.put(f"{event}/attendance-mode", back)
    shown = udb.shown(event)
    assert (shown["location"]["@id"][-36:], "onlineUrl" in shown) == (PLACE, False)


def test_a_status_covers_every_occurrence(udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event(subEvent=[MORNING, TOMORROW]))}"
    gone = {"type": "Unavailable", "reason": {"nl": "Ziek"}}
    udb.put(f"{event}/status", gone)
    shown = udb.shown(event)
    assert [shown["status"], *(each["status"] for each in shown["subEvent"])] == [gone] * 3


def test_an_occurrence_is_changed_by_its_position(udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event(subEvent=[MORNING, TOMORROW]))}"
    changes: list[Any] = [
        {"id": 1, "bookingAvailability": {"remainingCapacity": 0, "capacity": 9}},
        {"id": 0, "status": {"type": "TemporarilyUnavailable"}},
        {"id": 7, "status": {"type": "Unavailable"}},
    ]
    assert udb.ask("PATCH", f"{event}/sub-events", changes).status_code == 204
    first, second = udb.shown(event)["subEvent"]
    assert first["status"] == {"type": "TemporarilyUnavailable"}
    full = {"remainingCapacity": 0, "capacity": 9, "type": "Unavailable"}
    assert second["bookingAvailability"] == full
    udb.put(f"{event}/booking-availability", {"type": "Unavailable", "capacity": 20})
    shown = udb.shown(event)
    assert shown["subEvent"][1]["bookingAvailability"] == full
    assert shown["subEvent"][0]["bookingAvailability"] == {"type": "Unavailable"}
    assert shown["bookingAvailability"] == {"type": "Unavailable", "capacity": 20}
    late = udb.refused("PATCH", f"{event}/sub-events", [{"id": 0, "endDate": "2026-07-01T00:00:00Z"}])
    assert late["detail"] == '"From" date should not be later than the "to" date.'


def test_what_has_no_occurrences_has_no_places_either(udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event(calendarType='permanent', subEvent=None))}"
    problem = udb.refused("PUT", f"{event}/booking-availability", {"type": "Unavailable"})
    assert problem["type"] == "uitdatabank/calendar-type-not-supported"
    assert problem["detail"] == (
        'Updating booking availability on calendar type: "PERMANENT" is not supported.'
        " Only single and multiple calendar types can be updated."
    )
    assert udb.refused("PATCH", f"{event}/sub-events", [{"id": 0}])["type"] == problem["type"]


def test_ages_and_dates_of_birth_replace_each_other(udb: Caller, event: str) -> None:
    udb.put(f"{event}/birthdate-range", {"from": "2014-01-01", "to": "2018-12-31"})
    udb.put(f"{event}/typical-age-range", {"typicalAgeRange": "6-12"})
    assert "birthdateRange" not in udb.shown(event)
    udb.put(f"{event}/birthdate-range", {"from": "2014-01-01", "to": "2018-12-31"})
    assert "typicalAgeRange" not in udb.shown(event)
    late = udb.refused("PUT", f"{event}/birthdate-range", {"from": "2019-01-01", "to": "2018-12-31"})
    assert late["detail"] == '"From" birthdate should not be greater than the "to" birthdate.'


def test_buses_leave_only_for_children(udb: Caller, event: str) -> None:
    problem = udb.refused("PUT", f"{event}/departure-places", [f"/places/{PLACE}"])
    assert problem["type"] == "uitdatabank/incompatible-audience-type"
    assert problem["detail"] == (
        'Departure places can only be set on events where "childrenOnly" is true.'
        f" Event: {event.rpartition('/')[2]}"
    )
    udb.put(f"{event}/children-only", {"childrenOnly": True})
    udb.put(f"{event}/departure-places", [f"/places/{PLACE}"])
    assert udb.shown(event)["departurePlaces"] == [f"http://publiq.test/uitdatabank/places/{PLACE}"]


def test_a_camp_that_becomes_something_else_has_no_nights(udb: Caller) -> None:
    night = [{**MORNING, "overnight": True}]
    camp = udb.made("events", an_event(terms=[{"id": "0.57.0.0.0"}], subEvent=night))
    assert udb.shown(f"/events/{camp}")["subEvent"][0]["overnight"] is True
    udb.put(f"/events/{camp}/type/0.50.4.0.0")
    assert "overnight" not in udb.shown(f"/events/{camp}")["subEvent"][0]
    assert udb.refused("POST", "/events", an_event(subEvent=night))["detail"] == (
        "overnight is only allowed when the event has term 0.57.0.0.0"
    )


def test_a_copy_is_a_draft_of_the_caller_at_other_dates(udb: Caller) -> None:
    event = udb.made("events", an_event(labels=["zomer"]))
    answer = udb.ask("POST", f"/events/{event}/copies", {"calendarType": "single", "subEvent": [TOMORROW]})
    assert (answer.status_code, answer.json().keys()) == (201, {"eventId", "url"})
    copy = udb.shown(f"/events/{answer.json()['eventId']}")
    assert (copy["workflowStatus"], copy["startDate"]) == ("DRAFT", TOMORROW["startDate"])
    assert {"labels", "availableFrom"} & copy.keys() == set()
    assert udb.shown(f"/events/{event}")["startDate"] == MORNING["startDate"]


def test_an_image_is_uploaded_linked_chosen_described_and_taken_away(udb: Caller, event: str) -> None:
    form = {"description": "Water", "copyrightHolder": "Buurthuis", "language": "nl"}
    answer = udb.ask("POST", "/images", files={"file": ("a.gif", b"GIF89a...")}, data=form)
    assert answer.status_code == 201, answer.text
    image = answer.json()["imageId"]
    assert answer.json()["@id"].endswith(f"/images/{image}")
    assert udb.ask("POST", f"{event}/images", {"mediaObjectId": image}).status_code == 204
    [linked] = udb.shown(event)["mediaObject"]
    assert (linked["@type"], linked["id"], linked["inLanguage"]) == ("schema:ImageObject", image, "nl")
    assert udb.http.get(linked["contentUrl"]).content == b"GIF89a..."
    assert udb.shown(event)["image"] == linked["contentUrl"]
    udb.put(f"{event}/images/main", {"mediaObjectId": image})
    udb.put(f"{event}/images/{image}", {"description": "Zee", "copyrightHolder": "Ann"})
    assert udb.shown(event)["mediaObject"][0]["description"] == "Zee"
    assert udb.ask("DELETE", f"{event}/images/{image}").status_code == 204
    assert {"image", "mediaObject"} & udb.shown(event).keys() == set()


def test_a_body_names_images_that_were_uploaded(udb: Caller) -> None:
    unknown = {"@id": f"/images/{NOBODY}"}
    assert udb.mistakes("POST", "/events", an_event(mediaObject=[unknown])) == [
        ("/mediaObject/0/@id", f'Image with @id "/images/{NOBODY}" (id "{NOBODY}") does not exist.')
    ]


def test_a_form_without_a_file_or_a_description_is_refused(udb: Caller) -> None:
    missing = udb.refused("POST", "/images", files={"x": b""}, data={"description": "Water"})
    assert (missing["type"], missing["detail"]) == ("body/file-missing", "The file property is required")
    silent = udb.refused("POST", "/images", files={"file": b"GIF89a"})
    assert silent["detail"] == 'Form data field "description" is required.'
    strange = udb.refused("POST", "/images", files={"file": b"%PDF"}, data={
        "description": "Water", "copyrightHolder": "Ann", "language": "nl"
    })  # fmt: skip
    assert strange["type"] == "body/file-invalid-type"


def test_a_video_is_added_changed_and_taken_away(udb: Caller, event: str) -> None:
    answer = udb.ask("POST", f"{event}/videos", {"url": "https://vimeo.com/98765", "language": "nl"})
    video = answer.json()["videoId"]
    assert answer.status_code == 200
    assert udb.ask("PATCH", f"{event}/videos", [{"id": video, "language": "fr"}]).status_code == 204
    [shown] = udb.shown(event)["videos"]
    assert (shown["language"], shown["embedUrl"]) == ("fr", "https://player.vimeo.com/video/98765")
    assert udb.ask("DELETE", f"{event}/videos/{video}").status_code == 204
    assert "videos" not in udb.shown(event)


def test_facilities_take_a_role(publiq: Publiq, anonymous: httpx.Client, udb: Caller, event: str) -> None:
    assert udb.refused("PUT", f"{event}/facilities", ["3.27.0.0.0"])["detail"] == (
        f'User uitkern-client@clients has no permission "Voorzieningen bewerken" on resource {event[8:]}'
    )
    role = Role(permissions=frozenset({"Voorzieningen bewerken"}))
    editor = caller(publiq, anonymous, "editor", role)
    editor.put(f"{event}/facilities", ["3.27.0.0.0"])
    assert udb.shown(event)["terms"][-1]["domain"] == "facility"
    assert editor.refused("PUT", f"{event}/facilities", ["foobar"])["detail"] == (
        "Category with id foobar not found in facility domain or not applicable for Event."
    )


def test_an_organizer_is_named_and_taken_away(udb: Caller, event: str) -> None:
    udb.put(f"{event}/organizer/{NOT_IN_UITPAS}")
    assert udb.shown(event)["organizer"]["@id"].endswith(NOT_IN_UITPAS)
    assert udb.ask("DELETE", f"{event}/organizer/{NOT_IN_UITPAS}").status_code == 204
    assert "organizer" not in udb.shown(event)
    known = udb.refused("PUT", f"/events/{NOBODY}/organizer/{NOT_IN_UITPAS}")
    assert known["detail"] == f'The Organizer with id "{NOT_IN_UITPAS}" was not found.'


def test_a_calendar_is_replaced_in_an_older_form(udb: Caller, event: str) -> None:
    spans = [{"start": MORNING["startDate"], "end": MORNING["endDate"]}]
    udb.put(f"{event}/calendar", {"calendarType": "single", "timeSpans": spans})
    assert len(udb.shown(event)["subEvent"]) == 1
    udb.put(f"{event}/calendar", {"calendarType": "permanent"})
    shown = udb.shown(event)
    assert ("subEvent" in shown, shown["availableTo"]) == (False, "2100-01-01T00:00:00+00:00")


def test_the_history_of_an_event_is_for_god_users(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = f"/events/{udb.made('events', a_draft())}"
    udb.put(f"{event}/name/nl", {"name": "Week"})
    assert udb.refused("GET", f"{event}/history")["status"] == 403
    god = caller(publiq, anonymous, "god", Role(god=True))
    lines = god.ask("GET", f"{event}/history").json()
    assert [line["description"] for line in lines] == ["Titel aangepast", "Aangemaakt"]

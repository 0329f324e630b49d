from __future__ import annotations

from typing import Any

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq

ORGANIZER, PLACE = "0ce87cbc-9299-4528-8d35-92225dc9489f", "8248e289-c986-4006-902f-b0616dcbcde7"
NOBODY = "11111111-2222-4333-8444-555555555555"


def an_event(**more: object) -> dict[str, Any]:
    """The body of the documentation, in its published form."""
    return {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek"},
        "organizer": {"@id": f"https://io-test.uitdatabank.be/organizers/{ORGANIZER}"},
        "priceInfo": [
            {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
        ],
        "calendarType": "single",
        "subEvent": [{"startDate": "2026-07-06T12:00:00+02:00", "endDate": "2026-07-06T16:00:00+02:00"}],
        "location": {"@id": f"https://io-test.uitdatabank.be/places/{PLACE}"},
        "terms": [{"id": "0.50.4.0.0"}],
    } | more


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in an_event().items() if name not in names}


def created(api: httpx.Client, body: dict[str, Any]) -> dict[str, Any]:
    answer = api.post("/uitdatabank/events", json=body)
    assert answer.status_code == 201, answer.text
    return shown(api, answer.json()["id"])


def shown(api: httpx.Client, event_id: str, query: str = "") -> dict[str, Any]:
    answer = api.get(f"/uitdatabank/events/{event_id}{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
    return dict(answer.json())


def errors(api: httpx.Client, body: object) -> list[tuple[str, str]]:
    answer = api.post("/uitdatabank/events", json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"] == "https://api.publiq.be/probs/body/invalid-data"
    return [(error["jsonPointer"], error["error"]) for error in answer.json()["schemaErrors"]]


def test_a_created_event_says_where_it_is(api: httpx.Client) -> None:
    answer = api.post("/uitdatabank/events", json=an_event()).json()
    assert answer == {
        "id": answer["id"],
        "eventId": answer["id"],
        "url": f"http://publiq.test/uitdatabank/events/{answer['id']}",
        "commandId": "00000000-0000-0000-0000-000000000000",
    }


def test_an_event_is_shown_as_it_was_sent_with_what_uitdatabank_adds(
    publiq: Publiq, api: httpx.Client
) -> None:
    publiq.clock.freeze("2026-06-01T08:00:00")
    event = created(api, an_event())
    assert event["@id"] == f"http://publiq.test/uitdatabank/events/{event['@id'].rpartition('/')[2]}"
    assert event["location"]["@id"] == f"http://publiq.test/uitdatabank/places/{PLACE}"
    assert event["organizer"]["@id"] == f"http://publiq.test/uitdatabank/organizers/{ORGANIZER}"
    assert event["terms"] == [{"id": "0.50.4.0.0", "label": "Concert", "domain": "eventtype"}]
    assert event["priceInfo"][0]["name"]["fr"] == "Tarif de base"
    expected = {
        "startDate": "2026-07-06T12:00:00+02:00",
        "endDate": "2026-07-06T16:00:00+02:00",
        "availableTo": "2026-07-06T16:00:00+02:00",
        "availableFrom": "2026-06-01T08:00:00+02:00",
        "created": "2026-06-01T08:00:00+02:00",
        "creator": "uitkern-client@clients",
        "workflowStatus": "READY_FOR_VALIDATION",
        "attendanceMode": "offline",
        "typicalAgeRange": "-",
        "audience": {"audienceType": "everyone"},
        "status": {"type": "Available"},
        "bookingAvailability": {"type": "Available"},
        "languages": ["nl", "fr", "en", "de"],
        "completedLanguages": ["nl"],
    }
    assert {name: event[name] for name in expected} == expected
    assert "hiddenLabels" not in event


def test_the_minimal_event_is_as_complete_as_at_uitdatabank(api: httpx.Client) -> None:
    body = without("workflowStatus", "organizer", "priceInfo", "subEvent") | {"calendarType": "permanent"}
    event = created(api, body)
    assert event["completeness"] == 62
    assert event["workflowStatus"] == "DRAFT"
    assert event["availableTo"] == "2100-01-01T00:00:00+00:00"
    assert "availableFrom" not in event


def test_uitpas_labels_and_prices_appear_once_uitpas_knows_the_event(
    publiq: Publiq, api: httpx.Client
) -> None:
    publiq.clock.freeze()
    event = created(api, an_event())
    event_id = event["@id"].rpartition("/")[2]
    publiq.clock.advance(seconds=3)
    later = shown(api, event_id)
    assert later["hiddenLabels"] == ["UiTPAS Gent", "Paspartoe"]
    assert later["playhead"] > event["playhead"]
    assert [price["category"] for price in later["priceInfo"]] == ["base"]
    prices = shown(api, event_id, "?embedUitpasPrices=true")["priceInfo"]
    assert [(price["category"], price["price"]) for price in prices] == [
        ("base", 11),
        ("uitpas", 2.2),
        ("uitpas", 2.2),
    ]


def test_reading_needs_no_token_and_knows_the_older_path(api: httpx.Client, anonymous: httpx.Client) -> None:
    event_id = created(api, an_event())["@id"].rpartition("/")[2]
    assert anonymous.get(f"/uitdatabank/event/{event_id}/").status_code == 200
    missing = anonymous.get(f"/uitdatabank/events/{NOBODY}")
    assert missing.status_code == 404
    assert missing.json()["detail"] == f'The event with id "{NOBODY}" was not found.'
    assert anonymous.post("/uitdatabank/event", json=an_event()).status_code == 401


@pytest.mark.parametrize("path", ["place", "places"])
@pytest.mark.parametrize("host", ["https://io-test.uitdatabank.be", "http://elsewhere.example/uitdatabank"])
def test_a_place_is_known_by_its_id_at_the_end_of_any_address(
    api: httpx.Client, host: str, path: str
) -> None:
    event = created(api, an_event(location={"@id": f"{host}/{path}/{PLACE}"}))
    assert event["location"]["@id"].endswith(PLACE)


@pytest.mark.parametrize(
    ("change", "same_as"),
    [
        ({"name": "Speelweek"}, {"name": {"nl": "Speelweek"}}),
        ({"location": PLACE}, {}),
        ({"location": {"id": PLACE}}, {}),
        ({"description": None, "labels": []}, {}),
        ({"terms": [{"id": "0.50.4.0.0"}, {"id": "x", "domain": "misc"}]}, {}),
    ],
    ids=str,
)
def test_older_forms_mean_the_same(
    api: httpx.Client, change: dict[str, Any], same_as: dict[str, Any]
) -> None:
    def comparable(event: dict[str, Any]) -> dict[str, Any]:
        changing = ("@id", "sameAs", "created", "modified", "availableFrom")
        return {name: value for name, value in event.items() if name not in changing}

    assert comparable(created(api, an_event(**change))) == comparable(created(api, an_event(**same_as)))


def test_type_and_theme_and_time_spans_of_older_integrations_are_converted(api: httpx.Client) -> None:
    body = without("terms", "calendarType", "subEvent") | {
        "type": {"id": "0.50.4.0.0"},
        "theme": {"id": "1.8.2.0.0"},
        "calendar": {
            "timeSpans": [{"start": "2026-07-06T12:00:00+02:00", "end": "2026-07-06T16:00:00+02:00"}]
        },
    }
    event = created(api, body)
    assert [term["label"] for term in event["terms"]] == ["Concert", "Jazz en blues"]
    assert (event["calendarType"], len(event["subEvent"])) == ("single", 1)


@pytest.mark.parametrize(
    ("calendar", "kind"),
    [
        ({}, "permanent"),
        ({"startDate": "2026-07-01T10:00:00", "endDate": "2026-07-31T10:00:00"}, "periodic"),
        (
            {
                "subEvent": [
                    {"startDate": "2026-07-02T10:00:00+02:00", "endDate": "2026-07-02T11:00:00+02:00"}
                ]
            },
            "single",
        ),
    ],
)
def test_a_missing_calendar_type_is_inferred(api: httpx.Client, calendar: dict[str, Any], kind: str) -> None:
    assert created(api, without("calendarType", "subEvent") | calendar)["calendarType"] == kind


def test_occurrences_are_sorted_numbered_and_decide_on_status_and_places(api: httpx.Client) -> None:
    days = [
        {
            "startDate": f"2026-07-0{day}T09:00:00+02:00",
            "endDate": f"2026-07-0{day}T16:00:00+02:00",
            "status": {"type": status},
            "bookingAvailability": {"remainingCapacity": left, "capacity": 5},
        }
        for day, status, left in ((8, "Unavailable", 0), (6, "TemporarilyUnavailable", 0))
    ]
    event = created(api, an_event(subEvent=days))
    assert event["calendarType"] == "multiple"
    assert [(each["id"], each["startDate"][:10]) for each in event["subEvent"]] == [
        (0, "2026-07-06"),
        (1, "2026-07-08"),
    ]
    assert event["status"] == {"type": "TemporarilyUnavailable"}
    assert event["bookingAvailability"] == {"type": "Unavailable"}
    assert (event["startDate"][:10], event["endDate"][:10]) == ("2026-07-06", "2026-07-08")


def test_an_event_that_ends_at_midnight_is_available_all_of_that_day(api: httpx.Client) -> None:
    day = {"startDate": "2026-07-06T00:00:00+02:00", "endDate": "2026-07-07T00:00:00+02:00"}
    assert created(api, an_event(subEvent=[day]))["availableTo"] == "2026-07-07T23:59:59+02:00"


def test_texts_contacts_and_a_moment_of_publication_are_kept(api: httpx.Client) -> None:
    texts = {
        "description": {"nl": "Een week " * 30},
        "contactPoint": {"phone": ["02 551 18 70"], "email": [], "url": []},
        "typicalAgeRange": "0-",
        "availableFrom": "2026-05-01T08:00:00",
    }
    event = created(api, an_event(**texts))
    assert (event["description"], event["contactPoint"]) == (texts["description"], texts["contactPoint"])
    assert (event["typicalAgeRange"], event["availableFrom"]) == ("-", "2026-05-01T08:00:00+02:00")
    assert event["completedLanguages"] == ["nl"]
    assert event["completeness"] == (12 * 5 + 6 + 2 + 9 + 2) * 100 // 96


def test_a_camp_is_available_until_it_begins(api: httpx.Client) -> None:
    event = created(api, an_event(terms=[{"id": "0.57.0.0.0"}]))
    assert event["availableTo"] == event["startDate"]


def test_labels_that_only_uitpas_may_set_are_dropped_silently(api: httpx.Client) -> None:
    event = created(api, an_event(labels=["zomer", "UiTPAS Gent"], hiddenLabels=["Paspartoe"]))
    assert event["labels"] == ["zomer"]
    assert "hiddenLabels" not in event


def test_an_online_event_needs_no_place(api: httpx.Client) -> None:
    event = created(api, without("location") | {"attendanceMode": "online", "onlineUrl": "https://a.example"})
    assert event["attendanceMode"] == "online"


UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
REQUIRED = "The required properties (mainLanguage, name, terms, location) are missing"
ENUM = "The data should match one item from enum"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("/", REQUIRED)]),
        ("text", [("/", "Root element must be an array or object")]),
        ([], [("/", "The data (array) must match the type: object")]),
        (an_event(name={"nl": "x" * 100}), [("/name/nl", "Maximum string length is 90, found 100")]),
        (an_event(name={"fr": "x"}), [("/name", "A value in the mainLanguage (nl) is required.")]),
        (an_event(name=3), [("/name", "The data (integer) must match the type: object")]),
        (an_event(mainLanguage="xx"), [("/mainLanguage", ENUM)]),
        (an_event(terms=[]), [("/terms", "Array should have at least 1 items, 0 found")]),
        (an_event(terms=[{"id": ""}]), [("/terms/0/id", "Category ID should not be empty.")]),
        (
            an_event(terms=[{"id": "9.9"}]),
            [("/terms/0/id", "The term 9.9 does not exist or is not supported")],
        ),
        (an_event(terms=[{"id": "1.8.2.0.0"}]), [("/terms", "At least 1 array items must match schema")]),
        (
            an_event(terms=[{"id": "0.50.4.0.0"}, {"id": "0.5.0.0.0"}]),
            [("/terms", "At most 1 array items must match schema")],
        ),
        (
            an_event(priceInfo=[{"category": "tariff", "price": 1, "name": {"nl": "Kind"}}]),
            [("/priceInfo", "At least 1 array items must match schema")],
        ),
        (
            an_event(priceInfo=[{"category": "base", "price": -1}]),
            [("/priceInfo/0/price", "Number must be greater than or equal to 0")],
        ),
        (
            an_event(priceInfo=[{"category": "base", "price": 10**12}]),
            [("/priceInfo/0/price", "Number must be lower than or equal to 99999999")],
        ),
        (
            an_event(
                priceInfo=[
                    {"category": "base", "price": 1},
                    *[{"category": "tariff", "price": 1, "name": {"nl": "A"}}] * 2,
                ]
            ),
            [("/priceInfo/2/name/nl", 'Tariff name "A" must be unique.')],
        ),
        (
            an_event(location={"@id": "https://io.example/places/7"}),
            [
                (
                    "/location/%40id",
                    rf"The string should match pattern: \/places?\/({UUID})",
                )
            ],
        ),
        (an_event(organizer={}), [("/organizer", "The required properties (@id) are missing")]),
        (
            an_event(location={"@id": f"/places/{NOBODY}"}),
            [("/location", f'The location with id "{NOBODY}" was not found.')],
        ),
        (an_event(calendarType="weekly"), [("/calendarType", ENUM)]),
        (without("subEvent"), [("/", "The required properties (subEvent) are missing")]),
        (
            an_event(
                subEvent=[{"startDate": "2026-07-06T12:00:00+02:00", "endDate": "2026-07-05T12:00:00+02:00"}]
            ),
            [("/subEvent/0/endDate", "endDate should not be before startDate")],
        ),
        (
            an_event(subEvent=[{"startDate": "6 juli", "endDate": "2026-02-30T12:00:00Z"}]),
            [
                ("/subEvent/0/startDate", "The data must match the 'date-time' format"),
                ("/subEvent/0/endDate", "The data must match the 'date-time' format"),
            ],
        ),
        (
            an_event(calendarType="periodic", startDate="2026-07-06T12:00:00Z"),
            [("/", "The required properties (endDate) are missing")],
        ),
        (
            an_event(attendanceMode="online"),
            [("/attendanceMode", 'Attendance mode "online" needs to have an online location.')],
        ),
        (
            an_event(typicalAgeRange="12-6"),
            [("/typicalAgeRange", '"From" age should not be greater than the "to" age.')],
        ),
        (
            an_event(calendarType="permanent", bookingAvailability={"type": "Available", "capacity": 3}),
            [
                (
                    "/bookingAvailability/capacity",
                    "capacity is not supported on events with a permanent or periodic calendar.",
                )
            ],
        ),
        (
            an_event(bookingAvailability={"type": "Available", "remainingCapacity": 3}),
            [
                (
                    "/bookingAvailability/remainingCapacity",
                    "remainingCapacity is not supported on the top-level bookingAvailability..",
                )
            ],
        ),
        (
            an_event(
                bookingInfo={
                    "availabilityStarts": "2026-02-01T00:00:00Z",
                    "availabilityEnds": "2026-01-01T00:00:00Z",
                }
            ),
            [("bookingInfo/availabilityEnds", "availabilityEnds should not be before availabilityStarts")],
        ),
        (
            an_event(labels=["Zomer"], hiddenLabels=["zomer"]),
            [("/labels/0", 'Label "Zomer" cannot be both in labels and hiddenLabels properties.')],
        ),
        (an_event(workflowStatus="PUBLISHED"), [("/workflowStatus", ENUM)]),
        (an_event(name={"xx": "a"}), [("/name", "Additional object properties are not allowed: xx")]),
        (an_event(name={"nl": " "}), [("/name/nl", r"The string should match pattern: \S")]),
        (
            an_event(terms=["0.50.4.0.0"]),
            [("/terms", "At least 1 array items must match schema")],
        ),
        (an_event(terms="0.50.4.0.0"), [("/terms", "The data (string) must match the type: array")]),
        (
            an_event(priceInfo=["free"]),
            [("/priceInfo", "At least 1 array items must match schema")],
        ),
        (an_event(priceInfo=7), [("/priceInfo", "The data (integer) must match the type: array")]),
        (
            an_event(priceInfo=[{"category": "base", "price": "11"}]),
            [("/priceInfo/0/price", "The data (string) must match the type: number")],
        ),
        (
            an_event(priceInfo=[{"category": "base", "price": 1}, {"category": "tariff", "price": 1}]),
            [("/priceInfo/1", "The required properties (name) are missing")],
        ),
        (an_event(childrenOnly="yes"), [("/childrenOnly", "The data (string) must match the type: boolean")]),
        (an_event(availableFrom=7), [("/availableFrom", "The data (integer) must match the type: string")]),
        (an_event(labels=[1]), [("/labels/0", "The data (integer) must match the type: string")]),
        (an_event(labels=["a"]), [("/labels/0", "Minimum string length is 2, found 1")]),
        (
            without("location") | {"location": "/places/00000000-0000-0000-0000-000000000000"},
            [("/attendanceMode", 'Attendance mode "offline" needs to have a real location.')],
        ),
        (
            an_event(bookingInfo={"url": "https://a.example"}),
            [("/bookingInfo", "'urlLabel' property is required by 'url' property")],
        ),
        (
            an_event(bookingInfo={"url": "https://a.example", "urlLabel": {"fr": "x"}}),
            [("/bookingInfo/urlLabel", "A value in the mainLanguage (nl) is required.")],
        ),
        (
            an_event(status={"type": "Unavailable", "reason": {"fr": "x"}}),
            [("/status/reason", "A value in the mainLanguage (nl) is required.")],
        ),
        (
            an_event(
                calendarType="periodic", startDate="2026-07-06T12:00:00Z", endDate="2026-07-05T12:00:00Z"
            ),
            [("/endDate", "endDate should not be before startDate")],
        ),
        (
            an_event(
                subEvent=[
                    {
                        "startDate": "2026-07-06T12:00:00Z",
                        "endDate": "2026-07-06T13:00:00Z",
                        "bookingAvailability": {"remainingCapacity": 3, "capacity": 2},
                    }
                ]
            ),
            [
                (
                    "/subEvent/0/bookingAvailability/remainingCapacity",
                    "remainingCapacity must be less than or equal to capacity",
                )
            ],
        ),
        (
            an_event(description={"fr": "x"}),
            [("/description", "A value in the mainLanguage (nl) is required.")],
        ),
    ],
    ids=lambda value: str(value)[-60:],
)
def test_a_wrong_body_is_refused_in_the_words_of_uitdatabank(
    publiq: Publiq, api: httpx.Client, body: object, expected: list[tuple[str, str]]
) -> None:
    before = len(publiq.world.state.events)
    assert errors(api, body) == expected
    assert len(publiq.world.state.events) == before


def test_all_mistakes_of_one_kind_are_named_together(api: httpx.Client) -> None:
    body = an_event(mainLanguage="xx", workflowStatus="?", audience={}) | {"typicalAgeRange": 7}
    assert {pointer for pointer, _ in errors(api, body)} == {
        "/mainLanguage",
        "/workflowStatus",
        "/audience",
        "/typicalAgeRange",
    }


def test_an_age_range_and_a_birthdate_range_exclude_each_other(api: httpx.Client) -> None:
    body = an_event(typicalAgeRange="6-12", birthdateRange={"from": "2014-01-01", "to": "2020-01-01"})
    answer = api.post("/uitdatabank/events", json=body)
    assert answer.json()["type"].endswith("/uitdatabank/cannot-combine-typical-age-and-birthdate-range")


def test_an_unknown_organizer_is_refused_and_leaves_an_orphan(publiq: Publiq, api: httpx.Client) -> None:
    before = len(publiq.world.state.events)
    assert errors(api, an_event(organizer={"@id": f"/organizers/{NOBODY}"})) == [
        ("/organizer", f'The organizer with id "{NOBODY}" was not found.')
    ]
    assert len(publiq.world.state.events) == before + 1


@pytest.mark.parametrize(
    ("content", "kind"), [(b"", "body/missing"), (b"{", "body/invalid-syntax"), (b"  ", "body/missing")]
)
def test_a_body_that_is_no_json_is_refused(api: httpx.Client, content: bytes, kind: str) -> None:
    answer = api.post("/uitdatabank/events", content=content, headers={"content-type": "text/plain"})
    assert (answer.status_code, answer.json()["type"]) == (400, f"https://api.publiq.be/probs/{kind}")

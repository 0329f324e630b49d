"""What leaves for UiTdatabank: method, path, query and body, to the letter."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from tests.adapters.publiq.samples import ok
from tests.adapters.publiq.udb_samples import CHANGED, IMAGE, WHOLE, Expected
from tests.adapters.publiq.wire import BASE, SECRET, Wire, problem
from uitkern import errors
from uitkern.adapters.publiq import udb_changes, udb_search, udb_whole
from uitkern.adapters.publiq.operations import OPERATIONS
from uitkern.domain.model import event_calendar as when
from uitkern.domain.model.problem import Mistake
from uitkern.domain.model.search import OfferQuery, OrganizerQuery, Paging
from uitkern.domain.ports import uitdatabank_images as images
from uitkern.domain.ports import uitdatabank_search as search
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused

EVERY = {f"whole {name}": each for name, each in WHOLE.items()} | {
    f"change {name}": each for name, each in CHANGED.items()
}
WRITES = {name: each for name, each in EVERY.items() if each.method != "GET"}
NINE = datetime(2031, 7, 7, 9, 0, tzinfo=timezone(timedelta(hours=2)))
PAGE: dict[str, Any] = {"totalItems": 0, "member": []}


@pytest.mark.parametrize("expected", EVERY.values(), ids=EVERY)
def test_each_question_is_one_request(wire: Wire, asked: Any, expected: Expected) -> None:
    wire.answers = [httpx.Response(404)]
    asked(expected.question)
    (request,) = wire.requests
    assert (request.method, request.url.path) == (expected.method, expected.path)
    assert dict(request.url.params) == expected.query
    assert request.headers["authorization"] == "Bearer a-token"
    assert ("content-type" in request.headers) == (expected.body is not None)
    assert (json.loads(request.content) if request.content else None) == expected.body


def test_every_question_to_the_entry_api_has_its_request() -> None:
    asked_for = {type(each.question) for each in EVERY.values()} | {images.UploadImage}
    assert asked_for == udb_whole.WHOLE.keys() | udb_changes.CHANGES.keys()


@pytest.mark.parametrize("stray", ["../x", "a/b", "a?b", "a#b", "é"])
@pytest.mark.parametrize("name", ["whole event", "whole delete event", "whole place", "whole organizer"])
def test_no_id_reaches_into_another_path(wire: Wire, asked: Any, name: str, stray: str) -> None:
    wire.answers = [httpx.Response(404)]
    asked(type(EVERY[name].question)(stray))
    assert wire.requests[0].url.raw_path.decode().count("/") == 3


@pytest.mark.parametrize("expected", WRITES.values(), ids=WRITES)
def test_a_write_has_four_outcomes(wire: Wire, asked: Any, expected: Expected) -> None:
    wire.answers = [
        problem("body/invalid-data", 400, schemaErrors=[{"jsonPointer": "/name/nl", "error": "Too long"}]),
        httpx.Response(429),
        httpx.Response(503),
        httpx.ReadTimeout("silence"),
        httpx.ConnectError("nobody"),
    ]
    refused = asked(expected.question)
    assert isinstance(refused, Refused)
    assert refused.problem.mistakes == (Mistake("/name/nl", "Too long"),)
    assert isinstance(asked(expected.question), NotSent)
    assert isinstance(asked(expected.question), NoAnswer)
    assert isinstance(asked(expected.question), NoAnswer)
    assert isinstance(asked(expected.question), NotSent)
    assert len(wire.requests) == 5


def test_what_is_refused_is_told_in_the_services_own_words(wire: Wire, asked: Any) -> None:
    told = "Event with id 'x' has ticket sales in UiTPAS"
    wire.answers = [problem("uitdatabank/event-has-uitpas-ticket-sales", 400, detail=told)]
    refused = asked(CHANGED["organizer"].question)
    assert str(refused.problem) == f"uitdatabank/event-has-uitpas-ticket-sales (400): {told}"


def test_the_token_in_the_explanation_of_a_401_is_not_kept(wire: Wire, asked: Any) -> None:
    wire.answers = [problem("auth/unauthorized", 401, detail='Token "a-token" is not a valid JWT.')]
    assert "a-token" not in repr(asked(WHOLE["event"].question))


@pytest.mark.parametrize("member", ["duplicatePlaceUri", "duplicatePlaceUrl"])
@pytest.mark.parametrize("address", ["https://io-test.uitdatabank.be/places/abc", "/place/abc"])
def test_a_place_that_exists_is_named(wire: Wire, asked: Any, member: str, address: str) -> None:
    wire.answers = [problem("uitdatabank/duplicate-place", 409, **{member: address})]
    refused = asked(WHOLE["create place"].question)
    assert isinstance(refused, Refused)
    assert (refused.problem.status, refused.problem.duplicate_of) == (409, "abc")


def test_an_image_is_sent_as_a_form(wire: Wire, asked: Any) -> None:
    wire.answers = [ok({"@id": f"{BASE}/images/{IMAGE}", "imageId": IMAGE}, 201)]
    assert asked(images.UploadImage(b"\x89PNG", "image/png", "Een vlag", "Ann")) == Done(IMAGE)
    (request,) = wire.requests
    kind = request.headers["content-type"]
    assert kind.startswith("multipart/form-data; boundary=")
    parts = request.content.split(b"--" + kind.partition("boundary=")[2].encode())[1:-1]
    heads = [part.strip().partition(b"\r\n\r\n") for part in parts]
    names = {head.split(b'name="')[1].split(b'"')[0].decode(): body for head, _, body in heads}
    assert names == {
        "description": b"Een vlag",
        "copyrightHolder": b"Ann",
        "language": b"nl",
        "file": b"\x89PNG",
    }


def test_the_same_image_is_the_same_request() -> None:
    question = images.UploadImage(b"\x89PNG", "image/png", "Een vlag", "Ann")
    assert udb_whole.upload_image(question) == udb_whole.upload_image(question)


EVERYTHING = OfferQuery(
    text="zomer kamp",
    lucene="name.nl:zomer*",
    id="1",
    place_id="2",
    organizer_id="3",
    postal_code="9000",
    country="*",
    regions=("gem-gent",),
    labels=("UiTPAS Gent", "spel"),
    terms=("0.57.0.0.0",),
    dates=(NINE, None),
    modified=(None, NINE),
    created=(NINE, NINE),
    calendar_types=(when.CalendarType.SINGLE, when.CalendarType.MULTIPLE),
    status=(when.StatusType.AVAILABLE,),
    booking=when.BookingType.AVAILABLE,
    ages=(0, 12),
    born=(date(2020, 1, 1), None),
    uitpas=True,
    creator="c@clients",
    everything=True,
    any_workflow_status=True,
    any_availability=True,
    any_audience=True,
    duplicates=False,
    uitpas_prices=True,
    sort={"modified": "desc"},
    more={"hasChildcare": "true"},
    page=Paging(30, 60),
)
EVERYTHING_SAID = {
    "embed": ["true"],
    "text": ["zomer kamp"],
    "q": ["name.nl:zomer*"],
    "id": ["1"],
    "locationId": ["2"],
    "organizerId": ["3"],
    "postalCode": ["9000"],
    "addressCountry": ["*"],
    "regions[]": ["gem-gent"],
    "labels[]": ["UiTPAS Gent", "spel"],
    "termIds[]": ["0.57.0.0.0"],
    "dateFrom": ["2031-07-07T09:00:00+02:00"],
    "modifiedTo": ["2031-07-07T09:00:00+02:00"],
    "createdFrom": ["2031-07-07T09:00:00+02:00"],
    "createdTo": ["2031-07-07T09:00:00+02:00"],
    "calendarType": ["single,multiple"],
    "status": ["Available"],
    "bookingAvailability": ["Available"],
    "minAge": ["0"],
    "maxAge": ["12"],
    "birthdateRangeFrom": ["2020-01-01"],
    "uitpas": ["true"],
    "creator": ["c@clients"],
    "disableDefaultFilters": ["true"],
    "workflowStatus": ["*"],
    "availableFrom": ["*"],
    "availableTo": ["*"],
    "audienceType": ["*"],
    "isDuplicate": ["false"],
    "embedUitpasPrices": ["true"],
    "sort[modified]": ["desc"],
    "hasChildcare": ["true"],
    "start": ["30"],
    "limit": ["60"],
}


def test_a_search_says_what_is_wanted_and_nothing_else(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(PAGE)]
    asked(search.SearchEvents(EVERYTHING))
    asked(search.SearchEvents(OfferQuery()))
    said = [parse_qs(request.url.query.decode()) for request in wire.requests]
    assert said == [EVERYTHING_SAID, {"embed": ["true"], "limit": ["30"]}]


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (search.SearchEvents(OfferQuery()), "/search/events"),
        (search.SearchPlaces(OfferQuery()), "/search/places"),
        (search.SearchOffers(OfferQuery()), "/search/offers"),
        (search.SearchOrganizers(OrganizerQuery()), "/search/organizers"),
    ],
)
def test_a_search_shows_the_client_id_and_no_token(wire: Wire, asked: Any, question: Any, path: str) -> None:
    wire.answers = [ok(PAGE)]
    asked(question)
    (request,) = wire.requests
    assert (request.method, request.url.path) == ("GET", path)
    assert request.headers["x-client-id"] == "our-client"
    assert "authorization" not in request.headers
    assert SECRET not in repr(request.headers)
    assert not wire.token_requests


def test_a_long_search_is_posted(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(PAGE)]
    ids = " OR ".join(f"id:{number}" for number in range(300))
    asked(search.SearchEvents(OfferQuery(lucene=ids)))
    (request,) = wire.requests
    assert (request.method, str(request.url)) == ("POST", f"{BASE}/search/events")
    assert request.headers["content-type"] == "text/plain"
    assert request.headers["x-client-id"] == "our-client"
    assert parse_qs(request.content.decode()) == {"embed": ["true"], "q": [ids], "limit": ["30"]}


@pytest.mark.parametrize(
    ("query", "q"),
    [
        (OrganizerQuery(uitpas=True), "labels:(UiTPAS* OR Paspartoe)"),
        (OrganizerQuery(uitpas=False), "NOT labels:(UiTPAS* OR Paspartoe)"),
        (OrganizerQuery(uitpas=True, lucene="a OR b"), "(a OR b) AND labels:(UiTPAS* OR Paspartoe)"),
        (OrganizerQuery(lucene="a OR b"), "a OR b"),
    ],
)
def test_partners_of_uitpas_are_found_by_their_labels(query: OrganizerQuery, q: str) -> None:
    assert udb_search.organizer_parameters(query) == {"q": q, "limit": "30"}


def test_an_organizer_is_searched_by_all_that_is_known_of_it() -> None:
    query = OrganizerQuery(
        name="Speel",
        id="1",
        website="https://a.be",
        domain="a.be",
        postal_code="9000",
        labels=("spel",),
        creator="me",
        everything=True,
        workflow_statuses=("ACTIVE", "DELETED"),
    )
    assert udb_search.organizer_parameters(query) == {
        "name": "Speel",
        "id": "1",
        "website": "https://a.be",
        "domain": "a.be",
        "postalCode": "9000",
        "labels[]": ("spel",),
        "creator": "me",
        "disableDefaultFilters": "true",
        "workflowStatus": "ACTIVE,DELETED",
        "limit": "30",
    }


@pytest.mark.parametrize("query", [OfferQuery(workflow_statuses=("DRAFT",)), OfferQuery(audience="members")])
def test_a_default_filter_is_set(query: OfferQuery) -> None:
    said = udb_search.offer_parameters(query)
    assert {"workflowStatus": "DRAFT"}.items() <= said.items() or said["audienceType"] == "members"


def test_the_taxonomy_is_asked_with_nothing(wire: Wire, asked: Any) -> None:
    wire.answers = [ok({"terms": []})]
    assert asked(search.ListTerms()) == ()
    (request,) = wire.requests
    assert (request.method, request.url.path) == ("GET", "/taxonomy/terms")
    assert not {"authorization", "x-client-id"} & set(request.headers)


@pytest.mark.parametrize(("start", "limit"), [(-1, 30), (10_001, 1), (0, 0), (0, 2001), (9_000, 1_001)])
def test_a_page_the_service_does_not_give_is_not_asked_for(start: int, limit: int) -> None:
    with pytest.raises(errors.InvalidValue):
        Paging(start, limit)


def test_a_moment_without_a_zone_is_not_searched_for() -> None:
    with pytest.raises(errors.InvalidValue, match="dates: must be a date and time with a time zone"):
        OfferQuery(dates=(NINE.astimezone(UTC).replace(tzinfo=None), None))


def test_every_question_is_in_the_table() -> None:
    assert udb_search.SEARCHES.keys() <= OPERATIONS.keys()

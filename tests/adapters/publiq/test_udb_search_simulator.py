"""Searches and the taxonomy at work: asked of a simulated UiTdatabank, blocking and awaited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.adapters.publiq.test_udb_simulator import asking
from tests.simulator.udb import ADDRESS, ORGANIZER, PLACE, a_place, an_event, an_organizer
from uitkern.domain.model import event_calendar as when
from uitkern.domain.model.event_record import EventRecord
from uitkern.domain.model.place import Place
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.search import OfferQuery, OrganizerQuery, Paging
from uitkern.domain.ports import uitdatabank as ask
from uitkern.domain.ports import uitdatabank_search as search
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.simulator.testing.publiq import Publiq

Ask = Callable[[Any], Any]
SUMMER = (datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 31, tzinfo=UTC))


@pytest.fixture(params=["blocking", "awaited"])
def at(request: pytest.FixtureRequest, publiq: Publiq) -> Ask:
    publiq.clock.freeze("2026-03-04T10:00:00")
    return asking(publiq, awaited=request.param == "awaited")


@pytest.fixture
def event_id(at: Ask, publiq: Publiq) -> str:
    made = at(CreateEvent(an_event(name={"nl": "Zeer bijzondere speelweek"})))
    publiq.clock.advance(minutes=5)
    return str(made.answer)


def found(at: Ask, **query: Any) -> list[str | None]:
    page = at(search.SearchEvents(OfferQuery(**query)))
    assert page.unread == ()
    return [each.id for each in page.members]


QUERIES: dict[str, dict[str, Any]] = {
    "text": {"text": "bijzondere speelweek"},
    "lucene": {"lucene": "name.nl:bijzondere"},
    "place": {"place_id": PLACE},
    "organizer": {"organizer_id": ORGANIZER},
    "term": {"terms": ("0.50.4.0.0",)},
    "dates": {"dates": SUMMER},
    "dates and status": {"dates": SUMMER, "status": (when.StatusType.AVAILABLE,)},
    "bookable": {"booking": when.BookingType.AVAILABLE},
    "calendar": {"calendar_types": (when.CalendarType.SINGLE,)},
    "partners": {"uitpas": True},
    "made lately": {"created": (datetime(2026, 3, 4, tzinfo=UTC), None)},
    "changed lately": {"modified": (datetime(2026, 3, 4, tzinfo=UTC), None)},
    "all filters off": {"everything": True},
    "any state": {"any_workflow_status": True, "any_audience": True, "any_availability": True},
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_an_event_is_found_by_what_it_is(at: Ask, event_id: str, query: dict[str, Any]) -> None:
    first = query | {"sort": {"created": "desc"}}
    assert event_id in found(at, **first, page=Paging(0, 200))
    assert found(at, id=event_id) == [event_id]


@pytest.mark.parametrize(
    "query",
    [
        {"postal_code": "8400"},
        {"country": "NL"},
        {"labels": ("no such label",)},
        {"terms": ("0.57.0.0.0",)},
        {"dates": (datetime(2027, 7, 1, tzinfo=UTC), None)},
        {"status": (when.StatusType.UNAVAILABLE,)},
        {"creator": "stranger@clients"},
        {"workflow_statuses": ("DRAFT",)},
        {"audience": "members"},
        {"uitpas": False},
        {"ages": (90, 99), "organizer_id": PLACE},
    ],
)
def test_an_event_is_not_found_by_what_it_is_not(at: Ask, event_id: str, query: dict[str, Any]) -> None:
    assert found(at, id=event_id, **query) == []


def test_a_page_tells_all_there_is_and_gives_a_part(at: Ask, event_id: str) -> None:
    whole = at(search.SearchEvents(OfferQuery(page=Paging(0, 2000))))
    first = at(search.SearchEvents(OfferQuery(sort={"created": "asc"}, page=Paging(0, 1))))
    second = at(search.SearchEvents(OfferQuery(sort={"created": "asc"}, page=Paging(1, 1))))
    assert whole.total == len(whole.members) == first.total
    assert len(first.members) == len(second.members) == 1
    assert first.members != second.members


def test_what_is_found_is_the_record_itself(at: Ask, event_id: str) -> None:
    (by_search,) = at(search.SearchEvents(OfferQuery(id=event_id))).members
    by_entry = at(ask.GetEvent(event_id))
    assert (by_search.id, by_search.name, by_search.calendar) == (
        by_entry.id,
        by_entry.name,
        by_entry.calendar,
    )
    assert by_search.prices == by_entry.prices
    assert by_search.organizer.id == ORGANIZER
    assert by_search.uitpas_prices == ()
    (priced,) = at(search.SearchEvents(OfferQuery(id=event_id, uitpas_prices=True))).members
    assert priced.uitpas_prices == at(ask.GetEvent(event_id, uitpas_prices=True)).uitpas_prices


def test_a_hidden_event_is_found_when_it_is_asked_for(at: Ask, publiq: Publiq) -> None:
    hidden = at(CreateEvent(an_event(audience={"audienceType": "members"}))).answer
    publiq.clock.advance(minutes=5)
    assert found(at, id=hidden) == []
    assert found(at, id=hidden, any_audience=True) == found(at, id=hidden, audience="members") == [hidden]


def test_a_long_search_finds_the_same(at: Ask, event_id: str) -> None:
    ids = " OR ".join([f"id:{event_id}", *(f"id:{number:036d}" for number in range(60))])
    assert found(at, lucene=ids) == [event_id]


def test_places_and_organizers_are_found(at: Ask, publiq: Publiq) -> None:
    body = a_place(name={"nl": "Kasteel"}, address={"nl": ADDRESS}, workflowStatus="READY_FOR_VALIDATION")
    place = at(ask.CreatePlace(body)).answer
    organizer = at(ask.CreateOrganizer(an_organizer(name={"nl": "Kasteelvrienden"}))).answer
    publiq.clock.advance(minutes=5)
    (kasteel,) = at(search.SearchPlaces(OfferQuery(text="kasteel", postal_code="9000"))).members
    assert (kasteel.id, kasteel.title, kasteel.address.postal_code) == (place, "Kasteel", "9000")
    (friends,) = at(search.SearchOrganizers(OrganizerQuery(name="Kasteelv"))).members
    assert (friends.id, friends.url) == (organizer, "https://www.speelplein.example/")
    by_site = at(search.SearchOrganizers(OrganizerQuery(website="http://speelplein.example")))
    assert [each.id for each in by_site.members] == [organizer]
    partners = {each.id for each in at(search.SearchOrganizers(OrganizerQuery(uitpas=True))).members}
    others = {each.id for each in at(search.SearchOrganizers(OrganizerQuery(uitpas=False))).members}
    assert ORGANIZER in partners
    assert organizer in others
    assert not partners & others


def test_a_deleted_place_is_found_only_when_everything_is_asked_for(at: Ask, publiq: Publiq) -> None:
    place = at(ask.CreatePlace(a_place(name={"nl": "Kasteel"}))).answer
    at(ask.DeletePlace(place))
    publiq.clock.advance(minutes=5)
    assert at(search.SearchPlaces(OfferQuery(id=place))).members == ()
    (gone,) = at(search.SearchPlaces(OfferQuery(id=place, everything=True))).members
    assert gone.gone


def test_offers_are_events_and_places(at: Ask, event_id: str) -> None:
    page = at(search.SearchOffers(OfferQuery(page=Paging(0, 200))))
    kinds = {type(each) for each in page.members}
    assert kinds == {EventRecord, Place}
    assert page.unread == ()


def test_a_bad_parameter_is_refused_as_if_nothing_were_there(at: Ask) -> None:
    refused = at(search.SearchEvents(OfferQuery(more={"Country": "BE"})))
    assert isinstance(refused, Problem)
    assert (refused.status, refused.detail) == (404, "Unknown query parameter(s): Country")


def test_a_client_that_may_not_search_is_told_so(publiq: Publiq) -> None:
    stranger = asking(publiq, awaited=False, client_id="stranger", secret="x")
    refused = stranger(search.SearchEvents(OfferQuery()))
    assert (refused.status, refused.detail) == (
        403,
        "The provided client id stranger is not allowed to access this API.",
    )


def test_the_taxonomy_lists_its_terms(at: Ask) -> None:
    terms = {term.id: term for term in at(search.ListTerms())}
    camp = terms["0.57.0.0.0"]
    assert (camp.domain, camp.name["nl"], camp.scope) == ("eventtype", "Kamp of vakantie", {"events"})
    assert {term.domain for term in terms.values()} == {"eventtype", "theme", "facility"}


def test_what_was_written_is_found_once_the_index_has_it(at: Ask, publiq: Publiq) -> None:
    made = at(CreateEvent(an_event())).answer
    assert found(at, id=made) == []
    publiq.clock.advance(timedelta(minutes=5))
    assert found(at, id=made) == [made]

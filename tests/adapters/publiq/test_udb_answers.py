"""What UiTdatabank tells: read with all that is odd about it, or named by its pointer."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.publiq.samples import ok
from tests.adapters.publiq.udb_answers import EVENT_JSON, HOST, ORGANIZER_JSON, PLACE_JSON, POOR_EVENT
from tests.adapters.publiq.udb_samples import EVENT, HOURS_JSON, IMAGE, ORGANIZER, PLACE, SINGLE, WHOLE
from tests.adapters.publiq.wire import Wire
from uitkern import Euro, errors
from uitkern.adapters.publiq.call import Reply
from uitkern.adapters.publiq.environment import Service
from uitkern.adapters.publiq.udb_events import read_event
from uitkern.adapters.publiq.udb_json import Node, answer, last_segment
from uitkern.adapters.publiq.udb_places import read_organizer, read_place
from uitkern.domain.model import event_calendar as when
from uitkern.domain.model import event_parts as part
from uitkern.domain.model.event_record import FOREVER, WorkflowStatus
from uitkern.domain.model.place import Address
from uitkern.domain.model.search import OfferQuery, OrganizerQuery, Unread
from uitkern.domain.model.term import TaxonomyTerm, Term
from uitkern.domain.model.texts import spoken
from uitkern.domain.ports import uitdatabank as ask
from uitkern.domain.ports import uitdatabank_images as images
from uitkern.domain.ports import uitdatabank_search as search
from uitkern.domain.ports.outcomes import Done, NoAnswer
from uitkern.domain.rules import jsonld
from uitkern.domain.rules.freshness import BRUSSELS


def told_as(body: Any) -> Node:
    text = json.dumps(body, default=float).encode()
    return answer(Service.ENTRY, Reply(200, "application/ld+json", text))


def event(**more: Any) -> Any:
    return read_event(told_as(EVENT_JSON | more))


def test_an_event_is_told_with_all_that_an_integrator_needs(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(EVENT_JSON)]
    told: Any = asked(ask.GetEvent(EVENT))
    assert (told.id, told.url, told.title) == (EVENT, f"{HOST}/events/{EVENT}", "Zomerkamp")
    assert (told.workflow_status, told.published) == (WorkflowStatus.READY_FOR_VALIDATION, True)
    assert (told.type_id, [term.id for term in told.terms]) == ("0.57.0.0.0", ["0.57.0.0.0", "1.11.2.0.0"])
    assert (told.place.id, told.place.address.postal_code) == (PLACE, "9000")
    assert (told.organizer.id, told.organizer.card_systems) == (ORGANIZER, ("Paspartoe", "UiTPAS Gent"))
    assert told.card_systems == ("UiTPAS Gent",)
    assert (told.audience, told.attendance) == (part.Audience.MEMBERS, part.Attendance.OFFLINE)
    assert (told.ages, told.children_only) == (part.AgeRange(6, 12), True)
    assert told.creator == "our-client@clients"
    assert told.modified == datetime(2026, 8, 22, 8, tzinfo=UTC)
    assert told.available_to == datetime(2031, 7, 7, 7, tzinfo=UTC)
    assert told.videos == ("https://vimeo.com/1",)
    assert told.images == (part.Image(IMAGE, "https://images.example/1.png", "Een vlag", "Ann", "nl"),)


def test_prices_are_in_cents_and_those_of_uitpas_kept_apart() -> None:
    told = event()
    assert told.prices == (
        part.PriceLine(part.PriceKind.BASE, Euro(1250), {"nl": "Basistarief"}),
        part.PriceLine(part.PriceKind.TARIFF, Euro(800), {"nl": "Tweede"}, group=True),
    )
    assert told.uitpas_prices == (part.PriceLine(part.PriceKind.UITPAS, Euro(250), {"nl": "Kansentarief"}),)
    assert told.base_price == told.prices[0]
    assert event(priceInfo=[{"category": "later", "price": 1}]).base_price is None


def test_each_moment_has_its_status_its_places_and_its_care() -> None:
    first, second = event().calendar.sub_events
    assert first == when.SubEvent(
        datetime(2031, 7, 7, 7, tzinfo=UTC),
        datetime(2031, 7, 7, 10, tzinfo=UTC),
        0,
        booking=when.Booking(when.BookingType.UNAVAILABLE, 12, 0),
        childcare=when.Childcare("08:00", "13:00"),
        overnight=True,
    )
    assert second.status == when.EventStatus(when.StatusType.UNAVAILABLE, {"nl": "Ziek"})
    assert second.start == datetime(2031, 7, 8, 9, tzinfo=BRUSSELS)  # no zone is Brussels


def test_how_to_register_is_told_whatever_stands_in_which_field() -> None:
    told = event()
    assert told.booking_info.phone == "in@example.be"
    assert told.booking_info.url_label == {"nl": "Inschrijven"}
    assert told.booking_info.starts == datetime(2031, 3, 1, 8, tzinfo=UTC)
    assert told.contact == part.ContactPoint(("bel mij",), ("in@example.be",), ())


def test_an_old_record_is_read_for_what_it_is(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(POOR_EVENT)]
    told: Any = asked(ask.GetEvent(EVENT))
    assert (told.id, told.name, told.title) == (EVENT, {"nl": "Concert"}, "Concert")
    assert (told.place.id, told.place.title) == (None, "Op straat")
    assert told.place.address == Address("Markt", "8000")
    assert str(told.place.address) == "Markt, 8000"
    assert (told.organizer.id, told.organizer.title) == (None, "Iemand")
    assert (told.available_to, told.available_from, told.created) == (FOREVER, None, None)
    assert told.booking_info == part.BookingInfo()
    assert told.contact.phones == ("016 1",)
    assert (told.ages, told.base_price, told.completeness) == (None, None, None)
    assert told.terms == (Term("0.14.0.0.0", "", "obsolete"),)
    assert (told.type_id, told.labels, told.images) == (None, ("spel",), ())
    assert told.calendar == when.EventCalendar(when.CalendarType.PERMANENT)


def test_an_event_of_old_times_has_its_outer_moments_as_the_only_one() -> None:
    (only,) = event(calendarType="single", subEvent=None).calendar.sub_events
    assert (only.id, only.start) == (0, datetime(2031, 7, 7, 7, tzinfo=UTC))


def test_what_is_new_to_us_is_passed_on_as_it_stands() -> None:
    told = event(audience={"audienceType": "neighbours"}, attendanceMode="hologram", audience2=1)
    assert (told.audience, told.attendance) == ("neighbours", "hologram")
    assert event(audience=None, attendanceMode=None).audience is part.Audience.EVERYONE


def test_a_period_has_opening_hours_and_days_off() -> None:
    told = event(
        calendarType="periodic",
        subEvent=None,
        openingHours=[HOURS_JSON],
        openingHoursAdjustedDays=[
            {"startDate": "2031-07-07", "endDate": "2031-07-08", "openingHours": [HOURS_JSON]}
        ],
        openingHoursClosedDays=[{"startDate": "2031-07-21", "endDate": "2031-07-21T00:00:00+02:00"}],
        status="TemporarilyUnavailable",
        bookingAvailability={"remainingCapacity": 0},
    ).calendar
    (hours,) = told.opening_hours
    assert (hours.opens, hours.closes, hours.days) == ("09:00", "12:00", ("monday", "friday"))
    assert hours.childcare == when.Childcare(end="13:00")
    assert told.adjusted == (when.AdjustedDays(date(2031, 7, 7), date(2031, 7, 8), (hours,)),)
    assert told.closed == (when.AdjustedDays(date(2031, 7, 21), date(2031, 7, 21)),)
    assert told.status.type is when.StatusType.TEMPORARILY_UNAVAILABLE
    assert told.booking == when.Booking(when.BookingType.UNAVAILABLE, None, 0)


@pytest.mark.parametrize(
    ("pointer", "value", "rule"),
    [
        ("/@id", None, "is missing"),
        ("/name", None, "is missing"),
        ("/name", {"nl": " "}, "must hold a text"),
        ("/name", 7, "must hold a text"),
        ("/workflowStatus", None, "is missing"),
        ("/workflowStatus", "LOST", "has a value we do not know"),
        ("/workflowStatus", "", "must not be empty"),
        ("/calendarType", None, "is missing"),
        ("/calendarType", 4, "must be a string"),
        ("/location", None, "is missing"),
        ("/location", "Gent", "must be an object"),
        ("/organizer", "Ann", "must be an object"),
        ("/subEvent/0/startDate", None, "is missing"),
        ("/subEvent/1/endDate", "later", "must be a date and time"),
        ("/subEvent/1/status/type", "Maybe", "has a value we do not know"),
        ("/priceInfo/1/category", None, "is missing"),
        ("/priceInfo/0/price", "12", "must be a number"),
        ("/priceInfo/0/price", True, "must be a number"),
        ("/priceInfo/0/price", -1, "must be an amount somebody could pay"),
        ("/priceInfo/0/price", 10**9, "must be an amount somebody could pay"),
    ],
)
def test_what_we_need_and_do_not_get_is_named(
    wire: Wire, asked: Any, pointer: str, value: Any, rule: str
) -> None:
    body = deepcopy(EVENT_JSON)
    spot: Any = body
    *way, last = pointer.strip("/").split("/")
    for step in way:
        spot = spot[int(step) if step.isdigit() else step]
    if value is None:
        del spot[last]
    else:
        spot[last] = value
    wire.answers = [ok(body)]
    with pytest.raises(errors.ContractViolation) as caught:
        asked(ask.GetEvent(EVENT))
    assert (caught.value.pointer, caught.value.rule) == (pointer, rule)
    assert "Zomerkamp" not in str(caught.value)


@pytest.mark.parametrize("body", ["[]", '"x"', "7", "", "[" * 100_000])
def test_an_answer_of_another_shape_is_a_violation(wire: Wire, asked: Any, body: str) -> None:
    wire.answers = [httpx.Response(200, text=body)]
    for question in (ask.GetEvent(EVENT), ask.GetPlace(PLACE), ask.GetOrganizer(ORGANIZER)):
        with pytest.raises(errors.ContractViolation):
            asked(question)


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(EVENT_JSON)), JSON)
def test_whatever_stands_in_a_member_an_event_is_read_or_a_violation(member: str, value: Any) -> None:
    with suppress(errors.ContractViolation):
        assert read_event(told_as(EVENT_JSON | {member: value})).id


@pytest.mark.parametrize(("read", "record"), [(read_place, PLACE_JSON), (read_organizer, ORGANIZER_JSON)])
@given(data=st.data())
def test_whatever_stands_in_a_member_a_record_is_read_or_a_violation(
    data: st.DataObject, read: Any, record: dict[str, Any]
) -> None:
    spoilt = {data.draw(st.sampled_from(sorted(record))): data.draw(JSON)}
    with suppress(errors.ContractViolation):
        assert read(told_as(record | spoilt)).id


def test_a_place_tells_what_it_replaced_and_what_replaced_it(wire: Wire, asked: Any) -> None:
    wire.answers = [
        ok(PLACE_JSON),
        ok({**PLACE_JSON, "duplicateOf": "/place/three"}),
        ok({**PLACE_JSON, "workflowStatus": "DELETED", "address": 7}),
    ]
    told, replaced, deleted = (asked(ask.GetPlace(PLACE)) for _ in range(3))
    assert (told.duplicated_by, told.gone) == (("one", "two"), False)
    assert (replaced.duplicate_of, replaced.gone) == ("three", True)
    assert (deleted.gone, deleted.address) == (True, Address())
    assert told.created == datetime(2018, 2, 20, 15, 11, 26, 34_000, tzinfo=UTC)
    assert str(told.address) == "Kerkstraat 1, 9000 Gent"


def test_an_organizer_tells_whether_it_is_a_partner_of_uitpas(wire: Wire, asked: Any) -> None:
    wire.answers = [ok(ORGANIZER_JSON), ok(ORGANIZER_JSON | {"labels": [], "hiddenLabels": None})]
    partner, other = asked(ask.GetOrganizer(ORGANIZER)), asked(ask.GetOrganizer(ORGANIZER))
    assert (partner.title, partner.card_systems) == ("Speelplein", ("Paspartoe", "UiTPAS Gent"))
    assert (other.card_systems, other.gone) == ((), False)
    assert evolve(other, workflow_status="DELETED").gone


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("put event", {"id": "a", "eventId": "b"}),
        ("copy event", {"eventId": "a", "url": f"{HOST}/events/a"}),
        ("create place", {"placeId": "a"}),
        ("create organizer", {"organizerId": "a"}),
        ("import event", {"@id": f"{HOST}/events/a"}),
    ],
)
def test_what_was_written_tells_its_id(wire: Wire, asked: Any, name: str, told: Any) -> None:
    wire.answers = [ok(told, 201), ok({"commandId": "0"}, 201)]
    assert asked(WHOLE[name].question) == Done("a")
    lost = asked(WHOLE[name].question)
    assert isinstance(lost, NoAnswer)
    assert "/id: is missing" in lost.why


def test_what_may_be_done_is_told_as_the_service_says_it(wire: Wire, asked: Any) -> None:
    wire.answers = [ok({"permissions": ["Aanbod bewerken"]}), ok({"permissions": []}), ok({})]
    assert asked(ask.EventPermissions(EVENT)) == {"Aanbod bewerken"}
    assert asked(ask.OrganizerPermissions(ORGANIZER)) == frozenset()
    with pytest.raises(errors.ContractViolation, match="/permissions: is missing"):
        asked(ask.EventPermissions(EVENT))


def test_smaller_things_are_told(wire: Wire, asked: Any) -> None:
    wire.answers = [
        ok(["in@example.be"]),
        httpx.Response(200, text="Ma 7 juli 2031"),
        ok({"@id": f"{HOST}/images/{IMAGE}"}),
        ok({"description": "Een vlag"}),
    ]
    assert asked(ask.EventContributors(EVENT)) == ("in@example.be",)
    assert asked(ask.CalendarSummary(EVENT)) == "Ma 7 juli 2031"
    assert asked(images.GetImage(IMAGE)) == part.Image(IMAGE)
    with pytest.raises(errors.ContractViolation, match="/@id: is missing"):
        asked(images.GetImage(IMAGE))


def test_a_page_tells_what_was_found(wire: Wire, asked: Any) -> None:
    wire.answers = [ok({"totalItems": 31, "itemsPerPage": 30, "member": [EVENT_JSON]})]
    found: Any = asked(search.SearchEvents(OfferQuery()))
    assert (found.total, [each.id for each in found.members], found.unread) == (31, [EVENT], ())


def test_events_and_places_are_told_apart(wire: Wire, asked: Any) -> None:
    bare = {**PLACE_JSON, "@type": "Place", "@id": PLACE}
    wire.answers = [ok({"totalItems": 3, "member": [EVENT_JSON, PLACE_JSON, bare]})]
    found: Any = asked(search.SearchOffers(OfferQuery()))
    assert [type(each).__name__ for each in found.members] == ["EventRecord", "Place", "Place"]


def test_one_broken_record_does_not_hide_the_others(wire: Wire, asked: Any) -> None:
    broken = {name: value for name, value in ORGANIZER_JSON.items() if name != "name"}
    wire.answers = [ok({"totalItems": 2, "member": [broken, ORGANIZER_JSON]})]
    found: Any = asked(search.SearchOrganizers(OrganizerQuery()))
    assert [each.id for each in found.members] == [ORGANIZER]
    assert found.unread == (Unread("/member/0/name", "is missing"),)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"member": []}, "/totalItems"), ({"totalItems": 0}, "/member"), ({"totalItems": -1}, "/totalItems")],
)
def test_a_page_that_is_none_is_a_violation(wire: Wire, asked: Any, body: Any, pointer: str) -> None:
    wire.answers = [ok(body)]
    with pytest.raises(errors.ContractViolation) as caught:
        asked(search.SearchPlaces(OfferQuery()))
    assert caught.value.pointer == pointer


def test_a_bad_parameter_is_a_refusal_that_says_which(wire: Wire, asked: Any) -> None:
    body = {
        "title": "Not Found",
        "type": "https://api.publiq.be/probs/url/not-found",
        "status": 404,
        "detail": "Unknown query parameter(s): Country",
    }
    wire.answers = [ok(body, 404)]
    refused = asked(search.SearchEvents(OfferQuery(more={"Country": "BE"})))
    assert str(refused) == "url/not-found (404): Unknown query parameter(s): Country"


def test_the_taxonomy_tells_its_terms(wire: Wire, asked: Any) -> None:
    term = {"id": "0.50.4.0.0", "domain": "eventtype", "name": {"nl": "Concert"}, "scope": ["events"]}
    wire.answers = [ok({"terms": [term]}), ok({"terms": [{"id": "x"}]})]
    told = asked(search.ListTerms())
    assert told == (TaxonomyTerm("0.50.4.0.0", "eventtype", {"nl": "Concert"}, frozenset({"events"})),)
    with pytest.raises(errors.ContractViolation, match="/terms/0/domain: is missing"):
        asked(search.ListTerms())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6-12", part.AgeRange(6, 12)),
        ("6-", part.AgeRange(6)),
        ("-12", part.AgeRange(None, 12)),
        ("-", None),
        ("", None),
        ("6", None),
        ("٦-٩", None),
    ],
)
def test_ages_are_read_and_written(text: str, read: part.AgeRange | None) -> None:
    assert part.AgeRange.read(text) == read
    assert read is None or str(read) == text


def test_a_text_is_spoken_in_the_first_language_that_has_it() -> None:
    assert spoken({"fr": "Camp", "nl": "Kamp"}, "fr") == "Camp"
    assert spoken({"fr": "Camp", "nl": "Kamp"}, "de") == "Kamp"
    assert spoken({"fr": "Camp"}) == "Camp"
    assert spoken({}) == ""


@pytest.mark.parametrize("url", ["a/b/ID", "ID", "/ID/", "https://x/event/ID?a=b", "https://x/places/ID#c/d"])
def test_an_id_is_the_last_part_of_an_address(url: str) -> None:
    assert last_segment(url) == "ID"


def test_what_is_told_can_be_written_back() -> None:
    written = jsonld.calendar(SINGLE)
    (read,) = event(**written).calendar.sub_events
    assert evolve(read, id=None) == SINGLE.sub_events[0]

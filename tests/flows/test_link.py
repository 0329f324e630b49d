"""Link: an event that is in UiTdatabank already becomes an activity's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.domain.building import (
    EVENT,
    NOON,
    ORGANIZER,
    OTHER_NUMBER,
    PLACE,
    PROMOTER,
    US,
    a_problem,
    a_slot,
    an_activity,
    forbidden,
)
from tests.flows.house import House
from tests.flows.records import a_place, an_event, an_organizer, found
from uitkern.domain.errors import InvalidValue, NotDiscountable, NotFound, Rejected, Unreachable
from uitkern.domain.flows.link import check_event, link, suggest
from uitkern.domain.model.event_calendar import CalendarType, EventCalendar, SubEvent
from uitkern.domain.model.event_record import WorkflowStatus
from uitkern.domain.model.match import Suggestion
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import EventCardSystems
from uitkern.domain.ports.uitdatabank import EventPermissions, GetEvent
from uitkern.domain.ports.uitdatabank_search import SearchEvents

OTHER = "11111111-2222-4333-8444-555555555555"
GENT = (CardSystem(5, "UiTPAS Gent"),)
MAY = frozenset({"Aanbod bewerken"})
NOT_THERE = a_problem("event-not-found", 404)


@pytest.fixture
def house(empty_house: House) -> House:
    """A camp that is not published, and an event that would do."""
    empty_house.move_in(event_id=None)
    empty_house.publiq.always_answers(GetEvent, an_event())
    empty_house.publiq.always_answers(EventCardSystems, GENT)
    empty_house.publiq.always_answers(EventPermissions, MAY)
    return empty_house


def linked(house: House, pasted: str = EVENT) -> Publication:
    return house.run(link("camp", pasted, US))


def warnings(house: House) -> tuple[str, ...]:
    return house.run(check_event("camp", EVENT, US)).warnings


@pytest.mark.parametrize(
    "pasted",
    [
        EVENT,
        EVENT.upper(),
        f"  {EVENT}\n",
        f"https://io.uitdatabank.be/event/{EVENT}",
        f"https://io-test.uitdatabank.be/events/{EVENT}",
        f"https://io-acc.uitdatabank.be/events/{EVENT}/",
        f"https://www.uitdatabank.be/event/{EVENT}/preview",
        f"https://www.uitdatabank.be/events/{EVENT}/edit?tab=1",
        f"http://www.uitinvlaanderen.be/agenda/e/speelweek/{EVENT}",
        f"https://www.uitinvlaanderen.be/agenda/e/speelweek/{EVENT}?utm_source=mail#top",
        f"https://www.uit.be/agenda/e/speelweek/{EVENT}",
        f"https://search.uitdatabank.be/events/{EVENT}",
        f"https://search.uitdatabank.be/events?q=id:{EVENT}&embed=true",
        f"https://search.uitdatabank.be/events?q=id%3A%22{EVENT}%22",
        f"https://search.uitdatabank.be/events?id={EVENT}&organizerId={ORGANIZER}",
        f"https://search.uitdatabank.be/offers?locationId={PLACE}&q=id:{EVENT}",
        f"https://www.example.be/agenda?event={EVENT}&place={PLACE}",
        f"https://shop.example.be/{EVENT}",
        f"cdbid={EVENT}",
    ],
)
def test_an_event_is_linked_by_whatever_names_it(house: House, pasted: str) -> None:
    expected = Publication("camp", PublicationState.REGISTERED, EVENT)
    assert linked(house, pasted) == expected == house.publication()


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "event: must be the id of an event"),
        ("Speelweek", "event: must be the id of an event"),
        (EVENT[:-1], "event: must be the id of an event"),
        (f"{EVENT}0", "event: must be the id of an event"),
        (f"{EVENT} {'x' * 2000}", "event: must be the id of an event"),
        (f"https://io.uitdatabank.be/places/{PLACE}", "event: is the address of a place, not of an event"),
        (f"https://io.uitdatabank.be/organizer/{ORGANIZER}", "event: is the address of an organizer"),
        (f"https://search.uitdatabank.be/events?organizerId={ORGANIZER}", "is the address of an organizer"),
        (f"https://search.uitdatabank.be/events?locationId={PLACE}", "is the address of a place"),
        (f"https://io.uitdatabank.be/images/{OTHER}", "is the address of an image"),
        (f"{EVENT} {OTHER}", "event: holds the ids of several events: paste one"),
    ],
)
def test_what_names_no_event_is_refused_before_anything_is_asked(
    house: House, pasted: str, said: str
) -> None:
    with pytest.raises(InvalidValue, match=said):
        linked(house, pasted)
    assert house.publiq.asked == []


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (NOT_THERE, f"event {EVENT} is not in UiTdatabank"),
        (an_event(workflow_status=WorkflowStatus.DRAFT), "is a draft: it is not published"),
        (an_event(workflow_status=WorkflowStatus.DELETED), "was deleted from UiTdatabank"),
        (an_event(workflow_status=WorkflowStatus.REJECTED), "was rejected by a moderator"),
    ],
)
def test_only_what_is_alive_and_published_is_linked(house: House, event: Any, said: str) -> None:
    house.publiq.will_answer(GetEvent, event)
    with pytest.raises(NotDiscountable, match=said):
        linked(house)
    assert house.publication() is None


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (an_event(), "its organizer is no UiTPAS partner, or it was published moments ago"),
        (an_event(organizer=None), "it has no organizer"),
        (an_event(organizer=an_organizer(id=None)), "it has no organizer"),
        (an_event(prices=()), "it has no base price"),
    ],
)
def test_what_uitpas_does_not_know_is_not_linked(house: House, event: Any, said: str) -> None:
    house.publiq.will_answer(GetEvent, event)
    house.publiq.will_answer(EventCardSystems, NOT_THERE)
    with pytest.raises(NotDiscountable, match=f"is not known to UiTPAS: {said}"):
        linked(house)
    assert house.publication() is None


@pytest.mark.parametrize(
    ("kind", "answer", "error"),
    [
        (GetEvent, forbidden(), Rejected),
        (GetEvent, Unavailable("time-out"), Unreachable),
        (EventCardSystems, forbidden(), Rejected),
        (EventCardSystems, Unavailable("time-out"), Unreachable),
    ],
)
def test_what_cannot_be_seen_is_not_linked(
    house: House, kind: Any, answer: Any, error: type[Exception]
) -> None:
    house.publiq.will_answer(kind, answer)
    with pytest.raises(error):
        linked(house)
    assert house.publication() is None


def test_an_event_belongs_to_one_activity(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(id="other")))
    house.run(link("other", EVENT, US))
    with pytest.raises(NotDiscountable, match=f"event {EVENT} belongs to activity 'other' already"):
        linked(house)


def test_of_two_activities_that_link_one_event_at_once_one_has_it(house: House) -> None:
    def meanwhile(_: object) -> Any:
        house.move_in(an_activity(id="other"), "mo", OTHER_NUMBER)
        return MAY

    house.publiq.will_answer(EventPermissions, meanwhile)
    with pytest.raises(NotDiscountable, match="belongs to activity 'other' already"):
        linked(house)
    assert house.publication() is None


def test_an_activity_has_one_event(house: House) -> None:
    linked(house)
    assert linked(house).event_id == EVENT
    house.publiq.will_answer(GetEvent, an_event(id=OTHER))
    with pytest.raises(NotDiscountable, match=f"activity 'camp' has event {EVENT} already: unlink it first"):
        linked(house, OTHER)


def test_an_event_that_is_gone_makes_room_for_another(house: House) -> None:
    gone = Publication("camp", PublicationState.DELETED, OTHER)
    house.look(lambda ledger: ledger.save_publication(gone))
    assert linked(house).event_id == EVENT


def test_an_unknown_activity_costs_no_call(house: House) -> None:
    with pytest.raises(NotFound):
        house.run(link("nothing", EVENT, US))
    assert house.publiq.asked == []


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        (EventCardSystems, (), "no card system gives a discount on"),
        (GetEvent, an_event(organizer=an_organizer(id=PROMOTER)), "has another organizer than the activity"),
        (GetEvent, an_event(place=a_place(workflow_status="DELETED")), "the place of"),
        (EventPermissions, frozenset[str](), "was made with other credentials"),
    ],
)
def test_what_will_be_in_the_way_later_is_told(house: House, kind: Any, answer: Any, said: str) -> None:
    assert warnings(house) == ()
    house.publiq.will_answer(kind, answer)
    (warning,) = warnings(house)
    assert said in warning
    assert linked(house).event_id == EVENT


def test_a_promoter_is_the_organizer_that_is_expected(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(promoter_id=PROMOTER)))
    assert "has another organizer than the activity" in warnings(house)[0]


def suggested(house: House, *events: Any, limit: int = 10) -> tuple[Suggestion, ...]:
    house.publiq.will_answer(SearchEvents, found(*events), found())
    return house.run(suggest("camp", US, limit))


def test_the_event_that_says_the_same_comes_first(house: House) -> None:
    later = a_slot("2027-08-05T09:00:00+02:00", "2027-08-09T16:00:00+02:00")
    moved = EventCalendar(CalendarType.SINGLE, sub_events=(SubEvent(later.start, later.end, 0),))
    first, second = suggested(house, an_event(id=OTHER, calendar=moved), an_event())
    assert (first.event_id, first.score) == (EVENT, 100)
    assert first.reasons == ("the same name", "the same dates", "the same place", "the same organizer")
    assert (first.title, first.place, first.organizer) == ("Speelweek", "Buurthuis", "Speelplein")
    assert (second.event_id, second.score) == (OTHER, 70)
    assert first.starts == a_slot().start
    assert first.taken_by is None


def test_another_spelling_is_still_the_same(house: House) -> None:
    (only,) = suggested(house, an_event(name={"fr": "La semaine", "nl": "SPEEL-WEEK!"}, organizer=None))
    assert "a similar name" in only.reasons
    assert only.organizer == ""


def test_dates_in_common_count_for_a_part(house: House) -> None:
    slot = a_slot()
    more = tuple(SubEvent(slot.start + timedelta(days=day), slot.end, day) for day in range(2))
    both = EventCalendar(CalendarType.MULTIPLE, sub_events=more)
    (only,) = suggested(house, an_event(calendar=both))
    assert "dates in common" in only.reasons
    assert 70 < only.score < 100


def test_what_has_nothing_to_do_with_it_is_no_suggestion(house: House) -> None:
    stranger = an_event(
        name={"nl": "Concert"},
        calendar=EventCalendar(CalendarType.PERMANENT),
        place=a_place(id=None),
        organizer=an_organizer(id=None),
    )
    assert suggested(house, stranger) == ()


def test_suggestions_are_no_more_than_wanted_and_say_whose_they_are(house: House) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(id="other")))
    house.run(link("other", EVENT, US))
    (only,) = suggested(house, an_event(), an_event(id=OTHER, name={"nl": "Speelwerk"}), limit=1)
    assert only.taken_by == "other"


def test_hidden_events_of_the_period_and_of_that_name_are_searched(house: House) -> None:
    suggested(house)
    by_organizer, by_name = (question.query for question in house.publiq.asked)  # type: ignore[attr-defined]
    assert (by_organizer.organizer_id, by_organizer.text) == (ORGANIZER, None)
    assert by_organizer.dates == (a_slot().start - timedelta(days=1), a_slot().end + timedelta(days=1))
    assert (by_name.organizer_id, by_name.text) == (None, "speelweek")
    assert by_organizer.any_audience
    assert by_name.any_audience


@pytest.mark.parametrize("changes", [{"slots": ()}])
def test_without_dates_what_is_to_come_is_searched(house: House, changes: dict[str, Any]) -> None:
    house.look(lambda ledger: ledger.save_activity(an_activity(**changes)))
    (only,) = suggested(house, an_event(calendar=EventCalendar(CalendarType.PERMANENT)))
    assert only.starts is None
    assert house.publiq.asked[0].query.dates == (NOON, None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
def test_a_search_that_fails_is_told(house: House, answer: Any, error: type[Exception]) -> None:
    house.publiq.will_answer(SearchEvents, answer, found())
    with pytest.raises(error):
        house.run(suggest("camp", US))

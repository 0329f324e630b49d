"""Every call to UiTdatabank at work: made to a simulated one, blocking and awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.simulator.udb import ADDRESS, BASE, a_place, an_event, an_organizer
from uitkern import Credentials, Environment, Euro
from uitkern.adapters.publiq.calls import CallLog
from uitkern.adapters.publiq.client import AsyncPubliqClient, PubliqClient
from uitkern.domain.model import event_calendar as when
from uitkern.domain.model import event_parts as part
from uitkern.domain.model.calendar_summary import SummarySize
from uitkern.domain.model.event_record import WorkflowStatus
from uitkern.domain.model.problem import Mistake, Problem
from uitkern.domain.ports import uitdatabank as ask
from uitkern.domain.ports import uitdatabank_changes as change
from uitkern.domain.ports import uitdatabank_images as images
from uitkern.domain.ports.outcomes import Done, Refused
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

Ask = Callable[[Any], Any]
DONE = Done(None)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
NINE = datetime(2031, 7, 7, 7, 0, tzinfo=UTC)
HOURS = timedelta(hours=3)


def asking(publiq: Publiq, *, awaited: bool, client_id: str = "", secret: str = "") -> Ask:
    """A way to ask, as the usual client or as another."""
    environment = Environment.simulator(publiq.url)
    credentials = Credentials(client_id or publiq.client_id, secret or publiq.client_secret)
    if not awaited:
        here = httpx.Client(transport=publiq.transport)
        return PubliqClient(environment, credentials, publiq.clock.now, CallLog(), here).answer

    def answer(question: Any) -> Any:
        async def within() -> Any:
            async with httpx.AsyncClient(transport=publiq.async_transport) as there:
                client = AsyncPubliqClient(environment, credentials, publiq.clock.now, CallLog(), there)
                return await client.answer(question)

        return asyncio.run(within())

    return answer


@pytest.fixture(params=["blocking", "awaited"])
def at(request: pytest.FixtureRequest, publiq: Publiq) -> Ask:
    """Ask as the usual client."""
    return asking(publiq, awaited=request.param == "awaited")


@pytest.fixture
def event_id(at: Ask) -> str:
    made = at(CreateEvent(an_event()))
    assert isinstance(made, Done)
    return str(made.answer)


def changed(at: Ask, question: change.Change) -> Any:
    """The event after one change."""
    assert at(question) == DONE
    return at(ask.GetEvent(question.event_id))


def test_an_event_is_made_read_written_and_deleted(at: Ask, event_id: str) -> None:
    told = at(ask.GetEvent(event_id))
    assert (told.id, told.title, told.published) == (event_id, "Speelweek", True)
    assert told.base_price.price == Euro(1100)
    assert len(told.calendar.sub_events) == 1
    assert at(ask.PutEvent(event_id, an_event(name={"nl": "Herfstkamp"}))) == Done(event_id)
    assert at(ask.GetEvent(event_id)).title == "Herfstkamp"
    assert at(ask.DeleteEvent(event_id)) == DONE
    assert at(ask.GetEvent(event_id)).workflow_status is WorkflowStatus.DELETED


def test_a_refused_event_names_every_mistake(at: Ask) -> None:
    refused = at(CreateEvent(an_event(name={"nl": "x" * 100}, location=None)))
    assert isinstance(refused, Refused)
    assert refused.problem.kind == "body/invalid-data"
    assert refused.problem.mistakes == (Mistake("/", "The required properties (location) are missing"),)


def test_uitpas_prices_come_when_they_are_asked_for(at: Ask, event_id: str, publiq: Publiq) -> None:
    publiq.clock.advance(minutes=5)
    assert at(ask.GetEvent(event_id)).uitpas_prices == ()
    told = at(ask.GetEvent(event_id, uitpas_prices=True))
    assert [line.kind for line in told.uitpas_prices] == [part.PriceKind.UITPAS] * len(told.uitpas_prices)
    assert told.uitpas_prices
    assert told.card_systems
    assert at(change.SetPrices(event_id, (*told.prices, *told.uitpas_prices))) == DONE


def test_an_import_is_published_at_once(at: Ask) -> None:
    made = at(ask.ImportEvent(an_event(workflowStatus="DRAFT")))
    assert at(ask.GetEvent(made.answer)).published
    assert at(ask.ImportEvent(an_event(name={"nl": "Anders"}), made.answer)) == made
    assert at(ask.GetEvent(made.answer)).title == "Anders"


def test_a_copy_is_a_draft_on_other_dates(at: Ask, event_id: str) -> None:
    moment = when.SubEvent(NINE, NINE + HOURS)
    copied = at(ask.CopyEvent(event_id, when.EventCalendar(when.CalendarType.SINGLE, sub_events=(moment,))))
    told = at(ask.GetEvent(copied.answer))
    assert (told.workflow_status, told.calendar.sub_events[0].start) == (WorkflowStatus.DRAFT, NINE)


def test_an_event_that_is_not_there_is_a_problem(at: Ask) -> None:
    nowhere = "11111111-2222-4333-8444-555555555555"
    told = at(ask.GetEvent(nowhere))
    assert isinstance(told, Problem)
    assert (told.status, told.detail) == (404, f'The event with id "{nowhere}" was not found.')


def test_somebody_elses_event_is_not_ours_to_change(at: Ask, publiq: Publiq) -> None:
    theirs = publiq.client()
    ask_them = asking(publiq, awaited=False, client_id=theirs.id, secret=theirs.secret)
    made = ask_them(CreateEvent(an_event(organizer=None)))
    refused = at(change.SetName(made.answer, "nl", "Van ons"))
    assert isinstance(refused, Refused)
    assert refused.problem.status == 403
    assert 'has no permission "Aanbod bewerken"' in refused.problem.detail
    assert at(ask.EventPermissions(made.answer)) == frozenset()
    assert ask_them(ask.EventPermissions(made.answer)) == {
        "Aanbod bewerken",
        "Aanbod modereren",
        "Aanbod verwijderen",
    }


def test_prices_are_replaced_and_told_back(at: Ask, event_id: str) -> None:
    prices = (
        part.PriceLine(part.PriceKind.BASE, Euro(1250)),
        part.PriceLine(part.PriceKind.TARIFF, Euro(800), {"nl": "Tweede kind"}, group=True),
    )
    told = changed(at, change.SetPrices(event_id, prices)).prices
    assert [(line.kind, line.price, line.group) for line in told] == [
        (part.PriceKind.BASE, Euro(1250), False),
        (part.PriceKind.TARIFF, Euro(800), True),
    ]


def test_two_base_prices_are_refused_in_the_services_own_words(at: Ask, event_id: str) -> None:
    base = part.PriceLine(part.PriceKind.BASE, Euro(1250))
    refused = at(change.SetPrices(event_id, (base, base)))
    assert refused.problem.mistakes == (Mistake("/", "At most 1 array items must match schema"),)


def test_the_organizer_comes_and_goes(at: Ask, event_id: str) -> None:
    made = at(ask.CreateOrganizer(an_organizer()))
    told = changed(at, change.SetOrganizer(event_id, made.answer))
    assert (told.organizer.id, told.organizer.title) == (made.answer, "Speelplein")
    assert changed(at, change.RemoveOrganizer(event_id, made.answer)).organizer is None


def test_how_to_book_is_told_and_cleared(at: Ask, event_id: str) -> None:
    info = part.BookingInfo("09 1", "in@example.be", "https://example.be", {"nl": "Kom"}, NINE, NINE + HOURS)
    assert changed(at, change.SetBookingInfo(event_id, info)).booking_info == info
    told = changed(at, change.SetBookingInfo(event_id, part.BookingInfo()))
    assert told.booking_info == part.BookingInfo()


def test_sold_out_and_cancelled_are_told_as_such(at: Ask, event_id: str) -> None:
    full = when.Booking(when.BookingType.UNAVAILABLE, 20)
    told = changed(at, change.SetBooking(event_id, full)).calendar
    assert told.booking == full
    assert told.sub_events[0].booking.type is when.BookingType.UNAVAILABLE
    ill = when.EventStatus(when.StatusType.UNAVAILABLE, {"nl": "Ziek"})
    told = changed(at, change.SetStatus(event_id, ill)).calendar
    assert (told.status, told.sub_events[0].status) == (ill, ill)


def test_one_moment_changes_and_the_others_stay(at: Ask, event_id: str) -> None:
    moments = tuple(when.SubEvent(at_nine, at_nine + HOURS) for at_nine in (NINE, NINE + timedelta(days=1)))
    calendar = when.EventCalendar(when.CalendarType.MULTIPLE, sub_events=moments)
    told = changed(at, change.SetCalendar(event_id, calendar)).calendar
    assert [each.start for each in told.sub_events] == [each.start for each in moments]
    few = when.SubEventChange(1, booking=when.Booking(capacity=12, remaining=0))
    first, second = changed(at, change.ChangeSubEvents(event_id, (few,))).calendar.sub_events
    assert first.booking == when.Booking()
    assert second.booking == when.Booking(when.BookingType.UNAVAILABLE, 12, 0)


def test_a_period_has_opening_hours_and_days_off(at: Ask, event_id: str) -> None:
    hours = when.OpeningHours("09:00", "12:00", ("monday",))
    calendar = when.EventCalendar(
        when.CalendarType.PERIODIC,
        NINE,
        NINE + timedelta(days=30),
        opening_hours=(hours,),
        adjusted=(when.AdjustedDays(date(2031, 7, 14), date(2031, 7, 15), (hours,)),),
        closed=(when.AdjustedDays(date(2031, 7, 21), date(2031, 7, 21)),),
    )
    told = changed(at, change.SetCalendar(event_id, calendar)).calendar
    assert (told.type, told.opening_hours, told.start) == (calendar.type, (hours,), NINE)
    assert (told.adjusted, told.closed) == (calendar.adjusted, calendar.closed)


def test_a_draft_is_published_later_and_withdrawn(at: Ask) -> None:
    draft = at(CreateEvent(an_event(workflowStatus=None))).answer
    later = datetime(2041, 1, 1, tzinfo=UTC)
    told = changed(at, change.SetWorkflowStatus(draft, WorkflowStatus.READY_FOR_VALIDATION, later))
    assert (told.published, told.available_from) == (True, later)
    told = changed(at, change.SetWorkflowStatus(draft, WorkflowStatus.REJECTED, reason="Dubbel"))
    assert told.workflow_status is WorkflowStatus.REJECTED
    refused = at(change.SetWorkflowStatus(draft, WorkflowStatus.READY_FOR_VALIDATION))
    assert refused.problem.kind == "uitdatabank/invalid-workflow-status-transition"


def test_the_moment_of_publication_moves_until_it_comes(at: Ask, event_id: str) -> None:
    later = datetime(2041, 1, 1, tzinfo=UTC)
    assert changed(at, change.SetAvailableFrom(event_id, later)).available_from == later


def test_labels_are_added_replaced_and_removed(at: Ask, event_id: str) -> None:
    assert changed(at, change.AddLabel(event_id, "buiten spelen")).labels == ("buiten spelen",)
    assert changed(at, change.ReplaceLabels(event_id, ("a b", "c d"))).labels == ("a b", "c d")
    assert changed(at, change.RemoveLabel(event_id, "a b")).labels == ("c d",)
    refused = at(change.AddLabel(event_id, "UiTPAS Gent"))
    assert refused.problem.kind == "uitdatabank/label-not-allowed"


TEXTS: dict[str, tuple[Callable[[str], change.Change], Callable[[Any], Any], Any]] = {
    "audience": (
        lambda event: change.SetAudience(event, part.Audience.MEMBERS),
        lambda told: told.audience,
        part.Audience.MEMBERS,
    ),
    "name": (
        lambda event: change.SetName(event, "fr", "Camp"),
        lambda told: told.name,
        {"nl": "Speelweek", "fr": "Camp"},
    ),
    "description": (
        lambda event: change.SetDescription(event, "nl", "Spelen"),
        lambda told: told.description,
        {"nl": "Spelen"},
    ),
    "contact": (
        lambda event: change.SetContactPoint(event, part.ContactPoint(("09 1",), ("in@example.be",))),
        lambda told: told.contact,
        part.ContactPoint(("09 1",), ("in@example.be",)),
    ),
    "ages": (
        lambda event: change.SetAges(event, part.AgeRange(6, 12)),
        lambda told: told.ages,
        part.AgeRange(6, 12),
    ),
    "children only": (
        lambda event: change.SetChildrenOnly(event, children_only=True),
        lambda told: told.children_only,
        True,
    ),
    "type": (lambda event: change.SetType(event, "0.57.0.0.0"), lambda told: told.type_id, "0.57.0.0.0"),
    "theme": (
        lambda event: change.SetTheme(event, "1.8.3.1.0"),
        lambda told: told.terms[-1].id,
        "1.8.3.1.0",
    ),
    "faqs": (
        lambda event: change.SetFaqs(event, ({"nl": ("Eten?", "Ja.")},)),
        lambda told: told.title,
        "Speelweek",
    ),
}


@pytest.mark.parametrize(("make", "look", "seen"), TEXTS.values(), ids=TEXTS)
def test_a_change_is_seen(at: Ask, event_id: str, make: Any, look: Any, seen: Any) -> None:
    assert look(changed(at, make(event_id))) == seen


def test_what_was_set_can_be_removed(at: Ask, event_id: str) -> None:
    for question in (
        change.SetDescription(event_id, "nl", "Spelen"),
        change.SetAges(event_id, part.AgeRange(6, 12)),
        change.SetTheme(event_id, "1.8.3.1.0"),
        change.RemoveDescription(event_id, "nl"),
        change.RemoveAges(event_id),
        change.RemoveTheme(event_id),
        change.SetBirthdates(event_id, date(2020, 1, 1), date(2021, 1, 1)),
        change.RemoveBirthdates(event_id),
    ):
        assert at(question) == DONE
    told = at(ask.GetEvent(event_id))
    assert (told.description, told.ages, [term.domain for term in told.terms]) == ({}, None, ["eventtype"])


def test_an_event_goes_online_and_comes_back(at: Ask, event_id: str) -> None:
    place = at(ask.GetEvent(event_id)).place.id
    assert changed(at, change.SetAttendance(event_id, part.Attendance.ONLINE)).attendance == "online"
    assert changed(at, change.SetOnlineUrl(event_id, "https://a.be")).online_url == "https://a.be"
    assert changed(at, change.RemoveOnlineUrl(event_id)).online_url is None
    url = f"https://io-test.uitdatabank.be/places/{place}"
    told = changed(at, change.SetAttendance(event_id, part.Attendance.OFFLINE, url))
    assert (told.attendance, told.place.id) == (part.Attendance.OFFLINE, place)


def test_images_are_uploaded_linked_and_unlinked(at: Ask, event_id: str) -> None:
    first, second = (
        at(images.UploadImage(PNG, "image/png", what, "Ann Peeters")).answer for what in ("Vlag", "Tent")
    )
    assert at(images.GetImage(first)).description == "Vlag"
    assert [each.id for each in changed(at, images.AddImage(event_id, first)).images] == [first]
    changed(at, images.AddImage(event_id, second))
    told = changed(at, images.SetMainImage(event_id, second))
    assert {each.id for each in told.images} == {first, second}
    told = changed(at, images.DescribeImage(event_id, second, "Groene tent", "Jan Peeters"))
    assert "Groene tent" in {each.description for each in told.images}
    assert [each.id for each in changed(at, images.RemoveImage(event_id, first)).images] == [second]
    refused = at(images.RemoveImage(event_id, first))
    assert refused.problem.kind == "body/image-must-be-linked-to-resource"


def test_contributors_are_set_and_told(at: Ask, event_id: str) -> None:
    assert at(change.SetContributors(event_id, ("in@example.be",))) == DONE
    assert at(ask.EventContributors(event_id)) == ("in@example.be",)
    assert at(ask.GetEvent(event_id, contributors=True)).contributors == ("in@example.be",)
    assert at(ask.GetEvent(event_id)).contributors == ()


def test_the_calendar_is_told_to_people(at: Ask, event_id: str) -> None:
    long, short = (at(ask.CalendarSummary(event_id, size)) for size in (SummarySize.LARGE, SummarySize.SMALL))
    assert "juli" in long
    assert len(short) < len(long)


def test_a_place_is_made_moved_to_and_deleted(at: Ask, event_id: str) -> None:
    made = at(ask.CreatePlace(a_place(name={"nl": "Nieuw huis"})))
    told = changed(at, change.SetLocation(event_id, made.answer))
    assert (told.place.id, told.place.title) == (made.answer, "Nieuw huis")
    assert str(told.place.address) == "Kerkstraat 1, 9000 Gent"
    assert at(ask.PutPlace(made.answer, a_place(name={"nl": "Oud huis"}))) == made
    assert at(ask.GetPlace(made.answer)).title == "Oud huis"
    assert at(ask.DeletePlace(made.answer)) == DONE
    assert at(ask.GetPlace(made.answer)).gone
    assert at(ask.GetEvent(event_id)).place.gone


def test_a_place_that_exists_is_named(at: Ask, publiq: Publiq) -> None:
    made = at(ask.CreatePlace(a_place()))
    publiq.clock.advance(minutes=5)
    refused = at(ask.CreatePlace(a_place()))
    assert (refused.problem.status, refused.problem.duplicate_of) == (409, made.answer)


def test_a_place_is_imported(at: Ask) -> None:
    made = at(ask.ImportPlace(a_place(address={"nl": {**ADDRESS, "streetAddress": "Nieuwstraat 7"}})))
    assert at(ask.ImportPlace(a_place(name={"nl": "Anders"}), made.answer)) == made
    assert at(ask.GetPlace(made.answer)).title == "Anders"


def test_an_organizer_is_made_and_written(at: Ask) -> None:
    made = at(ask.CreateOrganizer(an_organizer()))
    assert at(ask.GetOrganizer(made.answer)).url == "https://www.speelplein.example/"
    assert at(ask.OrganizerPermissions(made.answer)) == {"Organisaties bewerken"}
    assert at(ask.PutOrganizer(made.answer, an_organizer(name={"nl": "Anders"}))) == made
    assert at(ask.GetOrganizer(made.answer)).title == "Anders"
    refused = at(ask.CreateOrganizer(an_organizer(url="http://speelplein.example")))
    assert refused.problem.kind == "uitdatabank/duplicate-url"


def test_an_organizer_is_imported(at: Ask) -> None:
    made = at(ask.ImportOrganizer(an_organizer()))
    assert at(ask.ImportOrganizer(an_organizer(name={"nl": "Anders"}), made.answer)) == made
    assert at(ask.GetOrganizer(made.answer)).title == "Anders"


def test_prices_without_a_base_are_not_taken(at: Ask, event_id: str) -> None:
    assert BASE["category"] == "base"
    refused = at(change.SetPrices(event_id, ()))
    assert refused.problem.kind == "body/invalid-data"


def test_an_event_is_at_its_place_as_soon_as_it_is_made(at: Ask) -> None:
    """However far the search is behind."""
    before = at(ask.EventsAtPlace(official.PLACE))
    made = at(CreateEvent(an_event()))
    assert set(at(ask.EventsAtPlace(official.PLACE))) == {*before, made.answer}
    assert at(ask.EventsAtPlace(made.answer)).status == 404

"""Every property of an event: told when it is created, changed by calls of its own, taken away again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.adapters.cores import MORNING
from tests.publishing.agenda import GET, Agenda, a_camp, a_day
from uitkern import (
    Activity,
    ActivityType,
    AdjustedDays,
    Ages,
    Audience,
    Childcare,
    ClosedDays,
    Contact,
    Did,
    Euro,
    Field,
    OpeningHours,
    Periodic,
    Permanent,
    Picture,
    PriceCategory,
    Publication,
    PublicationState,
    PublicationStatus,
    RegistrationLink,
    Slot,
    Window,
    errors,
)
from uitkern.simulator.world.official import identities as official

OPENS = datetime(2031, 6, 1, 7, tzinfo=UTC)
CLOSES = datetime(2031, 6, 30, 21, 59, tzinfo=UTC)
HOURS = OpeningHours("9:00", "12:00", ["monday", "friday"], Childcare("8:00", "13:00"))
PERIOD = Periodic(
    date(2031, 9, 1),
    date(2032, 6, 30),
    [HOURS],
    [AdjustedDays(date(2031, 10, 27), date(2031, 10, 31), [OpeningHours("10:00", "11:00")], "Herfst")],
    [ClosedDays(date(2031, 12, 22), date(2032, 1, 2), "Kerst")],
)
SECOND = Slot(a_day(31).start, a_day(31).end, Childcare("08:00"), overnight=True)
EVERYTHING: dict[str, Any] = {
    "names": {"fr": "Camp d'été"},
    "description": "Een week vol sport en spel.",
    "descriptions": {"fr": "Une semaine de sport."},
    "theme": "1.11.2.0.0",
    "prices": [
        PriceCategory("Broer of zus", Euro(800), translations={"fr": "Frère ou sœur"}),
        PriceCategory("Groep", Euro(500), group=True),
    ],
    "audience": Audience.EDUCATION,
    "ages": Ages(6, 12),
    "link": RegistrationLink(
        "https://example.be/kamp", "09 123 45 67", "kamp@example.be", labels={"fr": "Oui"}
    ),
    "registration": Window(OPENS, CLOSES),
    "contact": Contact(["09 123 45 67"], ["info@example.be"], ["https://example.be"]),
    "labels": ["sport", "zomer"],
    "slots": [a_day(), SECOND],
}


def settled(agenda: Agenda, activity_id: str = "camp") -> None:
    """Nothing is left to say on either side, as both see it."""
    assert agenda.core.republish(activity_id).did is Did.UNCHANGED
    assert agenda.overview(activity_id).differences == ()


@pytest.mark.parametrize("at_once", [True, False], ids=["created with it", "changed later"])
def test_everything_an_activity_says_is_told_and_read_back_as_it_was(agenda: Agenda, at_once: bool) -> None:
    agenda.published(**(EVERYTHING if at_once else {}))
    if not at_once:
        agenda.save(a_camp(**EVERYTHING))
        done = agenda.core.republish("camp")
        assert (done.did, done.why) == (Did.UPDATED, ())

    settled(agenda)
    event = agenda.event()
    assert event["name"] == {"nl": "Zomerkamp camp", "fr": "Camp d'été"}
    assert event["bookingInfo"]["availabilityStarts"] == "2031-06-01T09:00:00+02:00"
    assert event["bookingInfo"]["urlLabel"] == {"nl": "Schrijf je in", "fr": "Oui"}
    assert event["typicalAgeRange"] == "6-12"
    assert event["audience"] == {"audienceType": "education"}
    assert [price["price"] for price in event["priceInfo"]] == [11, 8, 5]
    assert [price.get("groupPrice", False) for price in event["priceInfo"]] == [False, False, True]
    assert event["contactPoint"]["email"] == ["info@example.be"]
    assert [slot.get("childcare") for slot in event["subEvent"]] == [None, {"start": "08:00"}]
    assert {term["id"] for term in event["terms"]} == {"0.57.0.0.0", "1.11.2.0.0"}


def test_what_is_said_no_more_is_taken_away_but_nothing_that_others_added(agenda: Agenda) -> None:
    agenda.published(**EVERYTHING)
    agenda.by_hand("PUT", "labels/van een ander")
    agenda.by_hand("PUT", "name/en", {"name": "Summer camp"})

    agenda.save(a_camp())
    assert agenda.core.republish("camp").did is Did.UPDATED

    settled(agenda)
    event = agenda.event()
    assert event["labels"] == ["van een ander"]
    assert event["name"]["en"] == "Summer camp"
    assert event["audience"] == {"audienceType": "everyone"}
    assert event["typicalAgeRange"] == "-"
    assert event["contactPoint"] == {"phone": [], "email": [], "url": []}
    assert "bookingInfo" not in event
    assert "description" not in event


@pytest.mark.parametrize(
    "hours", [PERIOD, Permanent([HOURS]), Permanent()], ids=["period", "hours", "always"]
)
def test_a_period_and_always_are_calendars_too(agenda: Agenda, hours: Periodic | Permanent) -> None:
    agenda.published(slots=(), hours=hours)
    settled(agenda)

    agenda.save(a_camp(slots=[a_day(), a_day(31)]))
    assert agenda.core.republish("camp").changed == (Field.CALENDAR,)
    settled(agenda)
    assert agenda.event()["calendarType"] == "multiple"

    agenda.save(a_camp(slots=(), hours=hours))
    assert agenda.core.republish("camp").changed == (Field.CALENDAR,)
    settled(agenda)


def test_the_type_the_place_and_the_organizer_are_changed_too(agenda: Agenda) -> None:
    agenda.published()
    other = "8248e289-c986-4006-902f-b0616dcbcde7"

    agenda.save(a_camp(event_type="0.3.1.0.0", place_id=other))
    done = agenda.core.republish("camp")

    assert Field.TYPE in done.changed
    settled(agenda)


def test_an_image_of_the_library_is_linked_and_unlinked(agenda: Agenda) -> None:
    with agenda.publiq.http() as http:
        made = http.post(
            "/uitdatabank/images",
            data={"description": "Kinderen", "copyrightHolder": "Ons huis", "language": "nl"},
            files={"file": ("kamp.png", PNG, "image/png")},
        )
    assert made.status_code == 201, made.text
    picture = Picture(made.json()["imageId"], "Kinderen op kamp", "Ons huis")
    agenda.published(pictures=[picture])
    settled(agenda)
    assert [image["description"] for image in agenda.event()["mediaObject"]] == ["Kinderen op kamp"]

    agenda.save(a_camp(pictures=[]))
    assert agenda.core.republish("camp").changed == (Field.PICTURES,)
    settled(agenda)
    assert not agenda.event().get("mediaObject")


def test_a_type_carries_defaults_that_an_activity_overrides(agenda: Agenda) -> None:
    sports = ActivityType(
        "sports",
        price=Euro(900),
        place_id=official.PLACE,
        event_type="0.59.0.0.0",
        description="Sport voor iedereen",
        labels=["sport"],
        audience=Audience.MEMBERS,
        link=RegistrationLink("https://example.be", "09 1", "a@example.be"),
        prices=[PriceCategory("Broer", Euro(400))],
        contact=Contact(emails=["type@example.be"]),
    )
    agenda.core.save_activity_type(sports)
    agenda.save(
        Activity(
            "camp",
            "Zomerkamp",
            slots=[a_day()],
            type_id="sports",
            description="Eigen tekst",
            link=RegistrationLink(email="b@example.be"),
        )
    )
    assert agenda.core.activity_types() == (sports,)
    assert agenda.core.activity_type("sports") == sports

    agenda.core.publish("camp")

    event = agenda.event()
    assert event["description"] == {"nl": "Eigen tekst"}
    assert event["labels"] == ["sport"]
    assert event["bookingInfo"]["phone"] == "09 1"
    assert event["bookingInfo"]["email"] == "b@example.be"
    assert [price["price"] for price in event["priceInfo"]] == [9, 4]
    agenda.core.save_activity_type(evolve(sports, price=Euro(950)))
    assert agenda.status() is PublicationStatus.CHANGED_HERE
    assert agenda.core.republish("camp").changed == (Field.PRICES,)


def test_a_price_change_says_which_enrolments_keep_the_old_price(agenda: Agenda) -> None:
    """F24."""
    camp = agenda.published()
    sold = agenda.core.enrol("kid", "camp")

    agenda.save(evolve(camp, price=Euro(2000)))
    done = agenda.core.republish("camp")

    assert done.changed == (Field.PRICES,)
    assert done.keeps_old_price == (sold.id,)
    assert agenda.core.enrolment(sold.id).base_price == Euro(1100)
    assert agenda.core.offer("sister", "camp").base_price == Euro(2000)


def test_another_organizer_is_refused_while_there_are_sales_and_the_rest_is_sent(
    agenda: Agenda,
) -> None:
    """F22."""
    camp = agenda.published()
    sold = agenda.core.enrol("kid", "camp")
    with agenda.publiq.http() as http:
        body = {"mainLanguage": "nl", "name": {"nl": "Een club"}, "url": "https://club.example.be"}
        other = http.post("/uitdatabank/organizers", json=body).json()["id"]

    agenda.save(evolve(camp, promoter_id=other, name="Zomerkamp van de club"))
    done = agenda.core.republish("camp")

    assert (done.did, done.changed) == (Did.REFUSED, (Field.NAME,))
    (why,) = done.why
    assert why == (
        "organizer: UiTPAS holds ticket sales for this event, so its organizer cannot change; keep the "
        "organizer, or undo these sales first and register them anew afterwards: "
        f"enrolments {sold.id}"
    )
    assert agenda.overview().alert == why

    agenda.core.cancel(sold.id)
    assert agenda.core.republish("camp").changed == (Field.ORGANIZER,)
    assert agenda.overview().alert is None
    settled(agenda)


def test_an_event_of_other_credentials_is_explained(agenda: Agenda) -> None:
    with agenda.publiq.http(agenda.publiq.client()) as http:
        event = agenda.published()
        created = http.post("/uitdatabank/events", json=foreign_body()).json()["id"]
    linked = Publication("camp", PublicationState.REGISTERED, created)
    agenda.core._store.transact("us", lambda ledger: ledger.save_publication(linked))
    agenda.later(minutes=1)
    agenda.save(evolve(event, name="Anders"))

    done = agenda.core.republish("camp")

    assert done.did is Did.REFUSED
    assert "our credentials may not change this event: it was made with other ones" in done.why[0]


def foreign_body() -> dict[str, Any]:
    start = (MORNING + timedelta(days=30)).isoformat()
    return {
        "mainLanguage": "nl",
        "name": {"nl": "Van een ander"},
        "terms": [{"id": "0.57.0.0.0"}],
        "location": {"@id": f"https://io-test.uitdatabank.be/places/{official.PLACE}"},
        "calendarType": "single",
        "subEvent": [{"startDate": start, "endDate": start}],
        "workflowStatus": "READY_FOR_VALIDATION",
    }


def test_a_free_activity_is_published_and_sold_without_a_word_to_uitpas(agenda: Agenda) -> None:
    """F39."""
    agenda.save(a_camp(price=Euro(0)))
    with agenda.costs("token", "event-post"):
        agenda.core.publish("camp")

    with agenda.costs():
        offer = agenda.core.offer("kid", "camp")
        sold = agenda.core.enrol("kid", "camp")

    assert (offer.base_price, offer.tariffs, str(offer.reason)) == (Euro(0), (), "the activity is free")
    assert sold.sale_id is None
    assert agenda.event()["priceInfo"][0]["price"] == 0


def test_withdrawing_hides_and_publishing_shows_again(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.published()

    assert agenda.core.withdraw("camp").changed == (Field.AUDIENCE,)
    assert agenda.event()["audience"] == {"audienceType": "members"}
    assert agenda.status() is PublicationStatus.WITHDRAWN
    assert agenda.core.offer("kid", "camp").preselected is not None, "its discounts stay"
    assert agenda.core.republish("camp").did is Did.UNCHANGED

    agenda.core.publish("camp")
    assert agenda.event()["audience"] == {"audienceType": "everyone"}
    assert agenda.status() is PublicationStatus.REGISTERED


def test_unlinking_forgets_and_publishing_makes_a_new_event(agenda: Agenda) -> None:
    agenda.published()
    before = agenda.event_id()

    assert agenda.core.unlink("camp") == before
    assert agenda.status() is PublicationStatus.READY
    agenda.core.publish("camp")
    assert agenda.event_id() != before


def test_deleting_deletes_there_and_a_new_one_needs_unlinking(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.published()

    assert str(agenda.core.delete_event("camp")) == "deleted"

    assert agenda.event()["workflowStatus"] == "DELETED"
    assert agenda.status() is PublicationStatus.DELETED
    assert agenda.core.offer("kid", "camp").preselected is None
    with pytest.raises(errors.EventGone):
        agenda.core.publish("camp")
    agenda.core.unlink("camp")
    agenda.core.publish("camp")
    assert agenda.status() is PublicationStatus.PUBLISHED


@pytest.mark.parametrize("way", ["unlink", "delete_event"])
def test_an_event_with_sales_is_not_let_go_by_accident(agenda: Agenda, way: str) -> None:
    """F22."""
    agenda.published()
    sold = agenda.core.enrol("kid", "camp")

    with pytest.raises(errors.HasTicketSales, match=f"cancel enrolments {sold.id} first"):
        getattr(agenda.core, way)("camp")

    assert agenda.status() is PublicationStatus.REGISTERED
    getattr(agenda.core, way)("camp", even_with_sales=True)
    assert agenda.status() in {PublicationStatus.READY, PublicationStatus.DELETED}


def test_what_was_not_published_cannot_be_changed_there(agenda: Agenda) -> None:
    agenda.save(a_camp())
    for deed in (agenda.core.republish, agenda.core.withdraw, agenda.core.unlink, agenda.core.delete_event):
        with pytest.raises(errors.NotFound, match="publication of activity: there is none with id 'camp'"):
            deed("camp")
        with pytest.raises(errors.NotFound, match="activity: there is none with id 'nope'"):
            deed("nope")


def test_an_unchanged_activity_costs_one_question(agenda: Agenda) -> None:
    agenda.published(**EVERYTHING)
    with agenda.costs(GET):
        assert agenda.core.republish("camp").did is Did.UNCHANGED


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "00ffff03000006000557bfabd40000000049454e44ae426082"
)

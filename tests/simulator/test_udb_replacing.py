"""What a full PUT resets, keeps, and applies before it fails."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.udb import (
    BASE,
    MORNING,
    NOBODY,
    NOT_IN_UITPAS,
    ORGANIZER,
    PLACE,
    TOMORROW,
    Caller,
    a_draft,
    an_event,
    caller,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.udb_values import Role

RICH = {
    "description": {"nl": "Lang"},
    "terms": [{"id": "0.50.4.0.0"}, {"id": "1.8.2.0.0"}],
    "contactPoint": {"phone": ["09 1"], "email": [], "url": []},
    "bookingInfo": {"phone": "09 2"},
    "audience": {"audienceType": "members"},
    "typicalAgeRange": "6-12",
    "labels": ["zomer"],
    "videos": [{"url": "https://www.youtube.com/watch?v=abc", "language": "nl"}],
    "faqs": [{"nl": {"question": "Hoe laat?", "answer": "Negen uur."}}],
    "childrenOnly": True,
    "status": {"type": "Unavailable"},
}


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


def test_what_is_left_out_is_reset_except_what_uitdatabank_keeps(udb: Caller) -> None:
    event = udb.made("events", an_event(**RICH))
    answer = udb.ask("PUT", f"/events/{event}", an_event(priceInfo=None))
    assert (answer.status_code, answer.json()["id"]) == (200, event)

    shown = udb.shown(f"/events/{event}")
    assert shown["description"] == {"nl": "Lang"}
    assert [price["price"] for price in shown["priceInfo"]] == [11]
    assert [term["id"] for term in shown["terms"]] == ["0.50.4.0.0", "1.8.2.0.0"]
    assert shown["contactPoint"] == {"phone": [], "email": [], "url": []}
    assert shown["audience"] == {"audienceType": "everyone"}
    assert (shown["typicalAgeRange"], shown["status"]) == ("-", {"type": "Available"})
    gone = {"bookingInfo", "videos", "labels", "faqs", "childrenOnly"}
    assert gone & shown.keys() == set()


def test_translations_and_labels_that_were_added_elsewhere_outlive_a_full_put(udb: Caller) -> None:
    event = udb.made("events", an_event(labels=["uit een body"]))
    udb.put(f"/events/{event}/name/fr", {"name": "Semaine"})
    udb.put(f"/events/{event}/labels/met de hand")
    udb.put(f"/events/{event}", an_event(name={"nl": "Week"}))
    shown = udb.shown(f"/events/{event}")
    assert shown["name"] == {"nl": "Week", "fr": "Semaine"}
    assert shown["labels"] == ["met de hand"]


def test_another_type_goes_to_the_end_of_the_terms(udb: Caller) -> None:
    event = udb.made("events", an_event(terms=[{"id": "0.50.4.0.0"}, {"id": "1.8.2.0.0"}]))
    udb.put(f"/events/{event}", an_event(terms=[{"id": "0.5.0.0.0"}]))
    assert [each["id"] for each in udb.shown(f"/events/{event}")["terms"]] == ["1.8.2.0.0", "0.5.0.0.0"]


def test_facilities_in_a_body_are_accepted_and_ignored(udb: Caller) -> None:
    event = udb.made("events", an_event(terms=[{"id": "0.50.4.0.0"}, {"id": "3.27.0.0.0"}]))
    assert [each["id"] for each in udb.shown(f"/events/{event}")["terms"]] == ["0.50.4.0.0"]


def test_an_id_that_nobody_knows_becomes_an_event(udb: Caller) -> None:
    answer = udb.ask("PUT", f"/events/{NOBODY}", an_event())
    assert (answer.status_code, answer.json()["eventId"]) == (200, NOBODY)
    assert udb.shown(f"/events/{NOBODY}")["creator"] == "uitkern-client@clients"
    taken = udb.refused("PUT", f"/events/{PLACE}", an_event())
    assert (taken["status"], taken["type"]) == (500, "about:blank")


def test_a_stranger_is_refused_after_the_body_was_judged(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = udb.made("events", an_event())
    stranger = caller(publiq, anonymous, "stranger")
    assert stranger.refused("PUT", f"/events/{event}", {})["status"] == 400
    problem = stranger.refused("PUT", f"/events/{event}", an_event())
    assert problem["detail"] == (
        f'User stranger@clients has no permission "Aanbod bewerken" on resource {event}'
    )


def test_ticket_sales_refuse_another_organizer_when_the_rest_is_written(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = udb.made("events", an_event())
    publiq.clock.advance(minutes=1)
    sale = {
        "uitpasNumber": "0900000067513",
        "eventId": event,
        "regularPrice": 11,
        "tariff": {"id": "SOCIALTARIFF"},
    }
    sold = anonymous.post("/uitpas/ticket-sales", json=[sale], headers=udb.headers)
    assert sold.status_code == 200, sold.text

    for changed in (None, {"@id": f"/organizers/{NOT_IN_UITPAS}"}):
        problem = udb.refused("PUT", f"/events/{event}", an_event(name={"nl": "Anders"}, organizer=changed))
        assert problem["type"] == "uitdatabank/event-has-uitpas-ticket-sales"
        assert problem["title"] == "Event has UiTPAS ticket sales"
        assert problem["detail"] == (
            f"Event with id '{event}' has ticket sales in UiTPAS, which makes it impossible to change its"
            " organizer, UiTPAS card systems, and UiTPAS distribution keys."
        )
    shown = udb.shown(f"/events/{event}")
    assert (shown["name"], shown["organizer"]["@id"][-36:]) == ({"nl": "Anders"}, ORGANIZER)
    for method, organizer in (("PUT", NOT_IN_UITPAS), ("DELETE", ORGANIZER)):
        refused = udb.refused(method, f"/events/{event}/organizer/{organizer}")
        assert refused["type"] == "uitdatabank/event-has-uitpas-ticket-sales"
    assert udb.ask("PUT", f"/events/{event}/organizer/{ORGANIZER}").status_code == 204
    assert udb.ask("DELETE", f"/events/{event}/organizer/{NOT_IN_UITPAS}").status_code == 204
    udb.put(f"/events/{event}", an_event(priceInfo=[{**BASE, "price": 20}]))
    assert udb.ask("DELETE", f"/events/{event}").status_code == 204


def test_an_unknown_organizer_refuses_a_put_before_anything_is_written(udb: Caller) -> None:
    event = udb.made("events", an_event())
    body = an_event(name={"nl": "Anders"}, organizer={"@id": f"/organizers/{NOBODY}"})
    assert udb.mistakes("PUT", f"/events/{event}", body) == [
        ("/organizer", f'The organizer with id "{NOBODY}" was not found.')
    ]
    assert udb.shown(f"/events/{event}")["name"] == {"nl": "Speelweek"}


def test_places_of_departure_without_children_only_crash_halfway(udb: Caller) -> None:
    event = udb.made("events", an_event())
    body = an_event(name={"nl": "Anders"}, organizer=None, departurePlaces=[f"/places/{PLACE}"])
    problem = udb.refused("PUT", f"/events/{event}", body)
    assert (problem["status"], problem["type"]) == (500, "about:blank")
    shown = udb.shown(f"/events/{event}")
    assert shown["name"] == {"nl": "Anders"}
    assert "organizer" in shown


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        ("DRAFT", None, "DRAFT"),
        ("DRAFT", "READY_FOR_VALIDATION", "READY_FOR_VALIDATION"),
        ("DRAFT", "APPROVED", "DRAFT"),
        ("READY_FOR_VALIDATION", None, "READY_FOR_VALIDATION"),
        ("READY_FOR_VALIDATION", "DRAFT", "READY_FOR_VALIDATION"),
        ("READY_FOR_VALIDATION", "REJECTED", "READY_FOR_VALIDATION"),
        ("READY_FOR_VALIDATION", "DELETED", "DELETED"),
        ("REJECTED", "READY_FOR_VALIDATION", "REJECTED"),
        ("DELETED", "READY_FOR_VALIDATION", "DELETED"),
    ],
)
def test_a_full_put_publishes_drafts_and_deletes_and_does_no_more(
    udb: Caller, before: str, sent: str | None, after: str
) -> None:
    event = udb.made("events", a_draft(workflowStatus=None if before == "DRAFT" else "READY_FOR_VALIDATION"))
    if before in ("REJECTED", "DELETED"):
        udb.put(f"/events/{event}/workflow-status", {"workflowStatus": before, "reason": "dubbel"})
    udb.put(f"/events/{event}", a_draft(workflowStatus=sent))
    assert udb.shown(f"/events/{event}")["workflowStatus"] == after


def test_an_import_publishes_whatever_the_body_asks_and_answers_200(udb: Caller) -> None:
    answer = udb.ask("POST", "/imports/events", an_event(workflowStatus="DRAFT"))
    event = answer.json()["id"]
    assert answer.status_code == 200
    assert udb.shown(f"/events/{event}")["workflowStatus"] == "READY_FOR_VALIDATION"
    assert udb.ask("PUT", f"/imports/events/{event}", an_event(workflowStatus="DELETED")).status_code == 200
    assert udb.shown(f"/events/{event}")["workflowStatus"] == "READY_FOR_VALIDATION"


def test_occurrences_are_replaced_and_the_type_of_calendar_is_corrected(udb: Caller) -> None:
    event = udb.made("events", an_event(subEvent=[MORNING, TOMORROW]))
    assert udb.shown(f"/events/{event}")["calendarType"] == "multiple"
    udb.put(f"/events/{event}", an_event(calendarType="multiple", subEvent=[TOMORROW]))
    shown = udb.shown(f"/events/{event}")
    assert (shown["calendarType"], shown["startDate"]) == ("single", TOMORROW["startDate"])


def test_what_a_client_with_auto_approval_publishes_is_approved(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    trusted = caller(publiq, anonymous, "trusted", Role(auto_approve=True))
    event = trusted.made("events", an_event())
    assert trusted.shown(f"/events/{event}")["workflowStatus"] == "APPROVED"

"""What publiq's staff, strangers and other services do in UiTdatabank while an application runs."""

from __future__ import annotations

import httpx
import pytest
from attrs import evolve

from tests.simulator.udb import (
    NOBODY,
    NOT_IN_UITPAS,
    ORGANIZER,
    PLACE,
    Caller,
    a_place,
    an_event,
    an_organizer,
    caller,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.udb_values import Role

SALE = {"uitpasNumber": "0900000067513", "regularPrice": 11, "tariff": {"id": "SOCIALTARIFF"}}


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


def test_events_move_by_themselves_when_their_place_turns_out_to_be_a_duplicate(
    publiq: Publiq, udb: Caller
) -> None:
    twin = udb.made("places", a_place())
    event = udb.made("events", an_event(location={"@id": f"/places/{twin}"}))
    before = udb.shown(f"/events/{event}")["playhead"]
    done = publiq.nudge("merge-places", duplicatePlaceId=twin, canonicalPlaceId=PLACE)
    assert done["movedEvents"] == [event]

    moved = udb.shown(f"/events/{event}")
    assert moved["location"]["@id"].endswith(f"/places/{PLACE}")
    assert moved["playhead"] > before
    assert udb.shown(f"/places/{twin}")["duplicateOf"].endswith(f"/uitdatabank/places/{PLACE}")
    [known] = udb.shown(f"/places/{PLACE}")["duplicatedBy"]
    assert known.endswith(f"/places/{twin}")
    assert "duplicatedBy" not in moved["location"]


def test_an_event_that_is_put_on_a_duplicate_lands_on_the_canonical_place(
    publiq: Publiq, udb: Caller
) -> None:
    twin, further = udb.made("places", a_place()), udb.made("places", a_place(name={"nl": "Zaal"}))
    publiq.nudge("merge-places", duplicatePlaceId=further, canonicalPlaceId=twin)
    publiq.nudge("merge-places", duplicatePlaceId=twin, canonicalPlaceId=PLACE)
    event = udb.made("events", an_event(location={"@id": f"/places/{further}"}))
    assert udb.shown(f"/events/{event}")["location"]["@id"].endswith(PLACE)
    udb.put(f"/events/{event}/location/{twin}")
    assert udb.shown(f"/events/{event}")["location"]["@id"].endswith(PLACE)
    with pytest.raises(Refusal):
        publiq.nudge("merge-places", duplicatePlaceId=PLACE, canonicalPlaceId=twin)


def test_a_place_that_publiq_deletes_stays_on_its_events(publiq: Publiq, udb: Caller) -> None:
    place = udb.made("places", a_place())
    event = udb.made("events", an_event(location={"@id": f"/places/{place}"}))
    publiq.nudge("delete-place", placeId=place)
    assert udb.shown(f"/places/{place}")["workflowStatus"] == "DELETED"
    assert udb.shown(f"/events/{event}")["location"]["workflowStatus"] == "DELETED"


def test_what_a_stranger_writes_is_seen_and_a_full_put_overwrites_it(publiq: Publiq, udb: Caller) -> None:
    event = udb.made("events", an_event())
    publiq.nudge("edit-by-stranger", id=event, name="Anders", description="Mooi", label="zomer")
    shown = udb.shown(f"/events/{event}")
    assert (shown["name"], shown["description"], shown["labels"]) == (
        {"nl": "Anders"},
        {"nl": "Mooi"},
        ["zomer"],
    )
    udb.put(f"/events/{event}", an_event())
    assert udb.shown(f"/events/{event}")["name"] == {"nl": "Speelweek"}


def test_a_stranger_edits_places_and_organizers_too_and_nothing_that_is_not_there(
    publiq: Publiq, udb: Caller
) -> None:
    for path, item in (("places", PLACE), ("organizers", ORGANIZER)):
        publiq.nudge("edit-by-stranger", id=item, name="Hernoemd")
        assert udb.shown(f"/{path}/{item}")["name"] == {"nl": "Hernoemd"}
    with pytest.raises(Refusal):
        publiq.nudge("edit-by-stranger", id=NOBODY, name="Niets")


def test_a_nudge_that_is_not_known_or_misspelt_says_what_there_is(publiq: Publiq) -> None:
    with pytest.raises(ValueError, match=r"no nudge delete-event; there are .*delete-place"):
        publiq.nudge("delete-event", eventId=NOBODY)
    with pytest.raises(ValueError, match="/"):
        publiq.nudge("delete-place", place=PLACE)


def test_a_moderator_rejects_with_a_reason_that_the_event_keeps(publiq: Publiq, udb: Caller) -> None:
    event = udb.made("events", an_event())
    publiq.nudge("reject-event", eventId=event, reason="dubbel")
    again = {"workflowStatus": "REJECTED", "reason": "dubbel"}
    assert udb.ask("PUT", f"/events/{event}/workflow-status", again).status_code == 204
    problem = udb.refused("PUT", f"/events/{event}/workflow-status", {**again, "reason": "anders"})
    assert problem["title"] == "The offer has already been rejected for another reason: dubbel"


def test_the_register_of_associations_knows_who_was_put_there(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    organizer = udb.made("organizers", an_organizer())
    path = f"/organizers/{organizer}/verenigingsloket"
    for method in ("GET", "DELETE"):
        problem = udb.refused(method, path)
        assert (problem["status"], problem["type"]) == (404, "url/not-found")
        assert problem["title"] == f"Organizer {organizer} not found in verenigingsloket."
    publiq.nudge("register-association", organizerId=organizer, vcode="V0019001")
    page = "https://www.verenigingsloket.be/nl/verenigingen/V0019001"
    assert udb.shown(path) == {"vcode": "V0019001", "url": page, "status": "confirmed"}

    stranger = caller(publiq, anonymous, "stranger")
    assert stranger.shown(path)["status"] == "confirmed"
    assert stranger.refused("DELETE", path)["status"] == 403
    assert udb.ask("DELETE", path).status_code == 204
    assert udb.shown(path)["status"] == "cancelled"
    problem = udb.refused("GET", f"/organizers/{NOBODY}/verenigingsloket")
    assert problem["detail"] == f'The Organizer with id "{NOBODY}" was not found.'


def test_when_uitpas_is_down_what_uitdatabank_passes_on_is_a_502_and_nothing_is_guarded(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = udb.made("events", an_event())
    publiq.clock.advance(minutes=1)
    sold = anonymous.post("/uitpas/ticket-sales", json=[{**SALE, "eventId": event}], headers=udb.headers)
    assert sold.status_code == 200, sold.text
    publiq.world.configure(evolve(publiq.world.settings, uitpas_down=True))

    for path in (f"/uitpas/events/{event}", f"/uitpas/organizers/{ORGANIZER}/card-systems"):
        problem = udb.refused("GET", path)
        assert (problem["status"], problem["type"]) == (502, "about:blank")
        assert problem["title"] == "Bad Gateway"
        assert problem["detail"] == "Could not contact the UiTPAS servers. Please try again later."
    assert udb.ask("GET", "/uitpas/labels").status_code == 200
    udb.put(f"/events/{event}/organizer/{NOT_IN_UITPAS}")


def test_reading_what_uitpas_knows_is_for_anybody_and_changing_it_needs_a_token(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = udb.made("events", an_event())
    publiq.clock.advance(minutes=1)
    nobody = Caller(anonymous, {})
    systems = f"/uitpas/events/{event}/card-systems"
    assert nobody.shown(systems).keys() == {"5", "3"}
    for method, path in (("PUT", systems), ("PUT", f"{systems}/5"), ("DELETE", f"{systems}/5")):
        assert nobody.refused(method, path, [5])["detail"] == "Authorization header missing."
    assert udb.ask("DELETE", f"{systems}/5").status_code == 200
    assert nobody.shown(systems).keys() == {"3"}


def test_labels_on_many_and_exports_answer_with_a_job_that_becomes_complete(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    publiq.clock.freeze("2026-07-01T09:00:00")
    event = udb.made("events", an_event())
    offers = [{"@id": f"/events/{event}", "@type": "Event"}, {"@id": f"/places/{NOBODY}", "@type": "Place"}]
    labelled = udb.ask("POST", "/offers/labels", {"label": "zomer", "offers": offers})
    exported = udb.ask("POST", "/events/export/json", {"query": "id:1"})
    assert (labelled.status_code, exported.status_code) == (200, 200)
    assert udb.shown(f"/events/{event}")["labels"] == ["zomer"]

    nobody = Caller(anonymous, {})
    for each in (labelled, exported):
        job = f"/jobs/{each.json()['commandId']}"
        seen = []
        for _ in range(3):
            seen.append(nobody.ask("GET", job).json())
            publiq.clock.advance(seconds=0.6)
        publiq.clock.freeze("2026-07-01T09:00:00")
        assert seen == ["waiting", "running", "complete"]
    assert nobody.refused("GET", f"/jobs/{NOBODY}")["detail"] == f'The Job with id "{NOBODY}" was not found.'
    hidden = {"label": "UiTPAS Gent", "offers": offers}
    assert udb.refused("POST", "/offers/labels", hidden)["type"] == "uitdatabank/label-not-allowed"
    assert udb.refused("POST", "/events/export/pdf", {})["status"] == 400


def test_who_accepts_turtle_gets_a_document_as_rdf(udb: Caller) -> None:
    event = udb.made("events", an_event(name={"nl": 'Een "week"\n'}, description={"nl": "Mooi"}))
    for path, says in (
        (f"/events/{event}", 'dcterms:title "Een \\"week\\"\\n"@nl'),
        (f"/places/{PLACE}", 'locn:postCode "9000"'),
        (f"/organizers/{ORGANIZER}", "a cp:Organisator"),
    ):
        answer = udb.ask("GET", path, headers={"accept": "text/turtle"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/turtle"
        assert says in answer.text
        assert f"/uitdatabank{path}>" in answer.text
    assert "udb:workflowStatus <https://data.publiq.be/concepts/workflowStatus/readyForValidation>" in (
        udb.ask("GET", f"/events/{event}", headers={"accept": "text/turtle"}).text
    )


def test_god_users_see_the_edits_of_a_stranger_in_the_history(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = udb.made("events", an_event())
    publiq.nudge("edit-by-stranger", id=event, name="Anders")
    god = caller(publiq, anonymous, "god", Role(god=True))
    answer = god.ask("GET", f"/events/{event}/history")
    assert answer.json()[0]["author"] == "uitdatabank-user"

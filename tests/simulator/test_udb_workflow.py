"""The life of an event: drafts, publication, judgement, deletion; and what UiTPAS adds meanwhile."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.udb import BASE, NOT_IN_UITPAS, ORGANIZER, Caller, a_draft, an_event, caller
from uitkern.simulator.testing.publiq import Publiq

READY, APPROVED, REJECTED = "READY_FOR_VALIDATION", "APPROVED", "REJECTED"
NOT_READY = "You can not %s an offer that is not ready for validation"


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    publiq.clock.freeze("2026-06-01T08:00:00")
    return caller(publiq, anonymous)


def event_that_is(udb: Caller, status: str) -> str:
    event = f"/events/{udb.made('events', a_draft(workflowStatus=None if status == 'DRAFT' else READY))}"
    if status in (APPROVED, REJECTED, "DELETED"):
        udb.put(f"{event}/workflow-status", {"workflowStatus": status, "reason": "dubbel"})
    return event


@pytest.mark.parametrize(
    ("before", "to", "outcome"),
    [
        ("DRAFT", READY, READY),
        ("DRAFT", APPROVED, NOT_READY % "approve"),
        ("DRAFT", REJECTED, NOT_READY % "reject"),
        ("DRAFT", "DELETED", "DELETED"),
        ("DRAFT", "DRAFT", "DRAFT"),
        (READY, READY, READY),
        (READY, APPROVED, APPROVED),
        (READY, REJECTED, REJECTED),
        (READY, "DELETED", "DELETED"),
        (READY, "DRAFT", READY),
        (APPROVED, READY, APPROVED),
        (APPROVED, APPROVED, APPROVED),
        (APPROVED, REJECTED, NOT_READY % "reject"),
        (APPROVED, "DELETED", "DELETED"),
        (REJECTED, READY, 'Cannot transition from workflowStatus "REJECTED" to "READY_FOR_VALIDATION".'),
        (REJECTED, APPROVED, NOT_READY % "approve"),
        (REJECTED, REJECTED, REJECTED),
        (REJECTED, "DELETED", "DELETED"),
        ("DELETED", READY, 'Cannot transition from workflowStatus "DELETED" to "READY_FOR_VALIDATION".'),
        ("DELETED", APPROVED, NOT_READY % "approve"),
        ("DELETED", REJECTED, NOT_READY % "reject"),
        ("DELETED", "DELETED", "DELETED"),
        ("DELETED", "DRAFT", "DELETED"),
    ],
)
def test_an_event_goes_from_one_status_to_another(udb: Caller, before: str, to: str, outcome: str) -> None:
    event = event_that_is(udb, before)
    answer = udb.ask("PUT", f"{event}/workflow-status", {"workflowStatus": to, "reason": "dubbel"})
    if outcome.isupper():
        assert (answer.status_code, udb.shown(event)["workflowStatus"]) == (204, outcome)
    elif outcome.startswith("Cannot"):
        assert (answer.status_code, answer.json()["detail"]) == (400, outcome)
        assert answer.json()["type"].endswith("/uitdatabank/invalid-workflow-status-transition")
    else:
        assert (answer.status_code, answer.json()["type"]) == (500, "about:blank")
        assert answer.json()["title"] == outcome
        assert udb.shown(event)["workflowStatus"] == before


def test_a_rejection_has_one_reason(udb: Caller) -> None:
    event = event_that_is(udb, REJECTED)
    body = {"workflowStatus": REJECTED, "reason": "ongepast"}
    problem = udb.refused("PUT", f"{event}/workflow-status", body)
    assert problem["title"] == "The offer has already been rejected for another reason: dubbel"


def test_publication_sets_the_moment_from_which_an_event_is_shown_once(publiq: Publiq, udb: Caller) -> None:
    event = event_that_is(udb, "DRAFT")
    assert "availableFrom" not in udb.shown(event)
    udb.put(f"{event}/workflow-status", {"workflowStatus": READY})
    publiq.clock.advance(hours=1)
    udb.put(f"{event}/workflow-status", {"workflowStatus": READY, "availableFrom": "2030-01-01T00:00:00Z"})
    assert udb.shown(event)["availableFrom"] == "2026-06-01T08:00:00+02:00"
    udb.put(f"{event}/available-from", {"availableFrom": "2020-01-01T00:00:00Z"})
    assert udb.shown(event)["availableFrom"] == "2026-06-01T09:00:00+02:00"


@pytest.mark.parametrize(
    ("model", "body", "after"),
    [
        ("Publish", {}, READY),
        ("Approve", None, APPROVED),
        ("Reject", {"reason": "dubbel"}, REJECTED),
        ("FlagAsDuplicate", None, REJECTED),
        ("FlagAsInappropriate", None, REJECTED),
    ],
)
def test_commands_in_the_media_type_still_work(udb: Caller, model: str, body: object, after: str) -> None:
    event = event_that_is(udb, "DRAFT" if model == "Publish" else READY)
    media = {"content-type": f"application/ld+json;domain-model={model}"}
    assert udb.ask("PATCH", event, body, headers=media).status_code == 204
    assert udb.shown(event)["workflowStatus"] == after
    unknown = udb.refused("PATCH", event, headers={"content-type": "application/json"})
    assert (unknown["status"], unknown["type"]) == (415, "header/unsupported-media-type")


def test_a_deleted_event_can_be_read_and_deleted_again(udb: Caller) -> None:
    event = event_that_is(udb, READY)
    for _ in range(2):
        assert udb.ask("DELETE", event).status_code == 204
    assert udb.shown(event)["workflowStatus"] == "DELETED"


def uitpas_of(udb: Caller, event: str) -> tuple[list[str], list[float]]:
    """Give the hidden labels and the prices of UiTPAS."""
    shown = udb.shown(f"{event}?embedUitpasPrices=true")
    prices = [each["price"] for each in shown["priceInfo"] if each["category"] == "uitpas"]
    return shown.get("hiddenLabels", []), prices


def test_uitpas_follows_each_change_after_its_delay(publiq: Publiq, udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    both = ["UiTPAS Gent", "Paspartoe"]
    for path, body, before, after in (
        ("", None, ([], []), (both, [2.2, 2.2])),
        ("price-info", [{**BASE, "price": 20}], (both, [2.2, 2.2]), (both, [4, 4])),
        (f"organizer/{NOT_IN_UITPAS}", None, (both, [4, 4]), ([], [])),
        (f"organizer/{ORGANIZER}", None, ([], []), (both, [4, 4])),
    ):
        if path:
            udb.put(f"{event}/{path}", body)
        assert uitpas_of(udb, event) == before
        publiq.clock.advance(seconds=4)
        assert uitpas_of(udb, event) == after


def test_labels_and_prices_of_uitpas_outlive_a_full_put(publiq: Publiq, udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    publiq.clock.advance(seconds=4)
    udb.put(event, an_event(priceInfo=None))
    assert uitpas_of(udb, event) == (["UiTPAS Gent", "Paspartoe"], [2.2, 2.2])
    sent = [BASE, {"category": "uitpas", "name": {"nl": "Van mij"}, "price": 1}]
    udb.put(f"{event}/price-info", sent)
    assert uitpas_of(udb, event)[1] == [2.2, 2.2]


def test_a_deleted_event_keeps_what_uitpas_wrote_on_it(publiq: Publiq, udb: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    publiq.clock.advance(seconds=4)
    assert udb.ask("DELETE", event).status_code == 204
    publiq.clock.advance(hours=1)
    assert uitpas_of(udb, event) == (["UiTPAS Gent", "Paspartoe"], [2.2, 2.2])
    udb.put(f"{event}/organizer/{NOT_IN_UITPAS}")
    publiq.clock.advance(seconds=4)
    assert uitpas_of(udb, event) == ([], [])


def test_an_event_opts_out_of_card_systems_through_the_entry_api(publiq: Publiq, udb: Caller) -> None:
    event = udb.made("events", an_event())
    systems = f"/uitpas/events/{event}/card-systems"
    unknown = udb.refused("GET", systems)
    assert unknown["detail"] == (
        f"Event with id '{event}' was not found in UiTPAS. Are you sure it is an UiTPAS event?"
    )
    assert udb.ask("PUT", systems, [5]).status_code == 200
    publiq.clock.advance(seconds=4)
    assert {name: each["name"] for name, each in udb.shown(systems).items()} == {
        "5": "UiTPAS Gent",
        "3": "Paspartoe",
    }
    answer = udb.ask("PUT", systems, [5])
    assert (answer.status_code, answer.content) == (200, b"")
    assert uitpas_of(udb, f"/events/{event}") == (["UiTPAS Gent"], [2.2])
    assert udb.ask("PUT", f"{systems}/3").status_code == 200
    assert udb.ask("DELETE", f"{systems}/5").status_code == 200
    assert uitpas_of(udb, f"/events/{event}")[0] == ["Paspartoe"]
    assert udb.refused("PUT", systems, {})["detail"] == "Payload should be an array of card system ids"
    shown = udb.shown(f"/uitpas/events/{event}")
    assert (shown["@id"][-42:], shown["hasTicketSales"]) == (f"events{event}", False)


def test_the_card_systems_of_organizers_and_their_labels_are_public(anonymous: httpx.Client) -> None:
    path = "/uitdatabank/uitpas"
    known = anonymous.get(f"{path}/organizers/{ORGANIZER}/card-systems").json()
    assert {each["name"] for each in known.values()} == {"UiTPAS Gent", "Paspartoe"}
    unknown = anonymous.get(f"{path}/organizers/{NOT_IN_UITPAS}/card-systems")
    assert unknown.json()["detail"] == (
        f"Organizer with id '{NOT_IN_UITPAS}' was not found in UiTPAS."
        " Are you sure it is an UiTPAS organizer?"
    )
    assert anonymous.get(f"{path}/labels").json()["5"] == "UiTPAS Gent"

"""Who may do what: creators, owners, contributors, gods; the order of checks, labels, CORS and tokens."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.udb import (
    NOBODY,
    ORGANIZER,
    PLACE,
    Caller,
    a_draft,
    an_event,
    an_organizer,
    caller,
    person,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.udb_values import Role
from uitkern.simulator.world.users import User

ALL = ["Aanbod bewerken", "Aanbod modereren", "Aanbod verwijderen"]


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous)


@pytest.fixture
def stranger(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    return caller(publiq, anonymous, "stranger")


def test_the_creator_may_do_everything_and_a_stranger_nothing(udb: Caller, stranger: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    assert udb.shown(f"{event}/permissions") == {"permissions": ALL}
    assert stranger.shown(f"{event}/permissions") == {"permissions": []}
    assert stranger.shown(f"{event}/permission") == {"hasPermission": False}
    detail = f'User stranger@clients has no permission "%s" on resource {event[8:]}'
    renamed = stranger.refused("PUT", f"{event}/name/nl", {"name": "Van mij"})
    judged = stranger.refused("PUT", f"{event}/workflow-status", {"workflowStatus": "APPROVED"})
    assert renamed["detail"] == detail % "Aanbod bewerken"
    assert judged["detail"] == detail % "Aanbod modereren"
    assert stranger.refused("DELETE", event)["detail"] == detail % "Aanbod bewerken"


def test_anybody_may_ask_what_another_may_do(udb: Caller, anonymous: httpx.Client) -> None:
    event = udb.made("events", an_event())
    url = f"/uitdatabank/events/{event}/permissions"
    assert anonymous.get(f"{url}/uitkern-client@clients").json() == {"permissions": ALL}
    assert anonymous.get(f"{url}/somebody").json() == {"permissions": []}


def test_who_owns_the_organizer_may_edit_its_events(udb: Caller, stranger: Caller) -> None:
    organizer = stranger.made("organizers", an_organizer())
    event = udb.made("events", an_event(organizer={"@id": f"/organizers/{organizer}"}))
    stranger.put(f"/events/{event}/name/nl", {"name": "Van ons"})


def test_an_ownership_that_is_approved_opens_events_of_the_organizer(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller, stranger: Caller
) -> None:
    organizer = udb.made("organizers", an_organizer())
    event = f"/events/{udb.made('events', an_event(organizer={'@id': f'/organizers/{organizer}'}))}"
    asked = {"itemId": organizer, "itemType": "organizer"}
    ownership = stranger.ask("POST", "/ownerships", asked).json()["id"]
    assert stranger.refused("POST", "/ownerships", asked)["type"] == "uitdatabank/ownership-already-exists"
    assert stranger.refused("PUT", f"{event}/name/nl", {"name": "Nee"})["status"] == 403
    assert stranger.refused("POST", f"/ownerships/{ownership}/approve")["status"] == 403
    assert udb.ask("POST", f"/ownerships/{ownership}/approve").status_code == 204
    stranger.put(f"{event}/name/nl", {"name": "Ja"})
    listed = udb.shown(f"/ownerships?itemId={organizer}")
    assert [each["state"] for each in listed["member"]] == ["approved"]
    assert udb.ask("DELETE", f"/ownerships/{ownership}").status_code == 204
    assert stranger.refused("PUT", f"{event}/name/nl", {"name": "Nee"})["status"] == 403


def test_a_contributor_edits_with_the_own_address(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    publiq.world.state.users.put("ann", User("ann", "Ann@buurthuis.example", "Ann"))
    ann = person(publiq, anonymous, "ann")
    event = f"/events/{udb.made('events', an_event())}"
    assert ann.refused("PUT", f"{event}/name/nl", {"name": "Nee"})["detail"].startswith("User ann has no")
    udb.put(f"{event}/contributors", ["ann@buurthuis.example"])
    ann.put(f"{event}/name/nl", {"name": "Ja"})
    assert ann.ask("GET", f"{event}/contributors").json() == ["ann@buurthuis.example"]
    assert "contributors" not in udb.shown(event)
    assert udb.shown(f"{event}?embedContributors=true")["contributors"] == ["ann@buurthuis.example"]
    hidden = anonymous.get(f"/uitdatabank{event}?embedContributors=true")
    assert (hidden.status_code, hidden.json()["detail"]) == (401, "Authorization header missing.")


def test_operations_of_events_alone_ask_for_the_right_before_they_look(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    god = caller(publiq, anonymous, "god", Role(god=True))
    path, body = f"/events/{NOBODY}/audience", {"audienceType": "everyone"}
    assert udb.refused("PUT", path, body)["status"] == 403
    assert god.refused("PUT", path, body)["detail"] == f'The event with id "{NOBODY}" was not found.'
    assert udb.refused("PUT", f"/events/{NOBODY}/status", {"type": "Available"})["status"] == 404
    wrong = udb.refused("PUT", f"/places/{udb.made('events', a_draft())}/status", {"type": "Available"})
    assert wrong["detail"].startswith('The place with id "')


def test_route_and_method_come_before_the_token(anonymous: httpx.Client) -> None:
    unknown = anonymous.get("/uitdatabank/nothing")
    assert (unknown.status_code, "detail" in unknown.json()) == (404, False)
    wrong = anonymous.post(f"/uitdatabank/events/{NOBODY}")
    assert (wrong.status_code, wrong.json()["title"]) == (405, "Method not allowed")
    assert wrong.json()["detail"] == "Allowed: GET, PUT, PATCH, DELETE"
    for path in ("/organizer/x", f"/events/{NOBODY}/workflowStatus", f"/places/{PLACE}/sub-events"):
        assert anonymous.put(f"/uitdatabank{path}").json() == {
            "type": "https://api.publiq.be/probs/url/not-found",
            "title": "Not Found",
            "status": 404,
        }
    assert anonymous.put(f"/uitdatabank/events/{NOBODY}", json={}).status_code == 401


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        ("Basic abc", 'Authorization header must start with "Bearer ", followed by your token.'),
        ("Bearer abc", 'Token "abc" is not a valid JWT.'),
        (
            "Bearer aaa.bbb.ccc",
            "Token signature verification failed. The token is likely forged or manipulated.",
        ),
    ],
)
def test_a_bad_token_is_refused_by_its_form(anonymous: httpx.Client, header: str, detail: str) -> None:
    answer = anonymous.post("/uitdatabank/events", headers={"authorization": header})
    assert (answer.status_code, answer.json()["detail"]) == (401, detail)


def test_a_token_that_is_over_is_refused(publiq: Publiq, udb: Caller) -> None:
    publiq.clock.advance(days=2)
    assert udb.refused("POST", "/events", {})["detail"] == "Token expired (or not yet usable)."
    assert udb.ask("GET", f"/places/{PLACE}").status_code == 200


def test_a_client_is_no_user(publiq: Publiq, anonymous: httpx.Client, udb: Caller) -> None:
    assert udb.refused("GET", "/user")["detail"] == (
        "Client access tokens are not supported on this endpoint because a user is required"
        " to return user info."
    )
    user = next(iter(publiq.world.state.users))
    assert person(publiq, anonymous, user).shown("/user")["uuid"] == user


def test_any_page_may_call_from_anywhere(anonymous: httpx.Client) -> None:
    asked = {
        "origin": "https://app.example",
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization,x-thing",
    }
    answer = anonymous.options(f"/uitdatabank/events/{NOBODY}", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    expected = {
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "GET,POST,PUT,PATCH,DELETE",
        "allow": "GET,POST,PUT,PATCH,DELETE",
        "access-control-allow-headers": "authorization,x-thing",
    }
    assert expected.items() <= dict(answer.headers).items()
    plain = anonymous.get("/uitdatabank/nothing").headers
    assert plain["access-control-allow-origin"] == "*"
    assert plain["access-control-allow-headers"] == "authorization,x-api-key"
    assert anonymous.options(f"/uitdatabank/events/{NOBODY}").status_code == 401


def test_anybody_may_put_public_labels_on_anything(udb: Caller, stranger: Caller) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    stranger.put(f"{event}/labels/van een ander")
    assert udb.shown(event)["labels"] == ["van een ander"]
    assert stranger.refused("PUT", f"{event}/labels", {"labels": []})["status"] == 403
    assert stranger.ask("DELETE", f"{event}/labels/VAN een ander").status_code == 204
    assert "labels" not in udb.shown(event)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_labels_of_uitpas_are_for_uitpas(udb: Caller, method: str) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    problem = udb.refused(method, f"{event}/labels/UiTPAS Gent")
    assert problem == {
        "type": "uitdatabank/label-not-allowed",
        "title": "Label not allowed",
        "status": 403,
        "label": "UiTPAS Gent",
    }


def test_a_role_uses_its_private_label_and_the_registry_says_that_it_is_hidden(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    uitpas = caller(publiq, anonymous, "uitpas", Role(labels=frozenset({"uitpas gent"})))
    event = f"/events/{udb.made('events', a_draft())}"
    uitpas.put(f"{event}/labels/UiTPAS Gent")
    udb.put(event, a_draft(labels=["zomer"]))
    udb.put(f"{event}/labels", {"labels": ["UiTPAS Oostende"]})
    shown = udb.shown(event)
    assert shown["hiddenLabels"] == ["UiTPAS Gent"]
    assert "labels" not in shown


def test_organizers_are_deleted_by_a_role_and_free_their_events(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    organizer = udb.made("organizers", an_organizer())
    event = udb.made("events", an_event(organizer={"@id": f"/organizers/{organizer}"}))
    assert udb.refused("DELETE", f"/organizers/{organizer}")["detail"] == (
        f'User uitkern-client@clients has no permission "Organisaties beheren" on resource {organizer}'
    )
    manager = caller(publiq, anonymous, "manager", Role(permissions=frozenset({"Organisaties beheren"})))
    assert manager.ask("DELETE", f"/organizers/{organizer}").status_code == 204
    assert udb.shown(f"/organizers/{organizer}")["workflowStatus"] == "DELETED"
    assert "organizer" not in udb.shown(f"/events/{event}")
    assert udb.refused("PUT", f"/organizers/{ORGANIZER}/name/nl", {"name": "Nee"})["detail"] == (
        f'User uitkern-client@clients has no permission "Organisaties bewerken" on resource {ORGANIZER}'
    )


def test_a_moderator_has_the_permissions_of_the_role_and_no_others(
    publiq: Publiq, anonymous: httpx.Client
) -> None:
    maker = caller(publiq, anonymous)
    event = maker.made("events", an_event())
    role = Role(permissions=frozenset({"Aanbod modereren"}))
    moderator = caller(publiq, anonymous, "region-moderator", role)
    assert moderator.shown(f"/events/{event}/permissions") == {"permissions": ["Aanbod modereren"]}
    problem = moderator.refused("PUT", f"/events/{event}/name/nl", {"name": "Anders"})
    assert problem["detail"].startswith(
        'User region-moderator@clients has no permission "Aanbod bewerken" on'
    )
    moderator.put(f"/events/{event}/workflow-status", {"workflowStatus": "APPROVED"})
    assert maker.shown(f"/events/{event}")["workflowStatus"] == "APPROVED"

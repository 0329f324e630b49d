from __future__ import annotations

import base64
from collections.abc import Callable

import httpx
import pytest

from tests.simulator.people import (
    BLOCKED,
    CHILD,
    GROUP,
    OTHER_CHILD,
    PARENT,
    PLAIN,
    UNKNOWN,
    a_client,
    as_client,
    as_holder,
    as_user,
    change,
    holder_of,
    id_of,
    ok,
    problem,
    speaking,
    told,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import cards
from uitkern.simulator.world.official.identities import COUNTER_CLIENT_ID
from uitkern.simulator.world.official.society import NEWCOMER
from uitkern.simulator.world.users import User

ME = User("11111111-2222-4333-8444-555555555555", "ik@example.org", "Iemand")
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
TOKEN = "/passholders/me/uitid/registration-token"
STATUS = "/passholders/me/uitid/status"
LINK = "/passholders/me/uitid"


def basic(number: str, born: object) -> str:
    return "Basic " + base64.b64encode(f"{number}:{born}".encode()).decode()


def ask_token(publiq: Publiq, number: str, born: object | None = None) -> httpx.Response:
    credentials = basic(number, born or holder_of(publiq, number).date_of_birth)
    with speaking(publiq, authorization=credentials, x_client_id=COUNTER_CLIENT_ID) as caller:
        return caller.get(TOKEN)


def with_token(publiq: Publiq, number: str) -> dict[str, str]:
    return {"x-registration-token": ok(ask_token(publiq, number))["token"]}


def status(publiq: Publiq, headers: dict[str, str]) -> httpx.Response:
    return speaking(publiq, x_client_id=COUNTER_CLIENT_ID).get(STATUS, headers=headers)


def email_state(publiq: Publiq, email: str) -> str:
    answer = speaking(publiq, x_client_id=COUNTER_CLIENT_ID).get(f"/uitid/emails/{email}")
    return str(ok(answer)["state"])


def test_a_passholder_comes_to_a_uitid_in_four_steps(publiq: Publiq, counter: httpx.Client) -> None:
    headers = with_token(publiq, PLAIN)
    shown = ok(status(publiq, headers))
    assert shown == {"uitpasNumber": PLAIN, "state": "UNREGISTERED", "email": "testpersoon.b@example.org"}
    assert email_state(publiq, ME.email) == "UITID_UNREGISTERED"
    me = as_user(publiq, ME)
    assert email_state(publiq, "IK@example.org") == "UITID_REGISTERED"
    ok(me.put(LINK, headers=headers), 201)
    assert email_state(publiq, ME.email) == "UITPAS_ALREADY_LINKED"
    assert ok(status(publiq, headers)) == {"uitpasNumber": PLAIN, "state": "REGISTERED", "email": ME.email}
    assert ok(me.get("/passholders/me"))["uitpasNumber"] == PLAIN
    assert ok(counter.get(f"/passholders/{id_of(publiq, PLAIN)}"))["uitidStatus"] == "REGISTERED"


def test_a_link_is_made_once_on_either_side(publiq: Publiq) -> None:
    me = as_user(publiq, ME)
    ok(me.put(LINK, headers=with_token(publiq, PLAIN)), 201)
    for caller, number, kind in (
        (me, PLAIN, "uitpas/passholder-already-registered"),
        (as_user(publiq, NEWCOMER), PLAIN, "uitpas/passholder-already-registered"),
        (me, CHILD, "uitpas/uitid-already-registered"),
    ):
        answer = caller.put(LINK, headers=with_token(publiq, number))
        assert problem(answer) == (400, kind)
        assert told(answer)


def test_a_link_needs_token_user_and_permission(publiq: Publiq, counter: httpx.Client) -> None:
    me = as_user(publiq, ME)
    assert problem(me.put(LINK)) == (400, "header/missing")
    assert problem(me.put(LINK, headers={"x-registration-token": "made-up"})) == (400, "header/invalid")
    headers = with_token(publiq, PLAIN)
    assert problem(counter.put(LINK, headers=headers)) == (403, "auth/forbidden")
    token = publiq.world.log_in(ME.id, a_client(publiq, "PASSES_READ").id).value
    with speaking(publiq, authorization=f"Bearer {token}") as elsewhere:
        assert problem(elsewhere.put(LINK, headers=headers)) == (403, "auth/forbidden")


@pytest.mark.parametrize(
    ("number", "born"),
    [(PLAIN, "1999-09-09"), (UNKNOWN, "1983-03-02"), (BLOCKED, "1971-03-03"), (GROUP, "None"), ("", "")],
)
def test_who_does_not_know_a_passholder_gets_no_token(publiq: Publiq, number: str, born: str) -> None:
    credentials = basic(number, born)
    with speaking(publiq, authorization=credentials, x_client_id=COUNTER_CLIENT_ID) as caller:
        assert problem(caller.get(TOKEN)) == (401, "auth/unauthorized")


@pytest.mark.parametrize(
    "credentials", ["Basic %%%", "Basic " + base64.b64encode(b"\xff").decode(), "Basic aa=="]
)
def test_credentials_that_cannot_be_read_are_none(publiq: Publiq, credentials: str) -> None:
    with speaking(publiq, authorization=credentials, x_client_id=COUNTER_CLIENT_ID) as caller:
        assert problem(caller.get(TOKEN)) == (401, "auth/unauthorized")


def test_credentials_of_a_passholder_go_with_the_name_of_a_client(publiq: Publiq) -> None:
    credentials = basic(PLAIN, holder_of(publiq, PLAIN).date_of_birth)
    with speaking(publiq, authorization=credentials) as nameless:
        assert problem(nameless.get(TOKEN)) == (401, "auth/unauthorized")
    assert problem(speaking(publiq, x_client_id=COUNTER_CLIENT_ID).get(TOKEN)) == (401, "auth/unauthorized")


def test_a_registration_token_works_for_an_hour_and_while_there_is_a_card(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    headers = with_token(publiq, PLAIN)
    publiq.clock.advance(minutes=59)
    ok(status(publiq, headers))
    publiq.clock.advance(minutes=1)
    assert problem(status(publiq, headers)) == (400, "header/invalid")
    with_token(publiq, PLAIN)
    assert len(publiq.world.state.registration_tokens) == 1
    assert problem(status(publiq, {})) == (400, "header/missing")


def test_a_token_outlives_the_card_but_not_all_cards(publiq: Publiq) -> None:
    headers, state = with_token(publiq, PLAIN), publiq.world.state
    new = cards.replace(state, state.cards[PLAIN])
    assert ok(status(publiq, headers))["uitpasNumber"] == new.number
    change(publiq, PLAIN, memberships=())
    assert problem(status(publiq, headers)) == (401, "auth/unauthorized")


def test_the_steps_are_limited_in_pace(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    headers = with_token(publiq, PLAIN)
    identified = speaking(publiq, x_client_id=COUNTER_CLIENT_ID)
    steps: list[Callable[[], httpx.Response]] = [
        lambda: identified.get(STATUS, headers=headers),
        lambda: identified.get("/uitid/emails/ik@example.org"),
        lambda: ask_token(publiq, PLAIN),
    ]
    for ask in steps:
        answers = [ask() for _ in range(61)]
        assert problem(answers[-1]) == (429, "uitpas/rate-limited")


def checked_in(publiq: Publiq, number: str) -> None:
    seller = as_client(publiq, "CHECKINS_WRITE")
    ok(seller.post("/checkins", json={"eventId": EVENT, "uitpasNumber": number}), 201)


def transactions(caller: httpx.Client, holder: str = "me", **query: str) -> httpx.Response:
    return caller.get(f"/passholders/{holder}/transactions", params=query)


def test_a_person_sees_the_points_come_and_go(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T10:00")
    me = as_holder(publiq, PLAIN)
    assert ok(transactions(me)) == {"totalItems": 0, "member": []}
    checked_in(publiq, PLAIN)
    publiq.clock.advance(hours=1)
    redeemer = as_client(publiq, "REWARDS_REDEEM")
    body = {"uitpasNumber": PLAIN, "rewardId": "5687"}
    ok(redeemer.post("/rewards/redeemed", json=body), 201)
    spent, earned = ok(transactions(me))["member"]
    assert (earned["points"], earned["location"]) == (1, "[TEST] UiTPAS Locatie")
    assert spent["points"] < 0
    assert ok(transactions(me, **{"sort[creationDate]": "asc"}))["member"] == [earned, spent]
    assert ok(transactions(me, start="1", limit="1"))["member"] == [earned]
    assert ok(transactions(me, id_of(publiq, PLAIN)))["totalItems"] == 2


def test_transactions_are_for_oneself_and_the_own_family(publiq: Publiq) -> None:
    me = as_holder(publiq, PARENT)
    ok(transactions(me, id_of(publiq, CHILD)))
    assert problem(transactions(me, id_of(publiq, OTHER_CHILD))) == (403, "auth/forbidden")
    assert problem(transactions(as_holder(publiq, CHILD), id_of(publiq, PARENT))) == (403, "auth/forbidden")


def test_transactions_are_refused_with_the_reason(publiq: Publiq, counter: httpx.Client) -> None:
    me = as_holder(publiq, PARENT)
    assert problem(transactions(me, PARENT)) == (400, "uitpas/invalid-uitpas-number")
    assert problem(transactions(me, limit="501")) == (400, "url/query-limit-exceeded")
    assert problem(transactions(me, "nobody")) == (404, "uitpas/passholder-not-found")
    without_pass = transactions(as_user(publiq, ME))
    assert problem(without_pass) == (404, "uitpas/passholder-not-found")
    assert told(without_pass)
    assert problem(transactions(counter)) == (403, "auth/forbidden")
    token = publiq.world.log_in(ME.id, a_client(publiq, "PASSES_READ").id).value
    with speaking(publiq, authorization=f"Bearer {token}") as elsewhere:
        assert problem(transactions(elsewhere)) == (403, "auth/forbidden")

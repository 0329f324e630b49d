from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.people import (
    BLOCKED,
    CHILD,
    GROUP,
    OF_DENDER,
    OTHER_CHILD,
    OTHER_PARENT,
    PARENT,
    PLAIN,
    PROVISIONED,
    UNKNOWN,
    WALKER,
    as_client,
    as_holder,
    holder_of,
    id_of,
    ok,
    problem,
    speaking,
    told,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import cards
from uitkern.simulator.world.families import MOST_ADULTS, MOST_MEMBERS
from uitkern.simulator.world.official.identities import COUNTER_CLIENT_ID


def family_of(publiq: Publiq, number: str) -> str:
    return f"/passholders/{id_of(publiq, number)}/family-members"


def members(counter: httpx.Client, path: str) -> list[str]:
    return [each["uitpasNumber"] for each in ok(counter.get(path))]


def token_for(publiq: Publiq, number: str) -> str:
    """Prove to know the number and the birthday of a passholder."""
    born = holder_of(publiq, number).date_of_birth
    basic = base64.b64encode(f"{number}:{born}".encode()).decode()
    with speaking(publiq, authorization=f"Basic {basic}", x_client_id=COUNTER_CLIENT_ID) as caller:
        return str(ok(caller.get("/passholders/me/uitid/registration-token"))["token"])


def test_a_family_begins_with_the_one_whose_it_is(publiq: Publiq, counter: httpx.Client) -> None:
    parent, child = ok(counter.get(family_of(publiq, PARENT)))
    assert (parent["mainFamilyMember"], child["mainFamilyMember"]) == (True, False)
    assert "icon" not in parent
    assert child["icon"].endswith(".png")
    assert child["passholder"]["id"] == id_of(publiq, CHILD)


def test_being_in_a_family_goes_one_way(publiq: Publiq, counter: httpx.Client) -> None:
    assert members(counter, family_of(publiq, PARENT)) == [PARENT, CHILD]
    assert members(counter, family_of(publiq, CHILD)) == [CHILD]
    assert ok(counter.get(f"/passholders/{id_of(publiq, PARENT)}/families")) == []
    [family] = ok(counter.get(f"/passholders/{id_of(publiq, CHILD)}/families"))
    assert (family["passholderId"], family["firstName"]) == (id_of(publiq, PARENT), "Testouder J")
    assert family["memberSince"]


def test_a_member_is_taken_in_changed_and_let_go(publiq: Publiq, counter: httpx.Client) -> None:
    path, child = family_of(publiq, PARENT), id_of(publiq, OTHER_CHILD)
    ok(counter.post(path, json={"uitpasNumber": OTHER_CHILD, "icon": "https://example.org/1.png"}), 201)
    assert members(counter, path) == [PARENT, CHILD, OTHER_CHILD]
    ok(counter.put(f"{path}/{child}", json={"icon": "https://example.org/2.png"}), 202)
    assert ok(counter.get(path))[2]["icon"] == "https://example.org/2.png"
    ok(counter.delete(f"{path}/{child}"), 202)
    assert members(counter, path) == [PARENT, CHILD]
    for answer in (counter.delete(f"{path}/{child}"), counter.put(f"{path}/{child}", json={})):
        assert problem(answer) == (404, "uitpas/passholder-not-found")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("123", "uitpas/invalid-uitpas-number"),
        (UNKNOWN, "uitpas/passholder-not-found"),
        (PROVISIONED, "uitpas/passholder-not-found"),
        (BLOCKED, "uitpas/passholder-not-found"),
        (GROUP, "uitpas/passholder-not-found"),
        (CHILD, "uitpas/family-member-already-added"),
        (PARENT, "uitpas/family-member-already-added"),
    ],
)
def test_a_member_is_refused_with_the_reason(
    publiq: Publiq, counter: httpx.Client, number: str, kind: str
) -> None:
    answer = counter.post(family_of(publiq, PARENT), json={"uitpasNumber": number})
    assert problem(answer) == (400, kind)
    assert told(answer)


def a_child(counter: httpx.Client) -> str:
    body: dict[str, Any] = {
        "name": "Testnaam",
        "firstName": "Kind",
        "dateOfBirth": "2020-05-05",
        "address": {"postalCode": "9000", "city": "Gent"},
        "registrationOrganizer": {"id": "0ce87cbc-9299-4528-8d35-92225dc9489f"},
        "registrationCardSystemId": 5,
        "registrationCardType": "DIGITAL",
    }
    return str(ok(counter.post("/passholders", json=body))["uitpasNumber"])


def test_a_family_has_an_end(publiq: Publiq, counter: httpx.Client) -> None:
    path = family_of(publiq, PARENT)
    for _ in range(MOST_MEMBERS - 2):
        ok(counter.post(path, json={"uitpasNumber": a_child(counter)}), 201)
    assert len(members(counter, path)) == MOST_MEMBERS
    answer = counter.post(path, json={"uitpasNumber": a_child(counter)})
    assert problem(answer) == (400, "uitpas/too-many-family-members")
    assert str(MOST_MEMBERS) in told(answer)


def test_a_family_has_two_adults_until_a_child_comes_of_age(publiq: Publiq, counter: httpx.Client) -> None:
    path = family_of(publiq, PARENT)
    ok(counter.post(path, json={"uitpasNumber": PLAIN}), 201)
    answer = counter.post(path, json={"uitpasNumber": OTHER_PARENT})
    assert problem(answer) == (400, "uitpas/too-many-adults-in-family")
    assert str(MOST_ADULTS) in told(answer)
    ok(counter.post(path, json={"uitpasNumber": OTHER_CHILD}), 201)


def test_a_parent_needs_to_know_the_child_to_take_it_in(publiq: Publiq) -> None:
    me, path = as_holder(publiq, PARENT), family_of(publiq, PARENT)
    body = {"uitpasNumber": OTHER_CHILD}
    assert problem(me.post(path, json=body)) == (400, "header/missing")
    wrong = {"x-registration-token": "made-up"}
    assert problem(me.post(path, json=body, headers=wrong)) == (400, "header/invalid")
    of_another = {"x-registration-token": token_for(publiq, WALKER)}
    assert problem(me.post(path, json=body, headers=of_another)) == (403, "auth/forbidden")
    right = {"x-registration-token": token_for(publiq, OTHER_CHILD)}
    ok(me.post(path, json=body, headers=right), 201)
    assert members(me, path) == [PARENT, CHILD, OTHER_CHILD]


def test_a_parent_manages_no_other_family(publiq: Publiq) -> None:
    me = as_holder(publiq, PARENT)
    theirs = family_of(publiq, OTHER_PARENT)
    assert problem(me.get(theirs)) == (403, "auth/forbidden")
    assert problem(me.post(theirs, json={"uitpasNumber": WALKER})) == (403, "auth/forbidden")
    assert problem(me.delete(f"{theirs}/{id_of(publiq, OTHER_CHILD)}")) == (403, "auth/forbidden")


def test_either_side_ends_a_membership_and_nobody_leaves_the_own_family(publiq: Publiq) -> None:
    path, child = family_of(publiq, PARENT), id_of(publiq, CHILD)
    me = as_holder(publiq, PARENT)
    assert problem(me.delete(f"{path}/{id_of(publiq, PARENT)}")) == (403, "auth/forbidden")
    ok(as_holder(publiq, CHILD).delete(f"{path}/{child}"), 202)
    assert members(me, path) == [PARENT]


def test_the_token_in_the_mail_undoes_what_was_done(publiq: Publiq) -> None:
    path = f"{family_of(publiq, PARENT)}/{id_of(publiq, CHILD)}"
    tie = publiq.world.state.family_ties[id_of(publiq, PARENT), id_of(publiq, CHILD)]
    assert problem(speaking(publiq).delete(path)) == (401, "auth/unauthorized")
    assert problem(speaking(publiq, x_custom_token="made-up").delete(path)) == (401, "auth/unauthorized")
    ok(speaking(publiq, x_custom_token=tie.undo_token).delete(path), 202)


def test_a_family_outside_the_region_is_not_for_a_counter(publiq: Publiq, counter: httpx.Client) -> None:
    assert problem(counter.get(family_of(publiq, OF_DENDER))) == (403, "auth/forbidden")
    nobody = as_client(publiq, "PASSES_READ")
    assert problem(nobody.get(family_of(publiq, PARENT))) == (403, "auth/forbidden")


def test_a_family_outlives_the_replacement_of_a_card(publiq: Publiq, counter: httpx.Client) -> None:
    state = publiq.world.state
    new = cards.replace(state, state.cards[CHILD]).number
    assert members(counter, family_of(publiq, PARENT)) == [PARENT, new]
    state.cards.put(new, evolve(state.cards[new], status=state.cards[BLOCKED].status))
    assert "uitpasNumber" not in ok(counter.get(family_of(publiq, PARENT)))[1]

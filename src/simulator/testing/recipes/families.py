"""How to meet every problem of accounts, prices, families, schools and cards."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import evolve

from ...world import uitid_links
from ...world.values import CardStatus, Membership
from .cast import (
    CHILD,
    DENDER,
    GENT,
    OTHER_PARENT,
    PARENT,
    PLAIN,
    UNKNOWN,
    USED_INSZ,
    a_person,
    at_the_counter,
    change,
    id_of,
)
from .people_bodies import (
    CHIP,
    FAMILY,
    MYSELF,
    NEWCOMER_INSZ,
)
from .stage import Stage, asks, makes, recipe


def link(stage: Stage, who: httpx.Client, number: str = PLAIN) -> httpx.Response:
    holder = stage.state.passholders[id_of(stage.publiq, number)]
    born = holder.date_of_birth.isoformat() if holder.date_of_birth else ""
    token = uitid_links.make_token(stage.state, stage.publiq.clock.now(), number, born)
    headers = {"x-registration-token": token}
    return stage.ask("register-uitid-passholder", who=who, headers=headers)


@recipe("register-uitid-passholder", "passholder-already-registered")
def _linked_holder(stage: Stage) -> httpx.Response:
    link(stage, stage.user())
    return link(stage, stage.user(id="another", email="ander@example.org"))


@recipe("register-uitid-passholder", "uitid-already-registered")
def _linked_user(stage: Stage) -> httpx.Response:
    who = stage.user()
    link(stage, who)
    return link(stage, who, CHILD)


for _name in (
    "get-passholders-membership-prices-cardSystemId",
    "get-passholders-passholderId-membership-prices-cardSystemId",
):

    @recipe(_name, "invalid-voucher-code")
    def _no_voucher(stage: Stage, name: str = _name) -> httpx.Response:
        path: dict[str, Any] = {"passholderId": id_of(stage.publiq, PLAIN), "cardSystemId": str(GENT)}
        return stage.ask(name, query={"voucher": "NOTHING"}, **path)


asks(
    "get-passholders-membership-prices-cardSystemId",
    "invalid-postal-code",
    cardSystemId=str(GENT),
    query={"postalCode": "x"},
)


def myself(stage: Stage, insz: str | None = NEWCOMER_INSZ, **members: Any) -> httpx.Response:
    """Register oneself."""
    return stage.ask("post-passholders-me", who=stage.user(insz=insz), body=MYSELF | members)


for _kind, _members in (
    ("insz-in-token-required", {"insz": None}),
    ("organizer-not-found", {"registrationOrganizer": {"id": "nobody"}}),
    ("cardsystem-not-found", {"cardSystem": {"id": DENDER}}),
    ("forbidden-underaged", {"dateOfBirth": "2025-01-01"}),
    ("invalid-city", {"city": "Parijs"}),
    ("insz-already-used", {"insz": USED_INSZ}),
    ("email-already-used", {"email": "testpersoon.b@example.org"}),
):
    makes("post-passholders-me", _kind, myself, **_members)
recipe("get-passholders-me", "passholder-not-found", status=404)(
    lambda stage: stage.ask("get-passholders-me", who=stage.user())
)


def transactions(stage: Stage, holder: str) -> httpx.Response:
    who = at_the_counter(stage.publiq, PLAIN)
    return stage.ask("get-passholders-passholderId-transactions", who=who, passholderId=holder)


recipe("get-passholders-passholderId-transactions", "passholder-not-found", status=404)(
    lambda stage: transactions(stage, "nobody")
)


def add(stage: Stage, number: str) -> httpx.Response:
    """Add somebody to the family of a parent."""
    body = {"uitpasNumber": number}
    return stage.ask(FAMILY, passholderId=id_of(stage.publiq, PARENT), body=body)


for _kind, _number in (
    ("passholder-not-found", UNKNOWN),
    ("invalid-uitpas-number", "123"),
    ("family-member-already-added", CHILD),
):
    makes(FAMILY, _kind, add, number=_number)


@recipe(FAMILY, "too-many-adults-in-family")
def _adults(stage: Stage) -> httpx.Response:
    add(stage, PLAIN)
    return add(stage, OTHER_PARENT)


@recipe(FAMILY, "too-many-family-members")
def _large(stage: Stage) -> httpx.Response:
    answer = add(stage, CHILD)
    for _ in range(30):
        child = a_person(inszNumber=None, dateOfBirth="2020-01-01")
        child = {name: value for name, value in child.items() if value is not None}
        made = stage.ask("post-passholders", body=child).json()
        answer = add(stage, made["uitpasNumber"])
        if answer.status_code == 400:
            break
    return answer


@recipe("get-passholders-school", "school-not-found", status=404)
def _no_school(stage: Stage) -> httpx.Response:
    return stage.ask("get-passholders-school", passholderId=id_of(stage.publiq, PLAIN))


@recipe("put-passholders-school", "school-not-found")
def _unknown_school(stage: Stage) -> httpx.Response:
    holder = id_of(stage.publiq, PLAIN)
    return stage.ask("put-passholders-school", passholderId=holder, body={"id": "nobody"})


_TWINS: tuple[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]], ...] = (
    (
        "get-insz-numbers-inszNumber",
        {"inszNumber": "71030360442"},
        {"inszNumber": USED_INSZ},
        {"inszNumber": "1"},
    ),
    (
        "get-chip-numbers-chipNumber",
        {"chipNumber": "04B00412F15284"},
        {"chipNumber": "044AC54A8E6180"},
        {"chipNumber": "00"},
    ),
)
for _name, _blocked_one, _stock, _unknown in _TWINS:
    asks(_name, "card-blocked", **_blocked_one)
    asks(_name, "pass-not-found", 404, **_unknown)

    @recipe(_name, "passholder-blocked")
    def _blocked_holder(stage: Stage, name: str = _name) -> httpx.Response:
        change(stage.publiq, PLAIN, memberships=(Membership(GENT, blocked=True),))
        return stage.ask(name, inszNumber=USED_INSZ, chipNumber=CHIP)

    @recipe(_name, "invalid-card-status")
    def _not_in_use(stage: Stage, name: str = _name, path: dict[str, Any] = _stock) -> httpx.Response:
        stage.state.cards.put(PLAIN, evolve(stage.state.cards[PLAIN], status=CardStatus.DELETED))
        return stage.ask(name, **path)


asks("passholders-status-insz-numbers-insznumber", "invalid-insz-number", inszNumber="1")
asks("get-grouppasses", "invalid-uitpas-number", query={"uitpasNumber": "123"})
asks("get-cards", "invalid-uitpas-number", query={"uitpasNumber": "123"})

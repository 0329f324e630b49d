"""Ask what an open question is about, and give the part of the answer that it decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
from attrs import evolve

from tests.simulator.people import ENTITLED, PARENT, PLAIN, id_of
from tests.simulator.people import as_holder as person
from tests.simulator.rights import (
    BLOCKED,
    EVENT,
    ORGANIZER,
    PERSON,
    PROBLEMS,
    as_holder,
    change,
    client,
    holder_of,
    ok,
)
from tests.simulator.udb import a_place
from uitkern.simulator.testing.recipes import checkins, families, offices, people, sales
from uitkern.simulator.testing.recipes.bodies import SALE
from uitkern.simulator.testing.recipes.people_bodies import FAMILY
from uitkern.simulator.testing.recipes.stage import RECIPES, Stage
from uitkern.simulator.world import checkins as world_checkins
from uitkern.simulator.world import uitid_links

assert [checkins, families, offices, people, sales], "recipes register themselves where they are made"

TRANSACTIONS = "get-passholders-passholderId-transactions"
WRITE_TARIFF, OTHER_SPELLING = "PASSHOLDERS_WRITE_SOCIALTARIFF", "PASSHOLDERS_WRITE_SOCIAL_TARIFF"
Probe = Callable[[Stage], object]


def shown(answer: httpx.Response) -> object:
    """Give the status of an answer, with the problem type of one that refuses."""
    if answer.status_code < 400:
        return answer.status_code
    return answer.status_code, str(answer.json().get("type", "")).removeprefix(PROBLEMS)


def met(operation: str, status: int, kind: str) -> Probe:
    """Meet a problem as its recipe does."""
    return lambda stage: shown(RECIPES[operation, status, kind](stage))


def asked(operation: str, **given: Any) -> Probe:
    return lambda stage: shown(stage.ask(operation, **given))


def a_sale(*names: str) -> Probe:
    def probe(stage: Stage) -> object:
        [sold] = ok(stage.ask("post-ticket-sales"))
        return [name for name in names if name in sold]

    return probe


def end_date(stage: Stage) -> object:
    found = [
        ok(stage.ask("get-passes")),
        ok(stage.ask("get-passes-uitpasNumber", uitpasNumber=ENTITLED)),
        ok(stage.ask("get-insz-numbers-inszNumber", inszNumber="36051380284")),
        ok(stage.ask("get-chip-numbers-chipNumber", chipNumber="04363CDAEE3880")),
    ]
    return {datetime.fromisoformat(each["socialTariff"]["endDate"]).tzinfo is not None for each in found}


def members_of_a_pass(stage: Stage) -> object:
    found = ok(stage.ask("get-passes-uitpasNumber", uitpasNumber=PERSON))
    return "passType" in found, "cardSystem" in found


def blocked_card(stage: Stage) -> object:
    answer = stage.ask("get-passes-uitpasNumber", uitpasNumber=BLOCKED)
    return shown(answer), answer.json().get("cardStatus")


def type_of_a_blocked_pass(stage: Stage) -> object:
    refused = stage.ask("get-passes", query={"identifier": BLOCKED}).json()
    return [name for name in ("passType", "groupPass") if refused.get(name) == "INDIVIDUAL"]


def a_tariff_without_the_right(stage: Stage) -> object:
    without = {**SALE, "uitpasNumber": PLAIN}
    wrong = {**without, "tariff": {"id": ""}}
    return [shown(stage.ask("post-ticket-sales", body=[each])) for each in (without, wrong)]


def a_tariff_by_its_older_name(stage: Stage) -> object:
    sale = {name: value for name, value in SALE.items() if name != "tariff"} | {"tariffId": "SOCIALTARIFF"}
    return shown(stage.ask("post-ticket-sales", body=[sale]))


def no_json(stage: Stage) -> object:
    headers = {"content-type": "text/plain"}
    return shown(stage.ask("post-ticket-sales", headers=headers))


def older_token_path(stage: Stage) -> object:
    body = {"grant_type": "client_credentials", "client_id": "all", "client_secret": "secret"}
    url = f"{stage.publiq.url}/uitid/oauth/token"
    return shown(stage.all.post(url, json=body | {"audience": "https://api.publiq.be"}))


def with_slash(stage: Stage) -> object:
    query = {"eventId": EVENT, "uitpasNumber": PERSON, "regularPrice": "10"}
    return shown(stage.all.get("/tariffs/", params=query))


def named_clients(stage: Stage) -> object:
    names = "get-grouppasses", "get-passholders-membership-prices-cardSystemId"
    callers = [client(stage.publiq, x_client_id=each) for each in ("uitkern-moderator", "all")]
    return [shown(stage.ask(name, who=who, cardSystemId="5")) for name in names for who in callers]


def names_of_a_permission(stage: Stage) -> object:
    listed = ok(stage.ask("get-permissions"))
    spelled = {WRITE_TARIFF, OTHER_SPELLING}
    names = [name for each in listed for name in each["permissions"] if name in spelled]
    details = [each["id"] for organizer in listed for each in organizer["permissionDetails"]]
    assert set(names) <= set(details)
    return set(names)


def transactions_with_the_other_permission(stage: Stage) -> object:
    mine = stage.state.clients[stage.publiq.client_id]
    personal = frozenset({"PASSHOLDERS_TRANSACTION_HISTORY"})
    stage.state.clients.put(mine.id, evolve(mine, permissions={}, personal=personal))
    return shown(stage.ask(TRANSACTIONS, who=as_holder(stage.publiq), passholderId="me"))


def checkin_by_a_client(stage: Stage) -> object:
    now, event = stage.publiq.clock.now(), stage.state.events[EVENT]
    body = {"checkinCode": world_checkins.code_of(stage.state, now, event).code}
    holder = holder_of(stage.publiq, PERSON).id
    listed = stage.ask(TRANSACTIONS, who=stage.all, passholderId=holder)
    made = stage.ask("post-passholders-passholderId-checkin", who=stage.all, body=body, passholderId=holder)
    return shown(listed), shown(made)


def without_passholder_credentials(stage: Stage) -> object:
    who = client(stage.publiq, x_client_id="all")
    return shown(stage.ask("get-uitid-passholder-registration-token", who=who))


def order_for_an_id(stage: Stage) -> object:
    made = ok(stage.ask("post-orders"))
    answer = stage.ask("get-orders-orderid", who=client(stage.publiq, x_client_id="all"), orderId=made["id"])
    return shown(answer), "mainPassholderRegistration" in answer.json()


def members_of_a_registration(stage: Stage) -> object:
    made = ok(stage.ask("post-orders"))
    main = made["mainPassholderRegistration"]
    return "id" in made, "id" in main, "creationDate" in main, "name" in main


def associations(stage: Stage) -> object:
    listed = ok(stage.ask("get-associations", query={"organizerId": ORGANIZER, "permission": "READ"}))
    return {"endDateType" in each for each in listed["member"]}


def memberships_by_the_older_name(stage: Stage) -> object:
    place = f"/passholders/{id_of(stage.publiq, PLAIN)}/association-memberships"
    return shown(stage.all.get(place, params={"organiserId": ORGANIZER}))


def a_new_admin(stage: Stage) -> object:
    made = ok(stage.ask("post-organizers-organizerId-admins", organizerId=ORGANIZER), 201)
    return made.get("id") == made["userId"]


def spotlights(stage: Stage) -> object:
    made = ok(stage.ask("post-rewards"))
    listed = ok(stage.ask("get-rewards"))["member"]
    assert listed
    return "inSpotlight" in made, {"inSpotlight" in each for each in listed}


def redeem_reason(stage: Stage) -> object:
    change(stage.publiq, memberships=())
    found = ok(stage.ask("get-rewards-id-redeem-status", rewardId="5687"))
    return [value for value in found.values() if "CARDSYSTEM" in str(value)]


def subset(stage: Stage) -> object:
    return [shown(stage.ask("get-rewards", query={"subset": name})) for name in ("ENDUSERS", "ENDUSER")]


def a_checkin(stage: Stage) -> object:
    made = ok(stage.ask("post-checkins"), 201)
    return "creationDate" in made, "points" in made


def bare_not_found(stage: Stage) -> object:
    problems = [
        ("get-passholders-passholderId", "passholder-not-found"),
        ("get-organizers-organizerId-admins", "organizer-not-found"),
        ("get-passholders-me", "passholder-not-found"),
    ]
    return [shown(RECIPES[operation, 404, kind](stage)) for operation, kind in problems]


def limited_media_type(stage: Stage) -> object:
    stage.limit_rate()
    who = client(stage.publiq, x_client_id="all")
    answers = [stage.ask("get-uitid-email", who=who, email="a@example.org") for _ in range(2)]
    return [answer.headers["content-type"] for answer in answers if answer.status_code == 429]


def kiosk_often(stage: Stage) -> object:
    stage.limit_rate()
    return [stage.ask("put-kiosks-setup").status_code == 429 for _ in range(2)]


def chip(stage: Stage) -> object:
    card = stage.state.cards[PERSON]
    stage.state.cards.put(PERSON, evolve(card, chip="04AA3CDAEE3880"))
    return "chipNumber" in ok(stage.ask("get-cards", query={"uitpasNumber": PERSON}))


def registration_headers(stage: Stage) -> object:
    """Add a member to the own family with its token in one header, then in the other."""
    parent, member = holder_of(stage.publiq, PARENT), holder_of(stage.publiq, PLAIN)
    born = str(member.date_of_birth)
    token = uitid_links.make_token(stage.state, stage.publiq.clock.now(), PLAIN, born)
    who = person(stage.publiq, PARENT)
    names = ("x-registration-header", "x-registration-token")
    asked = [stage.ask(FAMILY, who=who, headers={name: token}, passholderId=parent.id) for name in names]
    return [answer.status_code for answer in asked]


def duplicate_place(stage: Stage) -> object:
    """Make a place twice; say how the second is refused, and under which name the first is given."""
    url = f"{stage.publiq.url}/uitdatabank/places"
    web = stage.all
    web.post(url, json=a_place())
    answer = web.post(url, json=a_place())
    return shown(answer), [name for name in answer.json() if name.startswith("duplicatePlaceUr")]


def organizers_of_uitpas(stage: Stage) -> object:
    url = f"{stage.publiq.url}/search/organizers"
    return shown(stage.all.get(url, params={"uitpas": "true"}))


def organizers_of_any_country(stage: Stage) -> object:
    """Count the organizers without an address, and those of a country that is named."""
    url = f"{stage.publiq.url}/search/organizers"
    q = {"q": "NOT _exists_:addressCountry"}
    return [
        stage.all.get(url, params=q | more).json()["totalItems"] > 0
        for more in ({}, {"addressCountry": "*"}, {"disableDefaultFilters": "true"})
    ]


def listed_passholder(stage: Stage) -> object:
    ok(stage.ask("post-checkins"), 201)
    query = {"passholderId": holder_of(stage.publiq).id, "organizerId": ORGANIZER}
    [listed] = ok(stage.ask("get-checkins", query=query))["member"]
    return listed.get("passholder", {}).get("id") == query["passholderId"]

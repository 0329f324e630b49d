"""What the tests of people, their cards and their families build with."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import accounts
from uitkern.simulator.world.official.identities import COUNTER_CLIENT_ID
from uitkern.simulator.world.official.society import COUNTER_PERMISSIONS
from uitkern.simulator.world.users import User
from uitkern.simulator.world.values import Client, Passholder

ORGANIZER, OTHER_ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f", "5e1c7a40-0d3f-4b52-9a3e-6f2d8b1c9e77"
DENDER, PASPARTOE, GENT = 1, 3, 5
PLAIN, ENTITLED, EXPIRED, BLOCKED = "0900000095902", "0900000067513", "0900000031618", "0900000002312"
OF_DENDER, WALKER = "0900000093204", "0900000672312"
PARENT, CHILD, OTHER_PARENT, OTHER_CHILD = (
    "0900004518305",
    "0900004518404",
    "0900011902815",
    "0900011903417",
)
PROVISIONED, UNKNOWN = "0900000074519", "0900000000000"
GROUP, GROUP_WITH_COUPON = "0900000045410", "0900000191800"
IN_STOCK, SOCIAL_IN_STOCK, DENDER_IN_STOCK = "0900800010002", "0900800010010", "0900800000003"
FREE_INSZ, USED_INSZ = "85010100115", "83030201540"
PROBLEMS = "https://api.publiq.be/probs/"


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Give status and type of a refusal; one that a parent can meet speaks Dutch."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code, answer.text
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEMS)


def told(answer: httpx.Response) -> str:
    """Give what the person concerned is told."""
    return str(answer.json()["endUserMessage"]["nl"])


def pointers(answer: httpx.Response) -> list[str]:
    """Give the places in a body that are refused."""
    assert problem(answer) == (400, "body/invalid-data")
    return [each["jsonPointer"] for each in answer.json()["schemaErrors"]]


def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Take the body of an answer with the status that it should have."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def holder_of(publiq: Publiq, number: str) -> Passholder:
    card = publiq.world.state.cards[number]
    holder = publiq.world.state.passholders.get(card.holder)
    assert holder is not None
    return holder


def id_of(publiq: Publiq, number: str) -> str:
    return holder_of(publiq, number).id


def change(publiq: Publiq, number: str, **members: Any) -> None:
    """Change members of the holder of a card."""
    holder = holder_of(publiq, number)
    publiq.world.state.passholders.put(holder.id, evolve(holder, **members))


def speaking(publiq: Publiq, **headers: str) -> httpx.Client:
    """Make a client that sends headers; underscores in their names stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Client(transport=publiq.transport, base_url=f"{publiq.url}/uitpas", headers=named)


def a_client(publiq: Publiq, *permissions: str, organizer: str = ORGANIZER) -> Client:
    """Make a client with just these permissions at an organizer."""
    name = f"client-{len(publiq.world.state.clients)}"
    client = Client(name, "a-secret", {organizer: frozenset(permissions)})
    publiq.world.state.clients.put(client.id, client)
    return client


def as_client(publiq: Publiq, *permissions: str, organizer: str = ORGANIZER) -> httpx.Client:
    """Speak as a client with just these permissions at an organizer."""
    client = a_client(publiq, *permissions, organizer=organizer)
    token = publiq.world.issue_token(client.id, client.secret).value
    return speaking(publiq, authorization=f"Bearer {token}")


def without(publiq: Publiq, *permissions: str) -> httpx.Client:
    """Speak as a counter that lacks some permissions."""
    return as_client(publiq, *(COUNTER_PERMISSIONS - set(permissions)))


def as_user(publiq: Publiq, user: User) -> httpx.Client:
    """Speak as somebody who is logged in through the counter's client."""
    publiq.world.state.users.put(user.id, user)
    token = publiq.world.log_in(user.id, COUNTER_CLIENT_ID).value
    return speaking(publiq, authorization=f"Bearer {token}")


def as_holder(publiq: Publiq, number: str) -> httpx.Client:
    """Speak as the holder of a card, logged in."""
    return as_user(publiq, accounts.user_of_passholder(publiq.world.state, id_of(publiq, number)))


def a_person(**members: object) -> dict[str, Any]:
    """Describe a grown-up of Gent who gets a digital pass."""
    return {
        "name": "Testnaam",
        "firstName": "Nieuw",
        "dateOfBirth": "1985-01-01",
        "inszNumber": FREE_INSZ,
        "address": {"street": "Teststraat 2", "postalCode": "9000", "city": "Gent", "country": "be"},
        "registrationOrganizer": {"id": ORGANIZER},
        "registrationCardSystemId": GENT,
        "registrationCardType": "DIGITAL",
    } | members


def living(postal_code: str, city: str, country: str = "be") -> dict[str, str]:
    return {"street": "Teststraat 2", "postalCode": postal_code, "city": city, "country": country}

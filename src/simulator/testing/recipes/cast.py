"""Who appears in the recipes: people, cards and organizers of the official test data, and callers."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import evolve

from ...world import accounts
from ...world.official import identities as ids
from ...world.values import Passholder
from ..publiq import Publiq

DENDER, GENT = ids.DENDER, ids.GENT
ORGANIZER, OTHER_ORGANIZER = ids.ORGANIZER, ids.OTHER_ORGANIZER
EVENT, NOT_OURS = ids.PERMANENT_EVENT, ids.FORBIDDEN_EVENT
PERSON, GROUP, BLOCKED, UNKNOWN = "0900000067513", "0900000045410", "0900000002312", "0900000000000"
PLAIN, OF_DENDER = "0900000095902", "0900000093204"
PARENT, CHILD, OTHER_PARENT = "0900004518305", "0900004518404", "0900011902815"
PROVISIONED, IN_STOCK = "0900000074519", "0900800010002"
FREE_INSZ, USED_INSZ = "85010100115", "83030201540"


def holder_of(publiq: Publiq, number: str = PERSON) -> Passholder:
    """Give the holder of a card; ValueError when nobody holds it."""
    holder = publiq.world.state.passholders.get(publiq.world.state.cards[number].holder)
    if holder is None:
        raise ValueError("nobody holds this card")
    return holder


def id_of(publiq: Publiq, number: str) -> str:
    return holder_of(publiq, number).id


def change(publiq: Publiq, number: str = PERSON, **members: Any) -> None:
    """Change members of the holder of a card."""
    holder = holder_of(publiq, number)
    publiq.world.state.passholders.put(holder.id, evolve(holder, **members))


def client(publiq: Publiq, **headers: str) -> httpx.Client:
    """Make a client that sends headers; underscores in their names stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Client(transport=publiq.transport, base_url=f"{publiq.url}/uitpas", headers=named)


def as_user(publiq: Publiq, user: str, through: str | None = None) -> httpx.Client:
    """Speak as somebody who is logged in, through the usual client or another."""
    token = publiq.world.log_in(user, through or publiq.client_id).value
    return client(publiq, authorization=f"Bearer {token}")


def as_holder(publiq: Publiq, number: str = PERSON, through: str | None = None) -> httpx.Client:
    """Speak as the holder of a card, logged in."""
    user = accounts.user_of_passholder(publiq.world.state, id_of(publiq, number))
    return as_user(publiq, user.id, through)


def at_the_counter(publiq: Publiq, number: str) -> httpx.Client:
    """Speak as the holder of a card, logged in through a counter's client."""
    return as_holder(publiq, number, ids.COUNTER_CLIENT_ID)


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


def a_reward(**members: object) -> dict[str, Any]:
    """Describe a reward for points that everybody may have."""
    return {
        "title": "Gratis koffie",
        "type": "POINTS",
        "promotionalDescription": "Een kop koffie in de foyer",
        "publicationPeriod": {"begin": "2020-01-01T00:00:00+01:00"},
        "points": 5,
        "categories": ["Eten en drinken"],
        "moreInfoURL": "https://example.org/koffie",
        "organizers": [{"id": ORGANIZER}],
        "owningCardSystem": {"id": 5},
    } | members

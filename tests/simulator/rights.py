"""What the tests of check-ins, rewards and organizers build with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import accounts
from uitkern.simulator.world.values import Passholder

EVENT, LIMITED = "5a0967f9-cc06-4c3c-9206-30481a767434", "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
NOT_OURS = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"
ORGANIZER, OTHER_ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f", "5e1c7a40-0d3f-4b52-9a3e-6f2d8b1c9e77"
PERSON, CHILD, GROUP = "0900000067513", "0900011903417", "0900000045410"
BLOCKED, UNKNOWN = "0900000002312", "0900000000000"
PROBLEMS = "https://api.publiq.be/probs/"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code, answer.text
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEMS)


def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Take the body of an answer with the status that it should have."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def holder_of(publiq: Publiq, number: str = PERSON) -> Passholder:
    card = publiq.world.state.cards[number]
    holder = publiq.world.state.passholders.get(card.holder)
    assert holder is not None
    return holder


def change(publiq: Publiq, number: str = PERSON, **members: Any) -> None:
    """Change members of the holder of a card."""
    holder = holder_of(publiq, number)
    publiq.world.state.passholders.put(holder.id, evolve(holder, **members))


def points(publiq: Publiq, number: str = PERSON) -> int:
    return holder_of(publiq, number).points


def as_holder(publiq: Publiq, number: str = PERSON) -> httpx.Client:
    """Log the holder of a card in."""
    return as_user(publiq, accounts.user_of_passholder(publiq.world.state, holder_of(publiq, number).id).id)


def as_user(publiq: Publiq, user: str) -> httpx.Client:
    token = publiq.world.log_in(user, publiq.client_id).value
    return client(publiq, authorization=f"Bearer {token}")


def client(publiq: Publiq, **headers: str) -> httpx.Client:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Client(transport=publiq.transport, base_url=publiq.url + "/uitpas", headers=named)


def a_reward(**members: object) -> dict[str, Any]:
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


def at(text: str) -> str:
    """Write an instant in Brussels as the clock of a test takes it."""
    return datetime.fromisoformat(text).isoformat()

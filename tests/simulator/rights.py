"""What the tests of check-ins, rewards and organizers build with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes.cast import (
    BLOCKED,
    EVENT,
    GROUP,
    NOT_OURS,
    ORGANIZER,
    OTHER_ORGANIZER,
    PERSON,
    UNKNOWN,
    a_reward,
    as_holder,
    as_user,
    change,
    client,
    holder_of,
)

LIMITED, CHILD = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a", "0900011903417"
PROBLEMS = "https://api.publiq.be/probs/"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code, answer.text
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEMS)


def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Take the body of an answer with the status that it should have."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def points(publiq: Publiq, number: str = PERSON) -> int:
    return holder_of(publiq, number).points


def at(text: str) -> str:
    """Write an instant in Brussels as the clock of a test takes it."""
    return datetime.fromisoformat(text).isoformat()


__all__ = [
    "BLOCKED",
    "CHILD",
    "EVENT",
    "GROUP",
    "LIMITED",
    "NOT_OURS",
    "ORGANIZER",
    "OTHER_ORGANIZER",
    "PERSON",
    "PROBLEMS",
    "UNKNOWN",
    "a_reward",
    "as_holder",
    "as_user",
    "at",
    "change",
    "client",
    "holder_of",
    "ok",
    "points",
    "problem",
]

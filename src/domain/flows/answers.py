"""Answers that a flow cannot go on without."""

from __future__ import annotations

from typing import TypeVar

from ..errors import Rejected, Unreachable
from ..model.problem import Problem
from ..ports.outcomes import Unavailable

T = TypeVar("T")


def answer_or_raise(service: str, answer: T | Problem | Unavailable) -> T:
    """The answer itself; raises `Rejected` for a refusal, `Unreachable` for silence."""
    match answer:
        case Problem():
            raise Rejected(service, answer)
        case Unavailable(why):
            raise Unreachable(service, why)
        case _:
            return answer

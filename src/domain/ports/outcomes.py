"""How a question to publiq or a write at publiq can end."""

from __future__ import annotations

from datetime import timedelta
from typing import Generic, TypeAlias, TypeVar

from attrs import frozen

from ..model.problem import Problem

T = TypeVar("T")


@frozen
class Done(Generic[T]):
    """publiq did it, and answered."""

    answer: T


@frozen
class Refused:
    """publiq will not (a problem, 4xx): nothing happened."""

    problem: Problem


@frozen
class NotSent:
    """Nothing was done (no connection, 401, 429, deadline passed): safe to repeat, after `after`."""

    why: str
    after: timedelta | None = None


@frozen
class NoAnswer:
    """Sent, and no usable answer (time-out, reset, 5xx, unreadable): it may have happened. Never repeat."""

    why: str


@frozen
class Unavailable:
    """A question went unanswered: nothing is known, nothing changed."""

    why: str


Written: TypeAlias = Done[T] | Refused | NotSent | NoAnswer
"""The four outcomes of a write (design, section 3)."""

Answered: TypeAlias = T | Problem | Unavailable
"""The outcomes of a question: its answer, a refusal worth showing, or silence."""

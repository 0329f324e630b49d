"""The closed set of what a flow may ask, and how it asks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from .ledger import Ledger

T = TypeVar("T")


class Ask(Generic[T]):
    """A question whose answer is a `T`."""

    __slots__ = ()


@frozen
class Now(Ask[datetime]):
    """What time is it? The answer has a time zone."""


@frozen
class Pause(Ask[None]):
    """Wait so long."""

    duration: timedelta


@frozen
class Transact(Ask[T]):
    """Do `work` in one transaction of the ledger; an error undoes all of it and reaches the flow."""

    work: Callable[[Ledger], T]


@frozen
class Together(Ask[tuple[T, ...]]):
    """Ask all at once; the answers come in order."""

    asks: tuple[Ask[T], ...]


Flow: TypeAlias = Generator[Ask[Any], Any, T]


def ask(question: Ask[T]) -> Flow[T]:
    """Ask and keep the type of the answer: `found = yield from ask(Now())`."""
    answer: T = yield question
    return answer


def transact(work: Callable[[Ledger], T]) -> Flow[T]:
    """Do `work` in one transaction of the ledger."""
    return ask(Transact(work))


def together(asks: Sequence[Ask[T]]) -> Flow[tuple[T, ...]]:
    """Ask all at once; nothing is asked when there is nothing to ask."""
    if not asks:
        return ()
    return (yield from ask(Together(tuple(asks))))

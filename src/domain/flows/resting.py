"""Resting: leave a kind of write alone for as long as UiTPAS asks, on every node of the ledger (F33)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import NotSent, Written

T = TypeVar("T")
LONGEST = timedelta(minutes=5)
"""Nobody rests longer than this, whatever is asked."""
ASKED_TO_WAIT = "UiTPAS asked us to wait (429)"


def resting(ledger: Ledger, what: str, now: datetime) -> NotSent | None:
    """What becomes of a write while its kind is left alone: it does not leave; `None` when it may."""
    until = ledger.resting_until(what, now)
    return NotSent(ASKED_TO_WAIT, until - now) if until else None


def heeded(what: str, outcome: Written[T]) -> Flow[Written[T]]:
    """The outcome of a write; when UiTPAS asked to wait, all who share the ledger do."""
    if isinstance(outcome, NotSent) and outcome.after:
        until = (yield from ask(Now())) + min(outcome.after, LONGEST)
        yield from transact(lambda ledger: ledger.rest(what, until))
    return outcome

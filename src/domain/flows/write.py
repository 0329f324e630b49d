"""Send one intent: claimed, written ahead, then sent, so that no crash loses or doubles it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from ..model.intent import Intent
from ..model.policy import Policy
from ..ports.effects import Ask, Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import NotSent, Written
from .resting import heeded, resting

T = TypeVar("T")


def send(
    claimed: Intent, question: Callable[[Intent, datetime], Ask[Written[T]]], policy: Policy
) -> Flow[tuple[Intent, Written[T]] | None]:
    """Write that a claimed intent leaves, and let it leave; `None` when the claim is no longer ours.

    While UiTPAS asks to be left alone nothing leaves, on any node that shares the ledger (F33).
    `question` is made of the intent and of the moment after which it may not begin, which lies inside
    the lease. What comes back is settled by the caller, in one transaction with what follows from it
    (design, section 3, points 1 to 3).
    """
    now = yield from ask(Now())

    def mark(ledger: Ledger) -> tuple[Intent | None, NotSent | None]:
        waits = resting(ledger, claimed.kind.value, now)
        return (claimed if waits else ledger.mark_sending(claimed, now)), waits

    sending, waits = yield from transact(mark)
    if sending is None or sending.lease_until is None:
        return None
    if waits:
        return sending, waits
    deadline = min(now + policy.send_within, sending.lease_until)
    outcome = yield from ask(question(sending, deadline))
    return sending, (yield from heeded(claimed.kind.value, outcome))

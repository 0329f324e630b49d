"""Send one intent: claimed, written ahead, then sent, so that no crash loses or doubles it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from ..model.intent import Intent
from ..model.policy import Policy
from ..ports.effects import Ask, Flow, Now, ask, transact
from ..ports.outcomes import Written

T = TypeVar("T")


def send(
    intent: Intent, question: Callable[[Intent, datetime], Ask[Written[T]]], policy: Policy
) -> Flow[tuple[Intent, Written[T]] | None]:
    """Claim `intent`, write that it leaves, let it leave; `None` when somebody else has it.

    `question` is made of the claimed intent and of the moment after which it may not begin. What
    comes back is settled by the caller, in one transaction with what follows from it
    (design, section 3, points 1 to 3).
    """
    now = yield from ask(Now())
    claimed = yield from transact(lambda ledger: ledger.claim(intent.id, now, policy.lease))
    if claimed is None:
        return None
    sent_at = yield from ask(Now())
    ours = yield from transact(lambda ledger: ledger.mark_sending(claimed, sent_at))
    if not ours:
        return None
    outcome = yield from ask(question(claimed, now + policy.send_within))
    return claimed, outcome

"""Withdraw: take lines out of an intent of which nothing can have reached UiTPAS."""

from __future__ import annotations

from datetime import datetime

from ..model.enrolment import UNSETTLED, Enrolment, EnrolmentState
from ..model.intent import Intent, IntentLine, IntentState
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.lifecycle import ENDED
from ..rules.writing import giving_back


def withdraw(ledger: Ledger, claimed: Intent, enrolment_id: int, now: datetime) -> Enrolment:
    """Take one given-up enrolment out, and tell how it stands; the other lines wait in a new intent."""
    drop_given_up(ledger, claimed, now)
    return ledger.enrolment(enrolment_id)


def drop_given_up(ledger: Ledger, claimed: Intent, now: datetime) -> bool:
    """Settle a claimed intent without the lines that were given up, or whose hold ran out.

    Only for an intent that never left, or was proven not to be at UiTPAS. `True` when there was such
    a line: the intent is settled then, and a new one waits with the lines that are left.
    """
    rest: list[tuple[IntentLine, Enrolment]] = []
    dropped: list[tuple[IntentLine, Enrolment]] = []
    for line in claimed.lines:
        enrolment = ledger.enrolment(line.enrolment_id)
        (dropped if _is_gone(enrolment, now) else rest).append((line, enrolment))
    if not dropped or not ledger.settle(claimed, IntentState.REFUSED, now, "given up before it was sent"):
        return False
    for _, before in dropped:
        if before.state in UNSETTLED:
            leaving = lifecycle.given_up(before, EnrolmentState.LAPSED)
            ledger.save_enrolment(before, lifecycle.undone(leaving))
        elif before.sale_id is None and before.state not in ENDED:
            ledger.save_enrolment(before, lifecycle.undone(before))
        else:
            let_go(ledger, before, now)
    if rest:
        ledger.add_intent(claimed.kind, tuple(line for line, _ in rest), now)
    return True


def let_go(ledger: Ledger, enrolment: Enrolment, now: datetime) -> None:
    """Have the sale undone, or the reward given back, of an enrolment on its way out, by the worker."""
    if enrolment.state is EnrolmentState.CANCELLING and enrolment.sale_id is not None:
        kind = giving_back(enrolment)
        ledger.add_intent(kind, (IntentLine(enrolment.id, sale_id=enrolment.sale_id),), now)


def _is_gone(enrolment: Enrolment, now: datetime) -> bool:
    if enrolment.state in UNSETTLED:
        return enrolment.hold_until <= now
    return enrolment.state is EnrolmentState.CANCELLING or enrolment.state in ENDED

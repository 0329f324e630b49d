"""Undo: have UiTPAS forget a sale (R8)."""

from __future__ import annotations

from datetime import datetime

from ..model.enrolment import Enrolment, EnrolmentState
from ..model.intent import Intent, IntentState
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NotSent, Refused, Written
from ..ports.publiq import UndoSale
from ..rules import lifecycle
from .write import send

GONE = "uitpas/ticket-sale-not-found"


def undo(claimed: Intent, policy: Policy) -> Flow[Enrolment]:
    """Try once to undo the sale of a claimed intent, and tell how its enrolment stands then.

    "Unknown sale" means done. Deleting twice is deleting once, so silence is tried again later; a
    refusal is parked for a person after so many attempts (F17 to F20).
    """
    sent = yield from send(claimed, _deletion, policy)
    if sent is None:
        return (yield from transact(lambda ledger: ledger.enrolment(claimed.lines[0].enrolment_id)))
    sending, outcome = sent
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: _settle(ledger, sending, outcome, now, policy)))


def _deletion(intent: Intent, deadline: datetime) -> UndoSale:
    return UndoSale(_sale_id(intent), deadline)


def _sale_id(intent: Intent) -> str:
    return intent.lines[0].sale_id or ""


def _settle(ledger: Ledger, sent: Intent, outcome: Written[None], now: datetime, policy: Policy) -> Enrolment:
    before = ledger.enrolment(sent.lines[0].enrolment_id)
    match outcome:
        case Done():
            return _gone(ledger, sent, before, now, None)
        case Refused(problem) if problem.kind == GONE:
            return _gone(ledger, sent, before, now, "UiTPAS held it no more")
        case Refused(problem):
            state = IntentState.PARKED if sent.attempts >= policy.attempts else IntentState.PENDING
            why = f"UiTPAS refuses to undo sale {_sale_id(sent)}: {problem}"
            ledger.settle(sent, state, now + policy.wait(sent.attempts), why)
        case NotSent(why, after):
            ledger.settle(sent, IntentState.PENDING, now + (after or policy.wait(sent.attempts)), why)
        case _:
            ledger.settle(sent, IntentState.PENDING, now + policy.wait(sent.attempts), outcome.why)
    return before


def _gone(ledger: Ledger, sent: Intent, before: Enrolment, now: datetime, why: str | None) -> Enrolment:
    if not ledger.settle(sent, IntentState.DONE, now, why):
        return ledger.enrolment(before.id)
    ledger.mark_undone(_sale_id(sent), now)
    if before.state is not EnrolmentState.CANCELLING or before.sale_id != _sale_id(sent):
        return before
    after = lifecycle.undone(before)
    ledger.save_enrolment(before, after)
    return after

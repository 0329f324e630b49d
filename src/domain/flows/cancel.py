"""Cancel and release: give the place back and undo its sale (R8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..model.enrolment import Enrolment, EnrolmentState
from ..model.intent import Intent, IntentKind, IntentState
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, Refused, Written
from ..ports.publiq import UndoSale
from ..rules import lifecycle
from .write import send

GONE = "uitpas/ticket-sale-not-found"


def cancel(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Give up an enrolment, paid or not, and undo its sale at UiTPAS.

    The cancellation stands whatever UiTPAS does: what comes back is `CANCELLED`, or `CANCELLING`
    while the sale could not be undone yet; cancelling again tries again (R8, F17 to F19).
    Raises `NotFound`, and `IllegalTransition` for one that was refused or whose sale is not settled.
    """
    return (yield from _give_up(enrolment_id, lifecycle.cancelled, policy))


def release(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Give up an enrolment that is not paid, as `cancel` does; one that is confirmed is refused."""
    return (yield from _give_up(enrolment_id, lifecycle.released, policy))


def _give_up(enrolment_id: int, step: Callable[[Enrolment], Enrolment], policy: Policy) -> Flow[Enrolment]:
    now = yield from ask(Now())

    def work(ledger: Ledger) -> tuple[Enrolment, Intent | None]:
        before = ledger.enrolment(enrolment_id)
        after = step(before)
        if after is not before:
            ledger.save_enrolment(before, after)
        if after.state is not EnrolmentState.CANCELLING:
            return after, None
        undoing = ledger.intent(enrolment_id, IntentKind.UNDO)
        return after, undoing or ledger.add_intent(IntentKind.UNDO, enrolment_id, None, after.sale_id, now)

    given_up, undoing = yield from transact(work)
    if undoing is None:
        return given_up
    return (yield from undo(given_up, undoing, policy))


def undo(enrolment: Enrolment, undoing: Intent, policy: Policy) -> Flow[Enrolment]:
    """Try once to undo a sale at UiTPAS; deleting twice is deleting once, so silence may be tried again."""
    sent = yield from send(undoing, _deletion, policy)
    if sent is None:
        return enrolment
    claimed, outcome = sent
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: _settle(ledger, claimed, outcome, now)))


def _deletion(intent: Intent, deadline: datetime) -> UndoSale:
    return UndoSale(intent.sale_id or "", deadline)


def _settle(ledger: Ledger, claimed: Intent, outcome: Written[None], now: datetime) -> Enrolment:
    before = ledger.enrolment(claimed.enrolment_id)
    match outcome:
        case Done():
            gone, why = True, None
        case Refused(problem):
            gone, why = problem.kind == GONE, str(problem)
        case _:
            gone, why = False, outcome.why
    ours = ledger.settle(claimed, IntentState.DONE if gone else IntentState.PENDING, why=why)
    if not (ours and gone):
        return before
    after = lifecycle.undone(before)
    ledger.save_enrolment(before, after)
    ledger.mark_undone(claimed.sale_id or "", now)
    return after

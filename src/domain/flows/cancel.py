"""Cancel, release and lapse: give places back and undo their sales (R8, R16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..model.enrolment import Enrolment, EnrolmentState
from ..model.intent import UNDOING, Intent, IntentLine, IntentState
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.writing import giving_back, having
from .undo import undo
from .withdraw import let_go, withdraw


def cancel(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Give up an enrolment, paid or not, and undo its sale at UiTPAS.

    The cancellation stands whatever UiTPAS does: what comes back is `CANCELLED`, or `CANCELLING`
    while the sale is not undone yet or its registration is not answered yet; the worker goes on with
    it, and cancelling again tries again (R8, F17 to F19). Raises `NotFound`, and `IllegalTransition`
    for one that was refused or has lapsed.
    """
    return (yield from _give_up(enrolment_id, lifecycle.cancelled, policy))


def release(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Give up an enrolment that is not paid, as `cancel` does; one that is confirmed is refused."""
    return (yield from _give_up(enrolment_id, lifecycle.released, policy))


def drop(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Refuse an enrolment because of another line of its basket, as `cancel` gives it up (F31)."""
    return (yield from _give_up(enrolment_id, lifecycle.dropped, policy))


def lapse(limit: int = 100) -> Flow[int]:
    """Give up the enrolments whose hold ran out unpaid, and say how many; undoing is for the worker."""
    now = yield from ask(Now())

    def work(ledger: Ledger) -> int:
        count = 0
        for before in ledger.lapsed_holds(now, limit):
            after = lifecycle.lapsed(before, now)
            ledger.save_enrolment(before, after)
            count += 1
            if _registration_of(ledger, after) is None:
                let_go(ledger, after, now)
        return count

    return (yield from transact(work))


def _give_up(enrolment_id: int, step: Callable[[Enrolment], Enrolment], policy: Policy) -> Flow[Enrolment]:
    now = yield from ask(Now())

    def work(ledger: Ledger) -> tuple[Enrolment, Intent | None]:
        before = ledger.enrolment(enrolment_id)
        after = step(before)
        if after is not before:
            ledger.save_enrolment(before, after)
        if after.state is not EnrolmentState.CANCELLING:
            return after, None
        return after, _work_left(ledger, after, now, policy)

    given_up, claimed = yield from transact(work)
    if claimed is None:
        return given_up
    if claimed.kind in UNDOING:
        return (yield from undo(claimed, policy))
    return (yield from transact(lambda ledger: withdraw(ledger, claimed, enrolment_id, now)))


def _work_left(ledger: Ledger, enrolment: Enrolment, now: datetime, policy: Policy) -> Intent | None:
    """What can be done at once: withdraw a registration that never left, or undo the sale.

    One that may have left is settled first; what follows from that undoes its sale.
    """
    registration = _registration_of(ledger, enrolment)
    if registration:
        never_left = registration.state is IntentState.PENDING
        return ledger.claim(registration.id, now, policy.lease) if never_left else None
    kind = giving_back(enrolment)
    present = ledger.intent_of(enrolment.id, kind)
    if present is None or present.settled or present.lines[0].sale_id != enrolment.sale_id:
        line = IntentLine(enrolment.id, sale_id=enrolment.sale_id)
        return ledger.add_intent(kind, (line,), now, policy.lease)
    ledger.rouse(present.id, now)
    return ledger.claim(present.id, now, policy.lease)


def _registration_of(ledger: Ledger, enrolment: Enrolment) -> Intent | None:
    """The registration of its sale, or the redemption of its reward, that is not settled, if there is one."""
    latest = ledger.intent_of(enrolment.id, having(enrolment))
    return None if latest is None or latest.settled else latest

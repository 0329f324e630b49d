"""Reconcile: our sales against UiTPAS's, and what to do about the differences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from ..model.intent import IntentKind, IntentLine
from ..model.problem import Problem
from ..model.report import Comparison, Difference, Finding
from ..model.sale import SaleRequest, TicketSale
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.comparing import Period, compare
from .look_up import sales_of_event


def reconcile(activity_id: str, period: Period) -> Flow[Comparison]:
    """Compare the sales of one activity made in a period; changes nothing.

    Raises `NotFound` for the activity. One that has no event has no sales; when UiTPAS does not list
    its sales the comparison has `failed`.
    """
    now = yield from ask(Now())
    event_id = yield from transact(lambda ledger: _event(ledger, activity_id))
    if event_id is None:
        return Comparison(activity_id, now)
    theirs = yield from sales_of_event(event_id)
    if isinstance(theirs, Problem | Unavailable):
        why = theirs.why if isinstance(theirs, Unavailable) else str(theirs)
        return Comparison(activity_id, now, failed=f"UiTPAS did not list the sales: {why}")
    work = partial(
        _compare, activity_id=activity_id, event_id=event_id, theirs=theirs, now=now, period=period
    )
    return (yield from transact(work))


def repair(finding: Finding) -> Flow[bool]:
    """Have UiTPAS hold what we hold: undo a sale it should not hold, register one it lost.

    What is written is an intent; the worker does it, as often as it takes. `False` when a person has
    to decide: a price that differs, or a sale that came to be settled meanwhile.
    """
    now = yield from ask(Now())
    return (yield from transact(partial(_repair, finding=finding, now=now)))


def _event(ledger: Ledger, activity_id: str) -> str | None:
    ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    return publication.event_id if publication else None


def _compare(
    ledger: Ledger,
    activity_id: str,
    event_id: str,
    theirs: Sequence[TicketSale],
    now: datetime,
    period: Period,
) -> Comparison:
    kept = ledger.kept_sales(event_id)
    return compare(activity_id, kept, theirs, ledger.enrolments(activity_id), now, period)


def _repair(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    line = IntentLine(finding.enrolment_id, sale_id=finding.sale_id)
    match finding.difference:
        case Difference.STILL_THERE | Difference.MISSING_HERE:
            ledger.add_intent(IntentKind.UNDO, (line,), now)
            return True
        case Difference.MISSING_THERE:
            return _register_again(ledger, finding, now)
        case Difference.PRICE:
            return False


def _register_again(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    enrolment = ledger.enrolment(finding.enrolment_id)
    if enrolment.sale_id != finding.sale_id or not (
        enrolment.number and enrolment.event_id and enrolment.tariff_id
    ):
        return False
    ledger.mark_undone(finding.sale_id, now)
    request = SaleRequest(enrolment.number, enrolment.event_id, enrolment.base_price, enrolment.tariff_id)
    ledger.add_intent(IntentKind.REGISTER, (IntentLine(enrolment.id, request),), now)
    return True

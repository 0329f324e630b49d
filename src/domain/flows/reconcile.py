"""Reconcile: our sales against UiTPAS's, and what to do about the differences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from ..model.enrolment import STANDING
from ..model.intent import SETTLED, IntentKind, IntentLine, IntentState
from ..model.problem import Problem
from ..model.report import Comparison, Difference, Finding
from ..model.sale import KeptSale, SaleRequest
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.comparing import OurSide, Period, compare
from .look_up import sales_of_event


def reconcile(activity_id: str, period: Period) -> Flow[Comparison]:
    """Compare the sales of one activity made in a period; changes nothing.

    What comes or goes while UiTPAS lists its sales is left for the next time. Raises `NotFound` for the
    activity. One that has no event has no sales; when UiTPAS does not list its sales the comparison has
    `failed`.
    """
    now = yield from ask(Now())
    event_id, kept = yield from transact(lambda ledger: _kept(ledger, activity_id))
    if event_id is None:
        return Comparison(activity_id, now)
    theirs = yield from sales_of_event(event_id)
    if isinstance(theirs, Problem | Unavailable):
        why = theirs.why if isinstance(theirs, Unavailable) else str(theirs)
        return Comparison(activity_id, now, failed=f"UiTPAS did not list the sales: {why}")
    ours = yield from transact(lambda ledger: _our_side(ledger, activity_id, event_id, kept))
    return compare(activity_id, ours, theirs, now, period)


def repair(finding: Finding) -> Flow[bool]:
    """Have UiTPAS hold what we hold: undo a sale it should not hold, register one it lost.

    Both sides are compared once more: what was found may be over, and mending it would do harm. What is
    written then is an intent; the worker does it, as often as it takes. `False` when there is nothing
    to mend any more, when UiTPAS does not list its sales, or when a person has to decide: a price that
    differs.
    """
    again = yield from reconcile(finding.activity_id, Period())
    if finding not in again.findings:
        return False
    return (yield from transact(partial(_repair, finding=finding, now=again.at)))


def _kept(ledger: Ledger, activity_id: str) -> tuple[str | None, tuple[KeptSale, ...]]:
    ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    if publication is None or publication.event_id is None:
        return None, ()
    return publication.event_id, ledger.kept_sales(publication.event_id)


def _our_side(ledger: Ledger, activity_id: str, event_id: str, before: Sequence[KeptSale]) -> OurSide:
    after = ledger.kept_sales(event_id)
    steady = set(before)
    open_intents = ledger.intents(set(IntentState) - SETTLED)
    return OurSide(
        kept=tuple(each for each in after if each in steady),
        known=frozenset(each.sale.id for each in after),
        enrolments=ledger.enrolments(activity_id),
        registering=frozenset(
            line.enrolment_id
            for intent in open_intents
            if intent.kind is IntentKind.REGISTER
            for line in intent.lines
        ),
    )


def _repair(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    match finding.difference:
        case Difference.STILL_THERE:
            return _undo(ledger, finding, now)
        case Difference.MISSING_HERE:
            return not ledger.known_sales([finding.sale_id]) and _undo(ledger, finding, now)
        case Difference.MISSING_THERE:
            return _register_again(ledger, finding, now)
        case _:
            return False


def _undo(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    ledger.add_intent(IntentKind.UNDO, (IntentLine(finding.enrolment_id, sale_id=finding.sale_id),), now)
    return True


def _register_again(ledger: Ledger, finding: Finding, now: datetime) -> bool:
    """Its old sale stays its own until the new one is there, so that what is refused is found again."""
    enrolment = ledger.enrolment(finding.enrolment_id)
    latest = ledger.intent_of(enrolment.id, IntentKind.REGISTER)
    under_way = latest is not None and not latest.settled
    if under_way or enrolment.state not in STANDING or enrolment.sale_id != finding.sale_id:
        return False
    sale = ledger.sale(finding.sale_id)
    request = SaleRequest(sale.number, sale.event_id, enrolment.base_price, sale.tariff_id, sale.label)
    ledger.save_enrolment(enrolment, enrolment)  # of two at once the second waits, and sees the first
    ledger.add_intent(IntentKind.REGISTER, (IntentLine(enrolment.id, request),), now)
    return True

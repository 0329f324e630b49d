"""Reconcile: our sales and rewards against UiTPAS's, and what to do about the differences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from attrs import evolve, frozen

from ..model.enrolment import STANDING
from ..model.intent import IntentKind, IntentLine
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.report import Comparison, Difference, Finding
from ..model.sale import KeptSale, SaleRequest, TicketSale
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.comparing import OurSide, Period, compare
from ..rules.matching import sold_for
from .look_up import sales_of_event
from .reconcile_rewards import RewardsBefore, reconcile_rewards, repair_reward, rewards_before
from .under_way import taking


def reconcile(activity_id: str, period: Period, policy: Policy | None = None) -> Flow[Comparison]:
    """Compare the sales and rewards of one activity made in a period; changes nothing.

    What comes or goes while UiTPAS lists its own is left for the next time. Costs a question for each 500
    sales, and one for each pass that redeemed a reward. Raises `NotFound` for the activity. One that has no
    event has no sales; when UiTPAS does not list what it holds the comparison has `failed`.
    """
    policy = policy or Policy()
    now = yield from ask(Now())
    before = yield from transact(lambda ledger: _before(ledger, activity_id, period))
    sold = yield from _reconcile_sales(activity_id, before, period, now, policy)
    redeemed, unlisted = yield from reconcile_rewards(activity_id, before.rewards, period, policy)
    return evolve(
        sold,
        agreed=sold.agreed + redeemed.agreed,
        findings=sold.findings + redeemed.findings,
        failed="; ".join(filter(None, [sold.failed, unlisted])) or None,
    )


def repair(finding: Finding, policy: Policy | None = None) -> Flow[bool]:
    """Have UiTPAS hold what we hold: undo a sale it should not hold, register one it lost.

    Of rewards likewise: one it should not hold is given back, one it lost is redeemed again. Both sides are
    compared once more: what was found may be over, and mending it would do harm. What is written then is an
    intent; the worker does it, as often as it takes. `False` when there is nothing to mend any more, when
    UiTPAS does not list what it holds, or when a person has to decide: a price that differs.
    """
    again = yield from reconcile(finding.activity_id, Period(), policy)
    if finding not in again.findings:
        return False
    work = repair_reward if finding.reward else _repair
    return (yield from transact(partial(work, finding=finding, now=again.at)))


@frozen
class _Before:
    """What was kept before UiTPAS was asked."""

    event_id: str | None
    sales: tuple[KeptSale, ...]
    rewards: RewardsBefore


def _before(ledger: Ledger, activity_id: str, period: Period) -> _Before:
    ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    event_id = publication.event_id if publication else None
    kept = ledger.kept_sales(event_id) if event_id is not None else ()
    return _Before(event_id, kept, rewards_before(ledger, activity_id, period))


def _reconcile_sales(
    activity_id: str, before: _Before, period: Period, now: datetime, policy: Policy
) -> Flow[Comparison]:
    event_id = before.event_id
    if event_id is None:
        return Comparison(activity_id, now)
    theirs = yield from sales_of_event(event_id)
    if isinstance(theirs, Problem | Unavailable):
        why = theirs.why if isinstance(theirs, Unavailable) else str(theirs)
        return Comparison(activity_id, now, failed=f"UiTPAS did not list the sales: {why}")
    listed = theirs

    def work(ledger: Ledger) -> OurSide:
        return _our_side(ledger, activity_id, event_id, before.sales, listed, policy)

    ours = yield from transact(work)
    return compare(activity_id, ours, listed, now, period)


def _our_side(
    ledger: Ledger,
    activity_id: str,
    event_id: str,
    before: Sequence[KeptSale],
    theirs: Sequence[TicketSale],
    policy: Policy,
) -> OurSide:
    after = ledger.kept_sales(event_id)
    steady = set(before)
    known = frozenset(each.sale.id for each in after)
    others = {sale.id: _traced(ledger, sale, policy) for sale in theirs if sale.id not in known}
    return OurSide(
        kept=tuple(each for each in after if each in steady),
        known=known,
        enrolments=ledger.enrolments(activity_id),
        registering=taking(ledger),
        traced={sale_id: found for sale_id, found in others.items() if found is not None},
    )


def _traced(ledger: Ledger, sale: TicketSale, policy: Policy) -> int | None:
    """The enrolment of ours that asked for a sale, if one did when it was made."""
    return sold_for(sale, ledger.sent_sales(sale.number, sale.event_id, sale.tariff_id), policy)


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

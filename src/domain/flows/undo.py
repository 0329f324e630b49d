"""Undo: have UiTPAS forget a sale, or take a reward back (R8, R9)."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from ..model.enrolment import Enrolment, EnrolmentState, PlaceKind
from ..model.intent import Intent, IntentKind, IntentState
from ..model.message import EndUserMessage
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.said_benefits import SaidOfBenefits
from ..model.sentences import explain
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NotSent, Refused, Written
from ..ports.publiq import UndoSale
from ..ports.rewards import ReturnReward
from ..rules import lifecycle
from .write import send

GONE = "uitpas/ticket-sale-not-found"
TOO_LATE = "uitpas/reward-period-constraint"


def undo(claimed: Intent, policy: Policy) -> Flow[Enrolment]:
    """Try once to undo the sale, or give back the reward, of a claimed intent; tell how its enrolment stands.

    "Unknown" means done. Deleting twice is deleting once, so silence is tried again later; a refusal is
    parked for a person after so many attempts (F17 to F20). A reward whose period is over is not taken
    back: its holder is told, and the enrolment ends without its points (F30).
    """
    sent = yield from send(claimed, _deletion, policy)
    if sent is None:
        return (yield from transact(lambda ledger: ledger.enrolment(claimed.lines[0].enrolment_id)))
    sending, outcome = sent
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: _settle(ledger, sending, outcome, now, policy)))


def _deletion(intent: Intent, deadline: datetime) -> UndoSale | ReturnReward:
    if intent.kind is IntentKind.RETURN:
        return ReturnReward(_sale_id(intent), deadline)
    return UndoSale(_sale_id(intent), deadline)


def _is_gone(intent: Intent, problem: Problem) -> bool:
    """Whether UiTPAS says that it holds no such thing; of rewards it knows no word for that."""
    return problem.kind == GONE or (intent.kind is IntentKind.RETURN and problem.status == 404)


def _sale_id(intent: Intent) -> str:
    return intent.lines[0].sale_id or ""


def _settle(ledger: Ledger, sent: Intent, outcome: Written[None], now: datetime, policy: Policy) -> Enrolment:
    before = ledger.enrolment(sent.lines[0].enrolment_id)
    match outcome:
        case Done():
            return _gone(ledger, sent, before, now, None)
        case Refused(problem) if _is_gone(sent, problem):
            return _gone(ledger, sent, before, now, "UiTPAS held it no more")
        case Refused(problem) if sent.kind is IntentKind.RETURN and problem.kind == TOO_LATE:
            return _kept(ledger, sent, before, now, problem)
        case Refused(problem):
            state = IntentState.PARKED if sent.attempts >= policy.attempts else IntentState.PENDING
            what = "give back reward" if sent.kind is IntentKind.RETURN else "undo sale"
            why = f"UiTPAS refuses to {what} {_sale_id(sent)}: {problem}"
            ledger.settle(sent, state, now + policy.wait(sent.attempts), why)
        case NotSent(why, after):
            ledger.settle(sent, IntentState.PENDING, now + (after or policy.wait(sent.attempts)), why)
        case _:
            ledger.settle(sent, IntentState.PENDING, now + policy.wait(sent.attempts), outcome.why)
    return before


def _gone(ledger: Ledger, sent: Intent, before: Enrolment, now: datetime, why: str | None) -> Enrolment:
    if not ledger.settle(sent, IntentState.DONE, now, why):
        return ledger.enrolment(before.id)
    if sent.kind is IntentKind.RETURN:
        ledger.mark_returned(_sale_id(sent), now)
    else:
        ledger.mark_undone(_sale_id(sent), now)
    _free_what_it_used(ledger, before)
    return _ended(ledger, sent, before)


def _free_what_it_used(ledger: Ledger, before: Enrolment) -> None:
    """A coupon, or one of a group's tickets, can be had again: UiTPAS is asked what there is now."""
    registered = ledger.intent_of(before.id, IntentKind.REGISTER)
    lines = registered.lines if registered else ()
    requests = [line.request for line in lines if line.request and line.enrolment_id == before.id]
    for request in (each for each in requests if each.coupon or before.kind is PlaceKind.TICKET):
        ledger.forget_tariffs(request.number)


def _kept(ledger: Ledger, sent: Intent, before: Enrolment, now: datetime, problem: Problem) -> Enrolment:
    """The reward stays redeemed; whoever gave up is told that the points do not come back (F30)."""
    if not ledger.settle(sent, IntentState.REFUSED, now, f"the points are not given back: {problem}"):
        return ledger.enrolment(before.id)
    return _ended(ledger, sent, before, problem.message or explain(SaidOfBenefits.POINTS_KEPT))


def _ended(
    ledger: Ledger, sent: Intent, before: Enrolment, message: EndUserMessage | None = None
) -> Enrolment:
    if before.state is not EnrolmentState.CANCELLING or before.sale_id != _sale_id(sent):
        return before
    after = lifecycle.undone(evolve(before, message=message or before.message))
    ledger.save_enrolment(before, after)
    return after

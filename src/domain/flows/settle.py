"""Settle: write what UiTPAS answered to a registration, and all that follows, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import define, field, frozen

from ..errors import (
    PriceWentUp,
    RewardRefused,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
    UitkernError,
)
from ..model.basket import Refusal
from ..model.enrolment import STANDING, UNSETTLED, Enrolment, EnrolmentState, PlaceKind
from ..model.intent import Intent, IntentKind, IntentLine, IntentState
from ..model.message import EndUserMessage
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.sale import TicketSale
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NotSent, Refused, Written
from ..rules import lifecycle
from ..rules.lifecycle import ENDED
from ..rules.pointing import line_of
from .withdraw import let_go

TAKEN_OVER = "another process has taken it over"


@frozen
class Manner:
    """What is to happen to the rest of a basket, and to what never left.

    `keep_rest`: the lines that were not refused go on without the one that was (F14). `give_up_unsent`:
    somebody waits for the answer, so nothing is tried again behind their back. `later`: the buyer chose to
    pay the base price when UiTPAS does not answer, and to get the discount once it does (F33).
    """

    keep_rest: bool
    give_up_unsent: bool
    later: bool = False


WORKER = Manner(keep_rest=True, give_up_unsent=False)


@define
class Settled:
    """What came of an attempt: how the enrolments stand, and the intents that are ours to go on with."""

    enrolments: list[Enrolment] = field(factory=list[Enrolment])
    refusals: list[Refusal] = field(factory=list[Refusal])
    undoing: list[Intent] = field(factory=list[Intent])
    sending: list[Intent] = field(factory=list[Intent])

    def refuse(self, enrolment: Enrolment, error: UitkernError) -> None:
        """Write a line down that got no place."""
        self.refusals.append(Refusal(enrolment.participant_id, enrolment.activity_id, error, enrolment.id))


def settle(
    ledger: Ledger,
    sent: Intent,
    outcome: Written[tuple[TicketSale, ...]],
    now: datetime,
    policy: Policy,
    manner: Manner,
) -> Settled:
    """Write an outcome; when the claim is no longer ours nothing is written and nothing is told."""
    match outcome:
        case Done(sales) if len({sale.id for sale in sales}) == len(sent.lines):
            return settle_sales(ledger, sent, sales, now, policy, manner)
        case Done(sales):
            why = f"UiTPAS answered with {len(sales)} sales for {len(sent.lines)} requests"
            return _unanswered(ledger, sent, why, now + policy.quiet, later=manner.later)
        case Refused(problem):
            return _refused(ledger, sent, problem, now, policy, manner)
        case NotSent(why, after):
            return _unsent(ledger, sent, why, now + (after or policy.wait(sent.attempts)), manner)
        case _:
            return _unanswered(ledger, sent, outcome.why, now + policy.quiet, later=manner.later)


def settle_sales(
    ledger: Ledger,
    sent: Intent,
    sales: Sequence[TicketSale],
    now: datetime,
    policy: Policy,
    manner: Manner,
) -> Settled:
    """Write the sales of an intent, one for each line in their order.

    A line that became dearer, or was given up meanwhile, is undone (R6); unless the rest is kept, so
    are the lines beside one that became dearer. An enrolment that had a sale already, which UiTPAS seemed
    to have lost, keeps the new one: the old one is undone, should it be there after all.
    """
    if ledger.known_sales([sale.id for sale in sales]):
        return _unanswered(
            ledger, sent, "UiTPAS answered with a sale that is kept already", now + policy.quiet
        )
    if not ledger.settle(sent, IntentState.DONE, now):
        return taken_over(ledger, sent)
    settled = Settled()
    for line, sale in zip(sent.lines, sales, strict=True):
        before = ledger.enrolment(line.enrolment_id)
        after = lifecycle.registered(before, sale)
        ledger.save_sale(before.id, sale)
        ledger.save_enrolment(before, after)
        _forget_what_changed(ledger, before, line)
        if sale.price > before.agreed and before.state in UNSETTLED:
            settled.refuse(before, PriceWentUp(before.agreed, sale.price))
            ledger.forget_pass(sale.number)
        settled.enrolments.append(after)
        surplus = sale.id if before.state in ENDED else before.sale_id
        if surplus is not None:
            settled.undoing.append(_undoing(ledger, before.id, surplus, now, policy))
    if settled.refusals and not manner.keep_rest:
        settled.enrolments = [_give_up(ledger, each) for each in settled.enrolments]
    for after in settled.enrolments:
        if after.state is EnrolmentState.CANCELLING and after.sale_id:
            settled.undoing.append(_undoing(ledger, after.id, after.sale_id, now, policy))
    return settled


def _forget_what_changed(ledger: Ledger, sold: Enrolment, line: IntentLine) -> None:
    """A coupon that was used is gone elsewhere too; tickets leave fewer at the same event (F12, R12).

    Who enrolled keeps what was offered for that activity: UiTPAS would count its own sale.
    """
    if line.request is not None and sold.kind is PlaceKind.TICKET:
        ledger.forget_tariffs(line.request.number)
    elif line.request is not None and line.request.coupon:
        ledger.forget_tariffs(line.request.number, but_of=line.request.event_id)


def _undoing(ledger: Ledger, enrolment_id: int, sale_id: str, now: datetime, policy: Policy) -> Intent:
    line = IntentLine(enrolment_id, sale_id=sale_id)
    return ledger.add_intent(IntentKind.UNDO, (line,), now, policy.lease)


def _give_up(ledger: Ledger, before: Enrolment) -> Enrolment:
    if before.state not in STANDING:
        return before
    after = lifecycle.given_up(before, EnrolmentState.REFUSED)
    ledger.save_enrolment(before, after)
    return after


def _refused(
    ledger: Ledger, sent: Intent, problem: Problem, now: datetime, policy: Policy, manner: Manner
) -> Settled:
    """Nothing was registered: the refused line is named, the others go on or are free again (F14).

    When UiTPAS does not say which line it means, those that go on do so one by one.
    """
    if not ledger.settle(sent, IntentState.REFUSED, now, problem.kind):
        return taken_over(ledger, sent)
    refused = line_of(problem, len(sent.lines))
    settled, rest = Settled(), list[IntentLine]()
    for index, line in enumerate(sent.lines):
        before = ledger.enrolment(line.enrolment_id)
        if index == refused:
            settled.enrolments.append(_free(ledger, before, problem.message))
            settled.refuse(before, _refusal(sent, problem))
            for number in filter(None, [line.number]):
                ledger.forget_pass(number)
        elif manner.keep_rest and before.state in UNSETTLED:
            rest.append(line)
            settled.enrolments.append(before)
        else:
            settled.enrolments.append(_free(ledger, before, None))
            if refused is None:
                settled.refuse(before, SaleRefused(problem))
    for after in settled.enrolments:
        let_go(ledger, after, now)
    groups = [(line,) for line in rest] if refused is None else [tuple(rest)] if rest else []
    for lines in groups:
        settled.sending.append(ledger.add_intent(IntentKind.REGISTER, lines, now, policy.lease))
    return settled


def _refusal(sent: Intent, problem: Problem) -> SaleRefused:
    return RewardRefused(problem) if sent.kind is IntentKind.REDEEM else SaleRefused(problem)


def _unsent(ledger: Ledger, sent: Intent, why: str, due: datetime, manner: Manner) -> Settled:
    gives_up = manner.give_up_unsent and not manner.later
    if not ledger.settle(sent, IntentState.REFUSED if gives_up else IntentState.PENDING, due, why):
        return taken_over(ledger, sent)
    settled = Settled()
    for line in sent.lines:
        before = ledger.enrolment(line.enrolment_id)
        if gives_up:
            settled.enrolments.append(_free(ledger, before, None))
            settled.refuse(before, SaleNotSent(why))
        else:
            settled.enrolments.append(_defer(ledger, before) if manner.later else before)
    return settled


def _unanswered(ledger: Ledger, sent: Intent, why: str, due: datetime, *, later: bool = False) -> Settled:
    if not ledger.settle(sent, IntentState.UNKNOWN, due, why):
        return taken_over(ledger, sent)
    settled = Settled()
    for line in sent.lines:
        before = ledger.enrolment(line.enrolment_id)
        if later:
            settled.enrolments.append(_defer(ledger, before))
            continue
        after = lifecycle.unanswered(before)
        ledger.save_enrolment(before, after)
        settled.enrolments.append(after)
        settled.refuse(after, SaleUnknown(after, why))
    return settled


def taken_over(ledger: Ledger, sent: Intent) -> Settled:
    """The claim was lost: the enrolments are told as they stand, and nothing is written."""
    settled = Settled()
    for line in sent.lines:
        enrolment = ledger.enrolment(line.enrolment_id)
        settled.enrolments.append(enrolment)
        settled.refuse(enrolment, SaleUnknown(enrolment, TAKEN_OVER))
    return settled


def _defer(ledger: Ledger, before: Enrolment) -> Enrolment:
    after = lifecycle.deferred(before)
    ledger.save_enrolment(before, after)
    return after


def _free(ledger: Ledger, before: Enrolment, message: EndUserMessage | None) -> Enrolment:
    after = lifecycle.refused(before, message)
    ledger.save_enrolment(before, after)
    return after

"""Enrol: reserve the place, register the sale, await payment; then confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeAlias

from ..errors import (
    AlreadyEnrolled,
    PriceWentUp,
    SaleNotSent,
    SaleRefused,
    SaleUnknown,
    UitkernError,
)
from ..model.enrolment import Enrolment, EnrolmentState
from ..model.euro import Euro
from ..model.intent import Intent, IntentKind, IntentState
from ..model.offer import Choose, Offer
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.sale import SaleRequest, TicketSale
from ..model.tariff import Tariff
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NoAnswer, NotSent, Refused, Written
from ..ports.publiq import RegisterSales
from ..rules import lifecycle
from ..rules.choice import chosen
from .cancel import undo
from .offer import offer
from .write import send

TAKEN_OVER = "another process has taken it over"

_Settled: TypeAlias = tuple[Enrolment, UitkernError | None, Intent | None]
"""The enrolment as it is now, the error to raise, the undoing that is still to be sent."""


def enrol(
    participant_id: str,
    activity_id: str,
    policy: Policy,
    choice: Choose | str = Choose.PRESELECTED,
    agreed: Euro | None = None,
) -> Flow[Enrolment]:
    """Take a place and, with a benefit, register its sale; what comes back awaits payment.

    `agreed` is the price the buyer saw, in cents; without it the offer's own. After an offer of the
    same day this costs one call, the registration (R2), and none without a benefit (R5).

    Raises `AlreadyEnrolled`, `ActivityFull`, `NoSuchTariff`, `PriceNotKnown`, `PriceWentUp`,
    `SaleRefused`, `SaleNotSent` (all of which leave the place free) and `SaleUnknown` (which keeps it).
    """
    yield from transact(partial(_refuse_second, participant_id=participant_id, activity_id=activity_id))
    made = yield from offer(participant_id, activity_id, policy)
    tariff = chosen(made, choice)
    price = tariff.price if tariff else made.base_price
    if agreed is not None and price > agreed:
        raise PriceWentUp(agreed, price)
    now = yield from ask(Now())
    reserve = partial(_reserve, made=made, tariff=tariff, now=now, policy=policy)
    enrolment, intent = yield from transact(reserve)
    if intent is None:
        return enrolment
    return (yield from _register(enrolment, intent, agreed or price, policy))


def confirm(enrolment_id: int) -> Flow[Enrolment]:
    """Write that an enrolment is paid (R4); doing it twice is doing it once.

    Raises `NotFound`, and `IllegalTransition` when it does not await payment.
    """

    def work(ledger: Ledger) -> Enrolment:
        before = ledger.enrolment(enrolment_id)
        after = lifecycle.confirmed(before)
        ledger.save_enrolment(before, after)
        return after

    return (yield from transact(work))


def _refuse_second(ledger: Ledger, participant_id: str, activity_id: str) -> None:
    """Say so before anything is asked of UiTPAS; the unique index decides between two at once (R1)."""
    held = ledger.live_enrolment(participant_id, activity_id)
    if held:
        raise AlreadyEnrolled(participant_id, activity_id, held.id, held.state)


def _reserve(
    ledger: Ledger, made: Offer, tariff: Tariff | None, now: datetime, policy: Policy
) -> tuple[Enrolment, Intent | None]:
    """Insert the enrolment and, with a benefit, the intent of its sale: both or neither."""

    new = Enrolment(
        id=0,
        participant_id=made.participant_id,
        activity_id=made.activity_id,
        state=EnrolmentState.RESERVED,
        base_price=made.base_price,
        price=tariff.price if tariff else made.base_price,
        created=now,
        hold_until=now + policy.hold,
        tariff_id=tariff.id if tariff else None,
        number=made.number if tariff else None,
        event_id=made.event_id if tariff else None,
    )
    reserved = ledger.reserve(new, ledger.activity(made.activity_id).capacity)
    begun = lifecycle.begin(reserved)
    ledger.save_enrolment(reserved, begun)
    if tariff is None or made.number is None or made.event_id is None:
        return begun, None
    request = SaleRequest(made.number, made.event_id, made.base_price, tariff.id)
    return begun, ledger.add_intent(IntentKind.REGISTER, begun.id, request, None, now)


def _register(enrolment: Enrolment, intent: Intent, agreed: Euro, policy: Policy) -> Flow[Enrolment]:
    sent = yield from send(intent, _registration, policy)
    if sent is None:
        raise SaleUnknown(enrolment, TAKEN_OVER)
    claimed, outcome = sent
    now = yield from ask(Now())
    after, error, undoing = yield from transact(
        partial(_settle, claimed=claimed, outcome=outcome, agreed=agreed, now=now)
    )
    if undoing:
        yield from undo(after, undoing, policy)
    if error:
        raise error
    return after


def _registration(intent: Intent, deadline: datetime) -> RegisterSales:
    return RegisterSales(intent.requests, deadline)


def _settle(
    ledger: Ledger,
    claimed: Intent,
    outcome: Written[tuple[TicketSale, ...]],
    agreed: Euro,
    now: datetime,
) -> _Settled:
    """Write what UiTPAS answered, and all that follows from it, in one transaction."""
    before = ledger.enrolment(claimed.enrolment_id)
    match outcome:
        case Done((sale,)):
            return _settle_sale(ledger, claimed, before, sale, agreed, now)
        case Refused(problem):
            return _settle_refusal(ledger, claimed, before, problem)
        case NotSent(why):
            end = IntentState.REFUSED
            step: Callable[[Enrolment], Enrolment] = partial(lifecycle.refused, message=None)
        case _:
            why = outcome.why if isinstance(outcome, NoAnswer) else "not one sale in the answer"
            end, step = IntentState.UNKNOWN, lifecycle.unanswered
    if not ledger.settle(claimed, end, why=why):
        return _too_late(before)
    after = step(before)
    ledger.save_enrolment(before, after)
    return after, SaleNotSent(why) if end is IntentState.REFUSED else SaleUnknown(after, why), None


def _settle_refusal(ledger: Ledger, claimed: Intent, before: Enrolment, problem: Problem) -> _Settled:
    if not ledger.settle(claimed, IntentState.REFUSED, why=problem.kind):
        return _too_late(before)
    after = lifecycle.refused(before, problem.message)
    ledger.save_enrolment(before, after)
    for request in claimed.requests:
        ledger.forget_pass(request.number)
    return after, SaleRefused(problem), None


def _settle_sale(
    ledger: Ledger, claimed: Intent, before: Enrolment, sale: TicketSale, agreed: Euro, now: datetime
) -> _Settled:
    if not ledger.settle(claimed, IntentState.DONE, sale_id=sale.id):
        return _too_late(before)
    ledger.save_sale(before.id, sale)
    if sale.price <= agreed:
        after = lifecycle.registered(before, sale)
        ledger.save_enrolment(before, after)
        return after, None, None
    after = lifecycle.too_dear(before, sale)
    ledger.save_enrolment(before, after)
    ledger.forget_pass(sale.number)
    undoing = ledger.add_intent(IntentKind.UNDO, before.id, None, sale.id, now)
    return after, PriceWentUp(agreed, sale.price), undoing


def _too_late(before: Enrolment) -> _Settled:
    return before, SaleUnknown(before, TAKEN_OVER), None

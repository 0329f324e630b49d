"""Held: a request of which UiTPAS holds some sales and not others, shown to a person and settled by one.

UiTPAS registers all sales of a request or none, so somebody undid the rest: whether the parents still want
their places is not ours to guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from attrs import evolve

from ..errors import InvalidValue
from ..model.enrolment import UNSETTLED, Enrolment, EnrolmentState
from ..model.intent import Intent, IntentKind, IntentState
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.report import HeldLine
from ..model.sale import TicketSale
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules import lifecycle
from ..rules.matching import match
from .answers import answer_or_raise
from .look_up import sales_of_event
from .register import Registered, undo_all
from .settle import WORKER, Settled, settle_sales, taken_over
from .withdraw import drop_given_up

UITPAS = "UiTPAS"
PARTLY = "settled by a person: UiTPAS held part of it"


def held(intent_id: int, policy: Policy) -> Flow[tuple[HeldLine, ...]]:
    """Each line of a registration with the sale UiTPAS holds for it, or none; changes nothing.

    Costs a question for each event. Raises `NotFound`, `InvalidValue` for what registers no sales,
    `Rejected` and `Unreachable`.
    """
    intent = yield from transact(lambda ledger: _registration(ledger, intent_id))
    listed = yield from _listed(intent)
    found = answer_or_raise(UITPAS, listed)

    def work(ledger: Ledger) -> tuple[HeldLine, ...]:
        sales = _match(ledger, intent, found, policy)
        return tuple(
            HeldLine(ledger.enrolment(line.enrolment_id), sale)
            for line, sale in zip(intent.lines, sales, strict=True)
        )

    return (yield from transact(work))


def adopt(intent_id: int, policy: Policy) -> Flow[tuple[Enrolment, ...]]:
    """Take over the sales UiTPAS holds of a parked registration, and have the worker register the rest.

    Each unpaid place of it is held anew, from now on. What comes back is how the places stand. Raises as
    `held` does, and then the intent stays parked.
    """
    now = yield from ask(Now())
    return (yield from _settle(intent_id, policy, lambda place: evolve(place, hold_until=now + policy.hold)))


def give_up(intent_id: int, policy: Policy) -> Flow[tuple[Enrolment, ...]]:
    """Give up the unpaid places of a parked registration: UiTPAS is to hold nothing of them.

    A place whose buyer paid the base price already stays, with its sale when UiTPAS holds it. What comes
    back is how the places stand; undoing goes on with the worker. Raises as `held` does.
    """
    give_up_place = partial(lifecycle.given_up, ending=EnrolmentState.CANCELLED)
    return (yield from _settle(intent_id, policy, give_up_place))


def _settle(
    intent_id: int, policy: Policy, decide: Callable[[Enrolment], Enrolment]
) -> Flow[tuple[Enrolment, ...]]:
    """Write the decision first, with the claim; then look, and settle with what is held.

    Whatever is cut off after the decision is gone on with by the worker, or parked again by it.
    """
    now = yield from ask(Now())
    why, claimed = yield from transact(lambda ledger: _decided(ledger, intent_id, now, policy, decide))
    listed = yield from _listed(claimed)
    if isinstance(listed, Problem | Unavailable):
        yield from transact(lambda ledger: ledger.settle(claimed, IntentState.PARKED, now, why))
    found = answer_or_raise(UITPAS, listed)
    now = yield from ask(Now())
    work = partial(_adopt_part, claimed=claimed, found=found, now=now, policy=policy)
    settled = yield from transact(work)
    yield from undo_all(settled.undoing, Registered(), policy)

    def stand(ledger: Ledger) -> tuple[Enrolment, ...]:
        return tuple(ledger.enrolment(line.enrolment_id) for line in claimed.lines)

    return (yield from transact(stand))


def _registration(ledger: Ledger, intent_id: int) -> Intent:
    intent = ledger.intent(intent_id)
    if intent.kind is not IntentKind.REGISTER:
        raise InvalidValue("intent", "must be one that registers sales")
    return intent


def _decided(
    ledger: Ledger, intent_id: int, now: datetime, policy: Policy, decide: Callable[[Enrolment], Enrolment]
) -> tuple[str | None, Intent]:
    """Write what was decided about each place that waits, and claim the intent; tell why it was parked."""
    parked = _registration(ledger, intent_id)
    if parked.state is not IntentState.PARKED:
        raise InvalidValue("intent", f"must be parked: it is {parked.state}")
    for line in parked.lines:
        before = ledger.enrolment(line.enrolment_id)
        if before.state in UNSETTLED:
            ledger.save_enrolment(before, decide(before))
    ledger.rouse(intent_id, now)
    return parked.why, ledger.claim(intent_id, now, policy.lease) or parked


def _listed(intent: Intent) -> Flow[tuple[TicketSale, ...] | Problem | Unavailable]:
    """All sales of the events of an intent, or the first answer that is no list."""
    listed: tuple[TicketSale, ...] = ()
    for event_id in dict.fromkeys(request.event_id for request in intent.requests):
        answer = yield from sales_of_event(event_id)
        if isinstance(answer, Problem | Unavailable):
            return answer
        listed += answer
    return listed


def _match(
    ledger: Ledger, intent: Intent, listed: Sequence[TicketSale], policy: Policy
) -> tuple[TicketSale | None, ...]:
    taken = ledger.known_sales([sale.id for sale in listed])
    return match(intent, listed, taken, policy)


def _adopt_part(
    ledger: Ledger, claimed: Intent, found: Sequence[TicketSale], now: datetime, policy: Policy
) -> Settled:
    """Settle the lines that UiTPAS holds with their sales; the rest waits in a new intent, or is dropped."""
    pairs = list(zip(claimed.lines, _match(ledger, claimed, found, policy), strict=True))
    there = [(line, sale) for line, sale in pairs if sale is not None]
    missing = tuple(line for line, sale in pairs if sale is None)
    if not ledger.settle(claimed, IntentState.REFUSED, now, PARTLY):
        return taken_over(ledger, claimed)
    settled = Settled()
    if there:
        part = evolve(claimed, lines=tuple(line for line, _ in there))
        settled = settle_sales(ledger, part, [sale for _, sale in there], now, policy, WORKER)
    if missing:
        rest = ledger.add_intent(IntentKind.REGISTER, missing, now, policy.lease)
        if not drop_given_up(ledger, rest, now):
            ledger.settle(rest, IntentState.PENDING, now)
    return settled

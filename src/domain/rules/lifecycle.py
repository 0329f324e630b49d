"""Which steps an enrolment can take, each a function."""

from __future__ import annotations

from attrs import evolve

from ..errors import IllegalTransition
from ..model.enrolment import Enrolment, EnrolmentState
from ..model.message import EndUserMessage
from ..model.sale import TicketSale

_S = EnrolmentState
STEPS: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    _S.RESERVED: frozenset({_S.REGISTERING, _S.AWAITING_PAYMENT}),
    _S.REGISTERING: frozenset({_S.AWAITING_PAYMENT, _S.REFUSED, _S.UNKNOWN, _S.CANCELLING}),
    _S.UNKNOWN: frozenset({_S.AWAITING_PAYMENT, _S.REFUSED, _S.CANCELLING}),
    _S.AWAITING_PAYMENT: frozenset({_S.CONFIRMED, _S.CANCELLING, _S.CANCELLED}),
    _S.CONFIRMED: frozenset({_S.CANCELLING, _S.CANCELLED}),
    _S.CANCELLING: frozenset({_S.CANCELLED}),
    _S.CANCELLED: frozenset(),
    _S.REFUSED: frozenset(),
}


def _step(enrolment: Enrolment, after: EnrolmentState, message: EndUserMessage | None = None) -> Enrolment:
    if after not in STEPS[enrolment.state]:
        raise IllegalTransition(enrolment.state, after)
    return enrolment.to(after, message)


def begin(reserved: Enrolment) -> Enrolment:
    """Go on from a reservation: to UiTPAS when there is a benefit, else straight to payment (R5)."""
    return _step(reserved, _S.REGISTERING if reserved.discounted else _S.AWAITING_PAYMENT)


def registered(enrolment: Enrolment, sale: TicketSale) -> Enrolment:
    """UiTPAS registered the sale: its price is the price, whatever was offered (R6)."""
    paid = evolve(enrolment, sale_id=sale.id, price=sale.price)
    return _step(paid, _S.AWAITING_PAYMENT)


def too_dear(enrolment: Enrolment, sale: TicketSale) -> Enrolment:
    """UiTPAS registered the sale at more than was agreed: it goes back (R6)."""
    return _step(evolve(enrolment, sale_id=sale.id), _S.CANCELLING)


def refused(enrolment: Enrolment, message: EndUserMessage | None) -> Enrolment:
    """UiTPAS refused, or was never reached: the place is free again."""
    return _step(enrolment, _S.REFUSED, message)


def unanswered(enrolment: Enrolment) -> Enrolment:
    """The sale was sent and nothing came back: the place is kept until that is settled (F2)."""
    return _step(enrolment, _S.UNKNOWN)


def confirmed(enrolment: Enrolment) -> Enrolment:
    """It is paid. A discounted price needs the id of its sale (R4); confirming twice is once."""
    if enrolment.state is _S.CONFIRMED:
        return enrolment
    if enrolment.discounted and enrolment.sale_id is None:
        raise IllegalTransition(enrolment.state, _S.CONFIRMED)
    return _step(enrolment, _S.CONFIRMED)


def cancelled(enrolment: Enrolment) -> Enrolment:
    """It is given up: with a registered sale that is undone first (R8); cancelling twice is once."""
    if enrolment.state in {_S.CANCELLING, _S.CANCELLED}:
        return enrolment
    if enrolment.state not in {_S.AWAITING_PAYMENT, _S.CONFIRMED}:
        raise IllegalTransition(enrolment.state, _S.CANCELLED)
    return _step(enrolment, _S.CANCELLING if enrolment.sale_id else _S.CANCELLED)


def released(enrolment: Enrolment) -> Enrolment:
    """Payment was given up before it came; a confirmed enrolment is cancelled instead."""
    if enrolment.state is _S.CONFIRMED:
        raise IllegalTransition(enrolment.state, _S.CANCELLED)
    return cancelled(enrolment)


def undone(enrolment: Enrolment) -> Enrolment:
    """UiTPAS holds the sale no more."""
    return _step(enrolment, _S.CANCELLED)

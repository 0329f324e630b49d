"""Which steps an enrolment can take, each a function."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from ..errors import IllegalTransition
from ..model.enrolment import STANDING, UNSETTLED, Enrolment, EnrolmentState
from ..model.message import EndUserMessage
from ..model.reward import Redeemed
from ..model.said import Said
from ..model.sale import TicketSale
from ..model.sentences import explain

_S = EnrolmentState
LATER = explain(Said.DISCOUNT_LATER)
STEPS: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    _S.RESERVED: frozenset({_S.REGISTERING, _S.AWAITING_PAYMENT}),
    _S.REGISTERING: frozenset({_S.AWAITING_PAYMENT, _S.REFUSED, _S.UNKNOWN, _S.CANCELLING}),
    _S.UNKNOWN: frozenset({_S.UNKNOWN, _S.AWAITING_PAYMENT, _S.REFUSED, _S.CANCELLING}),
    _S.AWAITING_PAYMENT: frozenset({_S.CONFIRMED, _S.CANCELLING, _S.CANCELLED, _S.LAPSED, _S.REFUSED}),
    _S.CONFIRMED: frozenset({_S.CANCELLING, _S.CANCELLED}),
    _S.CANCELLING: frozenset({_S.CANCELLED, _S.LAPSED, _S.REFUSED}),
    _S.CANCELLED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.LAPSED: frozenset(),
}
ENDED = frozenset(state for state, steps in STEPS.items() if not steps)


def _step(enrolment: Enrolment, after: EnrolmentState) -> Enrolment:
    if after not in STEPS[enrolment.state]:
        raise IllegalTransition(enrolment.state, after)
    return evolve(enrolment, state=after)


def begin(reserved: Enrolment) -> Enrolment:
    """Go on from a reservation: to UiTPAS when there is a benefit, else straight to payment (R5)."""
    return _step(reserved, _S.REGISTERING if reserved.discounted else _S.AWAITING_PAYMENT)


def registered(enrolment: Enrolment, sale: TicketSale) -> Enrolment:
    """UiTPAS registered the sale: its price is the price, whatever was offered (R6).

    Dearer than agreed, or given up meanwhile: it is on its way out, and its sale is to be undone; one
    that has ended stays as it is, and its sale is to be undone as well.
    """
    if enrolment.state in ENDED:
        return enrolment
    if enrolment.state in STANDING:
        return evolve(enrolment, sale_id=sale.id)  # registered again: what the buyer pays stays
    known = evolve(enrolment, sale_id=sale.id, price=sale.price)
    return _had(known, too_dear=sale.price > enrolment.agreed)


def redeemed(enrolment: Enrolment, taken: Redeemed) -> Enrolment:
    """UiTPAS took the points (R9). More than were agreed to, or given up meanwhile: it is on its way out,
    and its reward is to be given back; one that has ended stays as it is. One that stands was redeemed again,
    and takes it unless it cost more.
    """
    if enrolment.state in ENDED:
        return enrolment
    too_dear = taken.points > (enrolment.points or 0)
    if enrolment.state in STANDING and too_dear:
        return enrolment
    known = evolve(enrolment, sale_id=taken.id)
    return known if enrolment.state in STANDING else _had(known, too_dear=too_dear)


def _had(known: Enrolment, *, too_dear: bool) -> Enrolment:
    if known.state is _S.CANCELLING:
        return known
    return given_up(known, _S.REFUSED) if too_dear else _step(known, _S.AWAITING_PAYMENT)


def refused(enrolment: Enrolment, message: EndUserMessage | None) -> Enrolment:
    """UiTPAS refused, or was never reached: the place is free again, but for an earlier sale of it, or
    when the base price was to be paid anyway.
    """
    if enrolment.state is _S.CANCELLING and enrolment.sale_id is None:
        return undone(enrolment)
    if enrolment.state not in UNSETTLED:
        waited = enrolment.state in STANDING and not enrolment.discounted and enrolment.sale_id is None
        return evolve(enrolment, message=message) if waited else enrolment
    return _step(evolve(enrolment, message=message), _S.REFUSED)


def unanswered(enrolment: Enrolment) -> Enrolment:
    """The sale was sent and nothing came back: the place is kept until that is settled (F2)."""
    return _step(enrolment, _S.UNKNOWN) if enrolment.state in UNSETTLED else enrolment


def deferred(enrolment: Enrolment) -> Enrolment:
    """The buyer pays the base price now, and gets the difference back when the sale is registered (F33)."""
    if enrolment.state not in UNSETTLED:
        return enrolment
    base = enrolment.base_price
    full = evolve(enrolment, price=base, agreed=base, tariff_id=None, message=LATER)
    return _step(full, _S.AWAITING_PAYMENT)


def given_back(enrolment: Enrolment, sale: TicketSale) -> Enrolment:
    """The buyer got the difference back: what was paid is the price of the sale now."""
    return evolve(enrolment, price=sale.price, tariff_id=sale.tariff_id, message=None)


def confirmed(enrolment: Enrolment) -> Enrolment:
    """It is paid. A discounted price needs the id of its sale (R4); confirming twice is once."""
    if enrolment.state is _S.CONFIRMED:
        return enrolment
    if enrolment.discounted and enrolment.sale_id is None:
        raise IllegalTransition(enrolment.state, _S.CONFIRMED)
    return _step(enrolment, _S.CONFIRMED)


def given_up(enrolment: Enrolment, ending: EnrolmentState) -> Enrolment:
    """It goes, and will be `ending`: at once, or when its sale is undone or proven not to be (R8)."""
    if enrolment.sale_id is None and enrolment.state not in UNSETTLED:
        return _step(enrolment, ending)
    return evolve(_step(enrolment, _S.CANCELLING), ending=ending)


def cancelled(enrolment: Enrolment) -> Enrolment:
    """Somebody gave it up; cancelling twice is once, and what lapsed or was refused has ended already."""
    if enrolment.state is _S.CANCELLING or enrolment.state is _S.CANCELLED:
        return enrolment
    return given_up(enrolment, _S.CANCELLED)


def released(enrolment: Enrolment) -> Enrolment:
    """Payment was given up before it came; a confirmed enrolment is cancelled instead."""
    if enrolment.state is _S.CONFIRMED:
        raise IllegalTransition(enrolment.state, _S.CANCELLED)
    return cancelled(enrolment)


def dropped(enrolment: Enrolment) -> Enrolment:
    """Another line of its basket was refused; what is paid, has ended or is on its way out stays."""
    waits = enrolment.state in UNSETTLED or enrolment.state is _S.AWAITING_PAYMENT
    return given_up(enrolment, _S.REFUSED) if waits else enrolment


def lapsed(enrolment: Enrolment, now: datetime) -> Enrolment:
    """Its hold ran out unpaid (R16); an enrolment that was paid, or whose hold lasts, stays as it is."""
    if enrolment.state is not _S.AWAITING_PAYMENT or now < enrolment.hold_until:
        return enrolment
    return given_up(enrolment, _S.LAPSED)


def undone(enrolment: Enrolment) -> Enrolment:
    """UiTPAS holds no sale of it any more."""
    return _step(enrolment, enrolment.ending or _S.CANCELLED)

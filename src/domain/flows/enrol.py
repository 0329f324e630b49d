"""Enrol one child, confirm what is paid, and take an enrolment up again."""

from __future__ import annotations

from ..errors import AlreadyEnrolled, BasketRefused, IllegalTransition, NoSuchTariff, PriceWentUp
from ..model.basket import Line, Ticket, TicketLine
from ..model.benefit import Spend
from ..model.enrolment import Enrolment, EnrolmentState, PlaceKind
from ..model.euro import Euro
from ..model.intent import Intent, IntentState
from ..model.offer import Choice, Choose
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.lifecycle import ENDED
from ..rules.writing import having
from .cancel import cancel
from .checkout import checkout
from .register import register
from .settle import WORKER


def enrol(
    participant_id: str,
    activity_id: str,
    policy: Policy,
    choice: Choice = Choose.PRESELECTED,
    agreed: Euro | None = None,
    *,
    later: bool = False,
) -> Flow[Enrolment]:
    """Take a place and, with a benefit, register its sale; what comes back awaits payment.

    `agreed` is the price the buyer saw, in cents; without it the offer's own. After an offer of the
    same day this costs one call, the registration (R2), and none without a benefit (R5).

    `later` as in `checkout`: what UiTPAS cannot register now awaits payment of the base price.

    With a reward as choice its points are taken, after UiTPAS was asked whether they can be (R9).

    Raises `AlreadyEnrolled`, `ActivityFull`, `NoSuchTariff`, `PriceNotKnown`, `PriceWentUp`,
    `SaleRefused`, `SaleNotSent` (all of which leave the place free) and `SaleUnknown` (which keeps it);
    with a reward also `PointsConsentNeeded`, `NotRedeemable`, `PointsWentUp` and `RewardRefused`.
    """
    return (yield from _alone(Line(participant_id, activity_id, choice, agreed), policy, later=later))


def _alone(line: Line | TicketLine, policy: Policy, *, later: bool = False) -> Flow[Enrolment]:
    """A basket of one place: that place, or why there is none."""
    try:
        basket = yield from checkout([line], policy, later=later)
    except BasketRefused as refused:
        raise refused.refusals[0].error from None
    for refusal in basket.refusals:
        raise refusal.error
    return (*basket.enrolments, *basket.tickets)[0]


def register_reserved(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Register the sale of a reservation that was made in the host's own transaction.

    Raises what `enrol` raises of UiTPAS; an enrolment that is registered already is just answered.
    """
    now = yield from ask(Now())

    def work(ledger: Ledger) -> tuple[Enrolment, Intent | None]:
        enrolment = ledger.enrolment(enrolment_id)
        present = ledger.intent_of(enrolment_id, having(enrolment))
        if present is None or present.state is not IntentState.PENDING:
            return enrolment, None
        return enrolment, ledger.claim(present.id, now, policy.lease)

    enrolment, claimed = yield from transact(work)
    if claimed is None:
        return enrolment
    registered = yield from register(claimed, policy, WORKER)
    for refusal in registered.refusals:
        if refusal.enrolment_id == enrolment_id:
            raise refusal.error
    return registered.enrolments[enrolment_id]


def confirm(enrolment_id: int) -> Flow[Enrolment]:
    """Write that an enrolment is paid (R4); doing it twice is doing it once.

    Raises `NotFound`, and `IllegalTransition` when it does not await payment: what lapsed or was
    cancelled is taken up again with `reinstate`.
    """

    def work(ledger: Ledger) -> Enrolment:
        before = ledger.enrolment(enrolment_id)
        after = lifecycle.confirmed(before)
        if after is not before:
            ledger.save_enrolment(before, after)
        return after

    return (yield from transact(work))


def reinstate(enrolment_id: int, policy: Policy) -> Flow[Enrolment]:
    """Take a cancelled or lapsed enrolment up again, at most at its old price: payment came late, or
    the parent came back (F16, F21).

    A new enrolment with a new sale, made only after the old sale is proven undone. Raises
    `AlreadyEnrolled` while it is not, `IllegalTransition` for one that has not ended, and what `enrol`
    raises: `PriceWentUp` when the discount is gone or smaller, so that the buyer is asked.
    """
    ended = yield from transact(lambda ledger: ledger.enrolment(enrolment_id))
    if ended.state is EnrolmentState.CANCELLING:
        ended = yield from cancel(enrolment_id, policy)
    if ended.state is EnrolmentState.CANCELLING:
        raise AlreadyEnrolled(ended.participant_id, ended.activity_id, ended.id, ended.state)
    if ended.state not in ENDED:
        raise IllegalTransition(ended.state, EnrolmentState.RESERVED)
    agreed = min(ended.price, ended.agreed)  # a sale that became dearer was never agreed to
    try:
        return (yield from _once_more(ended, agreed, policy))
    except NoSuchTariff:
        raise PriceWentUp(agreed, ended.base_price) from None


def _once_more(ended: Enrolment, agreed: Euro, policy: Policy) -> Flow[Enrolment]:
    """The same place with the same benefit; who agreed to points once agrees to no more of them."""
    choice: Choice = ended.tariff_id or Choose.NOTHING
    if ended.tariff_id is not None and ended.points is not None:
        choice = Spend(ended.tariff_id, ended.points)
    line: Line | TicketLine = Line(ended.participant_id, ended.activity_id, choice, agreed)
    if ended.kind is PlaceKind.TICKET:
        known = ended.participant_id or None
        ticket = Ticket(None if known else ended.number, known, choice, agreed)
        line = TicketLine(ended.activity_id, [ticket])
    return (yield from _alone(line, policy))

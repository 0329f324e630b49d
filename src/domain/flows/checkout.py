"""Checkout: enrol a basket, all lines or, when the rest may go on, those that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from attrs import define, field

from ..errors import (
    ActivityFull,
    AlreadyEnrolled,
    BasketRefused,
    IllegalTransition,
    InvalidValue,
    SaleNotSent,
    SaleUnknown,
    UitkernError,
)
from ..model.basket import Basket, Line, Refusal
from ..model.enrolment import STANDING, Enrolment, EnrolmentState
from ..model.intent import Intent, IntentKind, IntentLine
from ..model.offer import Offer
from ..model.policy import Policy
from ..model.tariff import Tariff
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules import lifecycle
from ..rules.choice import affordable
from .offer import offers
from .register import register
from .reserve import reserve
from .settle import Manner


@define
class _Places:
    """What a reservation took: enrolments by id, the lines to register, the lines that got no place."""

    enrolments: dict[int, Enrolment] = field(factory=dict[int, Enrolment])
    lines: list[IntentLine] = field(factory=list[IntentLine])
    refusals: list[Refusal] = field(factory=list[Refusal])
    intent: Intent | None = None


def checkout(
    lines: Sequence[Line], policy: Policy, *, keep_rest: bool = False, later: bool = False
) -> Flow[Basket]:
    """Take a place for each line and register the discounted ones in one request, all or none.

    After offers of the same day this costs one call. A line that is refused is named, with UiTPAS's
    message (F14). Without `keep_rest` nothing of the basket stands then: `BasketRefused` tells each
    refused line. With it the rest goes on, and the basket that comes back tells both.

    A line whose error is `SaleUnknown` keeps its place: it was sent and not answered (F2). With `later`,
    where the policy allows it, the buyer pays the base price when UiTPAS is too busy or silent; the worker
    goes on with the sale, and `owed` tells what to give back (F33). Raises `InvalidValue` elsewhere.
    """
    if later and not policy.discount_later:
        raise InvalidValue("later", "is not what this organisation's policy allows (discount_later)")
    places = yield from _reserve_all(lines, policy, keep_rest=keep_rest)
    if places.refusals and not keep_rest:
        raise BasketRefused(tuple(places.refusals))
    if places.intent:
        manner = Manner(keep_rest=keep_rest, give_up_unsent=True, later=later)
        registered = yield from register(places.intent, policy, manner)
        places.enrolments.update(registered.enrolments)
        places.refusals.extend(registered.refusals)
        if registered.refusals and not keep_rest:
            if not any(isinstance(refusal.error, SaleUnknown) for refusal in registered.refusals):
                yield from transact(partial(_free_undiscounted, places=places))
            raise BasketRefused(tuple(places.refusals))
    stand = tuple(each for each in places.enrolments.values() if each.state in STANDING)
    return Basket(stand, (*places.refusals, *_given_up_meanwhile(places)))


def _given_up_meanwhile(places: _Places) -> Iterator[Refusal]:
    """The lines that somebody gave up while their sale was being registered."""
    told = {(refusal.participant_id, refusal.activity_id) for refusal in places.refusals}
    for each in places.enrolments.values():
        if each.state not in STANDING and (each.participant_id, each.activity_id) not in told:
            error = IllegalTransition(each.state, EnrolmentState.AWAITING_PAYMENT)
            yield Refusal(each.participant_id, each.activity_id, error)


def _reserve_all(lines: Sequence[Line], policy: Policy, *, keep_rest: bool) -> Flow[_Places]:
    """Refuse what is enrolled already before anything is asked, then offer, choose and reserve."""
    places = _Places()
    open_lines, places.refusals = yield from transact(partial(_refuse_second, lines=lines))
    if places.refusals and not keep_rest:
        return places
    pairs = [(line.participant_id, line.activity_id) for line in open_lines]
    made = yield from offers(pairs, policy)
    wanted: list[tuple[Line, Offer, Tariff | None]] = []
    for line, each in zip(open_lines, made, strict=True):
        try:
            wanted.append((line, each, affordable(each, line.choice, line.agreed)))
        except UitkernError as error:
            places.refusals.append(Refusal(line.participant_id, line.activity_id, error))
    if places.refusals and not keep_rest:
        return places
    now = yield from ask(Now())
    work = partial(_take_places, wanted=wanted, now=now, policy=policy, keep_rest=keep_rest)
    taken = yield from transact(work)
    taken.refusals[:0] = places.refusals
    return taken


def _refuse_second(ledger: Ledger, lines: Sequence[Line]) -> tuple[list[Line], list[Refusal]]:
    """Say so before anything is asked of UiTPAS; the unique index decides between two at once (R1)."""
    free: list[Line] = []
    refusals: list[Refusal] = []
    for line in lines:
        held = ledger.live_enrolment(line.participant_id, line.activity_id)
        if held:
            error = AlreadyEnrolled(line.participant_id, line.activity_id, held.id, held.state)
            refusals.append(Refusal(line.participant_id, line.activity_id, error))
        else:
            free.append(line)
    return free, refusals


def _take_places(
    ledger: Ledger,
    wanted: Sequence[tuple[Line, Offer, Tariff | None]],
    now: datetime,
    policy: Policy,
    *,
    keep_rest: bool,
) -> _Places:
    """Reserve every line, with one intent for all their sales: in one transaction, so all or none.

    What it takes is made anew each time: a transaction that lost a race is done again.
    """
    places = _Places()
    for line, made, tariff in wanted:
        try:
            enrolment, to_register = reserve(ledger, made, tariff, line.agreed, now, policy)
        except (AlreadyEnrolled, ActivityFull) as error:
            refusal = Refusal(line.participant_id, line.activity_id, error)
            if not keep_rest:
                raise BasketRefused((refusal,)) from error
            places.refusals.append(refusal)
            continue
        places.enrolments[enrolment.id] = enrolment
        if to_register:
            places.lines.append(to_register)
    if places.lines:
        intent = ledger.add_intent(IntentKind.REGISTER, tuple(places.lines), now)
        places.intent = ledger.claim(intent.id, now, policy.lease)
        if places.intent is None:
            waiting = (places.enrolments[line.enrolment_id] for line in places.lines)
            raise BasketRefused(tuple(_not_yet(enrolment) for enrolment in waiting))
    return places


def _not_yet(enrolment: Enrolment) -> Refusal:
    """One pass on two children: the sale of one is settled before that of the other is sent (F6)."""
    error = SaleNotSent("another sale of the same pass for this activity is not settled yet")
    return Refusal(enrolment.participant_id, enrolment.activity_id, error)


def _free_undiscounted(ledger: Ledger, places: _Places) -> None:
    for enrolment in places.enrolments.values():
        before = ledger.enrolment(enrolment.id)
        if not before.discounted and before.state is EnrolmentState.AWAITING_PAYMENT:
            ledger.save_enrolment(before, lifecycle.given_up(before, EnrolmentState.REFUSED))

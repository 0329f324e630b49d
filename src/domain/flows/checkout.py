"""Checkout: enrol a basket, all lines or, when the rest may go on, those that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from attrs import evolve

from ..errors import (
    ActivityFull,
    AlreadyEnrolled,
    BasketRefused,
    IllegalTransition,
    InvalidValue,
    SaleNotSent,
)
from ..model.basket import Basket, Line, Refusal, TicketLine
from ..model.enrolment import STANDING, EnrolmentState, PlaceKind
from ..model.intent import IntentKind
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from .basket_places import Places, free_rest
from .redeem import redeem_last
from .register import register
from .reserve import reserve
from .settle import Manner
from .wishes import Choosing, choose, show_others, wishes_of


def checkout(
    lines: Sequence[Line | TicketLine], policy: Policy, *, keep_rest: bool = False, later: bool = False
) -> Flow[Basket]:
    """Take a place for each line and register the discounted ones in one request, all or none.

    After offers of the same day this costs one call. Rewards are redeemed last, one call each after one
    that asks whether they can be (R9). A line that is refused is named, with UiTPAS's message (F14) and,
    when its benefit was used up meanwhile, with what else there is (F13). Without `keep_rest` nothing of the
    basket stands then: sales are undone, rewards given back, and `BasketRefused` tells each refused line.
    With it the rest goes on, and the basket that comes back tells both.

    A line whose error is `SaleUnknown` keeps its place: it was sent and not answered (F2); nothing beside it
    is given up for that, and `BasketRefused.standing` tells what awaits payment. With `later`, where the
    policy allows it, the buyer pays the base price when UiTPAS is too busy or silent; the worker
    goes on with the sale, and `owed` tells what to give back (F33). Raises `InvalidValue` elsewhere.
    """
    if later and not policy.discount_later:
        raise InvalidValue("later", "is not what this organisation's policy allows (discount_later)")
    chosen, refusals = yield from choose(tuple(wishes_of(lines)), policy, keep_rest=keep_rest)
    if refusals and not keep_rest:
        raise BasketRefused(tuple(refusals))
    now = yield from ask(Now())
    manner = Manner(keep_rest=keep_rest, give_up_unsent=True, later=later)
    places = yield from transact(partial(_take_places, chosen=chosen, now=now, policy=policy, manner=manner))
    places.refusals[:0] = refusals
    yield from _have_benefits(places, policy, manner)
    yield from show_others(chosen, places.refusals, policy)
    stand = tuple(each for each in places.enrolments.values() if each.state in STANDING)
    if places.refusals and not keep_rest:
        raise BasketRefused(tuple(places.refusals), stand)
    return Basket(
        tuple(each for each in stand if each.kind is PlaceKind.ENROLMENT),
        (*places.refusals, *_given_up_meanwhile(places)),
        tuple(each for each in stand if each.kind is PlaceKind.TICKET),
    )


def _have_benefits(places: Places, policy: Policy, manner: Manner) -> Flow[None]:
    """Register the sales, then redeem the rewards; what cannot be for one is undone for all, or told."""
    if places.intent:
        places.take((yield from register(places.intent, policy, manner)))
        if not places.waits_only and not manner.keep_rest:
            yield from free_rest(places, policy)
            return
    yield from redeem_last(places, policy, evolve(manner, later=False))


def _given_up_meanwhile(places: Places) -> Iterator[Refusal]:
    """The lines that somebody gave up while their sale was being registered."""
    told = {refusal.enrolment_id for refusal in places.refusals}
    for each in places.enrolments.values():
        if each.state not in STANDING and each.id not in told:
            error = IllegalTransition(each.state, EnrolmentState.AWAITING_PAYMENT)
            yield places.wishes[each.id].refused(error, each.id)


def _take_places(
    ledger: Ledger, chosen: Sequence[Choosing], now: datetime, policy: Policy, manner: Manner
) -> Places:
    """Reserve every line, with one intent for all their sales and one for each reward: in one transaction,
    so all or none. What it takes is made anew each time: a transaction that lost a race is done again.
    """
    places = Places()
    for each in chosen:
        wish = each.wish
        try:
            enrolment, line = reserve(ledger, each.offer, each.benefit, wish.agreed, now, policy, wish.kind)
        except (AlreadyEnrolled, ActivityFull) as error:
            if not manner.keep_rest:
                raise BasketRefused((wish.refused(error),)) from error
            places.refusals.append(wish.refused(error))
            continue
        places.enrolments[enrolment.id] = enrolment
        places.wishes[enrolment.id] = wish
        if line:
            (places.rewards if line.redemption else places.sales).append(line)
    if places.sales:
        intent = ledger.add_intent(IntentKind.REGISTER, tuple(places.sales), now)
        places.intent = ledger.claim(intent.id, now, policy.lease)
        if places.intent is None:
            raise BasketRefused(tuple(_not_yet(places)))
    after = places.intent.id if places.intent and not manner.later else None
    due = now + policy.lease  # until then it is ours, and no worker's
    for line in places.rewards:
        places.redeeming.append(ledger.add_intent(IntentKind.REDEEM, (line,), due, after=after).id)
    return places


def _not_yet(places: Places) -> Iterator[Refusal]:
    """One pass on two children: the sale of one is settled before that of the other is sent (F6)."""
    for line in places.sales:
        error = SaleNotSent("another sale of the same pass for this activity is not settled yet")
        yield places.wishes[line.enrolment_id].refused(error, line.enrolment_id)

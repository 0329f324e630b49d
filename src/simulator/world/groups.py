"""Group passes: one card, and a number of tickets for each year."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from . import passes, people_refusals
from .clock import Period
from .limits import Tally
from .numbers import is_uitpas_number
from .refusals import Refusal
from .state import State
from .values import Card, Passholder, PassType, PeriodLimit, SocialTariffStatus


@frozen(slots=False, repr=False)
class GroupPass:
    """A group with its card; `per_year` is None for a group without a yearly amount."""

    holder: Passholder
    card: Card
    status: SocialTariffStatus
    end: datetime | None
    per_year: int | None
    left: int | None


def group_pass(state: State, now: datetime, holder_id: str) -> GroupPass:
    """Take a group pass; refused with `passholder-not-found`, also for the id of a person."""
    holder = state.passholders.get(holder_id)
    numbers = state.cards_of.of(holder_id)
    if holder is None or holder.pass_type is not PassType.GROUP or not numbers:
        raise people_refusals.passholder_unknown()
    card = state.cards[numbers[-1]]
    membership = holder.membership(card.card_system)
    right = membership.social_tariff if membership else None
    yearly = yearly_amount(holder)
    left = Tally(state, now).left(("pass", holder.id), yearly) if yearly else None
    status = membership.status(now) if membership else SocialTariffStatus.NONE
    return GroupPass(
        holder, card, status, right.end if right else None, yearly.volume if yearly else None, left
    )


def yearly_amount(holder: Passholder) -> PeriodLimit | None:
    """Find how many tickets a group may buy in a calendar year."""
    amounts = (each.limit for each in holder.limits if not each.per_event)
    return next((each for each in amounts if each.period is Period.YEAR), None)


def search(state: State, now: datetime, number: str | None, chip: str | None) -> Sequence[GroupPass]:
    """Find a group pass whatever the status of its card; refused with `invalid-uitpas-number`."""
    if number is not None and not is_uitpas_number(number):
        raise people_refusals.invalid_number()
    holders = {_holder(state, identifier) for identifier in (number, chip) if identifier is not None}
    holder = state.passholders.get(holders.pop()) if len(holders) == 1 else None
    if holder is None or holder.pass_type is not PassType.GROUP:
        return []
    return [group_pass(state, now, holder.id)]


def _holder(state: State, identifier: str) -> str | None:
    try:
        return passes.card_by_identifier(state, identifier).holder
    except Refusal:
        return None

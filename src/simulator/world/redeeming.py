"""Redeem rewards: who may, when, how often, and what it costs."""

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve

from . import refusals
from . import rights_refusals as refused
from .clock import Period, period_keys
from .limits import count_subjects
from .passes import Pass, active_memberships, active_pass, card_by_number
from .points import add_points
from .refusals import Refusal
from .rewards import Redeemed, Reward, RewardStatus
from .sequences import following
from .state import State, Subject
from .values import PassType

FIRST = 910001
REASONS = {
    "uitpas/invalid-card": "INVALID_CARD",
    "uitpas/passholder-no-active-cardsystems": "PASSHOLDER_NO_ACTIVE_CARDSYSTEM",
    "uitpas/reward-passholder-no-applicable-cardsystems": "PASSHOLDER_APPLICABLE_CARDSYSTEMS",
    "uitpas/reward-period-constraint": "REWARD_PERIOD",
    "uitpas/reward-volume-constraint": "REWARD_VOLUME",
    "uitpas/reward-passholder-volume-constraint": "PASSHOLDER_VOLUME",
    "uitpas/reward-passholder-points-constraint": "PASSHOLDER_POINTS",
}
_DUTCH = {
    Period.ABSOLUTE: "in totaal",
    Period.DAY: "per dag",
    Period.WEEK: "per week",
    Period.MONTH: "per maand",
    Period.QUARTER: "per kwartaal",
    Period.YEAR: "per jaar",
}


def reward_by_id(state: State, reward_id: str) -> Reward:
    """Take a reward that was not deleted; refused with 404 `reward-not-found`."""
    reward = state.rewards.get(reward_id)
    if reward is None or reward.status is RewardStatus.DELETED:
        raise refused.reward_not_found()
    return reward


def pass_for_rewards(state: State, number: str) -> Pass:
    """Take the pass of somebody who wants a reward.

    Refused with `invalid-uitpas-number`, `passholder-not-found`, or `invalid-card` for a card that is not in
    use and for a group, which has no points.
    """
    try:
        held = active_pass(state, card_by_number(state, number))
    except Refusal as refusal:
        if refusal.kind == "uitpas/invalid-uitpasnumber":
            raise refusals.invalid_uitpas_number("invalid-uitpas-number") from None
        if refusal.kind == "uitpas/invalid-card-status":
            raise refusals.invalid_card() from None
        raise
    if held.holder.pass_type is PassType.GROUP:
        raise refusals.invalid_card()
    return held


def why_not(state: State, now: datetime, reward: Reward, held: Pass) -> Refusal | None:
    """Say why somebody cannot take a reward now; None when nothing is in the way."""
    return next(_obstacles(state, now, reward, held), None)


def redeem(state: State, now: datetime, reward: Reward, held: Pass, sale: str | None = None) -> Redeemed:
    """Take a reward and its points; `sale` names the ticket that it is spent on."""
    refusal = why_not(state, now, reward, held)
    if refusal is not None:
        raise refusal
    if reward.tariff is not None and sale is None:
        raise refused.reward_invalid_redeem_type()
    taken = Redeemed(
        id=following(state, "redeemed reward", FIRST),
        reward=reward.id,
        holder=held.holder.id,
        uitpas_number=held.card.number,
        at=now,
        points=reward.points,
        organizer=reward.organizers[0] if reward.organizers else None,
        sale=sale,
    )
    state.redeemed.put(taken.id, taken)
    state.redeemed_of.add(taken.holder, taken.id)
    state.rewards.put(reward.id, evolve(reward, taken=reward.taken + 1))
    count_subjects(state, (subject(taken.holder, reward.id),), now, 1)
    add_points(state, taken.holder, -taken.points)
    return taken


def redeemed_by_id(state: State, redeemed_id: str) -> Redeemed:
    """Take a redeemed reward; refused with 404 when unknown or cancelled."""
    found = state.redeemed.get(redeemed_id)
    if found is None:
        raise refusals.not_found("There is no such redeemed reward.")
    return found


def cancel(state: State, taken: Redeemed) -> None:
    """Give the points back and free what was taken, also after the period of the reward."""
    state.redeemed.drop(taken.id)
    state.redeemed_of.discard(taken.holder, taken.id)
    reward = state.rewards.get(taken.reward)
    if reward is not None:
        state.rewards.put(reward.id, evolve(reward, taken=reward.taken - 1))
    count_subjects(state, (subject(taken.holder, taken.reward),), taken.at, -1)
    add_points(state, taken.holder, taken.points)


def subject(holder: str, reward: str) -> Subject:
    return ("reward", holder, reward)


def left_for(state: State, now: datetime, reward: Reward, held: Pass) -> int:
    """Count how often somebody can take a reward now, as far as volumes and points go."""
    counts = [_left_of_constraint(state, now, reward, held)]
    if reward.units is not None:
        counts.append(reward.units - reward.taken)
    if reward.points:
        counts.append(held.holder.points // reward.points)
    return max(0, min(counts))


def _obstacles(state: State, now: datetime, reward: Reward, held: Pass) -> Iterator[Refusal]:
    systems = {each.card_system for each in active_memberships(held.holder)}
    if not systems:
        yield refusals.no_active_card_systems()
    if reward.card_systems is not None and systems.isdisjoint(reward.card_systems):
        yield _constraint(
            "passholder-no-applicable-cardsystems", "Dit voordeel is niet voor jouw UiTPAS-regio."
        )
    if reward.status is not RewardStatus.ACTIVE or not _in_period(reward, now):
        yield _constraint("period-constraint", "Dit voordeel kan je nu niet inruilen.")
    if reward.is_sold_out():
        yield _constraint("volume-constraint", "Dit voordeel is helemaal op.")
    if reward.constraint is not None and not _left_of_constraint(state, now, reward, held):
        limit = reward.constraint
        often = "één keer" if limit.volume == 1 else f"{limit.volume} keer"
        message = f"Je kan dit voordeel maximaal {often} {_DUTCH[limit.period]} inruilen."
        yield _constraint("passholder-volume-constraint", message)
    if held.holder.points < reward.points:
        missing = reward.points - held.holder.points
        message = f"Je hebt te weinig punten: je komt er nog {missing} tekort."
        yield _constraint("passholder-points-constraint", message)


def _in_period(reward: Reward, now: datetime) -> bool:
    return (reward.redeemable or reward.published).holds(now)


def _left_of_constraint(state: State, now: datetime, reward: Reward, held: Pass) -> int:
    if reward.constraint is None:
        return 1_000
    key = (subject(held.holder.id, reward.id), period_keys(now)[reward.constraint.period])
    return max(0, reward.constraint.volume - (state.usage.get(key) or 0))


def _constraint(kind: str, message: str) -> Refusal:
    return Refusal(f"uitpas/reward-{kind}", "The reward cannot be redeemed", message=message)

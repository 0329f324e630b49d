"""Spend rewards on tickets: one with a price rule is a tariff, taken with the sale and given back with it."""

from collections.abc import Iterator

from . import rights_refusals as refused
from .limits import Tally, reward_id_of
from .passes import Pass
from .pricing import price_under
from .redeeming import cancel, left_for, redeem, reward_by_id, subject, why_not
from .rewards import Reward
from .state import State
from .tickets import Tariff, TariffType, TicketSale
from .values import Event


def reward_tariffs(tally: Tally, held: Pass, event: Event, regular: int) -> Iterator[Tariff]:
    """List the rewards that a pass can spend on an event now."""
    for reward in tally.state.rewards.values():
        if reward.tariff is None or not _is_for(reward, event):
            continue
        if why_not(tally.state, tally.now, reward, held) is None:
            tariff = _priced(tally, reward, held, regular)
            if tariff.remaining:
                yield tariff


def reward_tariff(tally: Tally, held: Pass, event: Event, regular: int, tariff_id: str) -> Tariff:
    """Compute the price with one reward; refused when it cannot be spent here, or by this pass."""
    reward = tally.state.rewards.get(reward_id_of(tariff_id))
    if reward is None or not _is_for(reward, event):
        raise refused.reward_not_for_event()
    refusal = why_not(tally.state, tally.now, reward, held)
    if refusal is not None:
        raise refused.reward_not_spendable(refusal.message)
    return _priced(tally, reward, held, regular)


def spend(state: State, sale: TicketSale, held: Pass) -> None:
    """Take the reward that a ticket was bought with."""
    redeem(state, sale.created, reward_by_id(state, reward_id_of(sale.tariff.id)), held, sale.id)


def give_back(state: State, sale: TicketSale) -> None:
    """Give back the reward that an undone ticket was bought with."""
    for each in state.redeemed_of.of(sale.holder):
        if state.redeemed[each].sale == sale.id:
            cancel(state, state.redeemed[each])


def _is_for(reward: Reward, event: Event) -> bool:
    return reward.tariff is not None and (not reward.organizers or event.organizer in reward.organizers)


def _priced(tally: Tally, reward: Reward, held: Pass, regular: int) -> Tariff:
    """Price a reward with what is left of it, less what the request at hand has taken."""
    if reward.tariff is None:
        raise AssertionError("a reward that is spent on tickets has a price rule")
    left = left_for(tally.state, tally.now, reward, held) - tally.taken(subject(held.holder.id, reward.id))
    if reward.units is not None:
        left = min(left, reward.units - reward.taken - tally.taken(("reward", reward.id)))
    if reward.points:
        left = min(left, (held.holder.points - tally.taken(("points", held.holder.id))) // reward.points)
    price = price_under(reward.tariff, regular)
    return Tariff(f"REWARD{reward.id}", reward.title, price, TariffType.COUPON, max(0, left))

"""R12: how many tickets one pass may buy in one basket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model.benefit import RewardOffer
from ..model.offer import Offer
from .choice import Benefit


def exceeding(wanted: Sequence[tuple[Offer, Benefit | None]]) -> dict[int, int]:
    """The positions in a basket that ask more of one pass than it may have, each with how many it may.

    A pass stands in a basket more than once as long as that many remain of its tariff, and of the largest
    of its tariffs for the event in all; of a group pass usually many do (F29). What stands first goes first.
    """
    taken: Counter[tuple[object, ...]] = Counter()
    refused: dict[int, int] = {}
    for position, (offer, benefit) in enumerate(wanted):
        limits = dict(_limits(offer, benefit)) if benefit else {}
        if all(taken[what] < most for what, most in limits.items()):
            taken.update(limits.keys())
        else:
            refused[position] = min(limits.values())
    return refused


def _limits(offer: Offer, benefit: Benefit) -> Iterator[tuple[tuple[object, ...], int]]:
    if isinstance(benefit, RewardOffer):
        yield (offer.number, benefit.reward_id), benefit.remaining
        return
    yield (offer.number, offer.event_id, benefit.id), benefit.remaining
    yield (offer.number, offer.event_id), max(tariff.remaining for tariff in offer.tariffs)

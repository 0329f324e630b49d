"""R7: which benefit, if any, goes with an enrolment."""

from __future__ import annotations

from typing import TypeAlias

from ..errors import (
    NoSuchTariff,
    NotRedeemable,
    PointsConsentNeeded,
    PointsWentUp,
    PriceNotKnown,
    PriceWentUp,
)
from ..model.benefit import RewardOffer, Spend
from ..model.euro import Euro
from ..model.offer import Choice, Choose, Offer, Reason
from ..model.tariff import Tariff

Benefit: TypeAlias = Tariff | RewardOffer

_NOT_ASKED = frozenset({Reason.UNREACHABLE, Reason.NOT_KNOWN_YET, Reason.NOT_ALLOWED})


def chosen(offer: Offer, choice: Choice) -> Benefit | None:
    """The tariff or reward to enrol with, or `None` for the base price; nobody is forced to use one (R7).

    Raises `NoSuchTariff` for an id that is not in the offer, and `PriceNotKnown` when the preselected
    price is wanted but UiTPAS could not tell it: nobody pays in full by accident. Of a reward it raises
    `PointsConsentNeeded`, `NotRedeemable` and, when it costs more than was agreed to, `PointsWentUp` (R9).
    """
    match choice:
        case Choose.NOTHING:
            return None
        case Choose.PRESELECTED:
            if offer.preselected is None and offer.reason and offer.reason in _NOT_ASKED:
                raise PriceNotKnown(offer.reason)
            return offer.preselected
        case Spend():
            return _rewarded(offer, choice)
        case tariff_id:
            found = next((t for t in offer.tariffs if t.id == tariff_id), None)
            if found is None and offer.reason and offer.reason in _NOT_ASKED:
                raise PriceNotKnown(offer.reason)
            if found is None:
                raise _missing(offer, tariff_id)
            return found


def _missing(offer: Offer, wanted: str) -> PointsConsentNeeded | NoSuchTariff:
    """A reward is never chosen by its id alone."""
    reward = next((each for each in offer.rewards if each.reward_id == wanted), None)
    return PointsConsentNeeded(reward) if reward else NoSuchTariff(wanted)


def _rewarded(offer: Offer, choice: Spend) -> RewardOffer:
    found = next((each for each in offer.rewards if each.reward_id == choice.reward_id), None)
    if found is None and offer.reason and offer.reason in _NOT_ASKED:
        raise PriceNotKnown(offer.reason)
    if found is None:
        raise NoSuchTariff(choice.reward_id)
    if not found.redeemable:
        raise NotRedeemable(found)
    if found.points > choice.points:
        raise PointsWentUp(choice.points, found.points)
    return found


def affordable(offer: Offer, choice: Choice, agreed: Euro | None) -> Benefit | None:
    """`chosen`, at no more than the buyer agreed to; raises `PriceWentUp` when it costs more (R6)."""
    benefit = chosen(offer, choice)
    price = benefit.price if benefit else offer.base_price
    if agreed is not None and price > agreed:
        raise PriceWentUp(agreed, price)
    return benefit

"""R7: which benefit, if any, goes with an enrolment."""

from __future__ import annotations

from ..errors import NoSuchTariff, PriceNotKnown, PriceWentUp
from ..model.euro import Euro
from ..model.offer import Choose, Offer, Reason
from ..model.tariff import Tariff

_NOT_ASKED = frozenset({Reason.UNREACHABLE, Reason.NOT_KNOWN_YET, Reason.NOT_ALLOWED})


def chosen(offer: Offer, choice: Choose | str) -> Tariff | None:
    """The tariff to enrol with, or `None` for the base price; nobody is forced to use one (R7).

    Raises `NoSuchTariff` for an id that is not in the offer, and `PriceNotKnown` when the preselected
    price is wanted but UiTPAS could not tell it: nobody pays in full by accident.
    """
    match choice:
        case Choose.NOTHING:
            return None
        case Choose.PRESELECTED:
            if offer.preselected is None and offer.reason and offer.reason in _NOT_ASKED:
                raise PriceNotKnown(offer.reason)
            return offer.preselected
        case tariff_id:
            found = next((t for t in offer.tariffs if t.id == tariff_id), None)
            if found is None and offer.reason and offer.reason in _NOT_ASKED:
                raise PriceNotKnown(offer.reason)
            if found is None:
                raise NoSuchTariff(tariff_id)
            return found


def affordable(offer: Offer, choice: Choose | str, agreed: Euro | None) -> Tariff | None:
    """`chosen`, at no more than the buyer agreed to; raises `PriceWentUp` when it costs more (R6)."""
    tariff = chosen(offer, choice)
    price = tariff.price if tariff else offer.base_price
    if agreed is not None and price > agreed:
        raise PriceWentUp(agreed, price)
    return tariff

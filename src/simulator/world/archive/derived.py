"""Make anew what follows from other tables, for files that a person wrote."""

from ..limits import count, count_subjects
from ..state import State
from ..tables import Index


def derive(state: State, given: frozenset[str]) -> None:
    """Fill each index that a file does not give itself, and count what it says was sold and done."""
    if "cardsOf" not in given:
        for card in state.cards.values():
            if card.holder is not None:
                _add(state.cards_of, card.holder, card.number)
    if "chips" not in given:
        for card in state.cards.values():
            if card.chip is not None:
                state.chips.put(card.chip, card.number)
    if "insz" not in given:
        for holder in state.passholders.values():
            if holder.insz is not None:
                state.insz.put(holder.insz, holder.id)
    _derive_ties(state, given)
    _derive_activity(state, given)


def _derive_ties(state: State, given: frozenset[str]) -> None:
    for main, member in state.family_ties:
        if "familyOf" not in given:
            _add(state.family_of, main, member)
        if "familiesWith" not in given:
            _add(state.families_with, member, main)
    if "associationsOf" not in given:
        for holder, association in state.association_memberships:
            _add(state.associations_of, holder, association)


def _derive_activity(state: State, given: frozenset[str]) -> None:
    for sale in state.sales.values():
        if "salesOfEvent" not in given:
            _add(state.sales_of_event, sale.event, sale.id)
        if "salesOfHolder" not in given:
            _add(state.sales_of_holder, sale.holder, sale.id)
        if "usage" not in given:
            count(state, sale, 1)
    for checkin in state.checkins.values():
        if "checkinsOf" not in given:
            _add(state.checkins_of, checkin.holder, checkin.id)
        if "usage" not in given:
            count_subjects(state, [("checkin", checkin.holder, checkin.event)], checkin.created, 1)
    for taken in state.redeemed.values():
        if "redeemedOf" not in given:
            _add(state.redeemed_of, taken.holder, taken.id)
        if "usage" not in given:
            count_subjects(state, [("reward", taken.holder, taken.reward)], taken.at, 1)
    numbers = [int(sale) for sale in state.sales if sale.isascii() and sale.isdecimal()]
    if "nextSale" not in given and numbers:
        state.next_sale = max(state.next_sale, max(numbers) + 1)


def _add(index: Index[str, str], key: str, value: str) -> None:
    if value not in index.of(key):
        index.add(key, value)

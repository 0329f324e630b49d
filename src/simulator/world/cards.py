"""The life of a card: from the factory over a counter into somebody's hands, and to its end."""

from collections.abc import Mapping

from attrs import evolve

from . import people_refusals, refusals
from .numbers import is_social, is_uitpas_number, make_uitpas_number
from .sequences import following
from .state import State
from .values import Card, CardStatus, CardType, Passholder

_FIRST_DIGITAL = 9_000_000
_NEXT: Mapping[CardStatus, frozenset[CardStatus]] = {
    CardStatus.PROVISIONED: frozenset({CardStatus.LOCAL_STOCK, CardStatus.DELETED}),
    CardStatus.LOCAL_STOCK: frozenset({CardStatus.ACTIVE, CardStatus.DELETED}),
    CardStatus.ACTIVE: frozenset({CardStatus.BLOCKED, CardStatus.DELETED}),
    CardStatus.BLOCKED: frozenset({CardStatus.ACTIVE, CardStatus.DELETED}),
    CardStatus.DELETED: frozenset(),
}


class IllegalTransition(ValueError):
    """A card cannot go from the status it has to the one that was asked for."""

    def __init__(self, present: CardStatus, wanted: CardStatus) -> None:
        super().__init__(f"a card that is {present} cannot become {wanted}")


def move(state: State, card: Card, status: CardStatus) -> Card:
    """Give a card another status; raise IllegalTransition. A card gets ACTIVE only in somebody's hands."""
    if status not in _NEXT[card.status] or (status is CardStatus.ACTIVE and card.holder is None):
        raise IllegalTransition(card.status, status)
    moved = evolve(card, status=status)
    state.cards.put(card.number, moved)
    return moved


def in_stock(state: State, number: str, card_system: int, *, social: bool) -> Card:
    """Take a card that can be handed out in a card system.

    Refused with `invalid-uitpas-number` when it is not 13 digits, with `invalid-card-status` when it does not
    lie in stock, and with `invalid-card` when it is unknown, of another card system or for another tariff.
    """
    if not is_uitpas_number(number):
        raise people_refusals.invalid_number()
    card = state.cards.get(number)
    if card is None:
        raise people_refusals.invalid_card()
    if card.status is not CardStatus.LOCAL_STOCK:
        raise refusals.invalid_card_status(card.status, None, None)
    if card.card_system != card_system or is_social(number) != social:
        raise people_refusals.invalid_card()
    return card


def hand_out(state: State, card: Card, holder: str) -> Card:
    """Give a card of the stock to a passholder, who uses it from now on."""
    state.cards.put(card.number, evolve(card, holder=holder))
    state.cards_of.add(holder, card.number)
    return move(state, state.cards[card.number], CardStatus.ACTIVE)


def make_digital(state: State, card_system: int, holder: str, *, social: bool) -> Card:
    """Make a digital pass with a number of its own and give it to a passholder."""
    number = ""
    while not number or number in state.cards:
        number = make_uitpas_number(int(following(state, "digital", _FIRST_DIGITAL)), social=social)
    card = Card(number, card_system, CardStatus.ACTIVE, holder, type=CardType.DIGITAL)
    state.cards.put(number, card)
    state.cards_of.add(holder, number)
    return card


def replace(state: State, old: Card, by: Card | None = None) -> Card:
    """Give a passholder another card, of the stock or else a digital one; the old number is dead.

    Raises IllegalTransition when the old card is in nobody's use.
    """
    if old.holder is None or CardStatus.DELETED not in _NEXT[old.status]:
        raise IllegalTransition(old.status, CardStatus.DELETED)
    move(state, old, CardStatus.DELETED)
    if by is not None:
        return hand_out(state, by, old.holder)
    return make_digital(state, old.card_system, old.holder, social=is_social(old.number))


def retire(state: State, holder: str, card_system: int) -> None:
    """End every card that a passholder has in a card system; their numbers are dead from then on."""
    for number in state.cards_of.of(holder):
        card = state.cards[number]
        if card.card_system == card_system and card.status is not CardStatus.DELETED:
            move(state, card, CardStatus.DELETED)


_BEST_FIRST = (CardStatus.ACTIVE, CardStatus.BLOCKED, CardStatus.DELETED)


def current_card(state: State, holder: Passholder, card_system: int) -> Card | None:
    """Find the card of a passholder in a card system: one in use, else a blocked one, else the last."""
    held = [state.cards[number] for number in reversed(state.cards_of.of(holder.id))]
    here = [card for card in held if card.card_system == card_system and card.status in _BEST_FIRST]
    return min(here, key=lambda card: _BEST_FIRST.index(card.status), default=None)


def main_card(state: State, holder: Passholder) -> Card | None:
    """Find the active card of the oldest membership that has one."""
    current = (current_card(state, holder, each.card_system) for each in holder.memberships)
    return next((card for card in current if card and card.status is CardStatus.ACTIVE), None)

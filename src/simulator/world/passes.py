"""Find passes by what people hold in their hands, and check that they may be used."""

import re

from . import refusals
from .quick import quick
from .state import State
from .values import Card, CardStatus, CardSystem, Membership, Passholder

_UITPAS_NUMBER = re.compile(r"\d{13}", re.ASCII)
_INSZ_LENGTH = 11
_IN_USE = CardStatus.ACTIVE
_SEPARATORS = str.maketrans("", "", " .-")
_FORMER_HOLDER_SHOWN = frozenset({CardStatus.BLOCKED, CardStatus.DELETED})


@quick(repr=False)
class Pass:
    """An active card with its holder and its card system."""

    card: Card
    holder: Passholder
    card_system: CardSystem


def card_by_identifier(state: State, identifier: str) -> Card:
    """Find a card by UiTPAS number, INSZ number, INSZ barcode or chip number (`get-passes`).

    A barcode with an INSZ is taken to begin with its eleven digits; thirteen digits are always a UiTPAS
    number. Refused with `pass-not-found`.
    """
    plain = identifier.translate(_SEPARATORS).upper()
    card = state.cards.get(plain) or state.cards.get(state.chips.get(plain))
    if card is None and not _UITPAS_NUMBER.fullmatch(plain):
        card = _card_of_holder(state, state.insz.get(plain[:_INSZ_LENGTH]))
    if card is None:
        raise refusals.pass_not_found()
    return card


def card_by_number(state: State, number: str) -> Card:
    """Find a card by the number somebody buys with (`get-tariffs`, `post-ticket-sales`).

    Refused with `invalid-uitpasnumber` when it is not 13 digits, `passholder-not-found` when unknown.
    """
    card = state.cards.get(number)
    if card is not None:
        return card
    if not _UITPAS_NUMBER.fullmatch(number):
        raise refusals.invalid_uitpas_number()
    raise refusals.passholder_not_found()


def active_pass(state: State, card: Card) -> Pass:
    """Take the pass of a card; refused with `invalid-card-status` when it is not in use.

    A card in use whose holder is gone is refused with `invalid-card`.
    """
    holder = state.passholders.get(card.holder)
    if card.status is not _IN_USE:
        shown = holder if card.status in _FORMER_HOLDER_SHOWN else None
        raise refusals.invalid_card_status(
            card.status, shown.id if shown else None, shown.pass_type if shown else None
        )
    if holder is None:
        raise refusals.invalid_card()
    return Pass(card, holder, state.card_systems[card.card_system])


def _card_of_holder(state: State, holder: str | None) -> Card | None:
    cards = [state.cards[number] for number in state.cards_of.of(holder)] if holder else []
    active = [card for card in cards if card.status is CardStatus.ACTIVE]
    return next(iter(active or cards), None)


def active_memberships(holder: Passholder) -> list[Membership]:
    """List the memberships that are not blocked."""
    return [each for each in holder.memberships if not each.blocked]

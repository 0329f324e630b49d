"""Find rows that name a row which is not there."""

from collections.abc import Iterable, Iterator

from ..state import State
from .plain import camel
from .scalars import under

Found = tuple[str, str]


def dangling(state: State) -> Iterator[Found]:
    """Give the pointer of each reference to nothing, and what it should have named.

    Only what a world cannot work without: a sale keeps the ids of what it was, also when that is gone.
    """
    yield from _of_cards(state)
    for holder in state.passholders.values():
        for index, membership in enumerate(holder.memberships):
            at = f"{_row('passholders', holder.id)}/memberships/{index}/cardSystem"
            yield from _missing(membership.card_system, state.card_systems, at, "card system")
    for organizer in state.organizers.values():
        for index, system in enumerate(organizer.card_systems):
            at = f"{_row('organizers', organizer.id)}/cardSystems/{index}"
            yield from _missing(system, state.card_systems, at, "card system")
    for coupon in state.coupons.values():
        at = f"{_row('coupons', coupon.id)}/cardSystem"
        yield from _missing(coupon.card_system, state.card_systems, at, "card system")
    for event in state.events.values():
        at = _row("events", event.id)
        yield from _missing(event.place, state.places, f"{at}/place", "place")
        yield from _missing(event.organizer, state.organizers, f"{at}/organizer", "organizer")
    for token in state.tokens.values():
        yield from _missing(token.client, state.clients, f"{_row('tokens', token.value)}/client", "client")
    yield from _of_indexes(state)
    yield from _of_twins(state)


def _of_twins(state: State) -> Iterator[Found]:
    for duplicate, place in state.udb_twins.items():
        at = _row("udb_twins", duplicate)
        yield from _missing(duplicate, state.places, at, "place")
        yield from _missing(place, state.places, at, "place")


def _of_cards(state: State) -> Iterator[Found]:
    for card in state.cards.values():
        at = _row("cards", card.number)
        yield from _missing(card.card_system, state.card_systems, f"{at}/cardSystem", "card system")
        yield from _missing(card.holder, state.passholders, f"{at}/holder", "passholder")


def _of_indexes(state: State) -> Iterator[Found]:
    for number, holder in state.insz.items():
        yield from _missing(holder, state.passholders, _row("insz", number), "passholder")
    for chip, card in state.chips.items():
        yield from _missing(card, state.cards, _row("chips", chip), "card")
    for name, index, table, what in (
        ("cards_of", state.cards_of, state.cards, "card"),
        ("coupons_of", state.coupons_of, state.coupons, "coupon"),
        ("sales_of_event", state.sales_of_event, state.sales, "sale"),
        ("sales_of_holder", state.sales_of_holder, state.sales, "sale"),
    ):
        for key, values in index.items():
            for position, value in enumerate(values):
                yield from _missing(value, table, f"{_row(name, key)}/{position}", what)


def _row(table: str, key: str) -> str:
    return under(f"/tables/{camel(table)}", key)


def _missing(key: object, table: Iterable[object], pointer: str, what: str) -> Iterator[Found]:
    if key is not None and key not in table:
        yield pointer, what

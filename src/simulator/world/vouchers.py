"""Vouchers, and the prices of memberships that they lower."""

from collections.abc import Sequence

from attrs import evolve, frozen

from . import people_refusals
from .people import MembershipPrice, Voucher
from .residence import lives_in
from .state import State
from .values import CardSystem, CardType

_FREE = MembershipPrice(0, "Gratis UiTPAS", "Een UiTPAS is gratis in deze regio.")


@frozen(slots=False)
class Joining:
    """Who joins a card system, as far as it makes a difference to the price; the age is in years."""

    age: int
    postal_code: str
    card_type: CardType
    social: bool


@frozen(slots=False)
class Quoted:
    """What a membership costs somebody, in cents, and how the price is called."""

    price: int
    label: str
    description: str


def card_system(state: State, system: int, status: int = 404) -> CardSystem:
    """Take a card system; refused with `cardsystem-not-found`."""
    found = state.card_systems.get(system)
    if found is None:
        raise people_refusals.card_system_not_found(status)
    return found


def usable_voucher(state: State, code: str, system: int) -> Voucher:
    """Take a voucher that was not used yet; refused with `invalid-voucher-code`."""
    voucher = state.vouchers.get(code)
    if voucher is None or voucher.used or voucher.card_system != system:
        raise people_refusals.invalid_voucher()
    return voucher


def use_up(state: State, voucher: Voucher) -> None:
    state.vouchers.put(voucher.code, evolve(voucher, used=True))


def price_list(state: State, system: int, card_type: CardType) -> Sequence[MembershipPrice]:
    """List the prices of a card system; one without a list of its own asks nothing."""
    listed = state.membership_prices.get(system) or ()
    return [each for each in listed if each.card_type in (None, card_type)] or [_FREE]


def membership_price(state: State, system: CardSystem, buyer: Joining, voucher: str | None) -> Quoted:
    """Say what a person pays to join a card system; refused with `invalid-voucher-code`."""
    off = usable_voucher(state, voucher, system.id).discount if voucher is not None else 0
    resident = lives_in(system, buyer.postal_code)
    listed = price_list(state, system.id, buyer.card_type)
    fitting = (
        p for p in listed if p.is_for(buyer.age, buyer.card_type, resident=resident, social=buyer.social)
    )
    row = next(fitting, _FREE)
    return Quoted(max(0, row.price - off), row.label, row.description)

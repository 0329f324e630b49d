"""Join people to card systems, one membership each, with or without a social tariff.

A social tariff is given in one card system only, the one where a person lives.
"""

from datetime import date, datetime, time
from enum import StrEnum

from attrs import evolve, frozen

from . import cards, people_refusals
from .clock import BRUSSELS
from .profiles import Address
from .refusals import invalid_data
from .residence import lives_in
from .state import State
from .values import Card, CardStatus, CardType, Membership, Passholder, PassType, SocialTariff
from .values import SocialTariffStatus as Status
from .vouchers import card_system, usable_voucher, use_up


@frozen(slots=False, repr=False)
class Wish:
    """A membership that somebody asks for; without `until` a social tariff ends on its usual day."""

    card_system: int
    card_type: CardType
    uitpas_number: str | None = None
    social: bool = False
    until: date | None = None
    voucher: str | None = None


@frozen(slots=False, repr=False)
class NewAddress:
    postal_code: str
    address: Address


class Outcome(StrEnum):
    NOT_POSSIBLE = "NOT_POSSIBLE"
    NEW_MEMBERSHIP = "NEW_MEMBERSHIP"
    REPLACE_MEMBERSHIP = "REPLACE_MEMBERSHIP"


@frozen(slots=False)
class Preview:
    """What a membership would come to, and which one would make place for it."""

    outcome: Outcome
    until: date | None = None
    must_move: bool = False
    replaced: Membership | None = None


def usual_end(now: datetime) -> date:
    """Give the day on which a new social tariff ends: 30 April of next year."""
    return date(now.astimezone(BRUSSELS).year + 1, 4, 30)


def check_end(now: datetime, until: date, pointer: str) -> None:
    """Refuse a social tariff that ends before today or after the end of next year, as invalid data."""
    today = now.astimezone(BRUSSELS).date()
    if not today <= until <= date(today.year + 1, 12, 31):
        raise invalid_data((pointer, "The date must lie between today and the end of next year"))


def social_tariff_until(day: date) -> SocialTariff:
    """Make a social tariff that holds until the end of a day in Brussels."""
    return SocialTariff(datetime.combine(day, time(23, 59, 59), BRUSSELS))


def preview(
    state: State, now: datetime, holder: Passholder, system: int, organizer: str, *, social: bool
) -> Preview:
    """Say what would come of a membership (`get-passholders-passholderId-memberships-cardSystemId`).

    Refused with `cardsystem-not-found`, and with `passholder-new-membership-error` where the organizer cannot
    register or the membership is blocked.
    """
    region = card_system(state, system)
    here = holder.membership(system)
    if holder.pass_type is PassType.GROUP or (here is not None and here.blocked):
        raise people_refusals.no_new_membership("The passholder is a group, or blocked here.")
    if system not in state.organizers[organizer].card_systems:
        raise people_refusals.no_new_membership("The organizer does not register in this card system.")
    if here is not None and _is_the_same(state, now, holder, here, social=social):
        return Preview(Outcome.NOT_POSSIBLE)
    replaced = (_social_elsewhere(holder, system) if social else None) or here
    return Preview(
        Outcome.NEW_MEMBERSHIP if replaced is None else Outcome.REPLACE_MEMBERSHIP,
        usual_end(now) if social else None,
        social and not lives_in(region, holder.postal_code),
        replaced,
    )


def _is_the_same(state: State, now: datetime, holder: Passholder, here: Membership, *, social: bool) -> bool:
    card = cards.current_card(state, holder, here.card_system)
    if card is None or card.status is not CardStatus.ACTIVE:
        return False
    status = here.status(now)
    return status in (Status.ACTIVE, Status.SUSPENDED) if social else status is Status.NONE


def _social_elsewhere(holder: Passholder, system: int) -> Membership | None:
    elsewhere = (each for each in holder.memberships if each.card_system != system)
    return next((each for each in elsewhere if each.social_tariff is not None), None)


def join(
    state: State,
    now: datetime,
    holder: Passholder,
    organizer: str,
    wish: Wish,
    moved: NewAddress | None = None,
) -> Passholder:
    """Make or replace a membership (`post-passholders-passholderId-memberships-cardSystemId`).

    Refused as a preview is, with `passholder-new-membership-error` when the passholder has just this already,
    as invalid data when a social tariff needs another address, and for the card and the voucher.
    """
    seen = preview(state, now, holder, wish.card_system, organizer, social=wish.social)
    if seen.outcome is Outcome.NOT_POSSIBLE:
        raise people_refusals.no_new_membership("The passholder has this membership already.")
    if moved is not None:
        address = evolve(moved.address, country=holder.profile.address.country)
        profile = evolve(holder.profile, address=address)
        holder = evolve(holder, postal_code=moved.postal_code, profile=profile)
    if wish.social and not lives_in(state.card_systems[wish.card_system], holder.postal_code):
        pointer = "/address" if moved is None else "/address/postalCode"
        raise invalid_data((pointer, "An address in the card system is needed for the social tariff"))
    if wish.until is not None:
        check_end(now, wish.until, "/socialTariff/socialTariffEndDate")
    card = claim(state, wish)
    for gone in (holder.membership(wish.card_system), seen.replaced):
        if gone is not None:
            cards.retire(state, holder.id, gone.card_system)
            holder = evolve(holder, memberships=tuple(m for m in holder.memberships if m is not gone))
    return grant(state, now, holder, wish, card)


def claim(state: State, wish: Wish) -> Card | None:
    """Check the card and the voucher of a wish without taking them; None stands for a digital pass."""
    card = None
    if wish.card_type is CardType.NFC_CARD:
        card = cards.in_stock(state, wish.uitpas_number or "", wish.card_system, social=wish.social)
    if wish.voucher is not None:
        usable_voucher(state, wish.voucher, wish.card_system)
    return card


def grant(state: State, now: datetime, holder: Passholder, wish: Wish, card: Card | None) -> Passholder:
    """Write a passholder with one more membership, its card and its voucher; nothing is checked any more."""
    right = social_tariff_until(wish.until or usual_end(now)) if wish.social else None
    holder = evolve(holder, memberships=(*holder.memberships, Membership(wish.card_system, right)))
    state.passholders.put(holder.id, holder)
    if card is None:
        cards.make_digital(state, wish.card_system, holder.id, social=wish.social)
    else:
        cards.hand_out(state, card, holder.id)
    if wish.voucher is not None:
        use_up(state, usable_voucher(state, wish.voucher, wish.card_system))
    return holder

"""Register people who have no UiTPAS yet, at a counter or by themselves."""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve, frozen

from . import people_refusals
from .memberships import Wish, check_end, claim, grant
from .numbers import is_insz, is_social, is_uitpas_number
from .people import Picture
from .profiles import Profile, age
from .residence import check_city, lives_in
from .sequences import following
from .state import State
from .values import CardSystem, CardType, Organizer, Passholder, PassType
from .vouchers import card_system

SELF_REGISTRATION_AGE = 16
"""From this age on a person asks for a UiTPAS alone; publiq names no age, the choice is ours."""


@frozen(slots=False, repr=False)
class Person:
    """Who somebody is, as registrations and updates say it."""

    first_name: str
    postal_code: str
    born: date
    profile: Profile
    insz: str | None = None


def organizer(state: State, organizer_id: str) -> Organizer:
    """Take an organizer known to UiTPAS; refused with `organizer-not-found`."""
    found = state.organizers.get(organizer_id)
    if found is None or not found.card_systems:
        raise people_refusals.organizer_not_found()
    return found


def of_organizer(state: State, by: Organizer, system: int) -> CardSystem:
    """Take a card system in which an organizer registers; refused with `cardsystem-not-found`."""
    if system not in by.card_systems:
        raise people_refusals.card_system_not_found(400)
    return card_system(state, system, 400)


def wants_social_tariff(wish: Wish) -> bool:
    """Say whether a wish asks for a social tariff, by its end date or by the kind of its card."""
    number = wish.uitpas_number or ""
    by_card = wish.card_type is CardType.NFC_CARD and is_uitpas_number(number) and is_social(number)
    return wish.social or wish.until is not None or by_card


def register(
    state: State,
    now: datetime,
    by: Organizer,
    person: Person,
    wish: Wish,
    picture: Picture | None = None,
) -> Passholder:
    """Make a passholder with a first membership (`post-passholders`).

    Refused, in this order, with `invalid-insz-number`, `cardsystem-not-found`, invalid data for the end of
    the social tariff, `invalid-city`, for the card, `invalid-voucher-code`, and `insz-already-used`.
    """
    check_insz(person.insz)
    region = of_organizer(state, by, wish.card_system)
    wish = evolve(wish, social=wants_social_tariff(wish))
    if wish.until is not None:
        check_end(now, wish.until, "/registrationSocialTariffEndDate")
    check_residence(state, person, region if wish.social else None)
    card = claim(state, wish)
    if person.insz is not None and person.insz in state.insz:
        raise people_refusals.insz_already_used()
    holder = _new(state, now, by, person)
    if picture is not None:
        state.pictures.put(holder.id, picture)
    return grant(state, now, holder, wish, card)


def register_oneself(state: State, now: datetime, by: Organizer, person: Person, system: int) -> Passholder:
    """Make a passholder of a person who is logged in, with a digital pass (`post-passholders-me`).

    Refused with `cardsystem-not-found`, `forbidden-underaged`, `invalid-city`, `insz-already-used` and
    `email-already-used`, in this order.
    """
    of_organizer(state, by, system)
    if age(person.born, now) < SELF_REGISTRATION_AGE:
        raise people_refusals.underaged()
    check_city(state, person.postal_code, person.profile.address.city)
    if person.insz in state.insz:
        raise people_refusals.insz_already_used()
    email = person.profile.email
    if email is not None and any(_has_email(each, email) for each in state.passholders.values()):
        raise people_refusals.email_already_used()
    return grant(state, now, _new(state, now, by, person), Wish(system, CardType.DIGITAL), None)


def check_insz(insz: str | None) -> None:
    """Refuse what is no INSZ number with `invalid-insz-number`."""
    if insz is not None and not is_insz(insz):
        raise people_refusals.invalid_insz()


def check_residence(state: State, person: Person, social_in: CardSystem | None) -> None:
    """Refuse an address that cannot be, or that lies outside the card system of a social tariff."""
    if not person.profile.address.is_foreign:
        check_city(state, person.postal_code, person.profile.address.city)
    if social_in is not None and (
        person.profile.address.is_foreign or not lives_in(social_in, person.postal_code)
    ):
        raise people_refusals.invalid_city()


def _has_email(holder: Passholder, email: str) -> bool:
    return (holder.profile.email or "").casefold() == email.casefold()


def _new(state: State, now: datetime, by: Organizer, person: Person) -> Passholder:
    serial = following(state, "passholder", 1)
    holder = Passholder(
        id=str(uuid5(NAMESPACE_URL, f"uitkern:registered:{serial}")),
        pass_type=PassType.INDIVIDUAL,
        first_name=person.first_name,
        postal_code=person.postal_code,
        memberships=(),
        insz=person.insz,
        date_of_birth=person.born,
        profile=evolve(person.profile, created=now, organizer=by.id),
    )
    state.passholders.put(holder.id, holder)
    if holder.insz is not None:
        state.insz.put(holder.insz, holder.id)
    return holder

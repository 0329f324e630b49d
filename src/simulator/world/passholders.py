"""Find people, change what is known of them, and let them go."""

from datetime import date, datetime

from attrs import evolve

from . import families, people_refusals
from .cards import move
from .memberships import check_end, social_tariff_until
from .refusals import invalid_data
from .registration import Person, check_insz
from .residence import check_city, lives_in
from .state import State
from .users import User
from .values import CardStatus, Membership, Passholder, PassType
from .values import SocialTariffStatus as Status

_END = "/registrationSocialTariffEndDate"


def passholder(state: State, holder_id: str) -> Passholder:
    """Take a person; refused with `passholder-not-found`, also for the id of a group."""
    holder = state.passholders.get(holder_id)
    if holder is None or holder.pass_type is not PassType.INDIVIDUAL:
        raise people_refusals.passholder_unknown()
    return holder


def passholder_of(state: State, user: User) -> Passholder | None:
    """Find the own passholder of a user: by INSZ number when the login gave one, else by the linked UiTiD."""
    return state.passholders.get(state.insz.get(user.insz) if user.insz is not None else user.passholder)


def update(
    state: State, now: datetime, holder: Passholder, person: Person, until: date | None = None
) -> Passholder:
    """Replace what is known of a person (`put-passholders-passholderId`).

    An INSZ number stays once it is known; `until` is the new last day of a social tariff. Refused with
    `invalid-insz-number`, as invalid data, and with `invalid-city`.
    """
    _check_new_insz(state, holder, person)
    if until is not None:
        holder = _prolonged(now, holder, until)
    if not person.profile.address.is_foreign:
        check_city(state, person.postal_code, person.profile.address.city)
    if person.postal_code != holder.postal_code:
        _check_move(state, now, holder, person)
    kept = holder.profile
    profile = evolve(
        person.profile,
        created=kept.created,
        organizer=kept.organizer,
        school=kept.school,
        note=kept.note,
    )
    updated = evolve(
        holder,
        first_name=person.first_name,
        postal_code=person.postal_code,
        date_of_birth=person.born,
        insz=holder.insz or person.insz,
        profile=profile,
    )
    state.passholders.put(holder.id, updated)
    if updated.insz is not None:
        state.insz.put(updated.insz, holder.id)
    return updated


def _check_new_insz(state: State, holder: Passholder, person: Person) -> None:
    check_insz(person.insz)
    if person.insz is None or person.insz == holder.insz:
        return
    if holder.insz is not None:
        raise people_refusals.invalid_insz()
    if person.insz in state.insz:
        raise people_refusals.insz_already_used()


def _prolonged(now: datetime, holder: Passholder, until: date) -> Passholder:
    check_end(now, until, _END)
    if all(each.social_tariff is None for each in holder.memberships):
        raise invalid_data((_END, "The passholder has no social tariff to prolong"))
    return evolve(holder, memberships=tuple(_until(each, until) for each in holder.memberships))


def _until(membership: Membership, until: date) -> Membership:
    if membership.social_tariff is None:
        return membership
    right = evolve(membership.social_tariff, end=social_tariff_until(until).end)
    return evolve(membership, social_tariff=right)


def _check_move(state: State, now: datetime, holder: Passholder, person: Person) -> None:
    """Keep somebody with a valid social tariff in the region that gives it."""
    for each in holder.memberships:
        region = state.card_systems[each.card_system]
        entitled = each.status(now) in (Status.ACTIVE, Status.SUSPENDED)
        if entitled and (person.profile.address.is_foreign or not lives_in(region, person.postal_code)):
            raise people_refusals.invalid_city()


def remove(state: State, holder: Passholder) -> None:
    """Forget a person (`delete-passholders-passholderId`).

    The cards are dead from then on and nothing in the world names the person any more, but for what was
    bought, earned and spent.
    """
    for number in state.cards_of.of(holder.id):
        if state.cards[number].status is not CardStatus.DELETED:
            move(state, state.cards[number], CardStatus.DELETED)
        state.cards.put(number, evolve(state.cards[number], holder=None))
        state.cards_of.discard(holder.id, number)
    for coupon in state.coupons_of.of(holder.id):
        state.coupons_of.discard(holder.id, coupon)
    for association in state.associations_of.of(holder.id):
        state.association_memberships.drop((holder.id, association))
        state.associations_of.discard(holder.id, association)
    families.leave_all(state, holder.id)
    for user in [each for each in state.users.values() if each.passholder == holder.id]:
        state.users.put(user.id, evolve(user, passholder=None))
    for token in [t for t, each in state.registration_tokens.items() if each.holder == holder.id]:
        state.registration_tokens.drop(token)
    if holder.id in state.pictures:
        state.pictures.drop(holder.id)
    if holder.insz is not None:
        state.insz.drop(holder.insz)
    state.passholders.drop(holder.id)


def school_of(state: State, holder: Passholder) -> str:
    """Give the organizer of the school of a person; refused with `school-not-found`."""
    school = holder.profile.school
    if school is None or school not in state.organizers:
        raise people_refusals.school_not_found()
    return school


def set_school(state: State, holder: Passholder, school: str | None) -> None:
    """Link a person to a school or to none; refused with `school-not-found` as something in the body."""
    if school is not None and school not in state.organizers:
        raise people_refusals.school_not_found(400)
    state.passholders.put(holder.id, evolve(holder, profile=evolve(holder.profile, school=school)))

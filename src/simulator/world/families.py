"""The families that passholders make of others, in one direction and within limits."""

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve

from . import people_refusals
from .numbers import is_uitpas_number
from .people import FamilyTie
from .profiles import age
from .sequences import following
from .state import State
from .values import CardStatus, Passholder, PassType

MOST_MEMBERS, MOST_ADULTS, ADULT_AGE = 10, 2, 18
"""The limits of a family, its main member included; publiq gives no figures, these are ours."""


def family(state: State, main: Passholder) -> Sequence[FamilyTie]:
    """List the members of the family of a passholder, without the passholder, in the order they came."""
    return [state.family_ties[main.id, member] for member in state.family_of.of(main.id)]


def families_with(state: State, member: Passholder) -> Sequence[FamilyTie]:
    """List the ties by which others have a passholder in their family."""
    return [state.family_ties[main, member.id] for main in state.families_with.of(member.id)]


def candidate(state: State, uitpas_number: str) -> Passholder:
    """Find whom to add by number; refused with `invalid-uitpas-number` or, at 400, `passholder-not-found`."""
    if not is_uitpas_number(uitpas_number):
        raise people_refusals.invalid_number()
    card = state.cards.get(uitpas_number)
    holder = state.passholders.get(card.holder) if card and card.status is CardStatus.ACTIVE else None
    if holder is None or holder.pass_type is not PassType.INDIVIDUAL:
        raise people_refusals.passholder_unknown(400)
    return holder


def add(state: State, now: datetime, main: Passholder, member: Passholder, icon: str | None) -> FamilyTie:
    """Take somebody into a family (`post-passholders-passholderId-family-members`).

    Refused with `family-member-already-added`, `too-many-family-members` and `too-many-adults-in-family`.
    """
    present = state.family_of.of(main.id)
    if member.id == main.id or member.id in present:
        raise people_refusals.family_member_already_added()
    if len(present) + 1 >= MOST_MEMBERS:
        raise people_refusals.too_many_family_members(MOST_MEMBERS)
    people = [main, member, *(state.passholders[each] for each in present)]
    if is_adult(member, now) and sum(is_adult(each, now) for each in people) > MOST_ADULTS:
        raise people_refusals.too_many_adults(MOST_ADULTS)
    undo = uuid5(NAMESPACE_URL, f"uitkern:family:{following(state, 'family', 1)}")
    tie = FamilyTie(main.id, member.id, now, str(undo), icon)
    state.family_ties.put((main.id, member.id), tie)
    state.family_of.add(main.id, member.id)
    state.families_with.add(member.id, main.id)
    return tie


def is_adult(holder: Passholder, now: datetime) -> bool:
    """Say whether somebody is of age; who has no known date of birth counts as an adult."""
    return holder.date_of_birth is None or age(holder.date_of_birth, now) >= ADULT_AGE


def tie_between(state: State, main: str, member: str) -> FamilyTie:
    """Take the tie between two passholders; refused with `passholder-not-found`."""
    tie = state.family_ties.get((main, member))
    if tie is None:
        raise people_refusals.passholder_unknown()
    return tie


def set_icon(state: State, tie: FamilyTie, icon: str | None) -> None:
    state.family_ties.put((tie.main, tie.member), evolve(tie, icon=icon))


def leave(state: State, tie: FamilyTie) -> None:
    """Take a member out of a family; the people stay as they are."""
    state.family_ties.drop((tie.main, tie.member))
    state.family_of.discard(tie.main, tie.member)
    state.families_with.discard(tie.member, tie.main)


def leave_all(state: State, holder: str) -> None:
    """Dissolve the family of a passholder, and take the passholder out of all others."""
    for member in state.family_of.of(holder):
        leave(state, state.family_ties[holder, member])
    for main in state.families_with.of(holder):
        leave(state, state.family_ties[main, holder])

"""The memberships of associations: who may make them, until when they last, when they can be renewed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import assert_never

from attrs import frozen

from . import people_refusals
from .clock import BRUSSELS
from .offices import Association, EndDateType
from .people import AssociationMembership
from .refusals import invalid_data
from .state import State
from .values import Organizer, Passholder

_RENEWABLE_BEFORE_END = timedelta(days=60)


@frozen(slots=False)
class Standing:
    """How a passholder stands with an association, as an organizer sees it; `last` is None for no member."""

    association: Association
    last: date | None
    expired: bool
    renewable: bool
    new_last: date | None


def seen_by(association: Association, organizer: str) -> bool:
    return organizer in association.readers or organizer in association.writers


def standings(state: State, now: datetime, holder: Passholder, by: Organizer) -> Sequence[Standing]:
    """List the memberships that an organizer sees, and those that it could make."""
    seen = [each for each in state.associations.values() if seen_by(each, by.id)]
    return [
        standing
        for each in seen
        if (standing := standing_with(state, now, holder, by, each)).last or by.id in each.writers
    ]


def standing_with(
    state: State, now: datetime, holder: Passholder, by: Organizer, association: Association
) -> Standing:
    today = now.astimezone(BRUSSELS).date()
    held = state.association_memberships.get((holder.id, association.id))
    may_write = by.id in association.writers and _share_card_system(holder, by)
    renewable = held is not None and may_write and today >= held.end - _RENEWABLE_BEFORE_END
    new_last = None
    if association.end_date_type is EndDateType.CUSTOM and may_write and (held is None or renewable):
        new_last = _year_later(max(today, held.end) if held else today)
    expired = held is not None and today > held.end
    return Standing(association, held.end if held else None, expired, renewable, new_last)


def enrol(
    state: State, now: datetime, holder: Passholder, by: Organizer, association_id: str, chosen: date | None
) -> None:
    """Make or renew a membership (`post-passholders-passholderId-association-memberships`).

    Refused with `association-not-found` for one that the organizer may not change,
    `association-passholder-cardsystem-mismatch`, `association-membership-renew-not-possible`, and as invalid
    data without the end date that the association leaves to the organizer.
    """
    association = state.associations.get(association_id)
    if association is None or by.id not in association.writers:
        raise people_refusals.association_not_found()
    if not _share_card_system(holder, by):
        raise people_refusals.association_mismatch()
    standing = standing_with(state, now, holder, by, association)
    if standing.last is not None and not standing.renewable:
        raise people_refusals.not_renewable()
    last = _last_day(association.end_date_type, now, holder, chosen)
    state.association_memberships.put(
        (holder.id, association.id), AssociationMembership(association.id, last)
    )
    state.associations_of.add(holder.id, association.id)


def resign(state: State, holder: Passholder, by: Organizer, association_id: str) -> None:
    """End a membership; refused with `association-not-found`, at 404, where there is none to change."""
    association = state.associations.get(association_id)
    held = state.association_memberships.get((holder.id, association_id))
    if association is None or held is None or by.id not in association.writers:
        raise people_refusals.association_not_found(404)
    state.association_memberships.drop((holder.id, association_id))
    state.associations_of.discard(holder.id, association_id)


def is_member(state: State, now: datetime, holder: str, association: str, wanted: str) -> bool:
    """Say whether a passholder is a member that counts as ACTIVE, EXPIRED, or either (ALL)."""
    held = state.association_memberships.get((holder, association))
    if held is None:
        return False
    expired = now.astimezone(BRUSSELS).date() > held.end
    return wanted == "ALL" or expired == (wanted == "EXPIRED")


def _share_card_system(holder: Passholder, by: Organizer) -> bool:
    return any(each.card_system in by.card_systems for each in holder.memberships)


def _last_day(kind: EndDateType, now: datetime, holder: Passholder, chosen: date | None) -> date:
    today = now.astimezone(BRUSSELS).date()
    match kind:
        case EndDateType.CUSTOM:
            if chosen is None or chosen < today:
                raise invalid_data(("/endDate", "An end date of today or later is needed"))
            return chosen
        case EndDateType.BASED_ON_REGISTRATION_DATE:
            return _year_later(today)
        case EndDateType.BASED_ON_DATE_OF_BIRTH:
            born = holder.date_of_birth or today
            birthday = _in_year(born, today.year)
            return birthday if birthday > today else _in_year(born, today.year + 1)
    assert_never(kind)


def _year_later(day: date) -> date:
    return _in_year(day, day.year + 1)


def _in_year(day: date, year: int) -> date:
    """Give the same day of another year; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)

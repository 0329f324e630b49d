"""Find organizers, and keep the people who administer them."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from uuid import NAMESPACE_URL, uuid5

from . import people_refusals, refusals
from . import rights_refusals as refused
from .accounts import user_by_email
from .state import State
from .users import Admin, AdminType, User
from .values import CardSystem, Organizer


def organizer_by_id(state: State, organizer_id: str) -> Organizer:
    """Take an organizer that UiTPAS knows; refused with 404 `organizer-not-found`."""
    found = state.organizers.get(organizer_id)
    if found is None or not found.card_systems:
        raise refused.organizer_not_found(organizer_id)
    return found


def search(state: State, name: str | None, group: int | None, card_system: int | None) -> list[Organizer]:
    """List organizers by name (`*` for any text), group and card system.

    Refused with `group-not-found` and `cardsystem-not-found` for a filter that names nothing.
    """
    known = [each for each in state.organizers.values() if each.card_systems]
    if group is not None and not any(group in each.groups for each in known):
        raise refused.group_not_found(str(group))
    if card_system is not None and card_system not in state.card_systems:
        raise people_refusals.card_system_not_found(400)
    wanted = (name or "*").casefold().replace("[", "[[]").replace("?", "[?]")
    return [
        each
        for each in known
        if fnmatchcase(each.name.casefold(), wanted)
        and (group is None or group in each.groups)
        and (card_system is None or card_system in each.card_systems)
    ]


def admins_of(state: State, organizer: str) -> list[Admin]:
    return [each for each in state.admins.values() if each.organizer == organizer]


def add_admin(state: State, organizer: str, email: str, kind: AdminType) -> Admin:
    """Let a person administer an organizer, in another way when the person did before.

    Somebody without an account gets one, as an invitation by e-mail leads to.
    """
    if "@" not in email.strip("@"):
        raise refusals.invalid_data(("/email", "The data must match the 'email' format"))
    user = user_by_email(state, email)
    if user is None:
        user = User(str(uuid5(NAMESPACE_URL, f"uitkern:user:{email.casefold()}")), email, email)
        state.users.put(user.id, user)
    admin = Admin(organizer, user.id, email, kind)
    state.admins.put((organizer, user.id), admin)
    return admin


def remove_admin(state: State, organizer: str, user: str) -> None:
    """End that a person administers an organizer; refused with 404 for one who does not."""
    if (organizer, user) not in state.admins:
        raise refusals.not_found("The organizer has no such administrator.")
    state.admins.drop((organizer, user))


def card_systems(
    state: State, *, permanent: bool, cities: Sequence[str], postal_codes: Sequence[str]
) -> list[CardSystem]:
    """List card systems that have one of the cities and one of the postal codes."""
    names = {each.casefold() for each in cities}
    return [
        each
        for each in state.card_systems.values()
        if each.permanent is permanent
        and (not names or any(city.name.casefold() in names for city in each.cities))
        and (not postal_codes or any(city.postal_code in postal_codes for city in each.cities))
    ]


def distance(system: CardSystem, postal_code: str) -> int:
    """Say how far a card system is from a postal code; numbers near each other stand for places that are."""
    return min((abs(int(city.postal_code) - int(postal_code)) for city in system.cities), default=10_000)

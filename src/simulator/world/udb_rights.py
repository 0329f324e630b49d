"""Say who may do what in UiTdatabank: creators, owners of organizers, contributors, roles."""

from attrs import frozen

from .refusals import Refusal, forbidden
from .state import State
from .udb_store import attached, find
from .udb_values import Item, Kind, OwnershipState, Role
from .users import User
from .values import Client

EDIT, MODERATE, DELETE = "Aanbod bewerken", "Aanbod modereren", "Aanbod verwijderen"
FACILITIES = "Voorzieningen bewerken"
EDIT_ORGANIZER, MANAGE_ORGANIZERS = "Organisaties bewerken", "Organisaties beheren"


@frozen(slots=False, repr=False)
class Actor:
    """Who acts; `id` is the one that stands as creator, `email` only people have."""

    id: str
    email: str | None
    role: Role


def actor(state: State, client: Client, user: User | None) -> Actor:
    """Name the one who calls: the user, or else the client itself."""
    name = user.id if user is not None else f"{client.id}@clients"
    return Actor(name, user.email if user else None, state.udb_roles.get(name) or Role())


def may_edit(state: State, who: Actor, item: Item) -> bool:
    """Say whether somebody may change an item: in one of the ways that UiTdatabank knows."""
    return who.role.god or is_editor(state, who.id, who.email, item)


def is_editor(state: State, user: str, email: str | None, item: Item) -> bool:
    """Say whether a user is creator, contributor or owner of an item or of its organizer."""
    if item.creator == user or _owns(state, user, item.id):
        return True
    if email is not None and email.casefold() in {
        each.casefold() for each in attached(state, item.id).contributors
    }:
        return True
    organizer = find(state, Kind.ORGANIZER, item.organizer) if item.organizer else None
    return organizer is not None and (organizer.creator == user or _owns(state, user, organizer.id))


def _owns(state: State, user: str, organizer: str) -> bool:
    return any(
        each.item == organizer and each.owner == user and each.state is OwnershipState.APPROVED
        for each in state.udb_ownerships.values()
    )


def need_edit(state: State, who: Actor, item: Item, permission: str) -> None:
    """Refuse with 403 who may not change an item: neither the item nor a role gives the permission."""
    if permission not in who.role.permissions and not may_edit(state, who, item):
        raise denied(who, permission, item.id)


def need_role(who: Actor, permission: str, item_id: str) -> None:
    """Refuse with 403 who has no role with a permission."""
    if not (who.role.god or permission in who.role.permissions):
        raise denied(who, permission, item_id)


def denied(who: Actor, permission: str, item_id: str) -> Refusal:
    return forbidden(f'User {who.id} has no permission "{permission}" on resource {item_id}')

"""Say who may do what with whom: clients and administrators by card system, people with themselves."""

from ..wire.call import Call
from ..world import access, passholders, people_refusals, refusals
from ..world.registration import organizer
from ..world.values import Organizer, Passholder


def need_any(call: Call) -> None:
    """Refuse a caller who has none of the permissions that suffice, at no organizer, with 403."""
    asked = call.operation.permissions
    if not any(call.caller.may_somewhere(each) for each in asked.sufficient):
        access.need_somewhere(call.caller, asked.usual or "")


def holder_in_path(call: Call) -> Passholder:
    """Take the person in the path for a caller who may; refused with 403, then 404, then 403."""
    need_any(call)
    holder = passholders.passholder(call.state, call.parameters["passholderId"])
    need_over(call, holder)
    return holder


def need_over(call: Call, holder: Passholder) -> None:
    """Refuse a caller who may do this with others, but not with this passholder, with 403."""
    if not is_allowed_over(call, holder):
        raise refusals.forbidden("The permission does not extend to this passholder.")


def is_allowed_over(call: Call, holder: Passholder) -> bool:
    """Say whether a caller may do what the operation does with a passholder.

    A person may with the own passholder what the client may do for persons; clients and administrators may
    where an organizer that gave them a permission shares a card system with the passholder.
    """
    wanted = frozenset(call.operation.permissions.sufficient)
    if is_self(call, holder) and wanted & call.caller.personal:
        return True
    systems = systems_of_caller(call, wanted)
    return not holder.memberships or any(each.card_system in systems for each in holder.memberships)


def is_self(call: Call, holder: Passholder) -> bool:
    own = passholders.passholder_of(call.state, call.user) if call.user else None
    return own is not None and own.id == holder.id


def systems_of_caller(call: Call, wanted: frozenset[str]) -> frozenset[int]:
    """Collect the card systems of the organizers that gave the caller one of some permissions."""
    granting = [name for name, granted in call.caller.permissions.items() if granted & wanted]
    found = [call.state.organizers[name] for name in granting if name in call.state.organizers]
    return frozenset(system for each in found for system in each.card_systems)


def need_extra(call: Call, permission: str, at: str) -> None:
    """Refuse a caller without a further permission at an organizer with 403."""
    access.need(call.caller, permission, at)


def organizer_in_query(call: Call, name: str = "organizerId") -> Organizer:
    """Take the organizer in the query, refused with `organizer-not-found`, and check the permission there."""
    found = organizer(call.state, call.first(name) or "")
    call.need_for(found.id)
    return found


def organizer_or_forbidden(call: Call, organizer_id: str) -> Organizer:
    """Take an organizer for an operation that knows no problem for an unknown one: refused with 403."""
    call.need_for(organizer_id)
    found = call.state.organizers.get(organizer_id)
    if found is None:
        raise refusals.forbidden("The organizer is not known.")
    return found


def own_passholder(call: Call) -> Passholder:
    """Take the passholder of the user who is logged in; refused with `passholder-not-found`."""
    own = passholders.passholder_of(call.state, call.user) if call.user else None
    if own is None:
        raise people_refusals.passholder_unknown()
    return own

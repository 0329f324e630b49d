"""What the operations of organizers, their administrators and associations do, by operationId."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call
from ..world import organizers
from ..world.offices import Association
from ..world.users import Admin, AdminType
from ..world.values import Organizer
from . import organizer_shapes
from .shapes import Json


def get_organizers(call: Call) -> Answer:
    """Search among the organizers for which the caller has the permission."""
    call.need_somewhere()
    group = call.number("groupId") if call.first("groupId") is not None else None
    system = call.number("cardSystemId") if call.first("cardSystemId") is not None else None
    found = organizers.search(call.state, call.first("name"), group, system)
    own = [each for each in found if call.caller.may("ORGANIZERS_SEARCH", each.id)]
    order = call.first("sort[name]")
    if order is not None:
        own.sort(key=lambda each: each.name.casefold(), reverse=order == "desc")
    return call.page(own, lambda each: organizer_shapes.organizer(call.state, each))


def get_organizer(call: Call) -> Answer:
    found = named_organizer(call, "id")
    return Answer(body=organizer_shapes.organizer(call.state, found))


def get_admins(call: Call) -> Answer:
    organizer = named_organizer(call)
    return call.page(organizers.admins_of(call.state, organizer.id), _admin)


def post_admin(call: Call) -> Answer:
    organizer = named_organizer(call)
    kind = AdminType(str(call.fields["type"]))
    return Answer(
        201, _admin(organizers.add_admin(call.state, organizer.id, str(call.fields["email"]), kind))
    )


def delete_admin(call: Call) -> Answer:
    organizer = named_organizer(call)
    organizers.remove_admin(call.state, organizer.id, call.parameters["adminUserId"])
    return Answer(204)


def get_associations(call: Call) -> Answer:
    """List the associations whose memberships an organizer may see, or make."""
    organizer = call.first("organizerId") or ""
    call.need_for(organizer)
    reads = call.first("permission") == "READ"
    found = [
        each
        for each in call.state.associations.values()
        if organizer in (each.readers if reads else each.writers)
    ]
    return call.page(found, _association, max(20, len(found)))


def named_organizer(call: Call, parameter: str = "organizerId") -> Organizer:
    """Take the organizer in the path, for a caller with the operation's permission for it."""
    found = organizers.organizer_by_id(call.state, call.parameters[parameter])
    call.need_for(found.id)
    return found


def _admin(of: Admin) -> Json:
    return {"userId": of.user, "email": of.email, "type": of.type}


def _association(of: Association) -> Json:
    return {"id": of.id, "name": of.name, "endDateType": of.end_date_type}


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-organizers": Behaviour(get_organizers),
    "get-organizers-organizerId": Behaviour(get_organizer),
    "get-organizers-organizerId-admins": Behaviour(get_admins),
    "post-organizers-organizerId-admins": Behaviour(post_admin),
    "delete-organizers-organizerId-admins-adminId": Behaviour(delete_admin),
    "get-associations": Behaviour(get_associations),
}

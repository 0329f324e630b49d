"""What the operations on known passholders do, by operationId."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour, invalid_query
from ..world import access, clubs, history, passholders, people_refusals, refusals
from ..world.numbers import is_uitpas_number
from ..world.registration import organizer
from ..world.search import Wanted, search
from ..world.values import Passholder
from . import person_bodies as bodies
from . import person_shapes as shapes
from .callers import (
    holder_in_path,
    is_self,
    need_any,
    need_over,
    organizer_or_forbidden,
    own_passholder,
    systems_of_caller,
)
from .shapes import Json

_SEARCH, _BY_ID, _ALL = "PASSHOLDERS_SEARCH", "PASSHOLDERS_SEARCH_BY_ID", "PASSHOLDERS_SEARCH_ALL"


def get_passholders(call: Call) -> Answer:
    """Search; what a caller finds depends on which of the three permissions it has."""
    need_any(call)
    wanted = _wanted(call)
    searches, searches_all = call.caller.may_somewhere(_SEARCH), call.caller.may_somewhere(_ALL)
    if not (searches or searches_all) and (wanted.has_more or not wanted.is_by_id):
        raise refusals.forbidden(f"{_BY_ID} allows to search by one of the four ids only.")
    limited = searches and not searches_all and not wanted.is_by_id
    if limited:
        wanted.card_systems = systems_of_caller(call, frozenset({_SEARCH}))
    _narrow_to_organizer(call, wanted, limited=limited)
    if wanted.association is not None:
        _check_association(call, wanted.association)
    found = search(call.state, call.now, wanted)
    ordered = found[::-1] if call.first("sort[name]") == "desc" else found
    return call.page(ordered, lambda each: _shape(call, each))


def _narrow_to_organizer(call: Call, wanted: Wanted, *, limited: bool) -> None:
    organizer_id = call.first("organizerId")
    if organizer_id is None:
        return
    by = organizer(call.state, organizer_id)
    if limited:
        access.need(call.caller, _SEARCH, by.id)
    wanted.card_systems = frozenset(by.card_systems)


def _wanted(call: Call) -> Wanted:
    return Wanted(
        insz=call.first("inszNumber"),
        uitpas_number=call.first("uitpasNumber"),
        chip=call.first("chipNumber"),
        user=call.first("uitidId"),
        name=call.first("name"),
        first_name=call.first("firstName"),
        email=call.first("email"),
        street=call.first("address.street"),
        city=call.first("address.city"),
        school=call.first("schoolId"),
        born_from=_day(call, "dateOfBirthFrom"),
        born_to=_day(call, "dateOfBirthTo"),
        association=call.first("associationId"),
        association_status=call.first("associationMembershipStatus") or "ACTIVE",
    )


def _day(call: Call, name: str) -> date | None:
    value = call.first(name)
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise invalid_query(f"{name}: The data must match the 'date' format.") from None


def _check_association(call: Call, association_id: str) -> None:
    """Let only organizers see who is a member, those that the association lets see it."""
    association = call.state.associations.get(association_id)
    if association is None:
        raise people_refusals.association_not_found()
    named = call.first("organizerId")
    asking = [named] if named is not None else list(call.caller.permissions)
    if not any(call.caller.may("ASSOCIATIONS", each) and clubs.seen_by(association, each) for each in asking):
        raise refusals.forbidden("The members of this association are not shown to the caller.")


def get_passholder(call: Call) -> Answer:
    need_any(call)
    return Answer(body=_shape(call, passholders.passholder(call.state, call.parameters["passholderId"])))


def put_passholder(call: Call) -> Answer:
    holder = holder_in_path(call)
    person = bodies.person(call.fields, call.now)
    until = bodies.day(call.fields, "registrationSocialTariffEndDate")
    if until is not None:
        _need_where_granted(call, holder, "PASSHOLDERS_WRITE_SOCIALTARIFF")
    if person.profile.address.is_foreign:
        _need_where_granted(call, holder, "PASSHOLDERS_WRITE_FOREIGN_COUNTRY")
    passholders.update(call.state, call.now, holder, person, until)
    return Answer(204)


def _need_where_granted(call: Call, holder: Passholder, permission: str) -> None:
    """Check a further permission at an organizer that shares a card system with the passholder."""
    systems = systems_of_caller(call, frozenset({permission}))
    if not any(each.card_system in systems for each in holder.memberships):
        raise refusals.forbidden(f"The permission {permission} is missing.")


def delete_passholder(call: Call) -> Answer:
    passholders.remove(call.state, holder_in_path(call))
    return Answer(204)


def get_private(call: Call) -> Answer:
    holder = holder_in_path(call)
    note = holder.profile.note
    return Answer(body={"id": holder.id} | ({"note": note} if note is not None else {}))


def put_private(call: Call) -> Answer:
    holder = holder_in_path(call)
    profile = evolve(holder.profile, note=bodies.text(call.fields, "note"))
    call.state.passholders.put(holder.id, evolve(holder, profile=profile))
    return Answer(204)


def get_school(call: Call) -> Answer:
    school = call.state.organizers[passholders.school_of(call.state, holder_in_path(call))]
    return Answer(body={"id": school.id, "name": school.name})


def put_school(call: Call) -> Answer:
    passholders.set_school(call.state, holder_in_path(call), str(call.fields["id"]))
    return Answer(204)


def delete_school(call: Call) -> Answer:
    passholders.set_school(call.state, holder_in_path(call), None)
    return Answer(204)


def get_me(call: Call) -> Answer:
    call.need_somewhere()
    return Answer(body=_shape(call, own_passholder(call)))


def get_transactions(call: Call) -> Answer:
    """List the transactions of the own passholder, of the own family, or for an administrator of others."""
    need_any(call)
    holder = _of_transactions(call, call.parameters["passholderId"])
    newest_first = call.first("sort[creationDate]") != "asc"
    found = history.transactions(call.state, holder.id, newest_first=newest_first)
    return call.page(found, shapes.transaction)


def _of_transactions(call: Call, wanted: str) -> Passholder:
    if wanted == "me":
        return own_passholder(call)
    if is_uitpas_number(wanted):
        raise people_refusals.invalid_number()
    holder = passholders.passholder(call.state, wanted)
    own = passholders.passholder_of(call.state, call.user) if call.user else None
    in_family = own is not None and (own.id, holder.id) in call.state.family_ties
    if not in_family and not is_self(call, holder):
        need_over(call, holder)
    return holder


def get_clubs(call: Call) -> Answer:
    by = organizer_or_forbidden(call, call.first("organizerId") or call.first("organiserId") or "")
    holder = passholders.passholder(call.state, call.parameters["passholderId"])
    listed = clubs.standings(call.state, call.now, holder, by)
    return Answer(body=[shapes.standing(each) for each in listed])


def post_club(call: Call) -> Answer:
    by = organizer_or_forbidden(call, call.first("organizerId") or "")
    holder = passholders.passholder(call.state, call.parameters["passholderId"])
    association = str(bodies.part(call.fields, "association")["id"])
    clubs.enrol(call.state, call.now, holder, by, association, bodies.day(call.fields, "endDate"))
    return Answer(201)


def delete_club(call: Call) -> Answer:
    by = organizer_or_forbidden(call, call.first("organizerId") or "")
    holder = passholders.passholder(call.state, call.parameters["passholderId"])
    clubs.resign(call.state, holder, by, call.parameters["associationId"])
    return Answer(204)


def _shape(call: Call, holder: Passholder) -> Json:
    return shapes.passholder(call.state, call.now, holder)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-passholders": Behaviour(get_passholders),
    "get-passholders-passholderId": Behaviour(get_passholder),
    "put-passholders-passholderId": Behaviour(put_passholder),
    "delete-passholders-passholderId": Behaviour(delete_passholder),
    "get-passholders-passholderId-private": Behaviour(get_private),
    "put-passholders-passholderId-private": Behaviour(put_private),
    "get-passholders-school": Behaviour(get_school),
    "put-passholders-school": Behaviour(put_school),
    "delete-passholders-school": Behaviour(delete_school),
    "get-passholders-me": Behaviour(get_me),
    "get-passholders-passholderId-transactions": Behaviour(get_transactions),
    "get-passholders-passholderId-association-memberships": Behaviour(get_clubs),
    "post-passholders-passholderId-association-memberships": Behaviour(post_club),
    "delete-passholders-passholderId-association-memberships-associationId": Behaviour(delete_club),
}

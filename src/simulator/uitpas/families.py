"""What the operations on families do, by operationId."""

from collections.abc import Mapping

from ..wire.call import Call
from ..wire.messages import Answer
from ..wire.service import Behaviour
from ..world import families, refusals, uitid_links
from ..world.passholders import passholder
from . import person_bodies as bodies
from . import person_shapes as shapes
from .callers import holder_in_path, is_allowed_over, is_self, need_any

TOKEN_HEADER = "x-registration-token"


def get_members(call: Call) -> Answer:
    """List a family, beginning with the one whose family it is."""
    main = holder_in_path(call)
    listed = [shapes.family_member(call.state, call.now, main, None)]
    for tie in families.family(call.state, main):
        member = call.state.passholders[tie.member]
        listed.append(shapes.family_member(call.state, call.now, member, tie))
    return Answer(body=listed)


def post_member(call: Call) -> Answer:
    """Take somebody in; who acts for the own family must know the number and birthday of the new member."""
    main = holder_in_path(call)
    member = families.candidate(call.state, str(call.fields["uitpasNumber"]))
    if is_self(call, main):
        token = call.request.headers.get(TOKEN_HEADER)
        if uitid_links.holder_of_token(call.state, call.now, token).id != member.id:
            raise refusals.forbidden("The registration token belongs to another passholder.")
    families.add(call.state, call.now, main, member, bodies.text(call.fields, "icon"))
    return Answer(201)


def put_member(call: Call) -> Answer:
    main = holder_in_path(call)
    tie = families.tie_between(call.state, main.id, call.parameters["familyMemberId"])
    families.set_icon(call.state, tie, bodies.text(call.fields, "icon"))
    return Answer(202)


def delete_member(call: Call) -> Answer:
    """Take a member out, for who may act for either side or has the token that went to the member."""
    main_id, member_id = call.parameters["passholderId"], call.parameters["familyMemberId"]
    if call.custom_token is None:
        need_any(call)
    main, member = (passholder(call.state, each) for each in (main_id, member_id))
    if call.custom_token is None and not (is_allowed_over(call, main) or is_allowed_over(call, member)):
        raise refusals.forbidden("The permission does not extend to this family.")
    if main.id == member.id:
        raise refusals.forbidden("The main member cannot leave the own family.")
    tie = families.tie_between(call.state, main.id, member.id)
    if call.custom_token is not None and call.custom_token != tie.undo_token:
        raise refusals.unauthorized("The given custom token is not valid.")
    families.leave(call.state, tie)
    return Answer(202)


def get_families(call: Call) -> Answer:
    member = holder_in_path(call)
    ties = families.families_with(call.state, member)
    return Answer(body=[shapes.family(call.state.passholders[tie.main], tie) for tie in ties])


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-passholders-passholderId-family-members": Behaviour(get_members),
    "post-passholders-passholderId-family-members": Behaviour(post_member),
    "put-passholders-passholderId-family-members-familyMemberId": Behaviour(put_member),
    "delete-passholders-passholderId-family-members-familyMemberId": Behaviour(delete_member),
    "get-passholders-passholderId-families": Behaviour(get_families),
}

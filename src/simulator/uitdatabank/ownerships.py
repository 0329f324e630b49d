"""Ask for the ownership of an organizer, grant it, refuse it, end it."""

from uuid import uuid4

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.accounts import user_by_email
from ..world.clock import write_instant
from ..world.refusals import Refusal, forbidden, not_found
from ..world.udb_rights import may_edit
from ..world.udb_store import find
from ..world.udb_values import Kind, Ownership, OwnershipState
from . import refused
from .callers import who_calls
from .items import Run, body_of
from .schema import one_of, record, text

Json = dict[str, object]

_REQUEST = record(
    ("itemId", "itemType"),
    itemId=text(None, 1),
    itemType=one_of("organizer"),
    ownerId=text(None, 1),
    ownerEmail=text(form="email"),
)
_LIVING = (OwnershipState.REQUESTED, OwnershipState.APPROVED)
_PER_PAGE = 30


def request_ownership(call: Call) -> Answer:
    """Ask that somebody becomes owner of an organizer, oneself when nobody is named."""
    body: dict[str, str] = body_of(call, _REQUEST)
    who, item_id = who_calls(call), body["itemId"]
    organizer = find(call.state, Kind.ORGANIZER, item_id)
    if organizer is None:
        raise refused.missing(Kind.ORGANIZER, item_id)
    owner = body.get("ownerId") or _by_email(call, body.get("ownerEmail")) or who.id
    for each in call.state.udb_ownerships.values():
        if each.item == item_id and each.owner == owner and each.state in _LIVING:
            detail = f"An ownership request for this item and owner already exists with id {each.id}"
            raise Refusal(
                "uitdatabank/ownership-already-exists",
                "Ownership already exists",
                status=409,
                detail=detail,
            )
    if owner != who.id and not may_edit(call.state, who, organizer):
        raise forbidden("You are not allowed to request ownership for another owner")
    made = Ownership(str(uuid4()), item_id, owner, who.id, call.now, call.now)
    call.state.udb_ownerships.put(made.id, made)
    return Answer(201, {"id": made.id})


def _by_email(call: Call, email: str | None) -> str | None:
    if email is None:
        return None
    user = user_by_email(call.state, email)
    if user is None:
        raise not_found(f'User with email "{email}" was not found.')
    return user.id


def list_ownerships(call: Call) -> Answer:
    """List the ownerships that the caller asked for, has, or may decide on."""
    item, state = call.first("itemId"), call.first("state")
    found = [
        each
        for each in call.state.udb_ownerships.values()
        if item in (None, each.item) and (state is None or each.state == state) and _may_see(call, each)
    ]
    start, limit = _number(call, "start", 0), _number(call, "limit", _PER_PAGE)
    members = [_shape(call, each) for each in found[start : start + limit]]
    body = {"itemsPerPage": limit, "totalItems": len(found), "member": members}
    return Answer(body=body)


def _number(call: Call, name: str, otherwise: int) -> int:
    value = call.first(name) or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else otherwise


def _may_see(call: Call, ownership: Ownership) -> bool:
    return who_calls(call).id in (ownership.owner, ownership.requester) or _may_decide(call, ownership)


def _may_decide(call: Call, ownership: Ownership) -> bool:
    organizer = find(call.state, Kind.ORGANIZER, ownership.item)
    return organizer is not None and may_edit(call.state, who_calls(call), organizer)


def deciding(state: OwnershipState, verb: str) -> Run:
    """Make the behaviour that moves an ownership to a state, for those who may edit the organizer."""

    def run(call: Call) -> Answer:
        ownership_id = call.parameters["ownershipId"]
        ownership = call.state.udb_ownerships.get(ownership_id)
        if ownership is None:
            raise refused.not_there("Ownership", ownership_id)
        own = state is OwnershipState.DELETED and who_calls(call).id == ownership.owner
        if not own and not _may_decide(call, ownership):
            raise forbidden(f"You are not allowed to {verb} this ownership")
        call.state.udb_ownerships.put(ownership.id, evolve(ownership, state=state, modified=call.now))
        return Answer(204)

    return run


def _shape(call: Call, of: Ownership) -> Json:
    shape: Json = {
        "id": of.id,
        "itemId": of.item,
        "itemType": "organizer",
        "ownerId": of.owner,
        "requesterId": of.requester,
        "state": of.state,
        "created": write_instant(of.created),
        "modified": write_instant(of.modified),
    }
    for name, user_id in (("ownerEmail", of.owner), ("requesterEmail", of.requester)):
        user = call.state.users.get(user_id)
        if user is not None:
            shape[name] = user.email
    return shape

"""Publish, judge and copy offers; say who may do so; tell their history."""

from uuid import uuid4

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Call
from ..world import udb_rights
from ..world.clock import read_instant, write_instant
from ..world.refusals import Refusal, forbidden
from ..world.udb_rights import DELETE, EDIT, EDIT_ORGANIZER, MODERATE
from ..world.udb_store import attached, find, log, save
from ..world.udb_values import Item, Kind, Role
from ..world.values import Event, WorkflowStatus
from . import refused, rules
from .bodies import fit
from .callers import who_calls
from .dates import calendar_body, copied
from .items import Apply, Changes, body_of, existing, sought
from .schema import date_time, one_of, record, text
from .schemas import STATUSES
from .workflow import moved

_MODERATION = {WorkflowStatus.APPROVED, WorkflowStatus.REJECTED}
_STATUS = record(
    ("workflowStatus",), workflowStatus=one_of(*STATUSES), availableFrom=date_time, reason=text()
)
_REJECTION = record(("workflowStatus", "reason"))
_AVAILABLE = record(("availableFrom",), availableFrom=date_time)
_DOMAIN_MODELS = {
    "Publish": WorkflowStatus.READY_FOR_VALIDATION,
    "Approve": WorkflowStatus.APPROVED,
    "Reject": WorkflowStatus.REJECTED,
    "FlagAsDuplicate": WorkflowStatus.REJECTED,
    "FlagAsInappropriate": WorkflowStatus.REJECTED,
}


def put_workflow_status(call: Call) -> Answer:
    """Move an offer to another status."""
    item = existing(call)
    body = body_of(call, _STATUS)
    to = WorkflowStatus(body["workflowStatus"])
    if to is WorkflowStatus.REJECTED:
        fit(_REJECTION, body)
    available = body.get("availableFrom")
    return _move(call, item, to, available, body.get("reason"))


def patch_offer(call: Call) -> Answer:
    """Do the same the older way, with the command in the media type."""
    item = existing(call)
    media, _, model = call.request.headers.get("content-type", "").partition(";domain-model=")
    to = _DOMAIN_MODELS.get(model.strip())
    if media.strip() != "application/ld+json" or to is None:
        raise Refusal("header/unsupported-media-type", "Unsupported media type", status=415)
    available, reason = (
        None,
        {"FlagAsDuplicate": "duplicate", "FlagAsInappropriate": "inappropriate"}.get(model),
    )
    if model == "Publish" and call.request.body.strip():
        available = body_of(call, record(publicationDate=date_time)).get("publicationDate")
    if model == "Reject":
        reason = body_of(call, record(("reason",), reason=text(r"\S", 1)))["reason"]
    return _move(call, item, to, available, reason)


def _move(call: Call, item: Item, to: WorkflowStatus, available: str | None, reason: str | None) -> Answer:
    who = who_calls(call)
    udb_rights.need_edit(call.state, who, item, MODERATE if to in _MODERATION else EDIT)
    moment = read_instant(available) if available is not None else call.now
    changes = moved(call.state, who, item, to, moment, reason)
    if changes is not None:
        save(call.state, call.now, item, **changes)
        log(call.state, call.now, item.id, who.id, f"Status gewijzigd naar {to}")
    return Answer(204)


def put_available_from(call: Call, _: Item | None) -> Apply:
    """Say from when an offer is shown; the past is now."""
    moment = read_instant(body_of(call, _AVAILABLE)["availableFrom"])

    def apply(_: Item) -> Changes:
        return {"available_from": max(moment, call.now)}

    return apply


def post_copy(call: Call) -> Answer:
    """Copy an event to other dates."""
    event_id = call.parameters["eventId"]
    item = find(call.state, Kind.EVENT, event_id)
    calendar = calendar_body(call, of_event=True)
    who = who_calls(call)
    if not isinstance(item, Event):
        if who.role.god:
            raise refused.missing(Kind.EVENT, event_id)
        raise udb_rights.denied(who, EDIT, event_id)
    udb_rights.need_edit(call.state, who, item, EDIT)
    made = evolve(copied(call, item, calendar, who.id), id=str(uuid4()))
    rules.check_overnight(dict(made.document))
    save(call.state, call.now, made)
    log(call.state, call.now, made.id, who.id, f"Event gekopieerd van {item.id}")
    return Answer(201, {"eventId": made.id, "url": f"{call.base}/events/{made.id}"})


def get_permissions(call: Call) -> Answer:
    """List what the caller may do with something."""
    who = who_calls(call)
    return _permissions(call, may=udb_rights.may_edit(call.state, who, existing(call)), role=who.role)


def get_permissions_of(call: Call) -> Answer:
    """List what any user may do with something."""
    return _permissions(call, may=_may(call))


def _permissions(call: Call, *, may: bool, role: Role | None = None) -> Answer:
    kind, _ = sought(call)
    full = [EDIT_ORGANIZER] if kind is Kind.ORGANIZER else [EDIT, MODERATE, DELETE]
    of_role = role.permissions if role is not None else frozenset[str]()
    return Answer(body={"permissions": [each for each in full if may or each in of_role]})


def get_permission(call: Call) -> Answer:
    """Say whether the caller may edit, as older integrations ask."""
    may = udb_rights.may_edit(call.state, who_calls(call), existing(call))
    return Answer(body={"hasPermission": may})


def get_permission_of(call: Call) -> Answer:
    return Answer(body={"hasPermission": _may(call)})


def _may(call: Call) -> bool:
    user_id = call.parameters["userId"]
    role, user = call.state.udb_roles.get(user_id), call.state.users.get(user_id)
    if role is not None and role.god:
        return True
    return udb_rights.is_editor(call.state, user_id, user.email if user else None, existing(call))


def get_history(call: Call) -> Answer:
    """Tell what happened to an event or place, newest first; for god users only."""
    item = existing(call)
    if not who_calls(call).role.god:
        raise forbidden("Current user/client does not have enough permissions to access history of offer")
    lines = [
        {"description": each.description, "date": write_instant(each.at), "author": each.author}
        for each in reversed(attached(call.state, item.id).history)
    ]
    return Answer(body=lines)


__all__ = ["get_permissions", "patch_offer", "put_workflow_status"]

"""The life of an offer: draft, published, judged, deleted; and what UiTPAS forbids once tickets are sold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..world.state import State
from ..world.udb_rights import Actor
from ..world.udb_store import attach, attached
from ..world.udb_values import Item
from ..world.values import PUBLISHED, Event, WorkflowStatus
from . import refused

Changes = Mapping[str, Any]
_DRAFT, _READY, _APPROVED, _REJECTED, _DELETED = WorkflowStatus


def published(who: Actor, available_from: datetime) -> dict[str, Any]:
    """Publish; for some clients that approves at once."""
    status = _APPROVED if who.role.auto_approve else _READY
    return {"workflow_status": status, "available_from": available_from}


def deleted() -> dict[str, Any]:
    return {"workflow_status": _DELETED}


def moved(
    state: State, who: Actor, item: Item, to: WorkflowStatus, available_from: datetime, reason: str | None
) -> Changes | None:
    """Say what changes when an offer goes to another status; None for nothing.

    Refused with `invalid-workflow-status-transition`, or with a 500 for what moderators cannot do.
    """
    now = item.workflow_status
    if to is _DRAFT or (to is now and to is not _REJECTED):
        return None
    match to:
        case WorkflowStatus.DELETED:
            return deleted()
        case WorkflowStatus.READY_FOR_VALIDATION:
            return _publish(who, now, available_from)
        case WorkflowStatus.APPROVED:
            if now is not _READY:
                raise refused.crash("You can not approve an offer that is not ready for validation")
            return {"workflow_status": _APPROVED}
        case _:
            return _reject(state, item, reason)


def _publish(who: Actor, now: WorkflowStatus, available_from: datetime) -> Changes | None:
    if now in PUBLISHED:
        return None
    if now is not _DRAFT:
        raise refused.invalid_transition(now, _READY)
    return published(who, available_from)


def _reject(state: State, item: Item, reason: str | None) -> Changes | None:
    before = attached(state, item.id).rejection
    if item.workflow_status is _REJECTED:
        if reason == before:
            return None
        raise refused.crash(f"The offer has already been rejected for another reason: {before}")
    if item.workflow_status is not _READY:
        raise refused.crash("You can not reject an offer that is not ready for validation")
    attach(state, item.id, rejection=reason)
    return {"workflow_status": _REJECTED}


def unlink_guard(state: State, item: Item, organizer: str | None) -> None:
    """Refuse to change the organizer of an event with sales in UiTPAS.

    Taking the organizer away is refused even where there is none, as a whole body without organizer does.
    When UiTPAS cannot be asked, there are no sales.
    """
    if not isinstance(item, Event) or (organizer is not None and organizer == item.organizer):
        return
    if state.sales_of_event.count(item.id) and not state.settings.uitpas_down:
        raise refused.has_ticket_sales(item.id)

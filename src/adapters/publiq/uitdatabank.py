"""UiTdatabank's Entry API: how each question is asked, and how its answer is read."""

from __future__ import annotations

from ...domain.errors import ContractViolation
from ...domain.ports.publiq import CreateEvent
from .call import Call, Reply
from .environment import Service
from .reading import read
from .shapes import CreatedShape

ENTRY = Service.ENTRY


def create_event(question: CreateEvent) -> Call:
    """`POST /events`."""
    deadline = question.deadline
    return Call(ENTRY, "event-post", "POST", "/events", body=question.body, writes=True, deadline=deadline)


def read_created(_: CreateEvent, reply: Reply) -> str:
    """Read the id of the new event."""
    shape = read(ENTRY, reply, CreatedShape)
    event_id = shape.id or shape.event_id
    if not event_id:
        raise ContractViolation(ENTRY, "/id", "is missing")
    return event_id

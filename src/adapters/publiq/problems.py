"""Read a refusal (problem+json)."""

from __future__ import annotations

from ...domain.errors import ContractViolation
from ...domain.model.message import EndUserMessage
from ...domain.model.problem import PREFIX, Problem
from .call import Reply
from .environment import Service
from .reading import read
from .shapes import MessageShape, ProblemShape, ProblemTypeShape


def problem_of(service: Service, reply: Reply) -> Problem:
    """What the answer says went wrong; what cannot be read of it is left out, its status never."""
    try:
        shape = read(service, reply, ProblemShape)
    except ContractViolation:
        return Problem(_kind_alone(service, reply), reply.status)
    return Problem(
        kind=shape.type.removeprefix(PREFIX),
        status=reply.status,
        title=shape.title,
        message=message_of(shape.end_user_message),
        pointer=shape.json_pointer,
        card_status=shape.card_status,
        passholder_id=shape.passholder_id,
    )


def _kind_alone(service: Service, reply: Reply) -> str:
    try:
        return read(service, reply, ProblemTypeShape).type.removeprefix(PREFIX)
    except ContractViolation:
        return "about:blank"


def message_of(shape: MessageShape | None) -> EndUserMessage | None:
    """UiTPAS's words to the person it is about."""
    return EndUserMessage(shape.nl, shape.fr, shape.de, shape.en) if shape else None

"""Read a refusal (problem+json)."""

from __future__ import annotations

from typing import Any

from ...domain.errors import ContractViolation
from ...domain.model.message import EndUserMessage
from ...domain.model.problem import PREFIX, Mistake, Problem
from .call import Reply
from .environment import Service
from .reading import read
from .shapes import MessageShape, ProblemShape, ProblemTypeShape
from .udb_json import last_segment


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
        **(_explained(shape) if service in EXPLAINS and reply.status != UNAUTHORIZED else {}),
    )


EXPLAINS = frozenset({Service.ENTRY, Service.SEARCH})
"""Services whose explanations hold no pass number; that of a 401 may hold the token, and is left out."""
UNAUTHORIZED = 401


def _explained(shape: ProblemShape) -> dict[str, Any]:
    existing = shape.duplicate_place_uri or shape.duplicate_place_url
    return {
        "detail": shape.detail,
        "mistakes": tuple(Mistake(each.json_pointer, each.error) for each in shape.schema_errors),
        "duplicate_of": last_segment(existing) if existing else None,
    }


def _kind_alone(service: Service, reply: Reply) -> str:
    try:
        return read(service, reply, ProblemTypeShape).type.removeprefix(PREFIX)
    except ContractViolation:
        return "about:blank"


def message_of(shape: MessageShape | None) -> EndUserMessage | None:
    """UiTPAS's words to the person it is about."""
    return EndUserMessage(shape.nl, shape.fr, shape.de, shape.en) if shape else None

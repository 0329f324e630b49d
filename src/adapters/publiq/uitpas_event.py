"""UiTPAS, beside prices and sales: which card systems take part in an event, and what time it is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...domain.model.match import CardSystemChoice, DistributionKey
from ...domain.ports import uitpas_event as ask
from ...domain.ports.effects import Ask
from .call import Call, Reply
from .environment import Service
from .operation import Operation
from .udb_json import Node, answer

UITPAS = Service.UITPAS
PATH = "/events/{eventId}/card-systems"


def card_systems_of(question: ask.CardSystemsOf) -> Call:
    """publiq `get-events-card-systems`."""
    return Call(UITPAS, "get-events-card-systems", "GET", PATH, {"eventId": question.event_id})


def read_choices(_: ask.CardSystemsOf, reply: Reply) -> tuple[CardSystemChoice, ...]:
    """Read card systems, those that give no discount as well."""
    told = answer(UITPAS, reply)
    if not isinstance(told.value, list):
        told.break_("must be a list")
    return tuple(_choice(each) for each in told.elements())


def _choice(node: Node) -> CardSystemChoice:
    return CardSystemChoice(
        node.object().need("id").count(),
        node.maybe_text("name") or "",
        _enabled(node),
        tuple(
            DistributionKey(each.object().need("id").count(), each.maybe_text("name") or "", _enabled(each))
            for each in node.items("manualDistributionKeys")
        ),
    )


def _enabled(node: Node) -> bool:
    return node.maybe_flag("enabled") is not False


def set_card_systems(question: ask.SetCardSystems) -> Call:
    """publiq `put-events-card-systems`."""
    body = [_written(each) for each in question.choices]
    return Call(
        UITPAS,
        "put-events-card-systems",
        "PUT",
        PATH,
        {"eventId": question.event_id},
        body=body,
        writes=True,
    )


def _written(choice: CardSystemChoice) -> dict[str, Any]:
    keys = [{"id": each.id, "enabled": each.enabled} for each in choice.distribution_keys]
    return {
        "id": choice.id,
        "enabled": choice.enabled,
        **({"manualDistributionKeys": keys} if keys else {}),
    }


def read_nothing(_: ask.SetCardSystems, __: Reply) -> None:
    """A 204 says all there is to say."""


def time_there(_: ask.TimeThere) -> Call:
    """publiq `get-permissions`: a question that every client may ask."""
    return Call(UITPAS, "get-permissions", "GET", "/permissions")


def read_time(_: ask.TimeThere, reply: Reply) -> datetime | None:
    """Read the moment of the answer."""
    return reply.date


EVENT_SETTINGS: dict[type[Ask[Any]], Operation] = {
    ask.CardSystemsOf: Operation(card_systems_of, read_choices),
    ask.SetCardSystems: Operation(set_card_systems, read_nothing),
    ask.TimeThere: Operation(time_there, read_time),
}
"""Every question of `ports.uitpas_event`."""

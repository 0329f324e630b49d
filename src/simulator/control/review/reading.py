"""Read what a reviewer needs from the entries of a journal."""

import json
from collections.abc import Callable, Hashable, Iterable, Sequence, Sized
from typing import TypeVar, cast

from attrs import frozen

from ...world.clock import Period, period_keys
from ..journal import Body, Entry

TOKENS = frozenset({"post-token", "post-oauth-token"})
QUOTE, REGISTER, SEARCH, UNDO = "get-tariffs", "post-ticket-sales", "get-ticket-sales", "delete-ticket-sales"

G = TypeVar("G", bound=Hashable)


@frozen(slots=False, repr=False)
class Ticket:
    """One element of a registration: which pass, for which event."""

    event: str
    uitpas_number: str


def succeeded(entry: Entry) -> bool:
    return entry.status < 400


def is_lost(entry: Entry) -> bool:
    """Say whether a call took effect and its caller never learned so."""
    return entry.fault is not None and (entry.fault.startswith(("cut after", "hang after")))


def day_of(entry: Entry) -> str:
    """Name the day of a call on the world's clock, in Brussels."""
    return period_keys(entry.at)[Period.DAY]


def grouped(entries: Iterable[Entry], by: Callable[[Entry], G]) -> dict[G, list[Entry]]:
    groups: dict[G, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(by(entry), []).append(entry)
    return groups


def counted(calls: Sized, one: str, more: str) -> str:
    """Count in words: `1 sale`, `2 sales`."""
    return f"1 {one}" if len(calls) == 1 else f"{len(calls)} {more}"


def numbers(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(entry.number for entry in entries)


def tickets(entry: Entry) -> tuple[Ticket, ...]:
    """List what a registration asked for; nothing when it cannot be read."""
    body = parsed(entry.request)
    elements = cast("Sequence[object]", body) if isinstance(body, list) else ()
    return tuple(
        Ticket(str(each.get("eventId")), str(each.get("uitpasNumber")))
        for each in elements
        if isinstance(each, dict)
    )


def problem_type(entry: Entry) -> str:
    """Give the problem type of a refusal without its fixed prefix, "" when there is none."""
    body = parsed(entry.answer)
    kind = body.get("type") if isinstance(body, dict) else None
    return str(kind).partition("/probs/")[2] if kind else ""


def end_user_message(entry: Entry) -> str | None:
    """Give the Dutch message for the person at the screen that came with an answer."""
    body = parsed(entry.answer)
    message = body.get("endUserMessage") if isinstance(body, dict) else None
    text = message.get("nl") if isinstance(message, dict) else None
    return text if isinstance(text, str) else None


def parsed(body: Body) -> object:
    """Parse a body that is kept; None for one that is not, or that is no JSON."""
    if not body.kept:
        return None
    try:
        return json.loads(body.kept)
    except (ValueError, RecursionError):
        return None

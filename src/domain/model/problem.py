"""A refusal by publiq (RFC 7807 problem)."""

from __future__ import annotations

from attrs import frozen

from .message import EndUserMessage

PREFIX = "https://api.publiq.be/probs/"


@frozen
class Problem:
    """What publiq answered instead of what was asked; `kind` is the problem type without its prefix.

    `pointer` names the refused element of a list of ticket sales; `card_status` and `passholder_id`
    come with `uitpas/invalid-card-status`.
    """

    kind: str
    status: int
    title: str = ""
    message: EndUserMessage | None = None
    pointer: str | None = None
    card_status: str | None = None
    passholder_id: str | None = None

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"

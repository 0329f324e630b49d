"""A refusal by publiq (RFC 7807 problem)."""

from __future__ import annotations

from attrs import frozen

from .message import EndUserMessage

PREFIX = "https://api.publiq.be/probs/"


@frozen
class Mistake:
    """One rule that a body breaks: at which JSON pointer, and the service's own words (schemaErrors)."""

    pointer: str
    error: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.error}"


@frozen
class Problem:
    """What publiq answered instead of what was asked; `kind` is the problem type without its prefix.

    `pointer` names the refused element of a list of ticket sales; `card_status` and `passholder_id`
    come with `uitpas/invalid-card-status`. `detail`, `mistakes` and `duplicate_of` come from UiTdatabank:
    its explanation, every rule that the body breaks, and the id of the place that exists already.
    """

    kind: str
    status: int
    title: str = ""
    message: EndUserMessage | None = None
    pointer: str | None = None
    card_status: str | None = None
    passholder_id: str | None = None
    detail: str = ""
    mistakes: tuple[Mistake, ...] = ()
    duplicate_of: str | None = None

    def __str__(self) -> str:
        said = "; ".join(map(str, self.mistakes)) or self.detail
        return f"{self.kind} ({self.status}){f': {said}' if said else ''}"

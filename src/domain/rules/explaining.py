"""Say why UiTdatabank refuses a change, and what somebody can do about it."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.field import Field
from ..model.problem import Problem

TICKET_SALES = "uitdatabank/event-has-uitpas-ticket-sales"


def explain_refusal(field: Field | None, problem: Problem, sold: Iterable[int]) -> str:
    """One sentence for an organiser; `sold` are the enrolments that have a registered sale (F22)."""
    what = f"{field.value}: " if field else ""
    if problem.kind == TICKET_SALES:
        listed = ", ".join(map(str, sold)) or "none of ours: they were sold elsewhere"
        return (
            f"{what}UiTPAS holds ticket sales for this event, so its organizer cannot change; keep the "
            f"organizer, or undo these sales first and register them anew afterwards: enrolments {listed}"
        )
    if problem.status == 403:
        return (
            f"{what}our credentials may not change this event: it was made with other ones; let those change "
            f"it, or have its organizer give our client rights ({problem})"
        )
    return f"{what}UiTdatabank refuses it: {problem}"

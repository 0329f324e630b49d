"""Meet every problem of UiTPAS that its contract lists, and say which were met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..publiq import Publiq
from . import checkins, families, offices, people, sales
from .stage import OPERATIONS, RECIPES, Stage

__all__ = ["LISTED", "PREFIX", "SETTLED", "Met", "meet", "met", "missing_types"]

_REGISTERED = (checkins, families, offices, people, sales)  # recipes register themselves where they are made
PREFIX = "uitpas/"
LISTED: Sequence[tuple[str, int, str]] = sorted(
    (name, status, kind.removeprefix(PREFIX))
    for name, operation in OPERATIONS.items()
    for status, kinds in operation.problems.items()
    for kind in kinds
    if kind.startswith(PREFIX)
)
"""Operation, status and type (without `uitpas/`) of every problem in the contract."""
SETTLED = {
    ("post-rewards-redeemed", 400, "reward-not-found"): "status-of-an-unknown-reward",
    ("get-rewards", 400, "event-not-found"): "event-not-found-among-rewards",
    (
        "get-cards-social-tariff-cardSystemId-active",
        400,
        "invalid-uitpas-number",
    ): "unknown-card-system-of-an-export",
    (
        "get-passholders-passholderId-transactions",
        400,
        "invalid-uitpas-number",
    ): "number-of-a-transaction-search",
    (
        "get-passholders-membership-prices-cardSystemId",
        404,
        "passholder-not-found",
    ): "passholder-of-a-price-for-newcomers",
}
"""Problems that the ledger of open questions says are not answered here, with the entry that says so."""


@frozen(slots=False)
class Met:
    """A problem of an operation; `settled` is the open question that says why it is not answered."""

    operation_id: str
    status: int
    type: str
    met: bool
    settled: str | None = None


def meet(operation_id: str, status: int, kind: str) -> Met:
    """Follow the recipe of a problem in a world of its own, and compare what came of it."""
    settled = SETTLED.get((operation_id, status, kind))
    made = RECIPES.get((operation_id, status, kind))
    if made is None:
        return Met(operation_id, status, PREFIX + kind, met=False, settled=settled)
    answer = made(Stage(Publiq()))
    body = answer.json()
    found = (answer.status_code, str(body.get("type")).rpartition("/probs/")[2])
    return Met(operation_id, status, PREFIX + kind, met=found == (status, PREFIX + kind), settled=settled)


def met() -> Iterator[Met]:
    """Follow every recipe; takes some seconds."""
    return (meet(*each) for each in LISTED)


def missing_types(problems: Sequence[Met]) -> list[str]:
    """Name the types that no operation was met with."""
    reached = {each.type for each in problems if each.met}
    return sorted({each.type for each in problems} - reached)

"""Every problem of UiTPAS that the contract lists is met by ordinary requests, operation by operation."""

from __future__ import annotations

import json

import pytest

from tests.simulator.recipes import checkins, families, offices, people, sales
from tests.simulator.recipes.stage import OPERATIONS, RECIPES, Stage
from tests.simulator.rights import problem
from uitkern.simulator.contract import contracts_directory
from uitkern.simulator.testing.publiq import Publiq

assert [checkins, families, offices, people, sales], "recipes register themselves where they are made"

PREFIX = "uitpas/"
LISTED = sorted(
    (name, status, kind.removeprefix(PREFIX))
    for name, operation in OPERATIONS.items()
    for status, kinds in operation.problems.items()
    for kind in kinds
    if kind.startswith(PREFIX)
)
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
DEVELOPERS_ONLY = frozenset(
    {
        "association-not-found",
        "cardsystem-not-found",
        "client-not-found",
        "distributionkey-not-found",
        "event-not-acceptable",
        "group-not-found",
        "invalid-card-system",
        "invalid-distributionkey",
        "kiosk-already-configured",
        "kiosk-device-already-in-use",
        "kiosk-not-found",
        "organizer-not-found",
        "postal-code-required",
        "report-invalid-status",
        "report-not-found",
        "reward-not-editable",
        "school-not-found",
        "ticket-sale-not-found",
    }
)
"""Problems that no parent meets: ids that an application has wrong."""


@pytest.mark.parametrize(("name", "status", "kind"), LISTED)
def test_a_problem_that_the_contract_lists_is_met(publiq: Publiq, name: str, status: int, kind: str) -> None:
    if (name, status, kind) in SETTLED:
        ledger = json.loads((contracts_directory() / "open-questions.json").read_bytes())
        assert SETTLED[name, status, kind] in {each["id"] for each in ledger}
        assert (name, status, kind) not in RECIPES
        return
    answer = RECIPES[name, status, kind](Stage(publiq))
    assert problem(answer) == (status, PREFIX + kind), answer.text
    if kind not in DEVELOPERS_ONLY:
        assert answer.json()["endUserMessage"]["nl"]


def test_no_recipe_is_for_a_problem_that_no_operation_lists() -> None:
    assert RECIPES.keys() - set(LISTED) == set()

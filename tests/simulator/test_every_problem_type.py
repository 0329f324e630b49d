"""Every problem of UiTPAS that the contract lists is met by ordinary requests, operation by operation."""

from __future__ import annotations

import json

import pytest

from tests.simulator.rights import problem
from uitkern.simulator.contract import contracts_directory
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes.reached import LISTED, PREFIX, SETTLED, Met, meet, missing_types
from uitkern.simulator.testing.recipes.stage import RECIPES, Stage

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


def test_a_problem_that_nothing_meets_is_told() -> None:
    assert meet("get-rewards", 400, "event-not-found").settled == "event-not-found-among-rewards"
    seen = [meet("delete-ticket-sales", 404, "ticket-sale-not-found"), Met("x", 400, "uitpas/y", met=False)]
    assert [each.met for each in seen] == [True, False]
    assert missing_types(seen) == ["uitpas/y"]

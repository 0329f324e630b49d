"""A refusal in an answer is one that the contract lists, at its own status."""

from __future__ import annotations

from typing import Any

import pytest

from uitkern.simulator.contract import Operation, SchemaError, load_contract

JSON = "application/json"
PROBLEM = "application/problem+json"
PROBS = "https://api.publiq.be/probs/"


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def places(errors: list[SchemaError]) -> list[tuple[str, str]]:
    return [(error.pointer, error.keyword) for error in errors]


def a_problem(suffix: str, status: int, **more: object) -> dict[str, Any]:
    return {"type": PROBS + suffix, "title": "Refused", "status": status, **more}


def test_a_problem_type_that_the_operation_does_not_list_is_refused() -> None:
    operation = uitpas("get-tariffs")

    assert operation.response_errors(400, PROBLEM, a_problem("uitpas/event-not-found", 400)) == []
    assert places(operation.response_errors(400, PROBLEM, a_problem("uitpas/maximum-reached", 400))) == [
        ("/type", "problem")
    ]
    assert places(operation.response_errors(400, PROBLEM, a_problem("auth/forbidden", 400))) == [
        ("/type", "problem")
    ]


@pytest.mark.parametrize(
    "suffix",
    ["url/query-parameter-missing", "url/query-limit-exceeded", "body/invalid-syntax", "header/invalid"],
)
def test_a_general_problem_type_is_accepted_everywhere(suffix: str) -> None:
    for operation in load_contract("uitpas").operations.values():
        if 400 in operation.answers:
            assert operation.response_errors(400, PROBLEM, a_problem(suffix, 400)) == []


def test_a_problem_repeats_the_status_of_the_answer() -> None:
    errors = uitpas("get-tariffs").response_errors(400, PROBLEM, a_problem("uitpas/event-not-found", 404))

    assert places(errors) == [("/status", "status")]


def test_a_card_that_is_not_active_is_reported_with_its_status() -> None:
    operation = uitpas("get-passes")
    refused = a_problem("uitpas/invalid-card-status", 400)

    assert places(operation.response_errors(400, PROBLEM, refused)) == [("/", "required")]
    assert operation.response_errors(400, PROBLEM, {**refused, "cardStatus": "BLOCKED"}) == []


def test_a_message_to_a_parent_is_in_dutch_at_least() -> None:
    refused = a_problem("uitpas/event-not-found", 400, endUserMessage={"fr": "Non"})

    assert places(uitpas("get-tariffs").response_errors(400, PROBLEM, refused)) == [
        ("/endUserMessage", "required")
    ]


def test_a_problem_that_is_no_object_is_refused() -> None:
    assert places(uitpas("get-tariffs").response_errors(400, PROBLEM, "no")) == [("/", "type")]

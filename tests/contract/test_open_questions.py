"""The list of contradictions in publiq's documents is complete enough to decide by."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from uitkern.simulator.contract import SERVICES, contracts_directory, load_contract
from uitkern.simulator.control.shapes import settings_shape
from uitkern.simulator.testing.publiq import Publiq

SHAPE = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "operation", "readings", "choice", "switch", "evidence"],
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "operation": {"type": "string"},
            "readings": {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "uniqueItems": True,
                "items": {"type": "string", "minLength": 20},
            },
            "choice": {"type": "string", "minLength": 10},
            "switch": {"type": ["string", "null"], "minLength": 1},
            "evidence": {"type": "string", "minLength": 10},
        },
    },
}


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(
        (contracts_directory() / "open-questions.json").read_text("utf-8")
    )
    return listed


def test_each_question_has_two_readings_a_choice_and_evidence(questions: list[dict[str, Any]]) -> None:
    jsonschema_rs.validate(SHAPE, questions)


def test_a_switch_is_a_setting_of_the_simulator(questions: list[dict[str, Any]]) -> None:
    switches = {question["switch"] for question in questions} - {None}

    assert switches
    assert switches <= settings_shape(Publiq().world.settings).keys()


def test_no_question_is_asked_twice(questions: list[dict[str, Any]]) -> None:
    ids = [question["id"] for question in questions]

    assert len(set(ids)) == len(ids)


def test_each_question_is_about_an_operation_of_a_contract(questions: list[dict[str, Any]]) -> None:
    known = {name for service in SERVICES for name in load_contract(service).operations}

    assert {question["operation"] for question in questions} <= known

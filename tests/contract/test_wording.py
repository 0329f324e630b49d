"""Each mistake is described in words that a developer can act on, and a broken contract is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from uitkern.simulator.contract import ContractError, contracts_directory, load_contract
from uitkern.simulator.contract import document as documents
from uitkern.simulator.contract.document import Document


def a_document(schema: object) -> Document:
    return Document("made-up", {"schema": schema})


@pytest.mark.parametrize(
    ("schema", "value", "pointer", "message"),
    [
        ({"type": "string"}, 1, "/", "The data must match the type: string"),
        ({"type": ["string", "null"]}, 1, "/", "The data must match the type: null, string"),
        ({"enum": ["A", "B"]}, "C", "/", "The data should match one item from enum"),
        ({"const": "A"}, "C", "/", "The data should match one item from enum"),
        ({"format": "uuid"}, "C", "/", "The data must match the 'uuid' format"),
        ({"format": "uri"}, "C", "/", "The data must match the 'uri' format"),
        ({"format": "date-time"}, "2026-07-01", "/", "The data must match the 'date-time' format"),
        ({"pattern": "^a+$"}, "C", "/", "The string should match pattern: ^a+$"),
        ({"minLength": 2}, "C", "/", "Minimum string length is 2"),
        ({"maxLength": 2}, "CCC", "/", "Maximum string length is 2"),
        ({"minItems": 1}, [], "/", "Array should have at least 1 items"),
        ({"maxItems": 1}, [1, 2], "/", "Array should have at most 1 items"),
        ({"minimum": 0}, -1, "/", "Number must be greater than or equal to 0"),
        ({"maximum": 500}, 501, "/", "Number must be lower than or equal to 500"),
        ({"contains": {"const": 1}}, [2], "/", "The array lacks the items it must contain, or has too many"),
        ({"anyOf": [{"type": "string"}, {"minimum": 2}]}, 1, "/",
         "The data should match at least one schema"),
        ({"oneOf": [{"type": "string"}, {"minimum": 2}]}, 1, "/", "The data should match exactly one schema"),
        ({"oneOf": [{}, {}]}, 1, "/", "The data should match exactly one schema"),
        ({"properties": {}, "additionalProperties": False}, {"x": 1}, "/",
         "Additional object properties are not allowed: x"),
        ({"uniqueItems": True}, [1, 1], "/", "The data does not satisfy the rule 'uniqueItems'"),
        ({"required": ["a", "b"]}, {}, "/", "The required properties (a, b) are missing"),
        ({"properties": {"a/b": {"items": {"type": "null"}}}}, {"a/b": [None, 1]}, "/a~1b/1",
         "The data must match the type: null"),
    ],
)  # fmt: skip
def test_a_mistake_is_described(schema: dict[str, Any], value: object, pointer: str, message: str) -> None:
    (error,) = a_document(schema).errors("/schema", value)

    assert (error.pointer, error.message) == (pointer, message)


def test_properties_missing_in_one_place_are_named_together_and_in_two_places_apart() -> None:
    schema = {"items": {"required": ["a", "b"]}}
    errors = a_document(schema).errors("/schema", [{}, {"a": 1}])

    assert [(error.pointer, error.names) for error in errors] == [("/0", ("a", "b")), ("/1", ("b",))]


def test_a_reference_that_leads_nowhere_is_a_broken_contract() -> None:
    with pytest.raises(ContractError, match="JSON object is needed, not str"):
        Document("made-up", {"schema": "text"}).resolve("/schema")


@pytest.mark.parametrize(("text", "complaint"), [("{", "is not readable"), ("[]", "JSON object is needed")])
def test_a_contract_that_is_no_json_object_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, complaint: str
) -> None:
    (tmp_path / "broken.json").write_text(text, "utf-8")
    monkeypatch.setattr(documents, "contracts_directory", lambda: tmp_path)

    with pytest.raises(ContractError, match=complaint):
        Document.read("broken")


def test_a_contract_with_an_object_for_a_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = {"operationId": "x", "security": {}, "responses": {}}
    (tmp_path / "odd.json").write_text(json.dumps({"paths": {"/x": {"get": operation}}}), "utf-8")
    monkeypatch.setattr(documents, "contracts_directory", lambda: tmp_path)

    with pytest.raises(ContractError, match="JSON array is needed, not dict"):
        load_contract("odd")


def test_a_package_without_contracts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "uitkern" / "simulator" / "contract" / "document.py"
    monkeypatch.setattr(documents, "__file__", str(module))

    with pytest.raises(ContractError, match="no contracts beside uitkern"):
        contracts_directory()

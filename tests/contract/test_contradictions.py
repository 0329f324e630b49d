"""A document of publiq that says one thing here and another there is heard, unless we listed it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from uitkern.simulator.contract import ContractError
from uitkern.simulator.contract.drift import compare_published
from uitkern.simulator.contract.drift.contradictions import contradictions
from uitkern.simulator.contract.drift.sources import Source

Json = dict[str, Any]
TYPE = "https://api.publiq.be/probs/uitpas/{}"
PRICE: Json = {
    "type": "object",
    "required": ["price"],
    "properties": {
        "price": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        "until": {"type": "string", "format": "date-time", "nullable": True},
        "next": {"$ref": "#/components/schemas/Next"},
        "secret": {"type": "string", "writeOnly": True},
    },
}
NEXT: Json = {"type": "object", "required": ["price"], "properties": {"price": PRICE["properties"]["price"]}}
NEXT["properties"]["later"] = {"$ref": "#/components/schemas/Next"}


def refusal(example: Json, text: str = "") -> Json:
    return {"description": text, "content": {"application/problem+json": {"example": example}}}


def document(answers: Json | None = None, version: str = "3.0.0", **shown: object) -> Json:
    """Write a document of one operation that shows these examples of a price."""
    content = {
        "schema": {"$ref": "#/components/schemas/Price"},
        "examples": {name: {"value": value} for name, value in shown.items()},
    }
    responses = {"200": {"content": {"application/json": content}}, **(answers or {})}
    operation = {"operationId": "get-price", "responses": responses}
    return {
        "openapi": version,
        "paths": {"/price": {"get": operation}},
        "components": {"schemas": {"Price": PRICE, "Next": NEXT}},
    }


def told(document: Json) -> list[tuple[str, str]]:
    found = contradictions("uitpas", Source("a document", document))
    assert {each.operation for each in found} <= {"get-price"}
    return [(each.where, each.published) for each in found]


@pytest.mark.parametrize(
    "value",
    [
        {"price": 2},
        {"price": 0.5, "until": None},
        {"price": 2, "until": "2027-01-01T00:00:00Z", "next": {"price": 1, "later": {"price": 3}}},
    ],
)
def test_an_example_that_keeps_its_schema_contradicts_nothing(value: Json) -> None:
    assert told(document(good=value)) == []


@pytest.mark.parametrize(
    ("value", "where", "says"),
    [
        ({"price": "2"}, "/price", "its schema says: The data must match the type: number"),
        ({"price": 0}, "/price", "its schema says: The data does not satisfy the rule 'exclusiveMinimum'"),
        ({}, "/", "its schema says: The required properties (price) are missing"),
        (
            {"price": 2, "until": "2027-01-01T00:00:00"},
            "/until",
            "its schema says: The data must match the 'date-time' format",
        ),
        ({"price": 2, "next": {}}, "/next", "its schema says: The required properties (price) are missing"),
        ({"price": 2, "secret": "x"}, "/secret", "its schema does not know the member"),
        ({"price": 2, "next": {"price": 3, "cost": 4}}, "/next/cost", "its schema does not know the member"),
    ],
)
def test_an_example_against_its_schema_is_told(value: Json, where: str, says: str) -> None:
    assert told(document(bad=value)) == [(f"200 example bad {where}", says)]


def test_what_is_wrong_in_each_element_of_a_list_is_told_once() -> None:
    written = document()
    content = written["paths"]["/price"]["get"]["responses"]["200"]["content"]["application/json"]
    content["schema"] = {"type": "array", "items": {"$ref": "#/components/schemas/Price"}}
    content["example"] = [{"price": "1"}, {"price": "2"}]

    [(where, _)] = told(written)
    assert where == "200 example of the body /[]/price"


def test_an_example_of_a_request_is_held_against_what_a_client_writes() -> None:
    written = document()
    price = written["components"]["schemas"]["Price"] = json.loads(json.dumps(PRICE))
    price["required"].append("id")
    price["properties"]["id"] = {"type": "string", "readOnly": True}
    body = {"schema": {"$ref": "#/components/schemas/Price"}, "example": {"price": 2, "secret": "x"}}
    written["paths"]["/price"]["get"]["requestBody"] = {"content": {"application/json": body}}
    assert told(written) == []

    body["example"] = {"price": 2, "id": "1"}
    assert told(written) == [("body example of the body /id", "its schema does not know the member")]


def test_newer_documents_are_read_by_newer_rules() -> None:
    written = document(version="3.1.0", odd={"price": 2, "until": None})
    properties = written["components"]["schemas"]["Price"] = json.loads(json.dumps(PRICE))
    properties["properties"]["price"] = {"type": "number", "exclusiveMinimum": 0}
    properties["properties"]["until"] = {"type": ["string", "null"]}
    del properties["properties"]["next"]
    assert told(written) == []


def test_a_refusal_shown_with_another_status_is_told() -> None:
    shown = {"type": TYPE.format("card-blocked"), "status": 404}
    assert told(document({"400": refusal(shown)})) == [("400 example of the body /status", "shows 404")]
    assert told(document({"404": refusal(shown)})) == []


def test_a_refusal_that_the_text_above_it_does_not_list_is_told() -> None:
    shown = {"type": TYPE.format("card-blocked"), "status": 400}
    text = f"* {TYPE.format('invalid-card')}"
    assert told(document({"400": refusal(shown, text)})) == [
        ("400 example of the body /type", "the text does not list uitpas/card-blocked")
    ]
    assert told(document({"400": refusal(shown, f"{text} * {shown['type']}")})) == []


def test_a_refusal_under_two_statuses_of_one_operation_is_told() -> None:
    text = {"description": TYPE.format("reward-not-found")}
    assert told(document({"400": text, "404": text})) == [
        ("uitpas/reward-not-found", "named under 400 and 404")
    ]


def test_a_schema_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    written = document(any={"price": 2})
    written["components"]["schemas"]["Price"] = {"type": "number", "pattern": "("}
    [(where, says)] = told(written)
    assert (where, says) == ("200 schema of application/json", "the schema cannot be used")


def test_what_a_reference_that_leads_nowhere_would_say_is_left_open() -> None:
    written = document(any={"price": "free"})
    written["components"]["schemas"] = {}
    assert told(written) == []


def test_a_comparison_tells_them_when_it_is_asked_to(tmp_path: Path) -> None:
    written = json.loads((Path(__file__).parents[2] / "contracts" / "uitid.json").read_text("utf-8"))
    [path] = [each for each in written["paths"] if each.endswith("/token") and "realms" in each]
    answer = written["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]
    answer["example"] = {"surprise": True}
    file = tmp_path / "uitid.json"
    file.write_text(json.dumps(written), "utf-8")

    [quiet] = compare_published(str(file))
    [whole] = compare_published(str(file), within=True)
    told = {each.kind.value for each in {*whole.differences} - {*quiet.differences}}
    assert told == {"contradiction"}


def test_a_file_that_is_no_document_is_still_refused(tmp_path: Path) -> None:
    (tmp_path / "nothing.json").write_text("[]", "utf-8")
    with pytest.raises(ContractError):
        compare_published(str(tmp_path / "nothing.json"), within=True)

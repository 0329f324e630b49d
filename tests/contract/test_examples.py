"""Every example in the contracts keeps the contract it stands in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from uitkern.simulator.contract import SERVICES, Operation, contracts_directory, load_contract


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def operations() -> Iterator[tuple[dict[str, Any], dict[str, Any], Operation]]:
    for service in SERVICES:
        document = json.loads((contracts_directory() / f"{service}.json").read_text("utf-8"))
        for operation in load_contract(service).operations.values():
            yield document, document["paths"][operation.path][operation.method.lower()], operation


def request_examples() -> Iterator[Any]:
    for _, node, operation in operations():
        for media, content in node.get("requestBody", {}).get("content", {}).items():
            for name, example in content["examples"].items():
                yield pytest.param(
                    operation, media, example["value"], id=f"{operation.operation_id}:{media}:{name}"
                )


def as_sent(media: str, value: object) -> object:
    """Give an example of a file as bytes: it is written one character a byte."""
    return value if "json" in media else str(value).encode("latin-1")


def answer_examples() -> Iterator[Any]:
    for document, node, operation in operations():
        for status, answer in node["responses"].items():
            for media, content in resolved(document, answer).get("content", {}).items():
                for name, example in content["examples"].items():
                    yield pytest.param(
                        operation,
                        int(status),
                        media,
                        as_sent(media, example["value"]),
                        id=f"{operation.operation_id}:{status}:{name}",
                    )


@pytest.mark.parametrize(("operation", "media", "body"), list(request_examples()))
def test_request_examples_are_accepted(operation: Operation, media: str, body: object) -> None:
    assert operation.body_errors(body, media) == []


@pytest.mark.parametrize(("operation", "status", "media", "body"), list(answer_examples()))
def test_answer_examples_are_accepted(operation: Operation, status: int, media: str, body: object) -> None:
    assert operation.response_errors(status, media, body) == []


def in_text(parameter: dict[str, Any]) -> list[str]:
    example = parameter["example"]
    values = example if isinstance(example, list) else [example]
    return [value if isinstance(value, str) else json.dumps(value) for value in values]


def parameter_examples() -> Iterator[Any]:
    for document, node, operation in operations():
        shared = document["paths"][operation.path].get("parameters", [])
        declared = [resolved(document, each) for each in shared + node.get("parameters", [])]
        if declared:
            yield pytest.param(declared, operation, id=operation.operation_id)


@pytest.mark.parametrize(("declared", "operation"), list(parameter_examples()))
def test_parameter_examples_are_accepted(declared: list[dict[str, Any]], operation: Operation) -> None:
    """Parameters that exclude each other are left to the tests of their rules."""
    texts = {(each["in"], each["name"]): in_text(each) for each in declared}
    excluded = {"get-rewards-redeemed": "uitpasNumber"}.get(operation.operation_id)
    query = {name: texts[where, name] for where, name in texts if where == "query" and name != excluded}
    path = {name: texts[where, name][0] for where, name in texts if where == "path"}
    headers = {name: texts[where, name][0] for where, name in texts if where == "header"}

    assert operation.query_errors(query) == []
    assert operation.path_errors(path) == []
    assert operation.header_errors(headers) == []

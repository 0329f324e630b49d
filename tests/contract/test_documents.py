"""The contracts are valid OpenAPI, stand alone, and say what an integrator needs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from uitkern.simulator.contract import SERVICES, ContractError, Operation, contracts_directory, load_contract

HTTP_METHODS = {"get", "post", "put", "patch", "delete"}
EVERY = [
    pytest.param(service, operation, id=f"{service}:{operation.operation_id}")
    for service in SERVICES
    for operation in load_contract(service).operations.values()
]


@cache
def document_of(service: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((contracts_directory() / f"{service}.json").read_text("utf-8"))
    return document


def node_of(service: str, operation: Operation) -> dict[str, Any]:
    node: dict[str, Any] = document_of(service)["paths"][operation.path][operation.method.lower()]
    return node


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield str(value)
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def follow(document: dict[str, Any], reference: str) -> Any:
    node: Any = document
    for step in reference.removeprefix("#/").split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node


def parameters_of(service: str, operation: Operation) -> list[dict[str, Any]]:
    document = document_of(service)
    item = document["paths"][operation.path]
    listed = item.get("parameters", []) + item[operation.method.lower()].get("parameters", [])
    return [follow(document, each["$ref"]) if "$ref" in each else each for each in listed]


@pytest.mark.parametrize("service", SERVICES)
def test_each_contract_is_valid_openapi_31(service: str) -> None:
    document = document_of(service)

    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


@pytest.mark.parametrize("service", SERVICES)
def test_a_contract_needs_no_other_file(service: str) -> None:
    document = document_of(service)

    for reference in references(document):
        assert reference.startswith("#/")
        assert follow(document, reference) is not None


@pytest.mark.parametrize("service", SERVICES)
def test_no_component_lies_unused(service: str) -> None:
    document = document_of(service)
    used = set(references(document))

    for kind in ("schemas", "responses", "parameters"):
        for name in document["components"].get(kind, {}):
            assert f"#/components/{kind}/{name}" in used


@pytest.mark.parametrize("service", SERVICES)
def test_every_schema_says_what_it_is_about(service: str) -> None:
    for name, schema in document_of(service)["components"]["schemas"].items():
        assert schema.get("description"), name


@pytest.mark.parametrize(("service", "operation"), EVERY)
def test_every_operation_is_explained(service: str, operation: Operation) -> None:
    node = node_of(service, operation)

    assert 10 < len(node["summary"]) < 80
    assert len(node["description"]) > 40
    assert "x-permission" in node
    for declared in parameters_of(service, operation):
        assert declared["description"]
        assert "example" in declared


@pytest.mark.parametrize(("service", "operation"), EVERY)
def test_every_body_and_every_answer_has_an_example(service: str, operation: Operation) -> None:
    document, node = document_of(service), node_of(service, operation)
    bodies: list[Any] = list(node.get("requestBody", {}).get("content", {}).values())
    for answer in node["responses"].values():
        declared = follow(document, answer["$ref"]) if "$ref" in answer else answer
        bodies += declared.get("content", {}).values()

    assert all(body["examples"] for body in bodies)
    assert all(example["summary"] for body in bodies for example in body["examples"].values())


@pytest.mark.parametrize(("service", "operation"), EVERY)
def test_every_status_with_problems_lists_their_types(service: str, operation: Operation) -> None:
    node = node_of(service, operation)

    for status, media in operation.answers.items():
        if "application/problem+json" in media:
            assert operation.problems.get(status)
    for status, suffixes in node["x-problems"].items():
        assert int(status) in operation.answers
        assert all(re.fullmatch(r"[a-z]+/[a-z-]+", suffix) for suffix in suffixes)
        assert len(set(suffixes)) == len(suffixes)


def test_operation_ids_are_unique_over_all_services() -> None:
    everything = [
        method["operationId"]
        for service in SERVICES
        for item in document_of(service)["paths"].values()
        for name, method in item.items()
        if name in HTTP_METHODS
    ]

    assert len(everything) == len(set(everything)) == len(EVERY)


def test_the_operations_of_the_main_job_are_there() -> None:
    assert list(load_contract("uitid").operations) == ["post-token", "post-oauth-token"]
    assert len(load_contract("uitdatabank-entry").operations) == 142
    assert load_contract("uitpas").operations.keys() >= {
        "get-passes",
        "get-passes-uitpasNumber",
        "get-tariffs",
        "get-tariffs-static",
        "post-ticket-sales",
        "get-ticket-sales",
        "delete-ticket-sales",
        "get-permissions",
        "get-events-card-systems",
    }


def test_permissions_are_names_that_uitpas_knows() -> None:
    known = document_of("uitpas")["components"]["schemas"]["Permission"]["enum"]
    needed = {
        operation.operation_id: operation.permission
        for operation in load_contract("uitpas").operations.values()
    }

    assert len(known) == len(set(known)) == 57
    assert {permission for permission in needed.values() if permission} <= set(known)
    for operation in load_contract("uitpas").operations.values():
        permissions = operation.permissions
        assert {*permissions.instead, *permissions.besides} <= set(known)
        assert permissions.usual or not (permissions.instead or permissions.admins)
        assert set(permissions.admins) <= {"MEMBER", "ADMIN"}
    assert needed["post-ticket-sales"] == needed["delete-ticket-sales"] == "TICKETSALES_REGISTER"
    assert needed["get-ticket-sales"] == "TICKETSALES_SEARCH"
    assert needed["get-tariffs"] == needed["get-tariffs-static"] == "TARIFFS_READ"
    assert needed["get-passes"] == needed["get-passes-uitpasNumber"] == "PASSES_READ"
    assert needed["get-permissions"] is needed["get-events-card-systems"] is None


def test_an_operation_knows_how_it_is_called() -> None:
    lookup = load_contract("uitpas").operation("get-passes-uitpasNumber")

    assert (lookup.method, lookup.path, lookup.deprecated) == ("GET", "/passes/{uitpasNumber}", True)
    assert lookup.security == ("USER_ACCESS_TOKEN", "CLIENT_ACCESS_TOKEN")
    assert not load_contract("uitpas").operation("get-passes").deprecated


def test_reading_an_event_and_fetching_a_token_need_no_token() -> None:
    assert load_contract("uitdatabank-entry").operation("event-get").security == ()
    assert load_contract("uitid").operation("post-token").security == ()
    assert load_contract("uitdatabank-entry").operation("event-post").security


def test_a_contract_is_read_once() -> None:
    assert load_contract("uitpas") is load_contract("uitpas")


@pytest.mark.parametrize("name", ["uitpas2", "../pyproject", ""])
def test_an_unknown_service_is_named(name: str) -> None:
    with pytest.raises(ContractError, match=re.escape(repr(name))):
        load_contract(name)


def test_an_unknown_operation_is_named() -> None:
    with pytest.raises(ContractError, match="uitpas has no operation 'get-nothing'"):
        load_contract("uitpas").operation("get-nothing")


def test_the_operations_cannot_be_changed_by_a_caller() -> None:
    with pytest.raises(TypeError):
        load_contract("uitpas").operations["get-passes"] = load_contract("uitpas").operation("get-tariffs")  # type: ignore[index] # pyright: ignore[reportIndexIssue]


def test_an_installed_package_finds_its_own_contracts(tmp_path: Path) -> None:
    source = contracts_directory().parent / "src"
    installed = tmp_path / "site" / "uitkern"
    shutil.copytree(source, installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(contracts_directory(), installed / "contracts")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from uitkern.simulator.contract import contracts_directory, load_contract\n"
        "load_contract('uitid'); print(contracts_directory())"
    )

    found = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "site")], capture_output=True, text=True, check=True
    )

    assert Path(found.stdout.strip()) == (installed / "contracts").resolve()

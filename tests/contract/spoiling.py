"""Spoil one member of an example, to see whether the contract minds."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from uitkern.simulator.contract import SERVICES, Operation, contracts_directory, load_contract
from uitkern.simulator.contract.operation import is_json

GONE = object()
"""Stands for a member that is left out."""

SCHEMA_HOLDERS = {name: service for service in SERVICES for name in load_contract(service).operations}


def operation_called(operation_id: str) -> Operation:
    return load_contract(SCHEMA_HOLDERS[operation_id]).operation(operation_id)


@cache
def document_of(service: str) -> Any:
    return json.loads((contracts_directory() / f"{service}.json").read_text("utf-8"))


def example_of(operation: Operation, status: str, name: str) -> tuple[str, Any]:
    """Find an example of an answer in JSON, with its media type."""
    document = document_of(SCHEMA_HOLDERS[operation.operation_id])
    answer = document["paths"][operation.path][operation.method.lower()]["responses"][status]
    ((media, content),) = [each for each in answer["content"].items() if is_json(each[0])]
    return media, content["examples"][name]["value"]


def body_example_of(operation: Operation, name: str) -> Any:
    """Find an example of a request body in JSON."""
    node = document_of(SCHEMA_HOLDERS[operation.operation_id])["paths"][operation.path]
    content = node[operation.method.lower()]["requestBody"]["content"]["application/json"]
    return content["examples"][name]["value"]


def spoilt(value: Any, place: str, with_what: object) -> Any:
    copy = deepcopy(value)
    *parents, last = [int(step) if step.isdigit() else step for step in place.split("/")[1:]]
    node = copy
    for step in parents:
        node = node[step]
    if with_what is GONE:
        del node[last]
    else:
        node[last] = with_what
    return copy


def is_about(pointer: str, place: str) -> bool:
    """Say whether an error points at a member, into it, or at the object or array that holds it."""
    holder = place.rpartition("/")[0]
    return pointer in {place, holder or "/", holder.rpartition("/")[0]} or pointer.startswith(f"{place}/")

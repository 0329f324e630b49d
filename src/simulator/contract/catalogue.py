"""The operations of a service, by operationId."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from .document import ContractError, Document, as_list, as_object, child
from .operation import Operation
from .parameters import read_parameters
from .permissions import read_permissions

SERVICES = ("uitid", "uitpas", "uitdatabank-entry", "uitdatabank-search", "taxonomy")
_METHODS = ("get", "post", "put", "patch", "delete")


@frozen(slots=False)
class Contract:
    """A service's contract; `operations` keeps the order of the document."""

    service: str
    operations: Mapping[str, Operation]

    def operation(self, operation_id: str) -> Operation:
        """Return one operation; raise ContractError when the contract has none of that id."""
        try:
            return self.operations[operation_id]
        except KeyError:
            raise ContractError(f"the contract of {self.service} has no operation {operation_id!r}") from None


@cache
def load_contract(service: str) -> Contract:
    """Read the contract of a service (see SERVICES), once per process.

    Schemas are compiled when an operation first needs them. Raises ContractError for an unknown service.
    """
    document = Document.read(service)
    general = _problems(document.content.get("x-general-problems", {}))
    found = [
        _operation(document, general, path, method, node)
        for path, item in as_object(document.content["paths"]).items()
        for method, node in as_object(item).items()
        if method in _METHODS
    ]
    return Contract(service, MappingProxyType({each.operation_id: each for each in found}))


def _operation(
    document: Document, general: Mapping[int, tuple[str, ...]], path: str, method: str, declared: object
) -> Operation:
    pointer, node = child("/paths", path, method), as_object(declared)
    item = as_object(as_object(document.content["paths"])[path])
    parameters = (
        *read_parameters(document, child("/paths", path, "parameters"), item.get("parameters", [])),
        *read_parameters(document, child(pointer, "parameters"), node.get("parameters", [])),
    )
    credentials = _credentials(node.get("security", document.content.get("security", [])))
    body_at, body = document.follow(child(pointer, "requestBody"), as_object(node.get("requestBody", {})))
    return Operation(
        operation_id=str(node["operationId"]),
        method=method.upper(),
        path=path,
        permissions=read_permissions(node),
        deprecated=node.get("deprecated") is True,
        internal=node.get("x-internal") is True,
        credentials=credentials,
        security=tuple(dict.fromkeys(name for together in credentials for name in together)),
        parameters=tuple(each for each in parameters if each.location == "query"),
        path_parameters=tuple(each for each in parameters if each.location == "path"),
        header_parameters=tuple(each for each in parameters if each.location == "header"),
        together=child(pointer, "x-query") if "x-query" in node else None,
        problems=_merged(general, _problems(node.get("x-problems", {}))),
        answers={
            int(status): _schemas(*document.follow(child(pointer, "responses", status), as_object(answer)))
            for status, answer in as_object(node["responses"]).items()
        },
        body_required=body.get("required") is True,
        bodies=_schemas(body_at, body),
        document=document,
    )


def _credentials(requirements: object) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(as_object(requirement)) for requirement in as_list(requirements))


def _schemas(pointer: str, node: Mapping[str, object]) -> dict[str, str]:
    return {media: child(pointer, "content", media, "schema") for media in as_object(node.get("content", {}))}


def _problems(listed: object) -> dict[int, tuple[str, ...]]:
    return {
        int(status): tuple(str(suffix) for suffix in as_list(suffixes))
        for status, suffixes in as_object(listed).items()
    }


def _merged(
    general: Mapping[int, tuple[str, ...]], own: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    return {**general, **{status: (*general.get(status, ()), *each) for status, each in own.items()}}

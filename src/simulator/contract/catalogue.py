"""The operations of a service, by operationId."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from .document import ContractError, Document, as_list, as_object, child
from .operation import Operation
from .parameters import read_parameters
from .permissions import read_permissions

SERVICES = ("uitid", "uitpas", "uitdatabank-entry")
_METHODS = ("get", "post", "put", "patch", "delete")


@frozen
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
    found = [_operation(document, place) for place in _places(document)]
    return Contract(service, MappingProxyType({each.operation_id: each for each in found}))


def _places(document: Document) -> Iterator[tuple[str, str, str]]:
    for path, item in as_object(document.content["paths"]).items():
        for method in as_object(item):
            if method in _METHODS:
                yield path, method, child("/paths", path, method)


def _operation(document: Document, place: tuple[str, str, str]) -> Operation:
    path, method, pointer = place
    _, node = document.resolve(pointer)
    shared = child("/paths", path, "parameters")
    own = child(pointer, "parameters")
    _, item = document.resolve(child("/paths", path))
    body_at, body = document.resolve(child(pointer, "requestBody")) if "requestBody" in node else ("", {})
    parameters = read_parameters(
        document,
        *(child(shared, index) for index in range(len(as_list(item.get("parameters", []))))),
        *(child(own, index) for index in range(len(as_list(node.get("parameters", []))))),
    )
    credentials = _credentials(node.get("security", document.content.get("security", [])))
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
        problems=_problems(document.content.get("x-general-problems", {}), node.get("x-problems", {})),
        answers={
            int(status): _schemas(*document.resolve(child(pointer, "responses", status)))
            for status in as_object(node["responses"])
        },
        body_required=body.get("required") is True,
        bodies=_schemas(body_at, body),
        document=document,
    )


def _credentials(requirements: object) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(as_object(requirement)) for requirement in as_list(requirements))


def _schemas(pointer: str, node: Mapping[str, object]) -> dict[str, str]:
    return {media: child(pointer, "content", media, "schema") for media in as_object(node.get("content", {}))}


def _problems(*lists: object) -> dict[int, tuple[str, ...]]:
    merged: dict[int, list[str]] = {}
    for each in lists:
        for status, suffixes in as_object(each).items():
            merged.setdefault(int(status), []).extend(str(suffix) for suffix in as_list(suffixes))
    return {status: tuple(suffixes) for status, suffixes in merged.items()}

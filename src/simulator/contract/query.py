"""Check query parameters, which arrive as text, against typed schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from .document import Document, as_object, child
from .errors import SchemaError, pointer_to

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?\Z", re.ASCII)


@frozen
class QueryParameter:
    """A query parameter of an operation; `schema` points at its schema in the document."""

    name: str
    required: bool
    type: str
    schema: str

    def errors(self, document: Document, values: Sequence[str]) -> list[SchemaError]:
        """Check every value given for this parameter."""
        if not values:
            return [_missing(self.name)] if self.required else []
        at = pointer_to([self.name])
        if self.type == "array":
            return [_placed(at, error) for error in document.errors(self.schema, list(values))]
        return [
            SchemaError(at, error.message, error.keyword)
            for value in values
            for error in document.errors(self.schema, typed(self.type, value))
        ]


def _missing(name: str) -> SchemaError:
    return SchemaError(pointer_to([name]), f"The query parameter {name} is missing", "required", (name,))


def _placed(at: str, error: SchemaError) -> SchemaError:
    return SchemaError(at if error.pointer == "/" else at + error.pointer, error.message, error.keyword)


def typed(type_name: str, text: str) -> str | int | float | bool:
    """Read `text` as the JSON type; text that is none stays text, and then fails the type check."""
    if type_name == "integer" and _INTEGER.match(text):
        return int(text)
    if type_name == "number" and _NUMBER.match(text):
        return float(text)
    if type_name == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def read_parameters(document: Document, *pointers: str) -> tuple[QueryParameter, ...]:
    """Collect the query parameters declared one by one at `pointers`."""
    parameters: list[QueryParameter] = []
    for pointer in pointers:
        place, node = document.resolve(pointer)
        if node.get("in") != "query":
            continue
        schema_at, schema = document.resolve(child(place, "schema"))
        parameters.append(
            QueryParameter(
                name=str(node["name"]),
                required=node.get("required") is True,
                type=str(as_object(schema).get("type", "string")),
                schema=schema_at,
            )
        )
    return tuple(parameters)


def all_errors(
    document: Document,
    parameters: Sequence[QueryParameter],
    together: str | None,
    query: Mapping[str, Sequence[str]],
) -> list[SchemaError]:
    """Check `query`; parameters that the contract does not know are tolerated, as publiq does."""
    errors = [error for each in parameters for error in each.errors(document, query.get(each.name, ()))]
    if together is not None:
        given = {name: list(values) for name, values in query.items() if values}
        found = document.errors(together, given)
        errors += [_missing(name) for error in found for name in error.names]
        errors += [error for error in found if not error.names]
    return errors

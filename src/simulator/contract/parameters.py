"""Check the parameters of a query, a path and the headers, which arrive as text, against typed schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, cast

from attrs import frozen

from .document import Document, JsonObject, as_list, as_object, child
from .errors import SchemaError, pointer_to

Location = Literal["query", "path", "header"]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?\Z", re.ASCII)
_SHORT = 64
_NOUNS: Mapping[Location, str] = {
    "query": "query parameter",
    "path": "path parameter",
    "header": "header",
}


@frozen(slots=False)
class Parameter:
    """A parameter of an operation; `schema` points at its schema in the document."""

    name: str
    location: Location
    required: bool
    type: str
    schema: str

    def errors(self, document: Document, values: Sequence[str]) -> list[SchemaError]:
        """Check every value given for this parameter."""
        if not values:
            return [_missing(self.location, self.name)] if self.required else []
        if self.type == "array":
            found = document.errors(self.schema, list(values))
        else:
            found = [
                SchemaError("/", error.message, error.keyword)
                for value in values
                for error in document.errors(self.schema, typed(self.type, value))
            ]
        return [_placed(pointer_to([self.name]), error) for error in found]

    def accepts(self, document: Document, values: Sequence[str] | None) -> bool:
        """Say whether the values are right, at less cost than asking for the errors."""
        if not values:
            return not self.required
        if self.type == "array":
            return document.accepts(self.schema, list(values))
        if len(values) == 1 and len(values[0]) <= _SHORT:
            return _accepts(document, self.schema, self.type, values[0])
        return all([document.accepts(self.schema, typed(self.type, value)) for value in values])  # noqa: C419


@lru_cache(maxsize=8192)
def _accepts(document: Document, schema: str, type_name: str, value: str) -> bool:
    """Remember what was said of a short text: the same events, passes and prices come again and again."""
    return document.accepts(schema, typed(type_name, value))


def _missing(location: Location, name: str) -> SchemaError:
    message = f"The {_NOUNS[location]} {name} is missing"
    return SchemaError(pointer_to([name]), message, "required", (name,))


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


def read_parameters(document: Document, pointer: str, declared: object) -> tuple[Parameter, ...]:
    """Read the list of parameters `declared` at `pointer`."""
    return tuple(
        _read(document, child(pointer, index), as_object(node))
        for index, node in enumerate(as_list(declared))
    )


def _read(document: Document, pointer: str, declared: JsonObject) -> Parameter:
    place, node = document.follow(pointer, declared)
    schema_at, schema = document.follow(child(place, "schema"), as_object(node["schema"]))
    return Parameter(
        name=str(node["name"]),
        location=cast("Location", node["in"]),
        required=node.get("required") is True,
        type=str(schema.get("type", "string")),
        schema=schema_at,
    )


def query_errors(
    document: Document,
    parameters: Sequence[Parameter],
    together: str | None,
    query: Mapping[str, Sequence[str]],
) -> list[SchemaError]:
    """Check `query`; parameters that the contract does not know are tolerated, as publiq does."""
    if together is None and not _any_wrong(document, parameters, query):
        return []
    errors = [error for each in parameters for error in each.errors(document, query.get(each.name, ()))]
    if together is not None:
        given = {name: list(values) for name, values in query.items() if values}
        found = document.errors(together, given)
        errors += [_missing("query", name) for error in found for name in error.names]
        errors += [error for error in found if not error.names]
    return errors


def _any_wrong(
    document: Document, parameters: Sequence[Parameter], query: Mapping[str, Sequence[str]]
) -> bool:
    return not all([each.accepts(document, query.get(each.name)) for each in parameters])  # noqa: C419


def single_errors(
    document: Document, parameters: Sequence[Parameter], values: Mapping[str, str]
) -> list[SchemaError]:
    """Check parameters that come once each: those of a path, or headers."""
    if not parameters:
        return []
    return [
        error
        for each in parameters
        for error in each.errors(document, [values[each.name]] if each.name in values else [])
    ]

"""What is wrong with a request or an answer, and where.

The wording follows what UiTdatabank answers for the same mistakes. It never repeats the refused value, which
may be a UiTPAS or INSZ number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from attrs import field, frozen
from jsonschema_rs import ValidationError, ValidationErrorKind

UNREADABLE = "The data is nested too deeply or holds characters that are not valid Unicode"


@frozen(slots=False)
class SchemaError:
    """One mistake.

    `pointer` is an RFC 6901 pointer, with "/" for the root as publiq writes it; a query parameter is "/name".
    `keyword` is the JSON Schema keyword that failed (`required`, `type`, `maximum`, ...), or `status`,
    `contentType`, `problem`, `body`, `encoding` for what no schema can say. `names` holds missing properties.
    """

    pointer: str
    message: str
    keyword: str = ""
    names: tuple[str, ...] = field(default=(), eq=False, repr=False)


def pointer_to(path: Iterable[str | int]) -> str:
    """Write `path` as an RFC 6901 pointer, the root as "/"."""
    return "/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path)


def describe(found: Sequence[ValidationError], *, spell_out: bool = False) -> list[SchemaError]:
    """Turn validator findings into errors, the properties missing in one place named together.

    With `spell_out` a value that is none of a list is told the list, which publiq's services do not do.
    """
    missing: dict[str, list[str]] = {}
    for error in found:
        if isinstance(error.kind, ValidationErrorKind.Required):
            missing.setdefault(pointer_to(error.instance_path), []).append(error.kind.property)
    required = [
        SchemaError(at, f"The required properties ({', '.join(names)}) are missing", "required", tuple(names))
        for at, names in missing.items()
    ]
    others = [
        SchemaError(
            pointer_to(error.instance_path),
            _choices(error.kind) if spell_out else _wording(error.kind),
            error.kind.name,
        )
        for error in found
        if not isinstance(error.kind, ValidationErrorKind.Required)
    ]
    return required + others


def _choices(kind: object) -> str:
    match kind:
        case ValidationErrorKind.Enum(options) if isinstance(options, list):
            return f"This must be one of {', '.join(map(str, options))}"
        case ValidationErrorKind.Constant(value):
            return f"This must be {json.dumps(value)}"
        case ValidationErrorKind.AnyOf(context) if names := _needed(context):
            return f"At least one of these is needed: {', '.join(names)}"
        case ValidationErrorKind.ExclusiveMinimum(limit):
            return f"Number must be greater than {limit}"
        case ValidationErrorKind.MaxProperties(limit):
            return f"At most {limit} of the properties can be given"
        case _:
            return _wording(kind)


def _needed(context: object) -> list[str]:
    """Name the properties of which one would do, when that is what the alternatives ask."""
    branches = context if isinstance(context, list) else []
    found = [error.kind for branch in branches for error in branch]
    return [kind.property for kind in found if isinstance(kind, ValidationErrorKind.Required)]


def _wording(kind: object) -> str:
    match kind:
        case ValidationErrorKind.Type(types):
            return f"The data must match the type: {', '.join(types)}"
        case ValidationErrorKind.Enum() | ValidationErrorKind.Constant():
            return "The data should match one item from enum"
        case ValidationErrorKind.Format(name):
            return f"The data must match the '{name}' format"
        case ValidationErrorKind.Pattern(pattern):
            return f"The string should match pattern: {pattern}"
        case ValidationErrorKind.MinLength(limit):
            return f"Minimum string length is {limit}"
        case ValidationErrorKind.MaxLength(limit):
            return f"Maximum string length is {limit}"
        case ValidationErrorKind.MinItems(limit):
            return f"Array should have at least {limit} items"
        case ValidationErrorKind.MaxItems(limit):
            return f"Array should have at most {limit} items"
        case ValidationErrorKind.Minimum(limit):
            return f"Number must be greater than or equal to {limit}"
        case ValidationErrorKind.Maximum(limit):
            return f"Number must be lower than or equal to {limit}"
        case ValidationErrorKind.Contains():
            return "The array lacks the items it must contain, or has too many"
        case ValidationErrorKind.AnyOf():
            return "The data should match at least one schema"
        case ValidationErrorKind.OneOfNotValid() | ValidationErrorKind.OneOfMultipleValid():
            return "The data should match exactly one schema"
        case ValidationErrorKind.FalseSchema():
            return "This cannot be given together with the rest"
        case ValidationErrorKind.AdditionalProperties(unexpected):
            return f"Additional object properties are not allowed: {', '.join(unexpected)}"
        case _:
            return f"The data does not satisfy the rule '{getattr(kind, 'name', 'schema')}'"

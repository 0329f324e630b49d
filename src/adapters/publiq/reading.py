"""Read JSON into shapes; what the contract promises and the answer lacks is named by its pointer."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.errors import BaseValidationError, ClassValidationError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from ...domain.errors import ContractViolation
from .call import Reply
from .environment import Service
from .shapes import PUBLISHED_NAME

T = TypeVar("T")


def camel(name: str) -> str:
    """`end_user_message` as publiq writes it: `endUserMessage`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _published(field: attrs.Attribute[Any]) -> str:
    return str(field.metadata.get(PUBLISHED_NAME) or camel(field.name))


def _structure_as_published(cls: type[Any]) -> Any:
    attrs.resolve_types(cls)
    names: dict[str, Any] = {f.name: override(rename=_published(f)) for f in attrs.fields(cls)}
    return make_dict_structure_fn(cls, _converter, **names)


def _exactly(kind: type[T]) -> Any:
    def check(value: Any, _: object) -> T:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise TypeError(f"must be a {_SPOKEN[kind]}")
        return value

    return check


_SPOKEN: dict[type[Any], str] = {str: "string", int: "whole number", bool: "boolean"}


_TOO_MUCH = 10**9


def _amount(value: Any, _: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise TypeError("must be a number")
    if value < 0:
        raise ValueError("must not be below 0")
    if value >= _TOO_MUCH:
        raise ValueError("must be an amount somebody could pay")
    return Decimal(value)


def _moment(value: Any, _: object) -> datetime:
    if not isinstance(value, str):
        raise TypeError("must be a date and time")
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_converter = Converter()
for _kind in _SPOKEN:
    _converter.register_structure_hook(_kind, _exactly(_kind))
_converter.register_structure_hook(Decimal, _amount)
_converter.register_structure_hook(datetime, _moment)
_converter.register_structure_hook_factory(attrs.has, _structure_as_published)


def read(service: Service, reply: Reply, kind: type[T]) -> T:
    """Read an answer's JSON as `kind`; raises `ContractViolation` that names the JSON pointer."""
    try:
        value = reply.json()
    except (ValueError, RecursionError) as error:
        raise ContractViolation(service, "", "its body is no JSON") from error
    try:
        return _converter.structure(_without_nulls(value), kind)
    except Exception as error:  # noqa: BLE001 - whatever a broken answer sets off is a broken answer
        pointer, rule = _first_fault(error)
        raise ContractViolation(service, pointer, rule) from None


def _without_nulls(value: Any) -> Any:
    """A member that is null is a member that is not there."""
    match value:
        case dict():
            return {name: _without_nulls(held) for name, held in value.items() if held is not None}
        case list():
            return [_without_nulls(held) for held in value]
        case _:
            return value


def _first_fault(error: BaseException, pointer: str = "") -> tuple[str, str]:
    """The JSON pointer of the first thing that is wrong, and the rule it breaks; never its value."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        inner = error.exceptions[0]
        return _first_fault(inner, pointer + _step(inner, error.cl))
    if isinstance(error, BaseValidationError):
        return _first_fault(error.exceptions[0], pointer)
    if isinstance(error, KeyError):
        return f"{pointer}/{error.args[0]}" if not pointer.endswith(
            f"/{error.args[0]}"
        ) else pointer, "is missing"
    known = isinstance(error, TypeError | ValueError) and str(error).startswith("must ")
    return pointer, str(error) if known else "has another shape than the contract says"


def _step(error: BaseException, kind: type[Any]) -> str:
    for note in getattr(error, "__notes__", []):
        name, index = getattr(note, "name", None), getattr(note, "index", None)
        if name is not None:
            return f"/{_published(attrs.fields_dict(kind)[name])}"
        if index is not None:
            return f"/{index}"
    return ""


__all__ = ["camel", "read"]

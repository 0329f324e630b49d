"""Values of the domain as JSON text, and back."""

from __future__ import annotations

from typing import Any, TypeVar

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from ...domain.model.problem import Problem
from ...domain.model.tariff import Tariffs
from ...domain.model.uitpas import Pass

T = TypeVar("T")

PASS_ANSWER: Any = Pass | Problem
TARIFFS_ANSWER: Any = Tariffs | Problem

_converter = make_converter(omit_if_default=True)
configure_tagged_union(PASS_ANSWER, _converter)
configure_tagged_union(TARIFFS_ANSWER, _converter)


def to_json(value: object, kind: Any = None) -> str:
    """Write a value as JSON; `kind` names the union it is one of."""
    return _converter.dumps(value, unstructure_as=kind or type(value), ensure_ascii=False)


def from_json(text: str, kind: Any) -> Any:
    """Read what `to_json` wrote; raises `ValueError` when it is of another shape."""
    try:
        return _converter.loads(text, kind)
    except Exception as error:
        raise ValueError("a record of another shape than this version writes") from error

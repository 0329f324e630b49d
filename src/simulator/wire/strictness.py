"""Refuse what publiq tolerates and advises against, in a world that is strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stdnum import luhn

from ..world import refusals

if TYPE_CHECKING:
    from .call import Call

_INVALID_NUMBER = "uitpas/invalid-uitpasnumber"


def refuse_strictly(call: Call) -> None:
    """Refuse a deprecated operation, a price as a string, and a pass number with a wrong check digit."""
    if call.operation.deprecated:
        raise refusals.not_found(f"{call.operation.operation_id} is deprecated, and this world is strict.")
    elements = list(_elements(call.body))
    as_text = [pointer for pointer, each in elements if isinstance(each.get("regularPrice"), str)]
    if as_text:
        raise refusals.invalid_data(
            *((f"{pointer}/regularPrice", "The data must match the type: number") for pointer in as_text)
        )
    if _INVALID_NUMBER not in call.operation.problems.get(400, ()):
        return
    if _is_mistyped(call.first("uitpasNumber")):
        raise refusals.invalid_uitpas_number()
    for pointer, each in elements:
        if _is_mistyped(each.get("uitpasNumber")):
            refusal = refusals.invalid_uitpas_number()
            raise refusal.of_element(int(pointer[1:])) if pointer else refusal


def _elements(body: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the object of a body, or those of its array, each with its pointer."""
    if isinstance(body, dict):
        yield "", body
    if isinstance(body, list):
        for index, each in enumerate(body):
            if isinstance(each, dict):
                yield f"/{index}", each


def _is_mistyped(number: object) -> bool:
    return isinstance(number, str) and number.isascii() and number.isdecimal() and not luhn.is_valid(number)

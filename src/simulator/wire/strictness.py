"""Refuse what publiq tolerates and advises against, in a world that is strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stdnum import luhn

from ..world import refusals

if TYPE_CHECKING:
    from .call import Call

_SPELLINGS = ("invalid-uitpasnumber", "invalid-uitpas-number")
_NUMBERS = ("uitpasNumber", "registrationUitpasNumber")


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
    listed = call.operation.problems.get(400, ())
    spelling = next((each for each in _SPELLINGS if f"uitpas/{each}" in listed), None)
    if spelling is None:
        return
    if _is_mistyped(call.first("uitpasNumber")):
        raise _mistyped(spelling)
    for pointer, each in elements:
        if any(_is_mistyped(each.get(name)) for name in _NUMBERS):
            refusal = _mistyped(spelling)
            raise refusal.of_element(int(pointer[1:])) if pointer else refusal


def _mistyped(spelling: str) -> refusals.Refusal:
    refusal = refusals.invalid_uitpas_number(spelling)
    refusal.message = "Dit is geen geldig UiTPAS-nummer. Kijk de cijfers nog eens na."
    return refusal


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

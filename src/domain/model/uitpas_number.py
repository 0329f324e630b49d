"""The number on a UiTPAS (UiTPAS-nummer)."""

from __future__ import annotations

import re

from attrs import field, frozen
from stdnum import luhn

from .invalid import InvalidValue
from .said import Mistake
from .sentences import explain
from .typed import without_separators

_DIGITS = re.compile(r"\d{13}", re.ASCII)


def _thirteen_digits(_: object, __: object, value: str) -> None:
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        raise InvalidValue("uitpas_number", "must be 13 digits")


@frozen(repr=False)
class UitpasNumber:
    """Thirteen digits, as UiTPAS wrote them; shown masked everywhere but on the wire.

    The constructor takes what UiTPAS answers: its own examples fail the check digit. What a person
    typed goes through `parse`. A number can change when a card is replaced: keep the passholder id too.
    """

    value: str = field(validator=_thirteen_digits)

    @classmethod
    def parse(cls, typed: str) -> UitpasNumber:
        """Read what a person typed; spaces, dots, hyphens and slashes between digits do not matter.

        Raises `InvalidValue` on `uitpas_number`: not 13 digits, or a wrong check digit (Luhn).
        """
        value = without_separators(typed, "uitpas_number")
        if value and not (value.isdecimal() and value.isascii()):
            raise InvalidValue("uitpas_number", "must be 13 digits", explain(Mistake.NUMBER_LETTERS))
        if len(value) != 13:
            message = explain(Mistake.NUMBER_LENGTH, count=len(value))
            raise InvalidValue("uitpas_number", "must be 13 digits", message)
        number = cls(value)
        if not luhn.is_valid(number.value):
            rule = "its check digit is wrong: one of the 13 digits is mistyped"
            raise InvalidValue("uitpas_number", rule, explain(Mistake.NUMBER_CHECK))
        return number

    def __repr__(self) -> str:
        return f"UitpasNumber({self})"

    def __str__(self) -> str:
        return f"*********{self.value[-4:]}"


FORGOTTEN = UitpasNumber("0" * 13)
"""Stands in bookkeeping where a number stood that was forgotten on purpose."""

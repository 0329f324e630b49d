"""The number on a UiTPAS (UiTPAS-nummer)."""

from __future__ import annotations

import re

from attrs import field, frozen
from stdnum import luhn

from .invalid import InvalidValue

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
        """Read what a person typed; spaces, dots and hyphens between digits do not matter.

        Raises `InvalidValue` on `uitpas_number`: not 13 digits, or a wrong check digit (Luhn).
        """
        number = cls(re.sub(r"[\s.\-]", "", typed))
        if not luhn.is_valid(number.value):
            raise InvalidValue("uitpas_number", "its check digit is wrong: one of the 13 digits is mistyped")
        return number

    def __repr__(self) -> str:
        return f"UitpasNumber({self})"

    def __str__(self) -> str:
        return f"*********{self.value[-4:]}"

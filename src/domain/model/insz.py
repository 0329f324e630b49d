"""The Belgian national number of a person (INSZ, rijksregisternummer or bisnummer)."""

from __future__ import annotations

import re
from datetime import date

from attrs import field, frozen
from stdnum.be import bis, nn

from .invalid import InvalidValue
from .said import Mistake
from .sentences import explain
from .typed import without_separators


def _national_number(_: object, __: object, value: str) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{11}", value, re.ASCII):
        raise InvalidValue("insz", "must be 11 digits")
    if not (nn.is_valid(value) or bis.is_valid(value)):
        rule = "is no national number: its birth date or check digits are wrong"
        raise InvalidValue("insz", rule, explain(Mistake.INSZ_CHECK))


@frozen(repr=False)
class Insz:
    """Eleven digits that are a national or a bis number; never shown.

    Raises `InvalidValue` on `insz`: not 11 digits, or a birth date or check digits that cannot be.
    """

    value: str = field(validator=_national_number)

    @classmethod
    def parse(cls, typed: str) -> Insz:
        """Read what a person typed; spaces, dots, hyphens and slashes between digits do not matter."""
        value = without_separators(typed, "insz")
        if value and not (value.isdecimal() and value.isascii()):
            raise InvalidValue("insz", "must be 11 digits", explain(Mistake.INSZ_LETTERS))
        if len(value) != 11:
            message = explain(Mistake.INSZ_LENGTH, count=len(value))
            raise InvalidValue("insz", "must be 11 digits", message)
        return cls(value)

    @property
    def birth_date(self) -> date | None:
        """The birth date it holds; `None` where it holds none, as of who does not know it."""
        born: date | None = nn.get_birth_date(self.value) if nn.is_valid(self.value) else _of_bis(self.value)
        return born

    def __repr__(self) -> str:
        return "Insz(***********)"

    def __str__(self) -> str:
        return "***********"


def _of_bis(value: str) -> date | None:
    born: date | None = bis.get_birth_date(value)
    return born

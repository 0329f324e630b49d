"""The Belgian national number of a person (INSZ, rijksregisternummer or bisnummer)."""

from __future__ import annotations

import re

from attrs import field, frozen
from stdnum.be import bis, nn

from .invalid import InvalidValue


def _national_number(_: object, __: object, value: str) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{11}", value, re.ASCII):
        raise InvalidValue("insz", "must be 11 digits")
    if not (nn.is_valid(value) or bis.is_valid(value)):
        raise InvalidValue("insz", "is no national number: its birth date or check digits are wrong")


@frozen(repr=False)
class Insz:
    """Eleven digits that are a national or a bis number; never shown.

    Raises `InvalidValue` on `insz`: not 11 digits, or a birth date or check digits that cannot be.
    """

    value: str = field(validator=_national_number)

    @classmethod
    def parse(cls, typed: str) -> Insz:
        """Read what a person typed; spaces, dots and hyphens between digits do not matter."""
        return cls(re.sub(r"[\s.\-]", "", typed))

    def __repr__(self) -> str:
        return "Insz(***********)"

    def __str__(self) -> str:
        return "***********"

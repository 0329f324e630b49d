"""By what a pass is found (herkenning van een pas)."""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import field, frozen

from .insz import Insz
from .invalid import InvalidValue
from .said import Mistake
from .sentences import explain
from .typed import without_separators
from .uitpas_number import UitpasNumber

_CHIP = re.compile(r"[0-9A-F]{14}", re.ASCII)
_BARCODE = re.compile(r"[0-9A-Za-z]{12,40}", re.ASCII)


def _chip(_: object, __: object, value: str) -> None:
    if not isinstance(value, str) or not _CHIP.fullmatch(value):
        raise InvalidValue("chip_number", "must be 14 hexadecimal digits", explain(Mistake.CHIP))


@frozen(repr=False)
class ChipNumber:
    """The number of the chip in a card, 14 hexadecimal digits; it leads to a person, so it is never shown."""

    value: str = field(validator=_chip)

    @classmethod
    def parse(cls, typed: str) -> ChipNumber:
        """Read what a reader or a person typed; colons, spaces and small letters do not matter."""
        return cls(without_separators(typed, "chip_number").replace(":", "").upper())

    def __repr__(self) -> str:
        return "ChipNumber(**************)"

    __str__ = __repr__


def _barcode(_: object, __: object, value: str) -> None:
    if not isinstance(value, str) or not _BARCODE.fullmatch(value) or not _insz_in(value):
        raise InvalidValue("barcode", "must hold a national number", explain(Mistake.BARCODE))


def _insz_in(value: str) -> bool:
    """Whether eleven digits on end are a national number: publiq does not say where they stand."""
    for start in range(len(value) - 10):
        try:
            Insz(value[start : start + 11])
        except InvalidValue:
            continue
        return True
    return False


@frozen(repr=False)
class InszBarcode:
    """A barcode that holds an INSZ, as on an identity card; UiTPAS reads it, and it is never shown."""

    value: str = field(validator=_barcode)

    @classmethod
    def parse(cls, scanned: str) -> InszBarcode:
        """Read what a scanner typed."""
        return cls(without_separators(scanned, "barcode"))

    def __repr__(self) -> str:
        return "InszBarcode(***)"

    __str__ = __repr__


Identifier: TypeAlias = UitpasNumber | Insz | InszBarcode | ChipNumber
"""What `get-passes` takes; all but the UiTPAS number lead to a person without it showing the card."""


def parse_identifier(typed: str) -> Identifier:
    """Read what a person typed or scanned, whichever it is.

    13 digits are a UiTPAS number, 11 an INSZ, 14 signs with a letter a chip number, more a barcode.
    Raises `InvalidValue` with a message in words a secretary understands.
    """
    value = without_separators(typed, "identifier").replace(":", "")
    digits = value.isdecimal() and value.isascii()
    match len(value):
        case 13 if digits:
            return UitpasNumber.parse(value)
        case 11 if digits:
            return Insz.parse(value)
        case 14 if not digits:
            return ChipNumber.parse(value)
        case length if length > 14:
            return InszBarcode.parse(value)
        case length:
            message = explain(Mistake.IDENTIFIER, count=length)
            raise InvalidValue("identifier", "must be a UiTPAS, national or chip number", message)

"""Read a list of participants as secretaries make it: headers in their words, numbers as Excel left them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn
from unicodedata import normalize

from ..model.insz import Insz
from ..model.invalid import InvalidValue
from ..model.listed import Cell, Column
from ..model.said import Mistake
from ..model.sentences import explain
from ..model.uitpas_number import UitpasNumber

_WORDS = {
    Column.ID: "id kind deelnemer deelnemerid participant lidnummer klantnummer referentie",
    Column.UITPAS: "uitpas uitpasnummer uitpasnr pasnummer kaartnummer numerouitpas",
    Column.INSZ: "insz rijksregisternummer rijksregister rijksregisternr rrn rrnr numeronational",
    Column.BIRTH_DATE: "geboortedatum geboren birthdate dateofbirth datedenaissance",
    Column.LANGUAGE: "taal language langue",
}
_COLUMNS = {word: column for column, words in _WORDS.items() for word in words.split()}
_ROUNDED = re.compile(r"\d([.,]\d+)?e[+]?\d+", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)


def columns_of(header: Sequence[Cell]) -> dict[int, Column]:
    """Which column holds what, by position; others are left alone.

    Raises `InvalidValue` on `file`, in words for a secretary: nobody's id, no number at all, or one twice.
    """
    found: dict[int, Column] = {}
    for position, cell in enumerate(header):
        column = _COLUMNS.get(_plain(cell))
        if column is None:
            continue
        if column in found.values():
            _refuse_file(Mistake.TWICE_HEADER, "has a column twice", column)
        found[position] = column
    if Column.ID not in found.values():
        _refuse_file(Mistake.NO_HEADER, "has no column with ids", Column.ID)
    if not {Column.UITPAS, Column.INSZ}.intersection(found.values()):
        _refuse_file(Mistake.NO_HEADER, "has no column with numbers", Column.UITPAS)
    return found


def text_of(cell: Cell) -> str:
    """A cell as text; a whole number without decimals."""
    if isinstance(cell, float | Decimal) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def number_in(cell: Cell) -> UitpasNumber | None:
    """The pass number in a cell; Excel drops the zero that it begins with. Raises `InvalidValue`."""
    text = _digits(cell, "uitpas_number")
    return UitpasNumber.parse(text.zfill(13) if _lost_zeros(cell, text, 12) else text) if text else None


def insz_in(cell: Cell) -> Insz | None:
    """The INSZ in a cell, with the zeros that Excel dropped. Raises `InvalidValue`."""
    text = _digits(cell, "insz")
    return Insz.parse(text.zfill(11) if _lost_zeros(cell, text, 9) else text) if text else None


def birth_date_in(cell: Cell) -> date | None:
    """The day in a cell: a date, 31/12/2019 or 2019-12-31. Raises `InvalidValue`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text:
        return None
    try:
        if written := _DAY.fullmatch(text):
            day, month, year = (int(part) for part in written.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue("birth_date", "must be a day", explain(Mistake.BIRTH_DATE)) from error


def _digits(cell: Cell, field: str) -> str:
    text = text_of(cell)
    if _ROUNDED.fullmatch(text) or (isinstance(cell, float | Decimal) and not text.isdecimal()):
        raise InvalidValue(field, "was rounded by a spreadsheet", explain(Mistake.ROUNDED))
    return text


def _lost_zeros(cell: Cell, text: str, least: int) -> bool:
    return isinstance(cell, int | float | Decimal) and len(text) >= least


def _plain(cell: Cell) -> str:
    """A header in small letters without accents, spaces and signs."""
    bare = normalize("NFKD", text_of(cell).lower())
    return "".join(sign for sign in bare if sign.isascii() and sign.isalnum())


def _refuse_file(mistake: Mistake, rule: str, column: Column) -> NoReturn:
    raise InvalidValue("file", f"{rule}: {column}", explain(mistake, column=column.value))

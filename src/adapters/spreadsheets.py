"""Lists of participants in files: CSV as Excel writes it, and .xlsx."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ..domain.model.invalid import InvalidValue
from ..domain.model.listed import Cell, ListedRow
from ..domain.model.said import Mistake
from ..domain.model.sentences import explain
from ..domain.rules.roster import columns_of

_ENCODINGS = ("utf-8-sig", "cp1252")
LARGEST = 20_000_000
"""Bytes; a list of children is far smaller."""


def read_list(path: Path) -> tuple[ListedRow, ...]:
    """The rows of a list with headers in its first row; empty rows are left out.

    Raises `InvalidValue` on `file`, with a message in words for a secretary: not readable, merged cells,
    no column of ids or numbers. A .xlsx needs openpyxl (`uitkern[files]`).
    """
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise _unreadable("is not there, or too large")
    rows = _of_xlsx(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _of_csv(path)
    header, *rest = list(rows) or [()]
    columns = columns_of(header)
    return tuple(
        _listed(number, cells, columns) for number, cells in enumerate(rest, 2) if any(_filled(cells))
    )


def _listed(number: int, cells: Sequence[Cell], columns: Any) -> ListedRow:
    return ListedRow(number, {columns[at]: cell for at, cell in enumerate(cells) if at in columns})


def _filled(cells: Iterable[Cell]) -> Iterator[bool]:
    return (cell is not None and str(cell).strip() != "" for cell in cells)


def _of_csv(path: Path) -> list[Sequence[Cell]]:
    raw = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _parted(text)
    raise _unreadable("is no text")


def _parted(text: str) -> list[Sequence[Cell]]:
    lines = text.splitlines()
    first = lines[0] if lines else ""
    delimiter = max(";,\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(lines, delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise _unreadable("is no CSV") from error


def _of_xlsx(path: Path) -> list[Sequence[Cell]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise InvalidValue(
            "file", "needs openpyxl: pip install 'uitkern[files]', or save it as CSV"
        ) from error
    try:
        book: Any = load_workbook(path, data_only=True)
    except Exception as error:
        raise _unreadable("is no .xlsx") from error
    try:
        sheet = book.active
        if sheet is None or not hasattr(sheet, "iter_rows"):
            raise _unreadable("has no sheet")
        _refuse_merged(sheet)
        rows: Iterable[Any] = sheet.iter_rows(values_only=True)
        return [tuple(row) for row in islice(rows, 100_000)]
    finally:
        book.close()


def _refuse_merged(sheet: Any) -> None:
    """Refuse merged cells: of the columns that they cover all but one have no header."""
    merged = sorted(str(each) for each in sheet.merged_cells.ranges)
    if merged:
        named = ", ".join(merged[:5])
        raise InvalidValue("file", f"has merged cells: {named}", explain(Mistake.MERGED, cells=named))


def _unreadable(why: str) -> InvalidValue:
    return InvalidValue("file", why, explain(Mistake.UNREADABLE_FILE))

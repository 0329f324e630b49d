"""Files about people: what is written has no number in it but masked."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.model.invalid import InvalidValue
from .output import spoken


def export_overview(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows to a CSV file that spreadsheets of this country read: semicolons, and a mark of UTF-8."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(rows[0] if rows else ["participant"])
            writer.writerows([_harmless(spoken(value)) for value in row.values()] for row in rows)
    except OSError as error:
        raise InvalidValue("csv", f"cannot be written: {error.strerror}") from error


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" and text != "-" else text

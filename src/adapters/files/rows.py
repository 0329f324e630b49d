"""Read a CSV or YAML file into rows that remember their lines, with everything that is wrong of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from attrs import field, frozen

from ...domain.model.invalid import UitkernError

Cell: TypeAlias = "str | list[Cell] | dict[str, Cell]"
LARGEST = 50_000_000


@frozen
class Fault:
    """One thing that is wrong with a file: on which line, in which field, and the rule it breaks."""

    line: int
    field: str
    rule: str

    def __str__(self) -> str:
        return (
            f"line {self.line}: {self.field}: {self.rule}" if self.field else f"line {self.line}: {self.rule}"
        )


class BadFile(UitkernError):
    """A file that cannot be used; `faults` names everything that is wrong with it, in the order of lines."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        several = "problem" if len(self.faults) == 1 else "problems"
        listed = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(f"{name}: {len(self.faults)} {several}, nothing was sent{listed}")


@frozen
class Row:
    """One thing of a file: the line it begins on, its cells, and the line of each cell.

    `columns` are those of a header, which says itself what it lacks.
    """

    line: int
    cells: dict[str, Cell]
    lines: dict[str, int] = field(factory=dict[str, int])
    columns: frozenset[str] | None = None

    def lacks(self, column: str) -> bool:
        """Whether it says nothing where it should."""
        return column not in self.cells and (self.columns is None or column in self.columns)


@frozen
class Rows:
    """The rows of a file by what they are, and what is wrong with its form."""

    activities: tuple[Row, ...]
    types: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_rows(path: Path, columns: frozenset[str]) -> Rows:
    """Read a file by its ending: `.csv`, or `.yaml` and `.yml`.

    Raises `BadFile` for a file that cannot be read at all.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".yaml", ".yml"}:
        raise BadFile(path.name, [Fault(1, "", "must be a .csv, .yaml or .yml file")])
    try:
        if path.stat().st_size > LARGEST:
            raise BadFile(path.name, [Fault(1, "", f"must be at most {LARGEST // 1_000_000} MB")])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadFile(path.name, [Fault(1, "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadFile(path.name, [Fault(line, "", "must be written in UTF-8")]) from error
    if ending == ".csv":
        return _csv_rows(path.name, text, columns)
    from .yaml_rows import yaml_rows

    return yaml_rows(path.name, text)


def _csv_rows(name: str, text: str, columns: frozenset[str]) -> Rows:
    """Rows under a header; the separator is that of the header, a comma or a semicolon."""
    head = text.partition("\n")[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    faults: list[Fault] = []
    rows: list[Row] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        faults.extend(_header_faults(header, columns))
        after = reader.line_num
        for cells in reader:
            line, after = after + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                rule = f"has {len(cells)} cells where the header has {len(header)}"
                faults.append(Fault(line, "", rule))
                continue
            told: dict[str, Cell] = {
                column: cell.strip()
                for column, cell in zip(header, cells, strict=True)
                if cell.strip() and column in columns
            }
            rows.append(Row(line, told, dict.fromkeys(told, line), frozenset(header)))
    except csv.Error as error:
        faults.append(Fault(reader.line_num or 1, "", f"is no CSV: {error}"))
    if not rows and not faults:
        raise BadFile(name, [Fault(1, "", "holds no activity")])
    return Rows(tuple(rows), (), tuple(faults))


def _header_faults(header: list[str], columns: frozenset[str]) -> Iterable[Fault]:
    for column in dict.fromkeys(header):
        if column not in columns:
            yield Fault(1, column or "header", f"is no column; there are: {', '.join(sorted(columns))}")
        elif header.count(column) > 1:
            yield Fault(1, column, "stands in the header more than once")
    for column in ("id", "name"):
        if column not in header:
            yield Fault(1, column, "is missing from the header")

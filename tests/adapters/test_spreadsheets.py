"""Files that secretaries hand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from uitkern import errors
from uitkern.adapters import spreadsheets
from uitkern.adapters.spreadsheets import read_list
from uitkern.domain.model.listed import Column, ListedRow

NUMBER = "0900000067513"


def workbook(path: Path, *rows: list[Any], merge: str | None = None) -> Path:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def test_a_workbook_is_read_with_the_numbers_of_its_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Lidnummer", "Naam", "UiTPAS"],
        [1, "x", NUMBER],
        [None, None, " "],
        ["b", "y", 900000067513],
    ]
    assert read_list(workbook(tmp_path / "list.xlsx", *rows)) == (
        ListedRow(2, {Column.ID: 1, Column.UITPAS: NUMBER}),
        ListedRow(4, {Column.ID: "b", Column.UITPAS: 900000067513}),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_as_excel_writes_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "list.csv"
    lines = [["id", "uitpas"], ["Ren\u00e9", NUMBER], ["", ""]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    (row,) = read_list(path)
    assert row == ListedRow(2, {Column.ID: "Ren\u00e9", Column.UITPAS: NUMBER})


def refused(path: Path) -> errors.InvalidValue:
    with pytest.raises(errors.InvalidValue) as wrong:
        read_list(path)
    assert wrong.value.field == "file"
    assert wrong.value.message is not None
    return wrong.value


def test_merged_headers_are_told_in_words(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Zomerkamp 2027", None, None], ["id", "naam", "uitpas"], ["a", "b", NUMBER]]
    wrong = refused(workbook(tmp_path / "list.xlsx", *rows, merge="A1:C1"))
    assert wrong.message is not None
    assert "samengevoegd (A1:C1)" in wrong.message.nl


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.with_suffix(".xlsx").write_bytes(b"PK\x03\x04 nothing"),
        lambda path: path.with_suffix(".csv").write_bytes(b"\x00\x01\x02"),
        lambda path: path.with_suffix(".csv").write_text('id;uitpas\n"a;1\n'),
        lambda path: path.with_suffix(".csv").write_text(""),
        lambda path: path.with_suffix(".csv").mkdir(),
        lambda path: None,
    ],
)
def test_what_cannot_be_read_is_told_in_words(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "list"
    make(path)
    suffix = ".xlsx" if path.with_suffix(".xlsx").exists() else ".csv"
    refused(path.with_suffix(suffix))


def test_a_file_that_is_far_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "LARGEST", 3)
    path = tmp_path / "list.csv"
    path.write_text("id;uitpas\na;1\n")
    refused(path)


def test_the_cells_of_a_row_are_not_shown() -> None:
    assert NUMBER not in repr(ListedRow(2, {Column.UITPAS: NUMBER}))

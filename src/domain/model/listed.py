"""Rows of a list of participants, and what came of each (lijst)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from .message import EndUserMessage

Cell: TypeAlias = str | int | float | Decimal | date | None
"""What a spreadsheet holds: a number that somebody typed may be text or a number."""


class Column(StrEnum):
    """What a column is about."""

    ID = "id"
    UITPAS = "uitpas"
    INSZ = "insz"
    BIRTH_DATE = "geboortedatum"
    LANGUAGE = "taal"


@frozen
class ListedRow:
    """One row of a list, with its number in the file; its cells are never shown."""

    row: int
    cells: Mapping[Column, Cell] = field(repr=False)


class RowOutcome(StrEnum):
    """What came of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@frozen
class RowReport:
    """What came of a row, and what the secretary is to be told about it."""

    row: int
    participant_id: str | None
    outcome: RowOutcome
    message: EndUserMessage | None = None

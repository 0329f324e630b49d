"""What the parts of the ledger share: one connection, one organisation."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, Row, Table, and_
from sqlalchemy.dialects import postgresql, sqlite

from ...domain.model.uitpas_number import FORGOTTEN, UitpasNumber
from .seal import PLAIN, Seal

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@frozen
class Records:
    """The rows of one organisation, inside one transaction of a connection."""

    connection: Connection
    organisation: str
    seal: Seal = PLAIN

    def ours(self, table: Table, **values: object) -> ColumnElement[bool]:
        """The condition that picks our own rows with these values."""
        pairs = [table.c.organisation == self.organisation]
        pairs.extend(table.c[name] == value for name, value in values.items())
        return and_(*pairs)

    def put(self, table: Table, key: dict[str, object], values: dict[str, object]) -> None:
        """Write a row over the one with this key, or as a new one."""
        insert = self.insert(table, key, values)
        self.connection.execute(insert.on_conflict_do_update(index_elements=_key(table), set_=values))

    def insert_if_absent(self, table: Table, key: dict[str, object], values: dict[str, object]) -> bool:
        """Write a new row unless there is one with this key, and say whether it was written."""
        insert = self.insert(table, key, values).on_conflict_do_nothing(index_elements=_key(table))
        return self.connection.execute(insert.returning(table.c.organisation)).first() is not None

    def insert(self, table: Table, key: dict[str, object], values: dict[str, object]) -> Any:
        """An insert of one of our rows that can say what happens on a conflict."""
        row = {"organisation": self.organisation, **key, **values}
        return _INSERTS[self.connection.dialect.name](table).values(row)

    def number_values(self, number: UitpasNumber | None) -> dict[str, object]:
        """A pass number as it is stored for reading back: with a key masked, and sealed beside it."""
        if number is None:
            return {"uitpas_number": None, "uitpas_sealed": None}
        if not self.seal.keyed:
            return {"uitpas_number": number.value, "uitpas_sealed": None}
        return {"uitpas_number": str(number), "uitpas_sealed": self.seal.close(number.value)}

    def number_of(self, row: Row[Any]) -> UitpasNumber | None:
        """The pass number of a row; `FORGOTTEN` where it was blanked."""
        if row.uitpas_number is None:
            return None
        if row.uitpas_sealed is not None:
            return UitpasNumber(self.seal.open(row.uitpas_sealed))
        return FORGOTTEN if row.uitpas_number == BLANK else UitpasNumber(row.uitpas_number)


BLANK = "*" * 13
"""Stands where a number was."""


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]

"""What the parts of the ledger share: one connection, one organisation."""

from __future__ import annotations

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, Table, and_


@frozen
class Records:
    """The rows of one organisation, inside one transaction of a connection."""

    connection: Connection
    organisation: str

    def ours(self, table: Table, **values: object) -> ColumnElement[bool]:
        """The condition that picks our own rows with these values."""
        pairs = [table.c.organisation == self.organisation]
        pairs.extend(table.c[name] == value for name, value in values.items())
        return and_(*pairs)

    def put(self, table: Table, key: dict[str, object], values: dict[str, object]) -> None:
        """Write a row over the one with this key, or as a new one."""
        where = self.ours(table, **key)
        if self.connection.execute(table.update().where(where).values(**values)).rowcount == 0:
            row = {"organisation": self.organisation, **key, **values}
            self.connection.execute(table.insert().values(row))

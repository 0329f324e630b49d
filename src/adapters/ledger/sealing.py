"""Which seal a database has, and how it comes to another: encrypting what is there, changing keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, Row, Table, select

from ...domain.errors import LedgerError
from .records import BLANK
from .reward_tables import redeemed_rewards
from .seal import ENVIRONMENT, PLAIN, Seal, keyed_seal, new_wrapped, rewrapped
from .tables import (
    checkins,
    enrolments,
    intent_lines,
    participants,
    pass_statuses,
    remembered_passes,
    remembered_tariffs,
    sales,
    seals,
)


@frozen
class Private:
    """What is personal in a table: `sealed` columns are encrypted, `digests` hold a number to look up by.

    `paired` says that it has `uitpas_number` to show and `uitpas_sealed` to read back.
    """

    table: Table
    sealed: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    paired: bool = False


PRIVATE: tuple[Private, ...] = (
    Private(participants, ("details",), ("uitpas_digest",)),
    Private(pass_statuses, ("status",)),
    Private(remembered_passes, ("answer",), ("uitpas_number",)),
    Private(remembered_tariffs, ("answer",), ("uitpas_number",)),
    Private(enrolments, paired=True),
    Private(sales, paired=True),
    Private(checkins, paired=True),
    Private(redeemed_rewards, paired=True),
    Private(intent_lines, ("request", "redemption"), ("sale_key",)),
)
"""Every table that holds a pass number or an INSZ; a new one has to be listed here."""


def seal_of(connection: Connection, keys: tuple[str, ...]) -> Seal:
    """The seal of a database, made when it is given its first keys while it holds no number.

    Raises `LedgerError` when keys are missing, are wrong, or came to a database that holds numbers as
    they are.
    """
    wrapped = _wrapped(connection)
    if wrapped is not None and not keys:
        raise LedgerError(f"ledger: its numbers are encrypted; set {ENVIRONMENT} to its key")
    if wrapped is not None:
        return keyed_seal(keys, wrapped)
    if not keys:
        return PLAIN
    if any(_has_rows(connection, each.table) for each in PRIVATE):
        raise LedgerError(
            f"ledger: {ENVIRONMENT} is set, but it holds numbers that are not encrypted; "
            "stop what uses it and run `uitkern privacy encrypt` once"
        )
    return _begin(connection, keys)


def encrypt(connection: Connection, keys: tuple[str, ...]) -> int:
    """Encrypt all that is personal with the first key, whatever it was before; tells how many rows.

    Nobody else may use the database meanwhile. Raises `LedgerError` as `seal_of` does.
    """
    if not keys:
        raise LedgerError(f"ledger: there is no key to encrypt with; set {ENVIRONMENT}")
    wrapped = _wrapped(connection)
    before = keyed_seal(keys, wrapped) if wrapped is not None else PLAIN
    if wrapped is not None:
        connection.execute(seals.update().values(wrapped=rewrapped(keys, wrapped)))
        after: Seal = keyed_seal(keys, wrapped)
    else:
        after = _begin(connection, keys)
    return sum(_move(connection, each, before, after) for each in PRIVATE)


def _wrapped(connection: Connection) -> str | None:
    found: str | None = connection.execute(select(seals.c.wrapped)).scalar()
    return found


def _begin(connection: Connection, keys: tuple[str, ...]) -> Seal:
    wrapped = new_wrapped(keys)
    connection.execute(seals.insert().values(id=1, wrapped=wrapped))
    return keyed_seal(keys, wrapped)


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table.c[0]).limit(1)).first() is not None


def _move(connection: Connection, private: Private, before: Seal, after: Seal) -> int:
    table = private.table
    rows = connection.execute(select(table)).all()
    for row in rows:
        where = [column == getattr(row, column.name) for column in table.primary_key]
        connection.execute(table.update().where(*where).values(_moved(private, row, before, after)))
    return len(rows)


def _moved(private: Private, row: Row[Any], before: Seal, after: Seal) -> dict[str, object]:
    values: dict[str, object] = {}
    for name in private.sealed:
        values[name] = _each(getattr(row, name), lambda text: after.close(before.open(text)))
    if not before.keyed:  # digests outlive a change of keys
        for name in private.digests:
            values[name] = _each(getattr(row, name), lambda text: _digested(text, after))
    if private.paired and row.uitpas_number not in {None, BLANK}:
        number = before.open(row.uitpas_sealed) if row.uitpas_sealed else row.uitpas_number
        values |= {"uitpas_number": f"*********{number[-4:]}", "uitpas_sealed": after.close(number)}
    return values or {private.table.c[0].name: row[0]}


def _each(held: str | None, change: Callable[[str], str]) -> str | None:
    return None if held is None else change(held)


def _digested(held: str, after: Seal) -> str:
    """A number, or a key of several words of which the last one is a number."""
    *words, number = held.split(" ")
    return " ".join([*words, after.digest(number)])

"""The database behind the ledger: opened once, used in transactions."""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from ...domain.errors import LedgerError
from ...domain.ports.ledger import Ledger
from .bookings import Bookings
from .catalogue import Catalogue
from .intents import Intents
from .memory import Memory
from .schema import bring_up_to_date

T = TypeVar("T")

PATIENCE = 10
"""Seconds to wait for another that writes to the same file."""


class SqlLedger(Catalogue, Memory, Bookings, Intents):
    """The ledger port on SQLAlchemy Core, for one organisation inside one transaction."""


class LedgerStore:
    """A database with ledgers of any number of organisations; safe to share between threads.

    `url` is an SQLAlchemy URL: `sqlite:///path/to/ledger.db`, or `sqlite://` for one that lives in
    memory. Opening it creates or migrates the schema. Raises `LedgerError` when it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(_read_url(url))
        self._name = f"ledger: {self._engine.url.database or 'in memory'}"
        self._one_at_a_time = RLock() if isinstance(self._engine.pool, StaticPool) else None
        _drop_connections_in_children(self._engine)
        try:
            with self._transaction() as connection:
                bring_up_to_date(connection)
        except LedgerError:
            self.close()
            raise

    def transact(self, organisation: str, work: Callable[[Ledger], T]) -> T:
        """Do `work` in one transaction on an organisation's ledger; an error undoes all of it.

        Raises `LedgerError` when the database cannot be read or written, and what `work` raises.
        """
        with self._transaction() as connection:
            return work(SqlLedger(connection, organisation))

    def of(self, organisation: str) -> Callable[[Callable[[Ledger], T]], T]:
        """`transact`, for one organisation."""
        return partial(self.transact, organisation)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._one_at_a_time:
            self._one_at_a_time.acquire()
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise LedgerError(f"{self._name}: {error.orig}; nothing was written") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self._name}: {error}; nothing was written") from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise LedgerError(
                "ledger: no database can hold such a number or text; nothing was written"
            ) from error
        finally:
            if self._one_at_a_time:
                self._one_at_a_time.release()

    def close(self) -> None:
        """Close every connection; what was committed stays."""
        self._engine.dispose()


def _read_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise LedgerError("ledger: must be a database URL such as sqlite:///ledger.db") from error
    if parsed.get_backend_name() != "sqlite":
        raise LedgerError(
            f"ledger: {parsed.get_backend_name()} is no database this version keeps a ledger in; "
            "use a URL such as sqlite:///ledger.db"
        )
    return parsed


def _engine(url: URL) -> Engine:
    in_memory = url.database in {None, "", ":memory:"}
    options: dict[str, Any] = {"hide_parameters": True}  # they hold pass numbers
    if in_memory:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    try:
        engine = create_engine(url, **options)
    except NoSuchModuleError as error:
        raise LedgerError("ledger: must be a database URL such as sqlite:///ledger.db") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are ours to begin
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        _write_ahead(cursor)
        cursor.execute("PRAGMA synchronous = FULL")
    finally:
        cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn a new file to WAL; SQLite does not wait by itself for another that does so right now."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: two that read first and write later would both fail."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _drop_connections_in_children(engine: Engine) -> None:
    """A forked child opens its own connections: two processes on one would corrupt it."""
    if not hasattr(os, "register_at_fork"):
        return
    known = weakref.ref(engine)

    def forget() -> None:
        held = known()
        if held is not None:
            held.dispose(close=False)

    os.register_at_fork(after_in_child=forget)

"""What the tests pay for once in a process: migrations, certificates, the tree of commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

import httpx._transports.default
import pytest
import typer.main
from sqlalchemy import Connection, create_engine

from uitkern.adapters.ledger import engines, schema, store
from uitkern.adapters.ledger.engines import _prepare_sqlite


@cache
def _statements() -> tuple[str, ...]:
    """What makes an empty SQLite ledger, read from one that was migrated."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            schema.bring_up_to_date(connection, shared=False)
            dumped = tuple(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    finally:
        engine.dispose()
    return tuple(line for line in dumped if line not in {"BEGIN TRANSACTION;", "COMMIT;"})


def _copied_or_migrated(connection: Connection, *, shared: bool) -> None:
    """Copy the schema into an empty SQLite database; migrate every other."""
    if connection.dialect.name == "sqlite":
        here: Any = connection.connection.driver_connection
        if here.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            for statement in _statements():
                here.execute(statement)
            return
    schema.bring_up_to_date(connection, shared=shared)


def _without_waiting_for_the_disk(connection: Any, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA synchronous = OFF")  # no test pulls the plug


def copied_ledgers() -> AbstractContextManager[None]:
    """A new SQLite ledger is a copy of one that was migrated, and no commit waits for the disk."""
    return _ledgers(_copied_or_migrated, _without_waiting_for_the_disk)


def migrated_ledgers() -> AbstractContextManager[None]:
    """Every ledger is as outside the tests: for the tests of the ledger."""
    return _ledgers(schema.bring_up_to_date, _prepare_sqlite)


@contextmanager
def _ledgers(made: Callable[..., None], prepared: Callable[..., None]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "bring_up_to_date", made)
        patch.setattr(engines, "_prepare_sqlite", prepared)
        yield


@contextmanager
def certificates_read_once() -> Iterator[None]:
    """The clients of a test process share the list of certificates; none needs it: all is loopback."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx._transports.default, "create_ssl_context", cache(httpx.create_ssl_context))
        yield


@contextmanager
def commands_built_once() -> Iterator[None]:
    """The command line is composed for the first command, which takes longer than most commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield

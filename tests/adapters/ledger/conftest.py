"""A ledger of its own for every test, on each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import text

from tests.adapters.ledger.samples import url_of
from tests.saga.memory_ledger import MemoryLedger
from tests.thrift import migrated_ledgers
from uitkern.adapters.drivers import Transacts
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.adapters.ledger.tables import metadata


@pytest.fixture(autouse=True)
def migrations() -> Iterator[None]:
    """A ledger that is opened here is migrated, not copied."""
    with migrated_ledgers():
        yield


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated ledger in a file, to copy."""
    folder = tmp_path_factory.mktemp("empty")
    with migrated_ledgers():
        LedgerStore(url_of(folder)).close()
    return folder / "ledger.db"


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[LedgerStore]:
    """A ledger in SQLite."""
    copy(empty_file, tmp_path / "ledger.db")
    opened = LedgerStore(url_of(tmp_path))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_store(postgres_server: object) -> Iterator[LedgerStore]:
    """A ledger in PostgreSQL that the tests of this process share, one after the other."""
    postgres_server.psql("CREATE DATABASE contract")  # type: ignore[attr-defined]
    opened = LedgerStore(postgres_server.get_uri(database="contract"))  # type: ignore[attr-defined]
    yield opened
    opened.close()


@pytest.fixture
def postgres(postgres_store: LedgerStore) -> LedgerStore:
    """A ledger in PostgreSQL, empty."""
    tables = ", ".join(metadata.tables)
    with postgres_store._engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    return postgres_store


@pytest.fixture(params=["sqlite", "postgresql"])
def sql(request: pytest.FixtureRequest) -> LedgerStore:
    """A ledger in each of the databases."""
    found: LedgerStore = request.getfixturevalue({"sqlite": "store", "postgresql": "postgres"}[request.param])
    return found


@pytest.fixture
def sql_url(sql: LedgerStore) -> str:
    """Where that ledger is, for others to open."""
    return sql._engine.url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def ledger(request: pytest.FixtureRequest) -> Transacts:
    """One organisation's ledger, on everything that keeps the port's contract."""
    makers: dict[str, Callable[[], Transacts]] = {
        "sqlite": lambda: request.getfixturevalue("store").of("us"),
        "postgresql": lambda: request.getfixturevalue("postgres").of("us"),
        "memory": lambda: MemoryLedger().transact,
    }
    return makers[request.param]()

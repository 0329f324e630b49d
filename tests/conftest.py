"""What every test can ask for: a real PostgreSQL, started when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from itertools import count
from typing import Any

import pytest

from tests.discretion import Watch, watching
from tests.postgres import PostgresServer, postgres
from tests.thrift import certificates_read_once, commands_built_once, copied_ledgers

UNCOUNTED = ("tests/architecture/", "tests/packaging/", "tests/simulator/", "tests/verification/")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count the coverage of the domain where it is played, not where counting only slows every line."""
    plugin: Any = item.config.pluginmanager.getplugin("_cov")
    counting = None if plugin is None else plugin.cov_controller
    if counting is None or not item.nodeid.startswith(UNCOUNTED):
        return (yield)
    counting.pause()
    try:
        return (yield)
    finally:
        counting.resume()


@pytest.fixture(scope="session", autouse=True)
def thrift() -> Iterator[None]:
    """What is the same in every test is made once; tests/adapters/ledger migrates nevertheless."""
    with copied_ledgers(), certificates_read_once(), commands_built_once():
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test process's own, gone when the process ends."""
    with postgres() as server:
        server.psql("ALTER SYSTEM SET fsync = off;\nSELECT pg_reload_conf();")  # no test pulls the plug
        yield server


@pytest.fixture
def new_postgres(postgres_server: PostgresServer) -> Callable[[], str]:
    """Make an empty database and tell its URL."""

    def make() -> str:
        name = f"ledger_{next(_numbers)}"
        postgres_server.psql(f"CREATE DATABASE {name}")
        return postgres_server.get_uri(database=name)

    return make


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: object) -> str:
    """The URL of a new ledger, once on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    made: Callable[[], str] = request.getfixturevalue("new_postgres")
    return made()


@pytest.fixture(scope="session")
def watch() -> Iterator[Watch]:
    """What looks for pass numbers in every log line, error and exported file of the session."""
    with watching() as begun:
        yield begun


@pytest.fixture(autouse=True)
def discretion(watch: Watch) -> Iterator[None]:
    """F37: no test may end with a number told to anybody."""
    watch.take()
    yield
    assert watch.take() == []

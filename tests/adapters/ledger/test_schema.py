"""The schema: one truth in tables and migrations, opened by whoever comes."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from tests.adapters.ledger.samples import a_child, url_of
from uitkern import errors
from uitkern.adapters.ledger import schema
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.adapters.ledger.tables import metadata


def test_the_migrations_build_the_tables_of_the_code(sql: LedgerStore) -> None:
    with sql._engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": "uitkern_version"}
        )
        assert compare_metadata(context, metadata) == []


def test_indices_and_checks_on_postgresql_are_those_of_the_code(
    postgres: LedgerStore, new_postgres: Callable[[], str]
) -> None:
    engine = create_engine(new_postgres().replace("postgresql://", "postgresql+psycopg://"))
    metadata.create_all(engine)
    written, migrated = in_postgresql(engine), in_postgresql(postgres._engine)
    engine.dispose()
    assert migrated == written
    assert "uq_uitkern_enrolments_live" in str(migrated)
    assert "discount_has_sale" in str(migrated)


def in_postgresql(engine: Engine) -> list[str]:
    """Every index and constraint as the server writes it, and every column."""
    wanted = """
        SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'uitkern%' AND tablename <> 'uitkern_version'
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid::regclass::text LIKE 'uitkern%' AND conrelid::regclass::text <> 'uitkern_version'
        UNION ALL
        SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable,
            column_default) FROM information_schema.columns
        WHERE table_name LIKE 'uitkern%' AND table_name <> 'uitkern_version'
    """
    with engine.connect() as connection:
        return sorted(connection.execute(text(wanted)).scalars())


def test_indices_and_checks_on_sqlite_are_those_of_the_code(store: LedgerStore, tmp_path: Path) -> None:
    """What the comparison of Alembic passes over: conditions of indices, and checks."""
    from_code = create_engine(url_of(tmp_path, "code.db"))
    metadata.create_all(from_code)
    from_code.dispose()
    written, migrated = details(tmp_path / "code.db"), details(tmp_path / "ledger.db")
    assert migrated == written
    assert "uq_uitkern_enrolments_live" in str(migrated)
    assert "discount_has_sale" in str(migrated)


def details(path: Path) -> list[str]:
    """Every index as it was written, and every constraint, in the words of SQLite."""
    raw = sqlite3.connect(path)
    rows = raw.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    raw.close()
    indices = [sql for kind, _, sql in rows if kind == "index"]
    tables = [(name, sql) for kind, name, sql in rows if kind == "table" and name in metadata.tables]
    parts = re.compile(r"CONSTRAINT \w+ .*?(?=,?\s*(?:CONSTRAINT|\)\s*$))", re.DOTALL)
    return sorted(
        indices + [f"{name}: {' '.join(part.split())}" for name, sql in tables for part in parts.findall(sql)]
    )


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_opening_twice_keeps_what_is_there(sql: LedgerStore, sql_url: str) -> None:
    sql.transact("us", lambda ledger: ledger.save_participant(a_child()))
    again = LedgerStore(sql_url)
    assert again.transact("us", lambda ledger: ledger.participant("kid")) == a_child()
    again.close()


def test_the_file_is_written_ahead_and_synchronous(store: LedgerStore) -> None:
    with store._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_threads_open_new_ledgers_at_the_same_time(tmp_path: Path) -> None:
    """Also the same one: eight threads, four files."""

    def open_one(name: int) -> None:
        opened = LedgerStore(url_of(tmp_path, f"{name % 4}.db"))
        opened.transact("us", lambda ledger: ledger.save_participant(a_child(str(name))))
        opened.close()

    for _ in range(3):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(open_one, range(8)))
        for file in tmp_path.iterdir():
            file.unlink()


OPEN = """
import sys
from uitkern.adapters.ledger.store import LedgerStore
from uitkern import Participant
sys.stdout.write("ready\\n"); sys.stdout.flush()
for line in sys.stdin:
    store = LedgerStore(line.strip())
    store.transact("us", lambda ledger: ledger.save_participant(Participant(sys.argv[1])))
    store.close()
    sys.stdout.write("opened\\n"); sys.stdout.flush()
"""


def test_nodes_open_a_new_ledger_at_the_same_time(ledger_url: str, tmp_path: Path) -> None:
    """Two processes; of the two one makes the tables, the other finds them."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    urls = [url_of(tmp_path, f"{turn}.db") for turn in range(12)] if "sqlite" in ledger_url else [ledger_url]
    try:
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for url in urls:
            for worker in workers:
                assert worker.stdin is not None
                worker.stdin.write(url + "\n")
                worker.stdin.flush()
            answers = [worker.stdout.readline() for worker in workers if worker.stdout]
            assert answers == ["opened\n", "opened\n"]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def test_many_nodes_open_an_empty_postgresql_at_once(new_postgres: Callable[[], str]) -> None:
    for _ in range(3):
        url, start = new_postgres(), Barrier(6)

        def open_one(name: int, at: Barrier = start, where: str = url) -> None:
            at.wait(10)
            opened = LedgerStore(where)
            opened.transact("us", lambda ledger: ledger.save_participant(a_child(str(name))))
            opened.close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(open_one, range(6)))


def test_a_ledger_of_the_first_version_keeps_what_it_holds(
    new_postgres: Callable[[], str], tmp_path: Path
) -> None:
    """A place that was taken before there were tickets is an enrolment, and stays the only one."""
    for url in (url_of(tmp_path), new_postgres().replace("postgresql://", "postgresql+psycopg://")):
        engine = create_engine(url)
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(schema._MIGRATIONS))
            config.set_main_option("path_separator", "os")
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            connection.execute(text(_PLACE_OF_0001))
        engine.dispose()
        store = LedgerStore(url)
        (kept,) = store.transact("us", lambda ledger: ledger.enrolments())
        assert (kept.kind, kept.points, kept.state) == ("enrolment", None, "confirmed")
        with pytest.raises(errors.AlreadyEnrolled):
            store.transact("us", lambda ledger, again=kept: ledger.reserve(again, None))  # type: ignore[misc]
        store.close()


_PLACE_OF_0001 = """
    INSERT INTO uitkern_enrolments (organisation, participant_id, activity_id, state, base_price_cents,
        price_cents, agreed_cents, created, hold_until)
    VALUES ('us', 'kid', 'camp', 'confirmed', 1000, 1000, 1000, '2031-05-01T10:00:00.000000+00:00',
        '2031-05-01T10:30:00.000000+00:00')
"""

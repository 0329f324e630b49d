"""The schema: one truth in tables and migrations, opened by whoever comes."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.adapters.ledger.samples import a_child, url_of
from uitkern.adapters.ledger import schema
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.adapters.ledger.tables import metadata


def test_the_migrations_build_the_tables_of_the_code(store: LedgerStore, tmp_path: Path) -> None:
    engine = create_engine(url_of(tmp_path))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": "uitkern_version"}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_indices_and_checks_are_those_of_the_code(store: LedgerStore, tmp_path: Path) -> None:
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


def test_opening_twice_keeps_what_is_there(store: LedgerStore, tmp_path: Path) -> None:
    store.transact("us", lambda ledger: ledger.save_participant(a_child()))
    again = LedgerStore(url_of(tmp_path))
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


def test_processes_open_a_new_ledger_at_the_same_time(tmp_path: Path) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    try:
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for turn in range(15):
            for worker in workers:
                assert worker.stdin is not None
                worker.stdin.write(url_of(tmp_path, f"{turn}.db") + "\n")
                worker.stdin.flush()
            answers = [worker.stdout.readline() for worker in workers if worker.stdout]
            assert answers == ["opened\n", "opened\n"]
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


@pytest.mark.parametrize("version", ["9999", "zz"])
def test_a_ledger_of_a_later_version_is_left_alone(store: LedgerStore, tmp_path: Path, version: str) -> None:
    store.close()
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute("UPDATE uitkern_version SET version_num = ?", [version])
    raw.close()
    with pytest.raises(Exception, match=f"schema version {version} is newer than .*; upgrade uitkern"):
        LedgerStore(url_of(tmp_path))
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        assert raw.execute("SELECT version_num FROM uitkern_version").fetchall() == [(version,)]
    raw.close()


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute("CREATE TABLE customers (id INTEGER)")
    raw.close()
    with pytest.raises(
        Exception, match="holds tables of another program; choose another one, or say that it is shared"
    ):
        LedgerStore(url_of(tmp_path))
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]
    raw.close()


def test_a_database_that_another_program_migrates_with_alembic_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        raw.execute("CREATE TABLE customers (id INTEGER)")
    raw.close()
    with pytest.raises(Exception, match="holds tables of another program"):
        LedgerStore(url_of(tmp_path))

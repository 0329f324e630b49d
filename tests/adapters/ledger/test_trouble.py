"""A ledger that cannot be read or written says so in one sentence, and is as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.adapters.ledger.samples import (
    DIGITS,
    NOON,
    NUMBER,
    a_child,
    a_sale,
    held,
    reserve,
    url_of,
)
from uitkern import EndUserMessage, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.model.problem import Problem
from uitkern.domain.ports.ledger import Ledger

WRITES: dict[str, Callable[[Ledger], Any]] = {
    "participant": lambda ledger: ledger.save_participant(a_child()),
    "pass": lambda ledger: ledger.remember_pass(
        NUMBER, Problem("x", 404, message=EndUserMessage("n" * 5000)), NOON
    ),
    "enrolment": reserve("new"),
}


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(errors.LedgerError) as refused:
        do()
    text = str(refused.value)
    assert text.startswith("ledger: ")
    assert len(text.splitlines()) == 1
    assert DIGITS not in text + str(refused.value.__cause__)
    assert "SQL" not in text
    return text


def with_pragma(store: LedgerStore, pragma: str) -> None:
    """Set a pragma on every connection that the ledger opens from now on."""
    event.listen(store._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA {pragma}").close())
    store._engine.dispose()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_read_only_ledger_is_read_and_not_written(
    store: LedgerStore, tmp_path: Path, write: Callable[[Ledger], Any]
) -> None:
    store.transact("us", reserve())
    store.close()
    reading = LedgerStore(f"sqlite:///file:{tmp_path}/ledger.db?mode=ro&uri=true")
    text = refusal(lambda: reading.transact("us", write))
    assert text.endswith("attempt to write a readonly database; nothing was written")
    assert "ledger.db" in text
    assert len(held(reading)) == 1
    reading.close()
    store.transact("us", write)


def test_a_ledger_that_is_not_there_cannot_be_opened_for_reading(tmp_path: Path) -> None:
    refusal(lambda: LedgerStore(f"sqlite:///file:{tmp_path}/new.db?mode=ro&uri=true"))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_the_right_to_write_is_refused(store: LedgerStore, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "ledger.db").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert "readonly" in refusal(lambda: LedgerStore(url_of(tmp_path)))
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_full_disk_leaves_the_ledger_as_it_was_and_usable(
    store: LedgerStore, write: Callable[[Ledger], Any]
) -> None:
    store.transact("us", reserve())
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with_pragma(store, f"max_page_count = {pages}")

    def fill(ledger: Ledger) -> None:
        write(ledger)
        for number in range(500):
            ledger.remember_pass(
                NUMBER, Problem("x", 404, message=EndUserMessage("n" * 4000 + str(number))), NOON
            )
            ledger.save_participant(a_child("c" * 150 + str(number)))

    assert "database or disk is full" in refusal(lambda: store.transact("us", fill))
    assert [each.participant_id for each in held(store)] == ["kid"]
    with pytest.raises(errors.NotFound):
        store.transact("us", lambda ledger: ledger.participant("c" * 150 + "0"))
    with_pragma(store, "max_page_count = 100000")
    store.transact("us", reserve("second"))
    assert len(held(store)) == 2


def test_a_ledger_that_another_program_holds_is_refused_and_waited_for_before(
    store: LedgerStore, tmp_path: Path
) -> None:
    with_pragma(store, "busy_timeout = 1")
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "database is locked" in refusal(lambda: store.transact("us", reserve()))
    other.execute("ROLLBACK")
    other.close()
    assert store.transact("us", reserve()).id == 1


def test_a_ledger_waits_ten_seconds_for_another(store: LedgerStore) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10000


PLACES = {
    "a folder": str,
    "a folder that is not there": lambda folder: str(folder / "no" / "ledger.db"),
    "a file in a file": lambda folder: str(folder / "text" / "ledger.db"),
    "no database": lambda folder: str(folder / "text"),
    "a broken database": lambda folder: str(folder / "broken.db"),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_place_that_holds_no_ledger_is_refused_with_its_name(
    tmp_path: Path, place: Callable[[Path], str]
) -> None:
    (tmp_path / "text").write_text("dear diary, " * 100)
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    text = refusal(lambda: LedgerStore(f"sqlite:///{place(tmp_path)}"))
    assert place(tmp_path) in text
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_breaks_while_in_use_is_told(store: LedgerStore, tmp_path: Path) -> None:
    for number in range(100):
        store.transact("us", reserve(str(number) * 20))
    store.close()
    path = tmp_path / "ledger.db"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\x55" * (len(content) - 4096))
    text = refusal(lambda: store.transact("us", lambda ledger: ledger.enrolments()))
    assert "malformed" in text or "no such table" in text or "not a database" in text


def test_a_constraint_that_breaks_names_no_pass(store: LedgerStore) -> None:
    first = store.transact("us", reserve("first"))
    store.transact("us", lambda ledger: ledger.save_sale(first.id, a_sale()))
    text = refusal(lambda: store.transact("us", lambda ledger: ledger.save_sale(first.id, a_sale())))
    assert "UNIQUE constraint failed: uitkern_ticket_sales.id" in text


@pytest.mark.parametrize("value", [10**30, -(10**30)])
def test_a_number_that_no_database_holds_is_refused(store: LedgerStore, value: int) -> None:
    refusal(lambda: store.transact("us", lambda ledger: ledger.enrolment(value)))


def test_a_text_that_no_database_holds_is_refused(store: LedgerStore) -> None:
    refusal(lambda: store.transact("us", lambda ledger: ledger.participant("\udcff")))


def test_a_ledger_in_memory_is_shared_by_threads_and_survives_an_error() -> None:
    store = LedgerStore("sqlite://")
    store.transact("us", reserve())
    with pytest.raises(errors.AlreadyEnrolled):
        store.transact("us", reserve())
    assert len(held(store)) == 1
    store.close()


FORKED = """
import os, sys
from sqlalchemy import event
from uitkern import Participant
from uitkern.adapters.ledger.store import LedgerStore

store = LedgerStore(sys.argv[1])
save = lambda name: store.transact("us", lambda ledger: ledger.save_participant(Participant(name)))
save("before")
opened = []
event.listen(store._engine, "connect", lambda *_: opened.append(1))
child = os.fork()
if child == 0:
    for number in range(50):
        save(f"child {number}")
    os._exit(0 if opened else 1)  # a connection of its own
for number in range(50):
    save(f"parent {number}")
_, status = os.waitpid(child, 0)
read = lambda name: store.transact("us", lambda ledger: ledger.participant(name))
for number in range(50):
    read(f"child {number}"), read(f"parent {number}")
sys.exit(0 if status == 0 else 1)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_parent_and_forked_child_write_side_by_side(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FORKED, url_of(tmp_path)]
    ended = subprocess.run(command, timeout=60, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("SELECT count(*) FROM uitkern_participants").fetchone() == (101,)
    raw.close()


def test_a_record_that_an_older_version_wrote_is_asked_again(store: LedgerStore, tmp_path: Path) -> None:
    store.transact("us", lambda ledger: ledger.remember_pass(NUMBER, Problem("x", 404), NOON))
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute('UPDATE uitkern_remembered_passes SET answer = \'{"shape": "of long ago"}\'')
    raw.close()
    assert store.transact("us", lambda ledger: ledger.remembered_pass(NUMBER)) is None

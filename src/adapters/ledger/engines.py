"""Open the database of a ledger: SQLite in one file, or PostgreSQL for many nodes."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import time
import weakref
from datetime import timedelta
from pathlib import Path
from typing import Any

from attrs import field, frozen
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from ...domain.errors import LedgerError
from ...domain.model.invalid import InvalidValue
from .seal import keys_of_environment

_HELP = "must be a database URL such as sqlite:///ledger.db or postgresql://user@host/database"
PATIENCE = 10
"""Seconds to wait for another that writes to the same file."""
_SHARED_FILE_SYSTEMS = frozenset({"9p", "afs", "beegfs", "ceph", "cifs", "glusterfs", "gpfs", "lustre"}) | {
    *("ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs"),
    *("fuse.ceph", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
}
_LOGGER = "uitkern"
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How a list of mounts writes a space in a name."""


@frozen
class LedgerAt:
    """Where a ledger is, and how it is used.

    `url` is an SQLAlchemy URL: `sqlite:///path/to/ledger.db`, `sqlite://` for one that lives in memory,
    or `postgresql://user@host/database`. `shared` says that other programs have tables there too; ours
    all begin with `uitkern_`. The rest is PostgreSQL's: a pool of at most `pool_size` and, in a rush,
    `overflow` more connections, and how long a statement may take. `keys` encrypt pass numbers and INSZ:
    the first encrypts, each decrypts; by default those of the environment (UITKERN_LEDGER_KEYS).
    """

    url: str
    shared: bool = False
    pool_size: int = 5
    overflow: int = 10
    statement_timeout: timedelta = field(default=timedelta(seconds=30))
    keys: tuple[str, ...] = field(factory=keys_of_environment, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.pool_size < 1 or self.overflow < 0:
            raise InvalidValue("pool_size", "must be 1 or more, and overflow 0 or more")
        if self.statement_timeout <= timedelta(0):
            raise InvalidValue("statement_timeout", "must be longer than nothing")


def open_engine(at: LedgerAt) -> Engine:
    """Make the engine of a ledger; raises `LedgerError` for what cannot hold one."""
    try:
        url = make_url(at.url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is the latter
        raise LedgerError(f"ledger: {_HELP}") from error
    match url.get_backend_name():
        case "sqlite":
            engine = _sqlite(url)
        case "postgresql":
            engine = _postgresql(url, at)
        case other:
            raise LedgerError(f"ledger: {other} is no database a ledger is kept in; it {_HELP}")
    _drop_connections_in_children(engine)
    return engine


def _sqlite(url: URL) -> Engine:
    if url.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise LedgerError(f"ledger: {_HELP}")
    options: dict[str, Any] = {}
    if url.database in {None, "", ":memory:"}:
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif url.database:
        database = Path(url.database.removeprefix("file:").partition("?")[0])
        _refuse_no_place_for_a_file(database)
        _refuse_shared_file_system(database)
    engine = _made(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _postgresql(url: URL, at: LedgerAt) -> Engine:
    milliseconds = int(at.statement_timeout / timedelta(milliseconds=1))
    theirs = url.query.get("options", "")
    settings = (
        f"{theirs if isinstance(theirs, str) else ' '.join(theirs)} "  # such as a search_path
        f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds} "
        f"-c idle_in_transaction_session_timeout={milliseconds * 2} "
        "-c default_transaction_isolation=read\\ committed"  # what our locks are made for
    )
    return _made(
        url.set(drivername="postgresql+psycopg"),
        pool_size=at.pool_size,
        max_overflow=at.overflow,
        pool_pre_ping=True,  # a connection that the server dropped is replaced before it is used
        pool_timeout=at.statement_timeout.total_seconds(),
        connect_args={"connect_timeout": 10, "application_name": "uitkern", "options": settings},
    )


def _made(url: URL, **options: Any) -> Engine:
    try:
        engine = create_engine(url, hide_parameters=True, logging_name=_LOGGER, **options)
    except ImportError as error:  # psycopg raises it too when it finds no libpq
        raise LedgerError("ledger: PostgreSQL needs psycopg: pip install 'uitkern[postgres]'") from error
    logging.getLogger(f"sqlalchemy.engine.Engine.{_LOGGER}").addFilter(_no_rows)
    return engine


def _no_rows(record: logging.LogRecord) -> bool:
    """At its loudest SQLAlchemy logs the rows it read: ours hold pass numbers, as its parameters do."""
    return record.levelno > logging.DEBUG


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


def _refuse_no_place_for_a_file(database: Path) -> None:
    if not database.parent.is_dir():
        raise LedgerError(f"ledger: {database}: there is no directory {database.parent}; make it first")
    if database.is_dir():
        raise LedgerError(f"ledger: {database} is a directory; name a file in it, such as ledger.db")


def _refuse_shared_file_system(database: Path) -> None:
    """SQLite's locks do not hold between machines: two of them would corrupt the ledger."""
    kind = file_system_of(database)
    if kind in _SHARED_FILE_SYSTEMS:
        raise LedgerError(
            f"ledger: {database} lies on a network file system ({kind}), where SQLite's locks do not hold; "
            "use a local disk, or PostgreSQL for several machines"
        )


def file_system_of(path: Path, mounts: Path = Path("/proc/mounts")) -> str | None:
    """The kind of file system that holds a path, links followed, where the operating system tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    whole = path.resolve()
    parents = {str(parent) for parent in (whole, *whole.parents)}
    found: tuple[int, str] | None = None
    for line in lines:
        _, place, kind, *_ = *line.split(), "", "", ""
        place = _OCTAL.sub(lambda written: chr(int(written[1], 8)), place)
        if place in parents and (found is None or len(place) >= found[0]):  # the latest covers the earlier
            found = len(place), kind
    return found[1] if found else None


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

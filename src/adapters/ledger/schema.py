"""Bring a ledger to the schema of this version, or refuse it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, inspect, text

from ...domain.errors import LedgerError

HEAD = "0006"
"""The newest revision; a test compares it with the migrations."""

VERSION_TABLE = "uitkern_version"
_LOCK = 0x75697474

_MIGRATIONS = Path(__file__).parent / "migrations"
_one_migration = Lock()
"""Alembic keeps the migration that runs in its module: two threads at once would take each other's."""


def bring_up_to_date(connection: Connection, *, shared: bool) -> None:
    """Migrate to `HEAD` inside the connection's transaction; of several nodes one migrates.

    Raises `LedgerError` for a ledger of a newer version, and for a database that holds tables of
    another program, unless it is `shared` on purpose.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    present = _revision(connection)
    if present == HEAD:
        return
    if present is None and not shared and inspect(connection).get_table_names():
        raise LedgerError(
            "ledger: this database holds tables of another program; choose another one, "
            "or say that it is shared: --shared-ledger, or LedgerAt(shared=True)"
        )
    _upgrade(connection, present)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    query = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 - a constant
    revision: str | None = connection.execute(query).scalar()
    return revision


def _upgrade(connection: Connection, present: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if present is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(present)
        except CommandError as error:
            raise LedgerError(
                f"ledger: its schema version {present} is newer than {HEAD}, the newest this uitkern knows; "
                "upgrade uitkern"
            ) from error
    with _one_migration:
        command.upgrade(config, "head")

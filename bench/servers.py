"""Run the simulator or the yardstick in a process of its own: `python -m bench.servers uitkern`."""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from uitkern.simulator.simulator import Simulator

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("bare", "uitkern")
UNLIMITED = 10**9


@frozen
class Running:
    """A server that listens; `token` is one that it accepts."""

    host: str
    port: int
    process: int
    token: str

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def processor_seconds(self) -> float:
        """Say how much processor time the server has used so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def resident_megabytes(self) -> float:
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * 4096 / 1e6


def as_installed() -> dict[str, str]:
    """Give an environment in which all modules are compiled once, as installers leave them.

    Without it a setting such as PYTHONDONTWRITEBYTECODE makes our modules, not those of the yardstick, be
    compiled at every start.
    """
    compiled = Path(gettempdir(), f"uitkern-bench-{os.getuid()}")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(compiled)}


@contextmanager
def running(kind: str, *options: str) -> Iterator[Running]:
    """Start a server on a free loopback port and stop it afterwards."""
    command = [sys.executable, "-m", "bench.servers", kind, *options]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=as_installed(), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101
            said = process.stdout.readline().split()
            if len(said) != 2:
                raise RuntimeError(f"the server {kind} did not start")
            yield Running("127.0.0.1", int(said[0]), process.pid, said[1])
        finally:
            process.terminate()


def _serve_bare(listening: socket.socket) -> None:
    import uvicorn

    from .bare import app

    config = uvicorn.Config(
        app,
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level=logging.CRITICAL,
        ws="none",
        server_header=False,
        date_header=False,
    )
    _say(listening, "none")
    uvicorn.Server(config).run(sockets=[listening])


def _serve_uitkern(listening: socket.socket, tickets: int) -> None:
    from uitkern.simulator.serving import serve_forever
    from uitkern.simulator.simulator import Simulator
    from uitkern.simulator.world.official import identities as official

    simulator = Simulator()
    sell(simulator, tickets)
    token = simulator.world.issue_token(official.CLIENT_ID, official.CLIENT_SECRET).value
    port = listening.getsockname()[1]
    listening.close()
    serve_forever("127.0.0.1", port, lambda _: print(port, token, flush=True), simulator)  # noqa: T201


def sell(simulator: "Simulator", tickets: int) -> None:
    """Let a pass buy so many tickets of the permanent event, as fast as it likes."""
    from uitkern.simulator.world.activity import EventSettings
    from uitkern.simulator.world.clock import Period
    from uitkern.simulator.world.official import identities as official
    from uitkern.simulator.world.values import PeriodLimit

    world = simulator.world
    limit = PeriodLimit(tickets, Period.ABSOLUTE)
    world.state.event_settings.put(official.PERMANENT_EVENT, EventSettings(limit))
    world.configure(evolve(world.settings, rate_limit=None))


def _say(listening: socket.socket, token: str) -> None:
    print(listening.getsockname()[1], token, flush=True)  # noqa: T201


def main(kind: str, *options: str) -> None:
    """Serve until stopped; the option `limited` leaves one ticket to sell."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    if kind == "bare":
        _serve_bare(listening)
    else:
        _serve_uitkern(listening, 1 if "limited" in options else UNLIMITED)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Run a simulator as a server, on loopback unless told otherwise."""

import errno
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

import uvicorn

from .app import Application
from .connections import protocol
from .simulator import Simulator
from .world.official.build import FIRST_SALE

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from .control.state_file import StateFile

_OF_THE_PORT = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EPERM})
_CLOSING_SECONDS = 10
_NEVER_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


class AddressUnavailable(Exception):
    """The host and port cannot be listened on, usually because another program does already.

    `about` says which of the two is to blame: "host" or "port".
    """

    def __init__(self, host: str, port: int, reason: str, *, about: str = "port") -> None:
        advice = "; choose another --port" if about == "port" else ""
        super().__init__(f"cannot listen on {host} port {port}: {reason}{advice}")
        self.host = host
        self.port = port
        self.about = about


class Server:
    """A simulator that listens in a thread of its own, from entering to leaving the context.

    Port 0 takes a free one. Raises AddressUnavailable on entering.
    """

    def __init__(self, simulator: Simulator, host: str = "127.0.0.1", port: int = 0) -> None:
        self.simulator = simulator
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._uvicorn: uvicorn.Server | None = None

    @property
    def url(self) -> str:
        """The base address, such as `http://127.0.0.1:49152`, known once the server listens."""
        return f"http://{_in_url(self._host)}:{self._port}"

    def __enter__(self) -> Self:
        self._socket = listen(self._host, self._port)
        self._port = self._socket.getsockname()[1]
        self._uvicorn = uvicorn.Server(_config(self.simulator))
        self._thread = threading.Thread(
            target=self._uvicorn.run,
            kwargs={"sockets": [self._socket]},
            name="uitkern-simulator",
            daemon=True,
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening, break what is still open, and end the thread; harmless a second time."""
        if self._uvicorn is not None and self._thread is not None:
            self._uvicorn.should_exit = True
            self._thread.join(_CLOSING_SECONDS)
        if self._socket is not None:
            self._socket.close()


def serve_forever(
    host: str,
    port: int,
    announce: Callable[[str], None],
    simulator: Simulator | None = None,
    state_file: "StateFile | None" = None,
) -> None:
    """Serve until Ctrl-C or a termination signal; `announce` is called with the address once it listens.

    Without a simulator given, sales get ids that no earlier run has used: an application that keeps the ids
    it was given must not meet them again as other sales. Raises AddressUnavailable.
    """
    listening = listen(host, port)
    with listening:
        announce(f"http://{_in_url(host)}:{listening.getsockname()[1]}")
        server = uvicorn.Server(_config(simulator or Simulator(first_sale=unused_sale()), state_file))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def serve_app(host: str, port: int, announce: Callable[[str], None], app: "ASGIApp") -> None:
    """Serve another application than a simulator in the same way. Raises AddressUnavailable."""
    listening = listen(host, port)
    with listening:
        announce(f"http://{_in_url(host)}:{listening.getsockname()[1]}")
        config = uvicorn.Config(app, lifespan="off", access_log=False, log_config=None, ws="none")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def unused_sale() -> int:
    """Give an id that no earlier run has given to a sale."""
    return FIRST_SALE + int((datetime.now(UTC) - _NEVER_BEFORE).total_seconds())


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; its queue accepts connections from now on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(2048)
    except (OSError, OverflowError) as error:
        opened.close()
        reason = error.strerror if isinstance(error, OSError) else None
        about = "port" if isinstance(error, OverflowError) or error.errno in _OF_THE_PORT else "host"
        raise AddressUnavailable(host, port, reason or str(error), about=about) from error
    return opened


def _config(simulator: Simulator, state_file: "StateFile | None" = None) -> uvicorn.Config:
    return uvicorn.Config(
        Application(simulator, state_file),
        http=protocol(),
        lifespan="off" if state_file is None else "on",
        access_log=False,
        log_config=None,
        log_level=logging.CRITICAL,
        ws="none",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=0,
    )


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host

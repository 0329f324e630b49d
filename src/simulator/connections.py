"""What connections do beyond what uvicorn's do."""

import asyncio
import re
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import ABORT
from .wire.messages import reply_to
from .wire.problems import own_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn.config import Config
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
    from uvicorn.server import ServerState

_UPGRADE = re.compile(rb"[A-Z]+ \S+ HTTP/1\.1\r\n(?:[^\r\n]+\r\n)*?upgrade:(?!\s*websocket)", re.IGNORECASE)
"""The head of a request that would rather be of another protocol, as Java's client sends it (`h2c`)."""


class _Simulated(asyncio.Protocol):
    """Let the application break the connection, and answer with a problem what is no HTTP."""

    app_state: dict[str, object]
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if isinstance(transport, asyncio.WriteTransport):
            self.app_state = {**self.app_state, ABORT: transport.abort}

    def send_400_response(self, msg: str) -> None:
        reply = reply_to("GET", own_problem(400, "no-http", "Bad Request", msg))
        headers = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
        head = f"HTTP/1.1 400 Bad Request\r\n{headers}connection: close\r\n\r\n"
        self.transport.write(head.encode("latin-1") + reply.body)
        self.transport.close()


class _Upgradable(_Simulated):
    """Answer a request that wants another protocol as the HTTP/1.1 that it is, body and all.

    httptools drops the body of such a request; h11 takes it, so that the connection is handed to that.
    """

    config: "Config"
    server_state: "ServerState"
    connections: set[asyncio.Protocol]
    cycle: "RequestResponseCycle | None"
    _unset_keepalive_if_required: "Callable[[], None]"

    def data_received(self, data: bytes) -> None:
        between = self.cycle is None or self.cycle.response_complete
        if between and b"pgrade" in data and _UPGRADE.match(data):
            self._unset_keepalive_if_required()
            self.connections.discard(self)
            patient = _PATIENT(config=self.config, server_state=self.server_state, app_state=self.app_state)
            self.transport.set_protocol(patient)
            patient.connection_made(self.transport)
            patient.data_received(data)
        else:
            super().data_received(data)


_PATIENT = type("PatientProtocol", (_Simulated, H11Protocol), {})


def protocol() -> type[asyncio.Protocol]:
    """Take the fastest HTTP protocol of uvicorn that is installed, with what connections do here."""
    own = _Simulated if issubclass(AutoHTTPProtocol, H11Protocol) else _Upgradable
    return cast("type[asyncio.Protocol]", type("SimulatedProtocol", (own, AutoHTTPProtocol), {}))

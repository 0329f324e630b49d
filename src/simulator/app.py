"""Serve a simulator over ASGI."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from .simulator import Simulator
from .wire.messages import Reply, Request

Message = MutableMapping[str, Any]  # ASGI messages and scopes are open mappings by their own definition
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ABORT = "uitkern.abort"
"""The key in the scope's state of a function that breaks the connection, where a server gives one."""


class App:
    """The ASGI application of a simulator."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = await _body(receive)
        reply = self._simulator.handle(_request(scope, body))
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if reply.lost:
            await _lose(reply, scope, receive, send)
            return
        await send(_start(reply))
        await send({"type": "http.response.body", "body": reply.body})


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    chunks = [body]
    while message.get("more_body"):
        message = await receive()
        chunks.append(message.get("body", b""))
    return b"".join(chunks)


def _request(scope: Message, body: bytes) -> Request:
    return Request(
        method=scope["method"],
        path=scope["path"],
        query_string=scope["query_string"].decode("latin-1"),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
        scheme=scope.get("scheme", "http"),
    )


def _start(reply: Reply) -> Message:
    headers = [(name.encode(), value.encode()) for name, value in reply.headers]
    return {"type": "http.response.start", "status": reply.status, "headers": headers}


async def _lose(reply: Reply, scope: Message, receive: Receive, send: Send) -> None:
    """Break the connection without a byte; without means for that, send a start without an end."""
    abort = cast("Callable[[], None] | None", scope.get("state", {}).get(ABORT))
    if abort is None:
        await send(_start(reply))
        return
    abort()
    while (await receive())["type"] != "http.disconnect":
        pass

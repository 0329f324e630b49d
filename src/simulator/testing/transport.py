"""Carry httpx requests straight into a simulator, in the same thread and without a socket."""

import asyncio
import time

import httpx

from ..simulator import Simulator
from ..wire.messages import Reply, Request


class Transport(httpx.BaseTransport):
    """A synchronous transport; a lost answer raises `httpx.RemoteProtocolError` as over a real connection.

    A delay longer than the read time-out raises `httpx.ReadTimeout` at once, without waiting for it, and so
    does an answer that never comes.
    """

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        reply = self._simulator.handle(_asked(request, request.read()))
        while reply.again is not None:
            time.sleep(reply.delay)
            reply = reply.again()
        if _waits(request, reply):
            time.sleep(reply.delay)
        return _response(request, reply)


class AsyncTransport(httpx.AsyncBaseTransport):
    """The asynchronous twin of `Transport`, under any event loop of asyncio."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        reply = self._simulator.handle(_asked(request, await request.aread()))
        while reply.again is not None:
            await asyncio.sleep(reply.delay)
            reply = reply.again()
        if _waits(request, reply):
            await asyncio.sleep(reply.delay)
        return _response(request, reply)


def _asked(request: httpx.Request, body: bytes) -> Request:
    return Request(
        method=request.method,
        path=request.url.path,
        query_string=request.url.query.decode("ascii"),
        headers=dict(request.headers.items()),
        body=body,
        scheme=request.url.scheme,
    )


def _waits(request: httpx.Request, reply: Reply) -> bool:
    """Say whether to wait for a reply; raise when the caller would not have the patience."""
    patience = request.extensions.get("timeout", {}).get("read")
    if reply.hangs or (patience is not None and reply.delay >= patience):
        raise httpx.ReadTimeout("The simulated answer comes too late.", request=request)
    return reply.delay > 0


def _response(request: httpx.Request, reply: Reply) -> httpx.Response:
    if reply.lost:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    return httpx.Response(reply.status, headers=list(reply.headers), content=reply.body, request=request)

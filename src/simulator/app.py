"""The application: publiq's services on the shortest way, and around them the controls and the documents.

What belongs to publiq goes past everything else to one ASGI endpoint, because each layer there would be paid
for by every call; there is no middleware. Starlette finds the route of all else: what is for people and tests
has routes with Starlette's own requests and responses.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from starlette.applications import Starlette
from starlette.requests import Request as WebRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route

from .contract import SERVICES
from .contract.document import contracts_directory
from .keeping import kept
from .services import SERVED
from .simulator import Simulator
from .target import HOSTS
from .wire.messages import LARGEST_BODY, Reply, Request, reply_to
from .wire.problems import own_problem, problem
from .world.refusals import not_found

if TYPE_CHECKING:
    from .control.state_file import StateFile

Message = MutableMapping[str, Any]  # ASGI messages and scopes are open mappings by their own definition
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ABORT = "uitkern.abort"
"""The key in the scope's state of a function that breaks the connection, where a server gives one."""

_NO_OTHERS = "default-src 'none'; style-src 'unsafe-inline'"
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_log = logging.getLogger("uitkern.simulator")


class Application(Starlette):
    """The ASGI application of a simulator; with a state file it keeps its worlds there."""

    def __init__(self, simulator: Simulator, state_file: "StateFile | None" = None) -> None:
        self.simulator = simulator
        self._publiq = _Endpoint(simulator)
        routes = [
            Route("/contracts/{name}.json", _contract),
            Route("/_sim/docs", _page),
            *(
                Route(prefix + path, self._control, methods=_METHODS)
                for prefix in ("", "/worlds/{world}")
                for path in ("/_sim", "/_sim/{path:path}")
            ),
            _Rest(self._publiq),
        ]
        super().__init__(routes=routes, lifespan=partial(kept, simulator, state_file))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer what goes to publiq's services here, and let Starlette find the route of all else."""
        if scope["type"] == "http" and _is_for_publiq(scope):
            await self._publiq(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def build_middleware_stack(self) -> Any:
        """Go to the routes at once: mistakes become problems where they are made."""
        return self.router

    async def _control(self, request: WebRequest) -> Response:
        asked = _request(request.scope)
        asked.body = await _body(await request.receive(), request.receive)
        reply = _first_reply(self.simulator, request.scope, asked)
        if reply.again is not None:
            reply = await _later(reply, request.scope)
        response = Response(reply.body, reply.status)
        response.raw_headers = [(name.encode(), value.encode()) for name, value in reply.headers]
        return response


def _contract(request: WebRequest) -> Response:
    """Serve a contract as it is in the package."""
    name = request.path_params["name"]
    if name not in (*SERVICES, "sim"):
        reply = reply_to(request.method, problem(not_found("There is no such contract.")))
        return Response(reply.body, reply.status, media_type="application/problem+json")
    text = (contracts_directory() / f"{name}.json").read_bytes()
    return Response(text, media_type="application/json", headers={"access-control-allow-origin": "*"})


def _page(_: WebRequest) -> Response:
    """Serve the contracts as a page to read."""
    from .contract.page import contracts_page

    return Response(contracts_page(), media_type="text/html", headers={"content-security-policy": _NO_OTHERS})


def _is_for_publiq(scope: Message) -> bool:
    """Find publiq's services by the first part of the path, also within a world, or by host name."""
    first, _, rest = scope["path"][1:].partition("/")
    if first == "worlds":
        first = rest.partition("/")[2].partition("/")[0]
    return first in SERVED or _host(scope) in HOSTS


class _Rest(BaseRoute):
    """The way to whatever no other route takes."""

    def __init__(self, endpoint: "_Endpoint") -> None:
        self._endpoint = endpoint

    def matches(self, scope: Message) -> tuple[Match, Message]:
        return (Match.FULL, {}) if scope["type"] == "http" else (Match.NONE, {})

    async def handle(self, scope: Message, receive: Receive, send: Send) -> None:
        await self._endpoint(scope, receive, send)


def _host(scope: Message) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            return cast("bytes", value).decode("latin-1").partition(":")[0].lower()
    return ""


class _Endpoint:
    """Answer a request of publiq's as it comes from the server."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        request = _request(scope)
        if not _is_bodiless(scope, request):
            request.body = await _body(await receive(), receive)
        reply = _first_reply(self._simulator, scope, request)
        if reply.delay:
            reply = await _later(reply, scope)
        if reply.hangs:
            await _until_disconnected(receive)
        elif reply.lost:
            await _lose(reply, scope, receive, send)
        else:
            await send(_start(reply))
            await send({"type": "http.response.body", "body": reply.body})


def _first_reply(simulator: Simulator, scope: Message, request: Request) -> Reply:
    """Let the simulator answer; its own mistake is a 500."""
    try:
        return simulator.handle(request)
    except Exception:  # noqa: BLE001
        return _mistake(scope)


async def _later(reply: Reply, scope: Message) -> Reply:
    """Wait for as long as a reply wants, and ask again while there is no answer yet."""
    try:
        while reply.again is not None:
            await asyncio.sleep(reply.delay)
            reply = reply.again()
    except Exception:  # noqa: BLE001
        return _mistake(scope)
    if reply.delay:
        await asyncio.sleep(reply.delay)
    return reply


def _mistake(scope: Message) -> Reply:
    _log.exception("a request went wrong")
    detail = "The simulator made a mistake; its log tells which."
    return reply_to(scope["method"], own_problem(500, "mistake", "Mistake of the simulator", detail))


def _is_bodiless(scope: Message, request: Request) -> bool:
    """Say whether a request surely has no body: to wait for its end would cost a turn of the event loop."""
    if request.method not in {"GET", "HEAD"} or not scope["http_version"].startswith("1"):
        return False
    return "content-length" not in request.headers and "transfer-encoding" not in request.headers


async def _body(message: Message, receive: Receive) -> bytes:
    """Read a body to its end; of one that is too large no more than shows that it is."""
    body: bytes = message.get("body", b"")
    chunks, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        chunk: bytes = message.get("body", b"")
        if size <= LARGEST_BODY:
            chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _request(scope: Message) -> Request:
    """Take over what the server says of a request; its body comes later."""
    return Request(
        method=scope["method"],
        path=scope["path"],
        query_string=scope["query_string"].decode("latin-1"),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
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
    await _until_disconnected(receive)


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass

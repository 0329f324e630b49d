"""Stand in front of an environment: pass calls on, and keep them without persons and secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

import httpx
from attrs import define, field
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..operations import PLACES
from .journal import Recorded, Writer
from .pseudonyms import HIDDEN, Pseudonyms

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_NOT_PASSED = {
    "host",
    "connection",
    "content-length",
    "accept-encoding",
    "transfer-encoding",
    "content-encoding",
}
_PATIENCE = 60.0
_UNAUTHORIZED = 401
_LONGEST = 4000


def addresses(target: str) -> dict[str, str]:
    """The address of each service, by its path: of publiq's test environment, or below a base address."""
    if target == "test":
        return {path: address for path, address in PLACES.values() if address is not None}
    return {path: f"{target.rstrip('/')}/{path}" for path, _ in PLACES.values() if not path.startswith("_")}


@define
class Proxy:
    """An ASGI application that passes calls on to `bases` and writes each down."""

    bases: Mapping[str, str]
    writer: Writer
    client: httpx.AsyncClient = field(factory=lambda: httpx.AsyncClient(timeout=_PATIENCE))
    pseudonyms: Pseudonyms = field(factory=Pseudonyms)
    _clients_of: dict[str, str] = field(factory=dict, repr=False)

    @property
    def app(self) -> Starlette:
        """The application, to be served."""
        return Starlette(routes=[Route("/{service}/{path:path}", self.passed_on, methods=_METHODS)])

    async def passed_on(self, request: Request) -> Response:
        """Pass one call on and write it down; 502 when nothing answers there."""
        service = request.path_params["service"]
        base = self.bases.get(service)
        if base is None:
            return Response("There is no such service.", 404)
        path = f"/{request.path_params['path']}"
        content = await request.body()
        headers = {name: value for name, value in request.headers.items() if name not in _NOT_PASSED}
        address = httpx.URL(base + path).copy_with(query=request.url.query.encode() or None)
        try:
            answer = await self.client.request(request.method, address, headers=headers, content=content)
        except httpx.HTTPError as error:
            return Response(f"The environment does not answer: {type(error).__name__}.", 502)
        self.keep(service, path, request, content, answer)
        told = {name: value for name, value in answer.headers.items() if name not in _NOT_PASSED}
        return Response(answer.content, answer.status_code, told)

    def keep(self, service: str, path: str, request: Request, content: bytes, answer: httpx.Response) -> None:
        """Write a call down; who called is told by the token, never the token itself."""
        names = self.pseudonyms
        asked = _parsed(request.headers.get("content-type"), content)
        told = _parsed(answer.headers.get("content-type"), answer.content)
        self._remember(asked, told)
        query = parse_qsl(request.url.query, keep_blank_values=True)
        self.writer.write(
            Recorded(
                service=service,
                method=request.method,
                path=names.text(path),
                query=tuple((name, str(names.hidden(value, name))) for name, value in query),
                caller=self._caller(request.headers, answer.status_code),
                media=_essence(request.headers.get("content-type")),
                body=names.hidden(asked),
                status=answer.status_code,
                answer_media=_essence(answer.headers.get("content-type")),
                answer=names.hidden(told),
            )
        )

    def _remember(self, asked: object, told: object) -> None:
        """Know whose a token is, from the answer that gave it."""
        if isinstance(asked, dict) and isinstance(told, dict):
            token, client = told.get("access_token"), asked.get("client_id")
            if isinstance(token, str) and isinstance(client, str):
                person = asked.get("grant_type") != "client_credentials"
                self._clients_of[token] = f"token {HIDDEN}" if person else "client"

    def _caller(self, headers: Mapping[str, str], status: int) -> str:
        """Say who called; a token that was asked elsewhere is a client's when it was good."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._clients_of.get(token, "forger" if status == _UNAUTHORIZED else "client")
        return "id" if "x-client-id" in headers else "nobody"


def _parsed(media: str | None, content: bytes) -> object:
    """A body as JSON or a mapping of a form; text cut short; of anything else only its size."""
    kind = _essence(media) or ""
    if not content:
        return None
    try:
        if kind.endswith("json") or not kind:
            return cast("object", json.loads(content))
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(content.decode()))
        if kind.startswith("text/"):
            return content.decode()[:_LONGEST]
    except ValueError:
        pass
    return f"{len(content)} bytes"


def _essence(media: str | None) -> str | None:
    return media.partition(";")[0].strip().lower() or None if media else None

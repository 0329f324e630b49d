"""Let a request choose its world without a prefix in its path: by header, by host name or by client id.

What is chosen becomes the path `/worlds/NAME/...`, so that links in the answer lead to the same world. A path
that names a world itself counts before a header, that before a host name, and that before a client.
"""

import base64
import binascii
import json
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from attrs import evolve

from .realm import NAME
from .target import WORLDS, service_of_host
from .wire.messages import Request

HEADER = "x-uitkern-world"
AT, TILDE = "@", "~"
"""What stands between a client and its world, `my-client@alice`, and between a world and its token."""

_LOCALHOST = ".localhost"
_ID_PARAMETERS = frozenset({"client_id", "clientId"})
_TOKEN_PARAMETERS = frozenset({"refresh_token", "token"})
_Change = Callable[[str, str, str], str]
"""What becomes of a client or token, of the world that it names, and of both as they were written."""


class BadWorld(ValueError):
    """A request chose a world by a name that none can have."""


def chosen(request: Request) -> Request:
    """Give a request its world in its path, when it chose one elsewhere; raise BadWorld."""
    headers = request.headers
    by_header = headers.get(HEADER)
    by_host = _world_of_host(headers.get("host", ""))
    named = TILDE in headers.get("authorization", "") or _may_name_a_client(request)
    if by_header is None and by_host is None and not named:
        return request
    in_path = _world_of_path(request.path)
    world = next((each for each in (in_path, by_header, by_host) if each is not None), None)
    by_client = _world_of_client(request) if named else None
    world = by_client if world is None else world
    if world is None:
        return request
    if not NAME.fullmatch(world):
        raise BadWorld("A world's name has letters, digits, dots, dashes and underscores only")
    if by_client == world:
        request = _without_world(request, world)
    return request if in_path else evolve(request, path=_within(request, world))


@lru_cache(maxsize=256)
def _world_of_host(host: str) -> str | None:
    """Find the world of `alice.localhost:8800`."""
    name = host.rpartition(":")[0] or host
    return name.lower().removesuffix(_LOCALHOST) if name.lower().endswith(_LOCALHOST) else None


def _world_of_path(path: str) -> str | None:
    return path.split("/", 3)[2] if path.startswith(WORLDS) else None


def _within(request: Request, world: str) -> str:
    service = service_of_host(request.host)
    return f"{WORLDS}{world}{f'/{service}' if service else ''}{request.path}"


def _may_name_a_client(request: Request) -> bool:
    """Say whether to look closer: a client with a world is rare, and each call asks."""
    if AT in request.headers.get("x-client-id", ""):
        return True
    query = request.query_string
    if query and "lient" in query and (AT in query or "%40" in query):
        return True
    return request.method == "POST" and _is_for_uitid(request)


def _is_for_uitid(request: Request) -> bool:
    path = request.path
    return "/uitid/" in path or service_of_host(request.host) == "uitid"


def _world_of_client(request: Request) -> str | None:
    """Find the one world that the credentials of a request name."""
    named: list[str] = []

    def look(_: str, world: str, whole: str) -> str:
        named.append(world)
        return whole

    _rewritten(request, look)
    return named[0] if named else None


def _without_world(request: Request, world: str) -> Request:
    """Take the world out of the credentials, and have it put before the tokens that are given."""

    def strip(bare: str, found: str, whole: str) -> str:
        return bare if found == world else whole

    return evolve(_rewritten(request, strip), token_prefix=f"{world}{TILDE}")


def _rewritten(request: Request, change: _Change) -> Request:
    """Change each client id or token that names a world, wherever a request may carry one."""
    headers = dict(request.headers)
    if AT in headers.get("x-client-id", ""):
        headers["x-client-id"] = _of_client(headers["x-client-id"], change)
    if "authorization" in headers:
        headers["authorization"] = _authorization(headers["authorization"], change)
    query, body = request.query_string, request.body
    if query and "lient" in query:
        query = _form(query, change)
    if body and request.method == "POST" and _is_for_uitid(request):
        body = _body(body, change)
    return evolve(request, headers=headers, query_string=query, body=body)


def _of_client(text: str, change: _Change) -> str:
    client, at, world = text.rpartition(AT)
    return change(client, world, text) if at and client and NAME.fullmatch(world) else text


def _of_token(text: str, change: _Change) -> str:
    world, tilde, token = text.partition(TILDE)
    return change(token, world, text) if tilde and NAME.fullmatch(world) else text


def _field(name: str, value: str, change: _Change) -> str:
    if name in _ID_PARAMETERS:
        return _of_client(value, change)
    return _of_token(value, change) if name in _TOKEN_PARAMETERS else value


def _authorization(text: str, change: _Change) -> str:
    scheme, _, rest = text.partition(" ")
    if scheme.lower() != "basic":
        return f"{scheme} {_of_token(rest.strip(), change)}" if TILDE in rest else text
    try:
        client, colon, secret = base64.b64decode(rest, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return text
    if AT not in client:
        return text
    return f"{scheme} {base64.b64encode(f'{_of_client(client, change)}{colon}{secret}'.encode()).decode()}"


def _form(text: str, change: _Change) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    turned = [(name, _field(name, value, change)) for name, value in pairs]
    return text if turned == pairs else urlencode(turned)


def _body(body: bytes, change: _Change) -> bytes:
    """Change a body of UiTiD, a form or JSON; one that cannot be read is left to the service."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    if not text.lstrip().startswith("{"):
        return _form(text, change).encode()
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return body
    if not isinstance(held, dict):
        return body
    turned = {n: _field(str(n), v, change) if isinstance(v, str) else v for n, v in held.items()}
    return body if turned == held else json.dumps(turned).encode()

"""Find out who searches: by the id of a client, an api key or a token, in this order."""

import re

from attrs import frozen

from ..wire.call import Call
from ..world.refusals import forbidden, unauthorized
from ..world.search_rights import KeyState, SearchRights
from ..world.values import AUDIENCE
from .parameters import Given

_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*")
_PREFIX = "Bearer "
_NOTHING = "No x-api-key header or apiKey parameter found"


@frozen(slots=False)
class Consumer:
    """Who searches; who comes with a token alone has no id."""

    id: str | None = None
    sees_children_only: bool = False
    default_query: str | None = None


def consumer_of(call: Call, given: Given) -> Consumer:
    """Say who searches, or refuse with 401 or 403."""
    headers = call.request.headers
    client = headers.get("x-client-id") or given.one("clientId")
    if client:
        return _client(call, client)
    key = headers.get("x-api-key") or given.one("apiKey")
    if key:
        return _key(call, key)
    header = headers.get("authorization")
    if header is None:
        raise unauthorized(_NOTHING)
    if not header.startswith(_PREFIX):
        raise unauthorized('Authorization header must start with "Bearer ", followed by your token')
    return _bearer(call, header.removeprefix(_PREFIX).strip())


def _rights(call: Call, client: str) -> SearchRights:
    return call.state.search_rights.get(client) or SearchRights(client)


def _client(call: Call, client: str) -> Consumer:
    rights = _rights(call, client)
    if rights.refused:
        raise unauthorized(f"The provided client id {client} is invalid")
    known = call.state.clients.get(client)
    if known is None or "sapi" not in rights.scopes:
        raise forbidden(f"The provided client id {client} is not allowed to access this API.")
    call.client, call.identified = known, True
    return Consumer(client, "boa" in rights.scopes, rights.default_query)


def _key(call: Call, value: str) -> Consumer:
    key = call.state.api_keys.get(value)
    if key is None:
        raise unauthorized(f"The provided api key {value} is invalid")
    if key.state is not KeyState.ACTIVE:
        raise forbidden(f"The provided api key {value} is {key.state}")
    return Consumer(value, default_query=key.default_query)


def _bearer(call: Call, value: str) -> Consumer:
    """Take a token; the simulator's are opaque, so of an unknown one the form decides on the words."""
    token = call.state.tokens.get(value)
    if token is None and not _JWT.fullmatch(value):
        raise unauthorized(f'Token "{value}" is not a valid JWT.')
    environment = call.state.settings.environment
    if token is None or token.expires <= call.now or token.environment != environment:
        raise unauthorized(f'Token "{value}" is expired or not valid for Search API.')
    if token.audience != AUDIENCE or "sapi" not in _rights(call, token.client).scopes:
        raise forbidden("The provided token is not allowed to access this API.")
    call.client = call.state.clients.get(token.client)
    return Consumer()

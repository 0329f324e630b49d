"""Find out who calls the Entry API, and refuse tokens in its words."""

import re

from ..wire.service import Call
from ..world import udb_rights
from ..world.refusals import forbidden, unauthorized
from ..world.udb_rights import Actor
from ..world.values import AUDIENCE

_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*")
_PREFIX = "Bearer "


def authenticate(call: Call) -> None:
    """Set who calls, or refuse with 401; 403 for a token that is meant for another API.

    The simulator's tokens are opaque: of a token that it does not know, the form decides on the words.
    """
    header = call.request.headers.get("authorization")
    if header is None:
        raise unauthorized("Authorization header missing.")
    if not header.startswith(_PREFIX):
        raise unauthorized('Authorization header must start with "Bearer ", followed by your token.')
    value = header.removeprefix(_PREFIX).strip()
    token = call.state.tokens.get(value)
    if token is None or token.client not in call.state.clients:
        raise unauthorized(_unknown(value))
    if token.expires <= call.now:
        raise unauthorized("Token expired (or not yet usable).")
    if token.environment != call.state.settings.environment:
        raise unauthorized("Token is not issued by a valid issuer.")
    if token.audience != AUDIENCE:
        raise forbidden("The given token and its related client are not allowed to access EntryAPI.")
    identity = call.world.identify(value)
    call.client, call.user = identity.client, identity.user


def who_calls(call: Call) -> Actor:
    """Name the caller with what it may do."""
    return udb_rights.actor(call.state, call.caller, call.user)


def _unknown(value: str) -> str:
    if _JWT.fullmatch(value):
        return "Token signature verification failed. The token is likely forged or manipulated."
    return f'Token "{value}" is not a valid JWT.'

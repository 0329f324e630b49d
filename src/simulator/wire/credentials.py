"""Find out who calls, from the credentials that an operation takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..world import access, refusals

if TYPE_CHECKING:
    from .call import Call

_CLIENT, _USER, _IDENTIFICATION, _CUSTOM, _PASSHOLDER = (
    "CLIENT_ACCESS_TOKEN",
    "USER_ACCESS_TOKEN",
    "CLIENT_IDENTIFICATION",
    "CUSTOM_TOKEN",
    "PASSHOLDER_CREDENTIALS",
)


def authenticate(call: Call) -> None:
    """Set who calls, or refuse with 401; 403 for a token of a kind that the operation does not take.

    A bearer token counts before a custom token, and that before the id of a client.
    """
    taken = call.operation.security
    if not taken:
        return
    headers = call.request.headers
    given = headers.get("authorization")
    if given is not None and (_CLIENT in taken or _USER in taken) and not _is_basic(given, taken):
        _bearer(call, given)
        return
    if _CUSTOM in taken and headers.get("x-custom-token"):
        call.custom_token = headers["x-custom-token"]
        return
    client_id = headers.get("x-client-id") or call.first("clientId")
    if _IDENTIFICATION in taken and client_id:
        call.client, call.identified = access.identified(call.world.state, client_id), True
        return
    raise refusals.unauthorized(_missing(taken))


def _bearer(call: Call, given: str) -> None:
    scheme, _, token = given.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise refusals.unauthorized('Authorization header must start with "Bearer ", followed by your token.')
    identity = call.world.identify(token.strip())
    call.client, call.user = identity.client, identity.user
    kind = _CLIENT if identity.user is None else _USER
    if kind not in call.operation.security:
        needed = "user" if identity.user is None else "client"
        raise refusals.forbidden(f"This operation takes a {needed} access token only.")


def _is_basic(given: str, taken: tuple[str, ...]) -> bool:
    return _PASSHOLDER in taken and given.lower().startswith("basic ")


def _missing(taken: tuple[str, ...]) -> str:
    if _CLIENT in taken or _USER in taken:
        return "Authorization header missing."
    return "x-custom-token header missing." if _CUSTOM in taken else "x-client-id header missing."

"""Give tokens for client credentials, on today's path and on the older one."""

import base64
import binascii
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from ..wire.messages import JSON, Answer, Request
from ..wire.service import Behaviour, Call
from ..world.access import TOKEN_LIFETIME, UnknownClient

AUDIENCE = "https://api.publiq.be"
_FORM = "application/x-www-form-urlencoded"
_UNCACHED = (("cache-control", "no-store"),)


class _Denied(Exception):
    """Why no token is given, as OAuth 2.0 says it."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.answer = Answer(
            status, {"error": error, "error_description": description}, JSON, headers=_UNCACHED
        )


def post_token(call: Call) -> Answer:
    """Take a form, as Keycloak does (`post-token`)."""
    return _token(call, _form(call.request))


def post_oauth_token(call: Call) -> Answer:
    """Take JSON or a form, with the audience of the former authorization server (`post-oauth-token`)."""
    media_type = call.request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    try:
        fields = _form(call.request) if media_type == _FORM else _json(call.request)
    except _Denied as denied:
        return denied.answer
    if fields.get("audience", AUDIENCE).rstrip("/") != AUDIENCE:
        return _Denied(400, "invalid_request", "The audience is not known.").answer
    return _token(call, fields)


def _token(call: Call, fields: Mapping[str, str]) -> Answer:
    try:
        client_id, secret = _credentials(call.request, fields)
        token = call.world.issue_token(client_id, secret)
    except _Denied as denied:
        return denied.answer
    except UnknownClient:
        return _Denied(401, "unauthorized_client", "Invalid client or Invalid client credentials").answer
    call.client = call.world.state.clients.get(token.client)
    lifetime = int(TOKEN_LIFETIME.total_seconds())
    body = {"access_token": token.value, "expires_in": lifetime, "token_type": "Bearer"}
    return Answer(200, body, headers=_UNCACHED)


def _credentials(request: Request, fields: Mapping[str, str]) -> tuple[str, str]:
    """Read credentials from the body, or from a Basic header."""
    grant = fields.get("grant_type")
    if not grant:
        raise _Denied(400, "invalid_request", "Missing form parameter: grant_type")
    if grant != "client_credentials":
        raise _Denied(400, "unsupported_grant_type", "Unsupported grant_type")
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise _Denied(400, "invalid_request", "The Authorization header is not readable.") from None
        return client_id, secret
    if not fields.get("client_id"):
        raise _Denied(401, "invalid_client", "Invalid client or Invalid client credentials")
    return fields["client_id"], fields.get("client_secret", "")


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True))


def _json(request: Request) -> dict[str, str]:
    try:
        body: object = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in body.values()):
        raise _Denied(400, "invalid_request", "The body is not a JSON object of strings.")
    return body


BEHAVIOURS: Mapping[str, Behaviour] = {
    "post-token": Behaviour(post_token, checked=False),
    "post-oauth-token": Behaviour(post_oauth_token, checked=False),
}

"""Give tokens to clients and to the people who log in through them, on today's path and on the older one."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from ..wire.messages import JSON, Answer, Request
from ..wire.service import Behaviour, Call
from ..world import access, signing_in
from ..world.access import TOKEN_LIFETIME
from ..world.refusals import Refusal
from ..world.signing_in import LOGIN_LIFETIME, InvalidGrant
from ..world.values import AUDIENCE, PRODUCTION, TEST, Client, Token
from .credentials import UNCACHED, Denied, credentials

PRODUCTION_HOST = "account.uitid.be"
_FORM = "application/x-www-form-urlencoded"
Given = tuple[Token, str | None]
"""An access token, with a refresh token for a person."""


def post_token(call: Call) -> Answer:
    """Take a form, as Keycloak does (`post-token`)."""
    return _token(call, _form(call.request))


def post_oauth_token(call: Call) -> Answer:
    """Take JSON or a form, with the audience of the former authorization server (`post-oauth-token`)."""
    if call.world.settings.strict:
        where = "/realms/uitid/protocol/openid-connect/token"
        return Denied(400, "invalid_request", f"This world is strict; ask for a token at {where}").answer
    media_type = call.request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    try:
        fields = _form(call.request) if media_type == _FORM else _json(call.request)
    except Denied as denied:
        return denied.answer
    if fields.get("audience", AUDIENCE).rstrip("/") != AUDIENCE:
        return Denied(400, "invalid_request", "The audience is not known.").answer
    return _token(call, fields)


def _token(call: Call, fields: Mapping[str, str]) -> Answer:
    try:
        grant = _grant_type(fields)
        client_id, secret = credentials(call.request, fields)
        call.client = _client(call, grant, client_id, secret)
        token, refresh = _GRANTS[grant](call, call.client, fields)
    except Denied as denied:
        return denied.answer
    except access.UnknownClient:
        return Denied(401, "unauthorized_client", "Invalid client or Invalid client credentials").answer
    except InvalidGrant as invalid:
        return Denied(400, "invalid_grant", str(invalid)).answer
    except Refusal as limited:
        return _too_often(limited)
    lifetime = int(TOKEN_LIFETIME.total_seconds())
    prefix = call.request.token_prefix
    body = {"access_token": prefix + token.value, "expires_in": lifetime, "token_type": "Bearer"}
    if refresh is not None:
        body |= {"refresh_token": prefix + refresh, "refresh_expires_in": int(LOGIN_LIFETIME.total_seconds())}
    return Answer(200, body, headers=UNCACHED)


def _grant_type(fields: Mapping[str, str]) -> str:
    grant = fields.get("grant_type")
    if not grant:
        raise Denied(400, "invalid_request", "Missing form parameter: grant_type")
    if grant not in _GRANTS:
        raise Denied(400, "unsupported_grant_type", "Unsupported grant_type")
    return grant


def _too_often(limited: Refusal) -> Answer:
    body = {"error": "temporarily_unavailable", "error_description": "Too many requests for tokens"}
    return Answer(429, body, headers=(*UNCACHED, ("retry-after", str(limited.retry_after or 1))))


def _client(call: Call, grant: str, client_id: str, secret: str | None) -> Client:
    """Take the client; one that brings a code or a refresh token may have no secret to show."""
    if (
        secret is None
        and grant in ("authorization_code", "refresh_token")
        and client_id in call.state.clients
    ):
        return call.state.clients[client_id]
    return access.client_with(call.state, client_id, secret or "")


def _for_client(call: Call, client: Client, fields: Mapping[str, str]) -> Given:
    audience = fields.get("audience", AUDIENCE).rstrip("/")
    token = access.issue_token(call.state, call.now, client.id, client.secret, audience, _environment(call))
    return token, None


def _for_code(call: Call, client: Client, fields: Mapping[str, str]) -> Given:
    code, verifier = _needed(fields, "code"), fields.get("code_verifier")
    grant, (_, secret) = call.state.grants.get(code), credentials(call.request, fields)
    if not secret and grant is not None and grant.challenge is None:
        raise Denied(401, "unauthorized_client", "A client without a secret needs PKCE")
    redirect = fields.get("redirect_uri", "")
    signed = signing_in.exchange_code(
        call.state, call.now, client, code, redirect, verifier, _environment(call)
    )
    return signed.token, signed.login.value


def _for_refresh(call: Call, client: Client, fields: Mapping[str, str]) -> Given:
    signed = signing_in.refresh(call.state, call.now, client, _needed(fields, "refresh_token"))
    return signed.token, signed.login.value


def _for_password(call: Call, client: Client, fields: Mapping[str, str]) -> Given:
    name, password = _needed(fields, "username"), fields.get("password", "")
    signed = signing_in.with_password(call.state, call.now, client, name, password, _environment(call))
    return signed.token, signed.login.value


def _needed(fields: Mapping[str, str], name: str) -> str:
    if not fields.get(name):
        raise Denied(400, "invalid_request", f"Missing parameter: {name}")
    return fields[name]


def _environment(call: Call) -> str:
    """Say whose tokens are given: production's under its own host name, else the test environment's."""
    return PRODUCTION if call.request.host.partition(":")[0].lower() == PRODUCTION_HOST else TEST


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True))


def _json(request: Request) -> dict[str, str]:
    try:
        body: object = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in body.values()):
        raise Denied(400, "invalid_request", "The body is not a JSON object of strings.")
    return body


_GRANTS: Mapping[str, Callable[[Call, Client, Mapping[str, str]], Given]] = {
    "client_credentials": _for_client,
    "authorization_code": _for_code,
    "refresh_token": _for_refresh,
    "password": _for_password,
}

BEHAVIOURS: Mapping[str, Behaviour] = {
    "post-token": Behaviour(post_token, checked=False),
    "post-oauth-token": Behaviour(post_oauth_token, checked=False),
}

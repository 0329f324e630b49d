"""Issue tokens and say who may do what."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from .refusals import Refusal, forbidden, unauthorized
from .state import State
from .values import Client, Token

TOKEN_LIFETIME = timedelta(seconds=86400)
_PRUNE_EVERY = 256


class UnknownClient(Exception):
    """The client id is unknown or the secret is wrong."""


def issue_token(state: State, now: datetime, client_id: str, secret: str) -> Token:
    """Give a token that is valid for a day on the world's clock; raise UnknownClient."""
    client = state.clients.get(client_id)
    if client is None or client.secret != secret:
        raise UnknownClient
    if len(state.tokens) % _PRUNE_EVERY == _PRUNE_EVERY - 1:
        for expired in [token.value for token in state.tokens.values() if token.expires <= now]:
            state.tokens.drop(expired)
    token = Token(token_urlsafe(32), client.id, now + TOKEN_LIFETIME)
    state.tokens.put(token.value, token)
    return token


def bearer(state: State, now: datetime, value: str) -> Client:
    """Find the client behind a token; refuse unknown and expired ones with 401."""
    token = state.tokens.get(value)
    client = state.clients.get(token.client) if token else None
    if token is None or client is None:
        raise unauthorized("The given access token is not valid.")
    if token.expires <= now:
        raise unauthorized("Token expired (or not yet usable).")
    return client


def need(client: Client, permission: str, organizer: str | None) -> None:
    """Refuse a client without a permission for an organizer with 403."""
    if organizer is None or not client.may(permission, organizer):
        raise _missing(permission)


def need_somewhere(client: Client, permission: str) -> None:
    """Refuse a client that has a permission for no organizer at all with 403."""
    if not client.may_somewhere(permission):
        raise _missing(permission)


def _missing(permission: str) -> Refusal:
    return forbidden(f"The permission {permission} is missing.")

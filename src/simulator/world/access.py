"""Issue tokens and say who may do what."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from attrs import evolve

from . import rates
from .quick import quick
from .refusals import Refusal, forbidden, unauthorized
from .state import State
from .users import PERMISSIONS_OF, PERSONAL, User
from .values import AUDIENCE, TEST, Client, Token

TOKEN_LIFETIME = timedelta(seconds=86400)
STRICT_TOKENS = 10
"""How many tokens a minute a client may ask for in a strict world that sets no limit of its own."""

_PRUNE_EVERY = 256


class UnknownClient(Exception):
    """The client id is unknown or the secret is wrong."""


@quick(repr=False)
class Identity:
    """Who calls: a client and, when somebody is logged in through it, the user.

    The permissions of `client` are those of the call: with a user they are the user's at organizers, and the
    client's own for the person.
    """

    client: Client
    user: User | None = None


def client_with(state: State, client_id: str, secret: str) -> Client:
    """Take a client by its credentials; raise UnknownClient."""
    client = state.clients.get(client_id)
    if client is None or client.secret != secret:
        raise UnknownClient
    return client


def issue_token(
    state: State,
    now: datetime,
    client_id: str,
    secret: str,
    audience: str = AUDIENCE,
    environment: str = TEST,
) -> Token:
    """Give a client's token that is valid for a day on the world's clock; raise UnknownClient.

    Refused with 429 when the world limits how often a client may ask.
    """
    client = client_with(state, client_id, secret)
    rates.take(state, now, f"token {client.id}", _tokens_a_minute(state))
    return put_token(state, now, Token("", client.id, now, None, audience, environment))


def _tokens_a_minute(state: State) -> int | None:
    """Say how often a client may ask; in a strict world never as often as one that keeps no token."""
    limit = state.settings.token_rate_limit
    return STRICT_TOKENS if limit is None and state.settings.strict else limit


def put_token(state: State, now: datetime, like: Token) -> Token:
    """Store a token with a value and an end of its own; now and then drop those that have expired."""
    if len(state.tokens) % _PRUNE_EVERY == _PRUNE_EVERY - 1:
        for expired in [token.value for token in state.tokens.values() if token.expires <= now]:
            state.tokens.drop(expired)
    token = evolve(like, value=token_urlsafe(32), expires=now + TOKEN_LIFETIME)
    state.tokens.put(token.value, token)
    return token


def user_token(client_id: str, user_id: str, audience: str = AUDIENCE, environment: str = TEST) -> Token:
    """Describe the token of a user who is logged in through a client; `put_token` makes it valid."""
    return Token("", client_id, datetime.min.replace(tzinfo=UTC), user_id, audience, environment)


def identify(state: State, now: datetime, value: str) -> Identity:
    """Find who is behind a token; refuse with 401 one that is unknown, expired, or meant for elsewhere."""
    token = state.tokens.get(value)
    client = state.clients.get(token.client) if token else None
    if token is None or client is None:
        raise unauthorized("The given access token is not valid.")
    if token.expires <= now:
        raise unauthorized("Token expired (or not yet usable).")
    if token.environment != state.settings.environment:
        raise unauthorized("The given access token is meant for another environment.")
    if token.audience != AUDIENCE:
        raise unauthorized("The given access token is meant for another audience.")
    if token.user is None:
        return Identity(client)
    user = state.users.get(token.user)
    if user is None:
        raise unauthorized("The user of the given access token does not exist.")
    return Identity(evolve(client, permissions=_at_organizers(state, user), personal=_personal(client)), user)


def identified(state: State, client_id: str) -> Client:
    """Take the client that names itself without a secret; refuse an unknown one with 401."""
    client = state.clients.get(client_id)
    if client is None:
        raise unauthorized("The given client id is not known.")
    return client


def is_admin(state: State, user: User | None, organizer: str | None, types: tuple[str, ...]) -> bool:
    """Say whether a user works for an organizer, as one of some types."""
    if user is None or organizer is None:
        return False
    admin = state.admins.get((organizer, user.id))
    return admin is not None and admin.type in types


def _at_organizers(state: State, user: User) -> dict[str, frozenset[str]]:
    return {
        each.organizer: PERMISSIONS_OF[each.type] for each in state.admins.values() if each.user == user.id
    }


def _personal(client: Client) -> frozenset[str]:
    return frozenset(each for each in PERSONAL if client.may_somewhere(each))


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

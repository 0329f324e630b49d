"""Log people in: codes, access tokens, refresh tokens, and their end (RFC 6749, RFC 7636, RFC 7009)."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from attrs import frozen

from . import accounts, rates
from .access import put_token, user_token
from .logins import Grant, Login
from .pkce import fits
from .state import State
from .users import User
from .values import AUDIENCE, TEST, Client, Token

CODE_LIFETIME = timedelta(minutes=1)
LOGIN_LIFETIME = timedelta(days=30)


class InvalidGrant(Exception):
    """A code, a refresh token or a password that gives no token."""


@frozen(slots=False, repr=False)
class SignedIn:
    token: Token
    login: Login


def redirect_is_admitted(client: Client, redirect: str) -> bool:
    """Say whether people may be sent back there; a client without a list takes any web address."""
    if client.redirects:
        return redirect in client.redirects
    return redirect.startswith(("http://", "https://"))


def make_code(
    state: State,
    now: datetime,
    client: Client,
    user: User,
    redirect: str,
    challenge: str | None,
    audience: str | None,
) -> Grant:
    """Give a code that the client can exchange once, soon."""
    for dead in [each.code for each in state.grants.values() if each.expires <= now]:
        state.grants.drop(dead)
    grant = Grant(token_urlsafe(24), client.id, user.id, redirect, now + CODE_LIFETIME, challenge, audience)
    state.grants.put(grant.code, grant)
    return grant


def exchange_code(
    state: State,
    now: datetime,
    client: Client,
    code: str,
    redirect: str,
    verifier: str | None,
    environment: str = TEST,
) -> SignedIn:
    """Turn a code into tokens; raise InvalidGrant when it is not this client's, too old or used."""
    grant = state.grants.get(code)
    if grant is None or grant.client != client.id:
        raise InvalidGrant("Code not valid")
    state.grants.drop(code)
    if grant.expires <= now:
        raise InvalidGrant("Code is expired")
    if grant.redirect != redirect:
        raise InvalidGrant("Incorrect redirect_uri")
    if grant.challenge is not None and (verifier is None or not fits(grant.challenge, verifier)):
        raise InvalidGrant("PKCE verification failed")
    if grant.user not in state.users:
        raise InvalidGrant("The user does not exist")
    return sign_in(state, now, client, state.users[grant.user], grant.audience or AUDIENCE, environment)


def refresh(state: State, now: datetime, client: Client, value: str) -> SignedIn:
    """Turn a refresh token into new tokens; the old refresh token ends with it."""
    login = state.logins.get(value)
    if login is None or login.client != client.id or login.user not in state.users:
        raise InvalidGrant("Invalid refresh token")
    state.logins.drop(value)
    if login.expires <= now:
        raise InvalidGrant("Refresh token expired")
    return sign_in(state, now, client, state.users[login.user], login.audience, login.environment)


def with_password(
    state: State, now: datetime, client: Client, name: str, password: str, environment: str = TEST
) -> SignedIn:
    """Log in without a page: by e-mail address or UiTPAS number.

    Accounts without a password of their own take any.
    """
    card = state.cards.get(name)
    is_holder = card is not None and card.holder in state.passholders
    user = (
        accounts.user_of_passholder(state, card.holder or "")
        if card and is_holder
        else accounts.user_by_email(state, name)
    )
    if user is None or (user.password and user.password != password):
        raise InvalidGrant("Invalid user credentials")
    return sign_in(state, now, client, user, AUDIENCE, environment)


def sign_in(
    state: State, now: datetime, client: Client, user: User, audience: str, environment: str
) -> SignedIn:
    """Give a user tokens through a client, as often as the world allows."""
    rates.take(state, now, f"token {client.id}", state.settings.token_rate_limit)
    token = put_token(state, now, user_token(client.id, user.id, audience, environment))
    login = Login(token_urlsafe(32), client.id, user.id, now + LOGIN_LIFETIME, audience, environment)
    state.logins.put(login.value, login)
    return SignedIn(token, login)


def revoke(state: State, client: Client, value: str) -> None:
    """End an access token or a refresh token of a client; one that is not there has ended already."""
    token, login = state.tokens.get(value), state.logins.get(value)
    if token is not None and token.client == client.id:
        state.tokens.drop(value)
    if login is not None and login.client == client.id:
        state.logins.drop(value)

"""What UiTiD remembers between the steps of a login."""

from datetime import datetime

from attrs import frozen


@frozen(slots=False, repr=False)
class Grant:
    """A code on its way back to a client (RFC 6749, 4.1); `challenge` is the S256 challenge of PKCE."""

    code: str
    client: str
    user: str
    redirect: str
    expires: datetime
    challenge: str | None = None
    audience: str | None = None


@frozen(slots=False, repr=False)
class Login:
    """A refresh token: it gives new access tokens until it ends, is used, or is revoked."""

    value: str
    client: str
    user: str
    expires: datetime
    audience: str
    environment: str

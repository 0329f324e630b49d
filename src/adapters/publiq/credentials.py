"""A customer's key to publiq."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from ...domain.model.invalid import InvalidValue


class TokenPath(StrEnum):
    """Where UiTID gives tokens: publiq keeps the older path working for the clients that use it."""

    CURRENT = "/realms/uitid/protocol/openid-connect/token"
    OLDER = "/oauth/token"


@frozen(repr=False)
class Credentials:
    """A client id and its secret, which is never shown; one pair for each customer.

    Raises `InvalidValue` when one is missing.
    """

    client_id: str
    client_secret: str
    token_path: TokenPath = field(default=TokenPath.CURRENT, converter=TokenPath)

    def __attrs_post_init__(self) -> None:
        for name in ("client_id", "client_secret"):
            if not getattr(self, name):
                raise InvalidValue(name, "is missing: publiq gives it to every customer")

    def __repr__(self) -> str:
        return f"Credentials(client_id={self.client_id!r}, client_secret=***)"

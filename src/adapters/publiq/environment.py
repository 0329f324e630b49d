"""Where publiq's services are: always chosen, never guessed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from attrs import Attribute, field, frozen

from ...domain.model.invalid import InvalidValue


class Service(StrEnum):
    """A service of publiq's."""

    UITID = "UiTID"
    UITPAS = "UiTPAS"
    ENTRY = "UiTdatabank"
    SEARCH = "UiTdatabank Search"
    TAXONOMY = "UiTdatabank taxonomy"


OPEN = frozenset({Service.SEARCH, Service.TAXONOMY})
"""Services that are asked without a token: one wants a client id, the other nothing."""


def _is_base_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except (ValueError, TypeError, AttributeError):  # a port that is none; what is no text
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and port != 0


def _base_url(_: object, attribute: Attribute[Any], value: str | None) -> None:
    if value is not None and not _is_base_url(value):
        raise InvalidValue(attribute.name, "must be a base URL such as https://api-test.uitpas.be")


def _without_slash(value: str) -> str:
    return value.rstrip("/")


def _maybe_without_slash(value: str | None) -> str | None:
    return None if value is None else value.rstrip("/")


TAXONOMY = "https://taxonomy.uitdatabank.be"
"""There is one taxonomy, for every environment."""


class PassPath(StrEnum):
    """How a pass is looked up by its number; the older way is deprecated and still in wide use."""

    CURRENT = "/passes?identifier="
    OLDER = "/passes/{uitpasNumber}"


@frozen
class Environment:
    """Base URLs of the services that work together; a token of one environment opens no other.

    `search` and `taxonomy` may be absent where nobody looks anything up.
    `pass_path` is for an environment that knows only the older way; an INSZ always goes the current one.
    """

    name: str
    uitid: str = field(validator=_base_url, converter=_without_slash)
    uitpas: str = field(validator=_base_url, converter=_without_slash)
    entry: str = field(validator=_base_url, converter=_without_slash)
    pass_path: PassPath = field(default=PassPath.CURRENT, converter=PassPath)
    search: str | None = field(default=None, validator=_base_url, converter=_maybe_without_slash)
    taxonomy: str | None = field(default=None, validator=_base_url, converter=_maybe_without_slash)

    @classmethod
    def test(cls) -> Environment:
        """publiq's test environment, with its official test data; the taxonomy is the real one."""
        return cls(
            "test",
            "https://account-test.uitid.be",
            "https://api-test.uitpas.be",
            "https://io-test.uitdatabank.be",
            search="https://search-test.uitdatabank.be",
            taxonomy=TAXONOMY,
        )

    @classmethod
    def production(cls) -> Environment:
        """The real thing: sales here are compensated with real money."""
        return cls(
            "production",
            "https://account.uitid.be",
            "https://api.uitpas.be",
            "https://io.uitdatabank.be",
            search="https://search.uitdatabank.be",
            taxonomy=TAXONOMY,
        )

    @classmethod
    def simulator(cls, base_url: str) -> Environment:
        """A simulator that serves every service under one base URL; raises `InvalidValue` on `base_url`."""
        if not _is_base_url(base_url):
            raise InvalidValue(
                "base_url", "must be the base URL of a simulator, such as http://127.0.0.1:8800"
            )
        base = base_url.rstrip("/")
        return cls(
            "simulator",
            f"{base}/uitid",
            f"{base}/uitpas",
            f"{base}/uitdatabank",
            search=f"{base}/search",
            taxonomy=f"{base}/taxonomy",
        )

    def base_url(self, service: Service) -> str:
        """The base URL of a service, without a slash at its end.

        Raises `InvalidValue` for one that this environment was made without.
        """
        name = service.name.lower()
        url: str | None = getattr(self, name)
        if url is None:
            raise InvalidValue(name, f"must be the base URL of {service}: this environment has none")
        return url

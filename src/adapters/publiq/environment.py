"""Where publiq's services are: always chosen, never guessed."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from attrs import Attribute, field, frozen

from ...domain.model.invalid import InvalidValue


class Service(StrEnum):
    """A service of publiq's."""

    UITID = "UiTID"
    UITPAS = "UiTPAS"
    ENTRY = "UiTdatabank"


def _base_url(_: object, attribute: Attribute[str], value: str) -> None:
    try:
        parts = urlsplit(value)
        fine = parts.scheme in {"http", "https"} and parts.hostname and not parts.query and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise InvalidValue(attribute.name, "must be a base URL such as https://api-test.uitpas.be")


def _without_slash(value: str) -> str:
    return value.rstrip("/")


class PassPath(StrEnum):
    """How a pass is looked up by its number; the older way is deprecated and still in wide use."""

    CURRENT = "/passes?identifier="
    OLDER = "/passes/{uitpasNumber}"


@frozen
class Environment:
    """Base URLs of the services that work together; a token of one environment opens no other.

    `pass_path` is for an environment that knows only the older way; an INSZ always goes the current one.
    """

    name: str
    uitid: str = field(validator=_base_url, converter=_without_slash)
    uitpas: str = field(validator=_base_url, converter=_without_slash)
    entry: str = field(validator=_base_url, converter=_without_slash)
    pass_path: PassPath = field(default=PassPath.CURRENT, converter=PassPath)

    @classmethod
    def test(cls) -> Environment:
        """publiq's test environment, with its official test data."""
        return cls(
            "test",
            "https://account-test.uitid.be",
            "https://api-test.uitpas.be",
            "https://io-test.uitdatabank.be",
        )

    @classmethod
    def production(cls) -> Environment:
        """The real thing: sales here are compensated with real money."""
        return cls(
            "production", "https://account.uitid.be", "https://api.uitpas.be", "https://io.uitdatabank.be"
        )

    @classmethod
    def simulator(cls, base_url: str) -> Environment:
        """A simulator that serves every service under one base URL."""
        base = base_url.rstrip("/")
        return cls("simulator", f"{base}/uitid", f"{base}/uitpas", f"{base}/uitdatabank")

    def base_url(self, service: Service) -> str:
        """The base URL of a service, without a slash at its end."""
        return {Service.UITID: self.uitid, Service.UITPAS: self.uitpas, Service.ENTRY: self.entry}[service]

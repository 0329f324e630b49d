"""Find out where a request goes: to which world, and to which of its services."""

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from .realm import NAME
from .wire.messages import SHORT, Request

DEFAULT_WORLD = "default"
WORLDS = "/worlds/"
HOSTS: Mapping[str, str] = {
    "account-test.uitid.be": "uitid",
    "account.uitid.be": "uitid",
    "api-test.uitpas.be": "uitpas",
    "io-test.uitdatabank.be": "uitdatabank",
    "search-test.uitdatabank.be": "search",
    "taxonomy.uitdatabank.be": "taxonomy",
}


@frozen(slots=False)
class Target:
    """Where a request goes: world, service, path within the service, and the service's address."""

    world: str
    service: str
    path: str
    base: str


@lru_cache(maxsize=256)
def service_of_host(host: str) -> str | None:
    """Say which service one of publiq's own host names is for."""
    return HOSTS.get(host.partition(":")[0].lower())


def locate(request: Request) -> Target | None:
    """Find where a request goes, by host name or by path; None when neither says it."""
    if len(request.path) <= SHORT:
        return _located_before(request.scheme, request.host, request.path)
    return _located(request.scheme, request.host, request.path)


def _located(scheme: str, host: str, path: str) -> Target | None:
    if not path.startswith("/"):
        return None
    named = service_of_host(host)
    world, prefix = DEFAULT_WORLD, ""
    if path.startswith(WORLDS):
        _, _, world, *others = path.split("/", 3)
        if not NAME.fullmatch(world):
            return None
        prefix, path = f"{WORLDS}{world}", "/" + "".join(others)
    elif named is not None:
        return Target(world, named, path, f"https://{host}")
    service, _, rest = path[1:].partition("/")
    if rest and not service:
        return None
    scheme = scheme if named is None else "https"
    return Target(world, service, f"/{rest}", f"{scheme}://{host}{prefix}/{service}")


_located_before = lru_cache(maxsize=4096)(_located)
"""Finds again what a short path means: to compare three texts costs less than to take them apart."""

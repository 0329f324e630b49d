"""All operations that cases may call, by operationId, with the service and the place of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from ..simulator.contract import Operation, contracts_directory, load_contract

PLACES: Mapping[str, tuple[str, str | None]] = {
    "uitid": ("uitid", "https://account-test.uitid.be"),
    "uitpas": ("uitpas", "https://api-test.uitpas.be"),
    "uitdatabank-entry": ("uitdatabank", "https://io-test.uitdatabank.be"),
    "uitdatabank-search": ("search", "https://search-test.uitdatabank.be"),
    "taxonomy": ("taxonomy", "https://taxonomy.uitdatabank.be"),
    "sim": ("_sim", None),
}
"""Per contract: the path below a simulator, and the address in publiq's test environment."""


@frozen
class Known:
    """An operation and the contract that it is of."""

    service: str
    operation: Operation


@cache
def contracts() -> tuple[str, ...]:
    """Name the contracts that there are, in the order of PLACES."""
    return tuple(name for name in PLACES if (contracts_directory() / f"{name}.json").is_file())


@cache
def operations() -> Mapping[str, Known]:
    """Give every operation of every contract."""
    return {
        name: Known(service, operation)
        for service in contracts()
        for name, operation in load_contract(service).operations.items()
    }

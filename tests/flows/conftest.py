"""A house of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.house import House
from tests.flows.till import Till, open_till
from uitkern.adapters.ledger.engines import LedgerAt
from uitkern.adapters.ledger.seal import new_key
from uitkern.adapters.ledger.store import LedgerStore


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def empty_house() -> Iterator[House]:
    """A house whose ledger lives in memory and holds nothing yet."""
    store = LedgerStore("sqlite://")
    yield House(store)
    store.close()


@pytest.fixture
def house(empty_house: House) -> House:
    """A house with one published camp and one child with a pass; UiTPAS has been told nothing."""
    return empty_house.move_in()


@pytest.fixture
def file_house(tmp_path: Path) -> Iterator[House]:
    """As `house`, with the ledger in the file `ledger.db`, which others can open beside it."""
    store = LedgerStore(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield House(store).move_in()
    store.close()


@pytest.fixture
def till(house: House) -> Till:
    """A till of UiTPAS that holds what is registered, and two children with the social tariff."""
    return open_till(house)


@pytest.fixture
def sealed_house() -> Iterator[House]:
    """As `house`, with a ledger that encrypts."""
    store = LedgerStore(LedgerAt("sqlite://", keys=(new_key(),)))
    yield House(store).move_in()
    store.close()

"""A core on a simulated publiq in which everything can be made to go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from tests.cases.desk import Desk, open_desk
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def desk(publiq: Publiq, tmp_path: Path) -> Iterator[Desk]:
    """One camp that UiTPAS knows and a child with the social tariff."""
    opened = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db")
    yield opened
    opened.core.close()


@pytest.fixture(params=["blocking", "awaited"])
def any_desk(request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path) -> Iterator[Desk]:
    """As `desk`, at both faces of the core."""
    opened = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=request.param == "awaited")
    yield opened
    opened.core.close()

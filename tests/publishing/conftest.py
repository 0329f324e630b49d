"""A core on a simulated publiq, at both faces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from tests.publishing.agenda import Agenda, open_agenda
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def agenda(publiq: Publiq, tmp_path: Path) -> Iterator[Agenda]:
    opened = open_agenda(publiq, f"sqlite:///{tmp_path}/ledger.db")
    yield opened
    opened.core.close()


@pytest.fixture(params=["blocking", "awaited"])
def any_agenda(request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path) -> Iterator[Agenda]:
    opened = open_agenda(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=request.param == "awaited")
    yield opened
    opened.core.close()

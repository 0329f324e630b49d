"""Every test that asks runs twice: blocking and awaited."""

from __future__ import annotations

import pytest

from tests.adapters.publiq.wire import Asker, Wire


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture(params=["blocking", "awaited"])
def asked(request: pytest.FixtureRequest, wire: Wire) -> Asker:
    return Asker(request.param == "awaited", wire)

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import COUNTER_CLIENT_ID, COUNTER_CLIENT_SECRET
from uitkern.simulator.world.world import World


@pytest.fixture
def world() -> World:
    """A fresh world, frozen on a Wednesday morning."""
    fresh = World("test", official_world())
    fresh.clock.freeze(datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    return fresh


@pytest.fixture
def anonymous(publiq: Publiq) -> Iterator[httpx.Client]:
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as client:
        yield client


@pytest.fixture
def api(publiq: Publiq) -> Iterator[httpx.Client]:
    """A client with a token of the default client."""
    token = publiq.world.issue_token(publiq.client_id, publiq.client_secret).value
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(transport=publiq.transport, base_url=publiq.url, headers=headers) as client:
        yield client


@pytest.fixture
def counter(publiq: Publiq) -> Iterator[httpx.Client]:
    """A client of a counter that registers people, with a token for ever; addresses begin after `/uitpas`."""
    token = publiq.world.issue_token(COUNTER_CLIENT_ID, COUNTER_CLIENT_SECRET)
    lasting = evolve(token, expires=datetime(8000, 1, 1, tzinfo=UTC))
    publiq.world.state.tokens.put(token.value, lasting)
    headers = {"authorization": f"Bearer {token.value}"}
    base = f"{publiq.url}/uitpas"
    with httpx.Client(transport=publiq.transport, base_url=base, headers=headers) as client:
        yield client

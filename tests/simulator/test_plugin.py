from __future__ import annotations

import asyncio
import subprocess
import sys
from time import perf_counter

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq


def test_each_test_has_a_world_of_its_own(publiq: Publiq) -> None:
    assert publiq.journal.count() == 0
    assert Publiq().world is not publiq.world


def test_both_transports_reach_the_same_world(publiq: Publiq) -> None:
    async def over_async() -> int:
        async with httpx.AsyncClient(transport=publiq.async_transport, base_url=publiq.url) as web:
            return (await web.get("/uitpas/permissions")).status_code

    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as web:
        assert web.get("/uitpas/permissions").status_code == 401
    assert asyncio.run(over_async()) == 401
    assert publiq.journal.count("get-permissions") == 2


def test_the_async_transport_suffers_the_same_faults(publiq: Publiq) -> None:
    async def call(cut: str | None = None, latency: float = 0.0) -> int:
        async with httpx.AsyncClient(transport=publiq.async_transport, base_url=publiq.url) as web:
            with publiq.fault(cut=cut, latency=latency):
                return (await web.get("/uitpas/permissions")).status_code

    with pytest.raises(httpx.RemoteProtocolError):
        asyncio.run(call(cut="before"))
    with pytest.raises(httpx.ReadTimeout):
        asyncio.run(call(latency=60))
    assert asyncio.run(call(latency=0.01)) == 401


def test_the_clock_of_a_test_moves_by_seconds_or_units(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T09:00:00+00:00")
    before = publiq.clock.now()
    publiq.clock.advance(5)
    publiq.clock.advance(days=1, hours=1)
    assert (publiq.clock.now() - before).total_seconds() == 5 + 86400 + 3600
    publiq.clock.follow()
    assert not publiq.world.clock.is_frozen


def test_a_fresh_world_and_a_call_cost_next_to_nothing() -> None:
    """The bounds are far above what is needed, and far below starting a server or a thread."""
    Publiq()
    started = perf_counter()
    for _ in range(100):
        Publiq()
    assert perf_counter() - started < 0.5
    publiq = Publiq()
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as web:
        started = perf_counter()
        for _ in range(200):
            web.get("/uitpas/permissions")
    assert perf_counter() - started < 1


def test_loading_the_plugin_loads_no_simulator() -> None:
    program = (
        "import pytest, sys; before = set(sys.modules);"
        "import uitkern.simulator.testing.plugin;"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('uitkern')))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    for heavy in ("httpx", "uvicorn", "jsonschema_rs", "attrs", "attr"):
        assert heavy not in loaded.stdout.split()

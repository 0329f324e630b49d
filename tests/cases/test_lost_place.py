"""A place that disappears: whoever looks after its activities hears of it, and where else to go."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from attrs import evolve

from tests.adapters.cores import an_activity, open_core
from tests.simulator.udb import a_place
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture
def http(publiq: Publiq) -> httpx.Client:
    return publiq.http()


def made(http: httpx.Client, name: str) -> str:
    body = a_place(name={"nl": name}, workflowStatus="READY_FOR_VALIDATION")
    return str(http.post("/uitdatabank/places", json=body).json()["id"])


def test_the_worker_tells_and_the_core_proposes(publiq: Publiq, http: httpx.Client, tmp_path: Path) -> None:
    place, other = made(http, "Kasteel Ter Bos"), made(http, "Kasteel Ter Zee")
    core = open_core(publiq, f"sqlite:///{tmp_path}/ledger.db")
    core.save_activity(evolve(an_activity(), place_id=place))
    core.publish("camp")
    core.await_registration("camp")
    assert not core.tick().alerts
    http.delete(f"/uitdatabank/places/{place}")
    publiq.clock.advance(days=2)
    (alert,) = core.tick().alerts
    assert alert.activity_id == "camp"
    assert "(Kasteel Ter Bos) was deleted or replaced: choose another" in str(alert)
    publiq.clock.advance(days=2)
    assert not core.tick().alerts  # told once
    (checked,) = core.check_places()
    assert other in {each.place.id for each in checked.proposals}
    core.close()

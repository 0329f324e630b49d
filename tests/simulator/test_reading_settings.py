"""Readings are set world by world, checked where they are set, and kept with the world."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import (
    ORGANIZER,
    PERSON,
    ok,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes.stage import Stage
from uitkern.simulator.world.archive.scalars import Unreadable
from uitkern.simulator.world.archive.worlds import read_world
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.readings import UnknownReading


def test_two_worlds_of_one_simulator_follow_a_reading_each(publiq: Publiq) -> None:
    alice = publiq.simulator.realm("alice").world
    alice.configure(evolve(alice.settings, readings={"event-not-found-status": "other"}))
    token = alice.issue_token(publiq.client_id, publiq.client_secret).value
    query = {"eventId": "none", "uitpasNumber": PERSON, "regularPrice": "10"}
    hers = {"authorization": f"Bearer {token}"}

    with publiq.http() as http:
        assert http.get("/uitpas/tariffs", params=query).status_code == 400
        assert http.get("/worlds/alice/uitpas/tariffs", params=query, headers=hers).status_code == 404


def test_readings_are_turned_and_turned_back_one_by_one(anonymous: httpx.Client) -> None:
    def put(**readings: str) -> Any:
        return ok(anonymous.put("/_sim/settings", json={"readings": readings}))["readings"]

    assert put(**{"trailing-slash": "other"}) == {"trailing-slash": "other"}
    assert put(**{"token-path": "other"}) == {"trailing-slash": "other", "token-path": "other"}
    assert put(**{"trailing-slash": "ours"}) == {"token-path": "other"}
    ok(anonymous.post("/_sim/reset"), 204)
    assert ok(anonymous.get("/_sim/settings"))["readings"] == {}


@pytest.mark.parametrize(
    ("question", "reading", "why"),
    [
        ("event-not-found-state", "other", "Did you mean event-not-found-status?"),
        ("two-persons-with-one-number", "other", "Nothing turns this question. It is about the test data"),
        ("a/b", "other", "No open question of this id can be turned."),
        ("event-not-found-status", "404", "one of ours, other"),
    ],
)
def test_a_reading_that_cannot_be_followed_is_refused_where_it_stands(
    anonymous: httpx.Client, publiq: Publiq, question: str, reading: str, why: str
) -> None:
    wanted = {"strict": True, "readings": {question: reading}}
    refused = anonymous.put("/_sim/settings", json=wanted)

    assert refused.status_code == 400
    [error] = refused.json()["schemaErrors"]
    assert error["jsonPointer"] == f"/readings/{question.replace('/', '~1')}"
    assert why in error["error"]
    assert not publiq.world.settings.strict


@pytest.mark.parametrize("readings", [{"nothing": "other"}, {"event-not-found-status": "404"}])
def test_a_world_takes_no_reading_that_it_does_not_know(publiq: Publiq, readings: dict[str, str]) -> None:
    with pytest.raises(UnknownReading):
        publiq.world.configure(evolve(publiq.world.settings, readings=readings))


def test_readings_go_with_the_world_that_is_written_down(anonymous: httpx.Client) -> None:
    anonymous.put("/_sim/settings", json={"readings": {"trailing-slash": "other"}})
    written = ok(anonymous.get("/_sim/state"))
    assert written["settings"]["readings"] == {"trailing-slash": "other"}
    anonymous.post("/_sim/reset")
    ok(anonymous.put("/_sim/state", json=written), 204)
    assert ok(anonymous.get("/_sim/settings"))["readings"] == {"trailing-slash": "other"}


@pytest.mark.parametrize(
    ("readings", "pointer", "why"),
    [
        ({"trailing-slash": "mine"}, "/settings/readings/trailing-slash", "one of ours, other"),
        (
            {"trailing-slashes": "other"},
            "/settings/readings/trailing-slashes",
            "did you mean trailing-slash?",
        ),
    ],
)
def test_a_file_with_an_unknown_reading_is_no_world(readings: dict[str, str], pointer: str, why: str) -> None:
    written = {"version": 1, "base": "official", "settings": {"readings": readings}}
    with pytest.raises(Unreadable) as refused:
        read_world(written, official_world())
    assert refused.value.pointer == pointer
    assert why in refused.value.why


def test_an_answer_that_breaks_the_contract_is_told_in_a_turned_world_too(publiq: Publiq) -> None:
    stage = Stage(publiq)
    settings = evolve(publiq.world.settings, readings={"end-date-type-of-an-association": "other"})
    publiq.world.configure(settings)
    club = next(iter(stage.state.associations.values()))
    wrong: dict[str, Any] = {"name": 5}
    stage.state.associations.put(club.id, evolve(club, **wrong))
    query = {"organizerId": ORGANIZER, "permission": "READ"}
    assert stage.ask("get-associations", query=query).json()["type"] == "urn:uitkern:sim:contract-broken"

"""Several organisations in one ledger, each with credentials of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import frozen

from tests.adapters.cores import WorldClock, an_activity
from tests.simulator.udb import an_event
from uitkern import Credentials, Environment, Organisation, Uitkern, errors
from uitkern.domain.model.event_record import EventRecord
from uitkern.domain.ports.outcomes import Done, Refused
from uitkern.domain.ports.publiq import CreateEvent
from uitkern.domain.ports.uitdatabank import EventPermissions, GetEvent
from uitkern.domain.ports.uitdatabank_changes import SetName
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official


@frozen
class House:
    """Two organisations, who share a ledger and an organizer and nothing else."""

    ours: Uitkern
    theirs: Uitkern


@pytest.fixture
def house(publiq: Publiq, tmp_path: Path) -> Any:
    other = publiq.client()
    pairs = {"us": (publiq.client_id, publiq.client_secret), "them": (other.id, other.secret)}
    cores = [
        Uitkern(
            f"sqlite:///{tmp_path}/ledger.db",
            Organisation(name, official.ORGANIZER),
            Environment.simulator(publiq.url),
            Credentials(*pair),
            client=httpx.Client(transport=publiq.transport),
            clock=WorldClock(publiq.clock),
        )
        for name, pair in pairs.items()
    ]
    yield House(*cores)
    for core in cores:
        core.close()


def published(core: Uitkern) -> str:
    core.save_activity(an_activity())
    core.publish("camp")
    found = core.await_registration("camp")
    assert found.event_id
    return found.event_id


def test_each_publishes_with_its_own_credentials(house: House) -> None:
    ours, theirs = published(house.ours), published(house.theirs)
    assert ours != theirs
    makers = {core.ask(GetEvent(event)).creator for core, event in ((house.ours, ours), (house.ours, theirs))}  # type: ignore[union-attr]
    assert len(makers) == 2


def test_each_sees_its_own_activities_alone(house: House) -> None:
    published(house.ours)
    assert house.ours.published_activities() == ("camp",)
    assert house.theirs.published_activities() == ()
    with pytest.raises(errors.NotFound):
        house.theirs.check_place("camp")


def test_an_event_made_with_other_credentials_is_recognised(house: House) -> None:
    event = published(house.theirs)
    refused = house.ours.ask(SetName(event, "nl", "Van ons"))
    assert isinstance(refused, Refused)
    assert refused.problem.status == 403
    assert house.ours.ask(EventPermissions(event)) == frozenset()
    assert house.theirs.ask(EventPermissions(event))
    told = house.ours.ask(GetEvent(event))
    assert isinstance(told, EventRecord)
    assert told.title == "Zomerkamp"


def test_an_event_made_with_other_credentials_is_explained(house: House, publiq: Publiq) -> None:
    made = house.theirs.ask(CreateEvent(an_event()))
    assert isinstance(made, Done)
    publiq.clock.advance(minutes=5)
    house.ours.save_activity(an_activity("week"))
    (warning,) = house.ours.check_event("week", made.answer).warnings
    assert "was made with other credentials: ours may sell for it, but not change it" in warning
    house.ours.link("week", made.answer)
    (only,) = [each for each in house.ours.examine_activities(["week"]) if "credentials" in each.says]
    assert only.says == "its event was made with other credentials: ours may not change it"
    assert only.remedy
    assert "owner of its organizer" in only.remedy


def test_the_doctor_of_one_says_nothing_of_the_other(house: House) -> None:
    published(house.ours)
    assert {each.subject for each in house.ours.examine() if each.check == "activities"} == {"camp"}
    assert not [each for each in house.theirs.examine() if each.check == "activities"]

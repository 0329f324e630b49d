"""Searching is behind what was written: by a delay of the world's clock, or until it is told to catch up."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from attrs import evolve

from tests.simulator.searching import Search, searching
from tests.simulator.udb import an_event, an_organizer
from uitkern.simulator.testing.publiq import Publiq


@pytest.fixture
def search(publiq: Publiq, anonymous: httpx.Client) -> Search:
    return searching(publiq, anonymous)


def manual(search: Search) -> None:
    assert search.http.put("/_sim/settings", json={"indexDelay": "manual"}).json()["indexDelay"] == "manual"


def flush(search: Search) -> int:
    return int(search.http.post("/_sim/search/flush").json()["indexed"])


def test_an_event_is_found_two_seconds_after_it_was_written(search: Search) -> None:
    event = search.writer.made("events", an_event())
    assert search.found(id=event) == []
    search.publiq.clock.advance(1.9)
    assert search.found(id=event) == []
    search.publiq.clock.advance(0.1)
    assert search.found(id=event) == [event]


def test_a_change_is_found_after_the_delay_and_the_old_version_until_then(search: Search) -> None:
    event = search.event()
    search.writer.put(f"/events/{event}/name/nl", {"name": "Zwemles"})
    assert (search.q("name.nl:zwemles"), search.q("name.nl:speelweek")) == ([], [event])
    assert search.page("/events", id=event, embed="true")["member"][0]["name"] == {"nl": "Speelweek"}
    search.publiq.clock.advance(2)
    assert (search.q("name.nl:zwemles"), search.q("name.nl:speelweek")) == ([event], [])


def test_two_changes_show_one_after_the_other(search: Search) -> None:
    event = search.event()
    search.writer.put(f"/events/{event}/name/nl", {"name": "Eerste"})
    search.publiq.clock.advance(1)
    search.writer.put(f"/events/{event}/name/nl", {"name": "Tweede"})
    search.publiq.clock.advance(1)
    assert (search.q("name.nl:eerste"), search.q("name.nl:tweede")) == ([event], [])
    search.publiq.clock.advance(1)
    assert (search.q("name.nl:eerste"), search.q("name.nl:tweede")) == ([], [event])


def test_a_deletion_is_behind_as_well(search: Search) -> None:
    event = search.event()
    assert search.writer.ask("DELETE", f"/events/{event}").status_code == 204
    assert search.found(id=event) == [event]
    search.publiq.clock.advance(2)
    assert search.found(id=event) == []
    assert search.found(id=event, workflowStatus="DELETED") == [event]


def test_with_a_manual_delay_only_a_flush_lets_an_event_be_found(search: Search) -> None:
    manual(search)
    event = search.writer.made("events", an_event())
    search.publiq.clock.advance(days=1)
    assert search.found(id=event) == []
    assert flush(search) == 1
    assert search.found(id=event) == [event]


def test_what_is_written_after_a_flush_waits_for_the_next(search: Search) -> None:
    manual(search)
    first = search.writer.made("events", an_event())
    flush(search)
    second = search.writer.made("events", an_event())
    assert search.mine() == [first]
    flush(search)
    assert search.mine() == [first, second]


def test_a_flush_is_of_one_world(search: Search) -> None:
    event = search.writer.made("events", an_event())
    search.http.post("/worlds/other/_sim/search/flush")
    assert search.found(id=event) == []


def test_the_labels_of_uitpas_are_found_after_both_delays(search: Search) -> None:
    event = search.writer.made("events", an_event())
    search.publiq.clock.advance(4.9)
    assert search.mine(uitpas="true") == []
    assert search.mine(uitpas="false") == [event]
    search.publiq.clock.advance(0.1)
    assert search.mine(uitpas="true") == [event]
    assert search.mine(**{"labels[]": ["uitpas gent", "Paspartoe"]}) == [event]


def test_a_card_system_that_is_switched_off_takes_its_label_away(search: Search) -> None:
    event = search.event()
    search.publiq.clock.advance(10)
    assert search.mine(labels="Paspartoe") == [event]
    assert search.writer.ask("PUT", f"/uitpas/events/{event}/card-systems", [5]).status_code == 200
    assert search.mine(labels="Paspartoe") == [event]
    search.publiq.clock.advance(2)
    assert (search.mine(labels="Paspartoe"), search.mine(labels="UiTPAS Gent")) == ([], [event])


def test_an_organizer_that_changes_changes_how_its_events_are_found(search: Search) -> None:
    organizer = search.writer.made("organizers", an_organizer())
    event = search.event(organizer={"@id": f"/organizers/{organizer}"})
    search.writer.put(f"/organizers/{organizer}/labels/zomerplein")
    search.publiq.clock.advance(2)
    assert search.mine(organizerLabels="zomerplein") == [event]


def test_a_place_that_changes_changes_how_its_events_are_found(search: Search) -> None:
    place = search.place()
    event = search.event(location={"@id": f"/places/{place}"})
    search.writer.put(f"/places/{place}/name/nl", {"name": "Zwembad"})
    search.publiq.clock.advance(2)
    assert search.q("location.name.nl:zwembad") == [event]


def test_a_snapshot_holds_what_was_found(search: Search) -> None:
    event = search.event()
    search.http.put("/_sim/snapshots/before")
    search.writer.put(f"/events/{event}/name/nl", {"name": "Zwemles"})
    later = search.event()
    assert set(search.mine()) == {event, later}
    search.http.post("/_sim/snapshots/before/restore")
    assert (search.mine(), search.q("name.nl:speelweek")) == ([event], [event])


def test_a_snapshot_holds_what_was_waiting(search: Search) -> None:
    event = search.writer.made("events", an_event())
    search.http.put("/_sim/snapshots/before")
    search.publiq.clock.advance(2)
    assert search.mine() == [event]
    search.http.post("/_sim/snapshots/before/restore")
    assert search.mine() == []
    search.publiq.clock.advance(2)
    assert search.mine() == [event]


def test_after_a_reset_only_the_test_data_are_found(search: Search) -> None:
    before = search.found()
    search.event()
    search.http.post("/_sim/reset")
    assert search.found() == before


def test_a_world_that_is_read_from_a_file_is_found_whole(search: Search) -> None:
    event = search.writer.made("events", an_event())
    world = search.http.get("/_sim/state").json()
    search.http.put("/_sim/state", json=world)
    assert search.found(id=event) == [event]


@pytest.mark.parametrize("delay", ["manually", -1, None, "P1Y"])
def test_a_delay_is_a_duration_or_manual(search: Search, delay: object) -> None:
    answer = search.http.put("/_sim/settings", json={"indexDelay": delay})
    assert answer.status_code == 400
    assert answer.json()["schemaErrors"][0]["jsonPointer"] == "/indexDelay"


def test_without_a_delay_what_is_written_is_found_at_once(search: Search) -> None:
    settings = evolve(search.publiq.world.settings, index_delay=timedelta())
    search.publiq.world.configure(settings)
    event = search.writer.made("events", an_event())
    assert search.found(id=event) == [event]
    search.writer.put(f"/events/{event}/name/nl", {"name": "Zwemles"})
    assert search.q("name.nl:zwemles") == [event]

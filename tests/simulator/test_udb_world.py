"""What UiTdatabank keeps is part of a world: written down, read again, remembered and reset with it."""

from __future__ import annotations

import json
from typing import cast

import httpx
import pytest

from tests.simulator.udb import Caller, a_place, an_event, an_organizer, caller, person
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import MODERATOR_CLIENT_ID, MODERATOR_CLIENT_SECRET
from uitkern.simulator.world.world import Snapshot

ARTICLE = {
    "headline": "Spelen",
    "inLanguage": "nl",
    "text": "Aan het water.",
    "about": "x",
    "publisher": "BUURT",
    "publisherLogo": "https://buurt.example/logo.png",
    "url": "https://buurt.example/week",
}


@pytest.fixture
def udb(publiq: Publiq, anonymous: httpx.Client) -> Caller:
    publiq.clock.freeze("2026-06-01T08:00:00")
    return caller(publiq, anonymous)


def fill(publiq: Publiq, anonymous: httpx.Client, udb: Caller) -> str:
    """Put something in each table; gives the path of an event."""
    organizer = udb.made("organizers", an_organizer())
    place = udb.made("places", a_place())
    event = f"/events/{udb.made('events', an_event(location={'@id': f'/places/{place}'}, labels=['zomer']))}"
    publiq.clock.advance(seconds=4)
    udb.put(f"{event}/organizer/{organizer}")
    form = {"description": "Water", "copyrightHolder": "Buurthuis", "language": "nl"}
    image = udb.ask("POST", "/images", files={"file": b"GIF89a"}, data=form).json()["imageId"]
    assert udb.ask("POST", f"{event}/images", {"mediaObjectId": image}).status_code == 204
    assert udb.ask("POST", "/ownerships", {"itemId": organizer, "itemType": "organizer"}).status_code == 201
    assert udb.ask("POST", "/productions", {"name": "Week", "eventIds": [event[8:]]}).status_code == 201
    assert udb.ask("POST", "/news-articles", ARTICLE).status_code == 201
    someone = person(publiq, anonymous, next(iter(publiq.world.state.users)))
    someone.put("/mailing-list/7", {"email": "ann@buurthuis.example"})
    twin = udb.made("places", a_place(name={"nl": "Buurthuis bis"}))
    publiq.nudge("merge-places", duplicatePlaceId=twin, canonicalPlaceId=place)
    assert udb.ask("POST", "/events/export/json", {"query": "*"}).status_code == 200
    return event


def test_a_world_with_all_that_is_written_down_and_read_again(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = fill(publiq, anonymous, udb)
    shown = udb.shown(f"{event}?embedUitpasPrices=true")
    snapshot = publiq.world.snapshot()
    written = write_world(snapshot.state, snapshot.clock)
    tables = cast("dict[str, object]", written["tables"])
    assert all(rows for name, rows in tables.items() if name.startswith("udb"))

    read, clock = read_world(json.loads(json.dumps(written)), official_world())
    assert write_world(read, clock) == written
    publiq.world.restore(Snapshot(read, clock))
    assert udb.shown(f"{event}?embedUitpasPrices=true") == shown


def test_a_snapshot_shares_nothing_with_what_comes_after(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = fill(publiq, anonymous, udb)
    before, shown = publiq.world.snapshot(), udb.shown(event)
    udb.put(f"{event}/labels", {"labels": ["anders"]})
    udb.put(f"{event}/name/nl", {"name": "Anders"})
    udb.ask("DELETE", event)
    publiq.world.restore(before)
    assert udb.shown(event) == shown
    publiq.world.reset()
    assert anonymous.get(f"/uitdatabank{event}").status_code == 404


def test_the_official_test_data_have_a_moderator(
    publiq: Publiq, anonymous: httpx.Client, udb: Caller
) -> None:
    event = f"/events/{udb.made('events', an_event())}"
    token = publiq.world.issue_token(MODERATOR_CLIENT_ID, MODERATOR_CLIENT_SECRET).value
    moderator = Caller(anonymous, {"authorization": f"Bearer {token}"})
    moderator.put(f"{event}/workflow-status", {"workflowStatus": "APPROVED"})
    assert udb.shown(event)["workflowStatus"] == "APPROVED"

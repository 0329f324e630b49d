from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from attrs import evolve

from tests.simulator.rights import (
    EVENT,
    LIMITED,
    NOT_OURS,
    ORGANIZER,
    PERSON,
    as_user,
    change,
    client,
    ok,
    points,
    problem,
)
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official.rights import MEMBER_USER, PLAIN_USER

CHIP, BLOCKED_CHIP, STOCK_CHIP = "04363CDAEE3880", "04B00412F15284", "044AC54A8E6180"
DEVICE = "/kiosk-devices"


@pytest.fixture
def kiosk(publiq: Publiq) -> Iterator[httpx.Client]:
    with client(publiq, x_custom_token="test-device-1") as web:
        yield web


def close(publiq: Publiq, *events: str) -> None:
    """Let events be over."""
    span = {"calendarType": "single", "startDate": "2001-01-01T10:00:00Z", "endDate": "2001-01-01T11:00:00Z"}
    for each in events:
        event = publiq.world.state.events[each]
        publiq.world.state.events.put(each, evolve(event, document={**event.document, **span}))


def test_a_kiosk_is_set_up_with_its_code_once(publiq: Publiq) -> None:
    with client(publiq, x_custom_token="ZUIL-0002") as web:
        body = {"name": "Testzuil 2", "deviceId": "test-device-2"}
        for wrong, answer in (
            ({"name": "Geen zuil"}, (400, "uitpas/kiosk-not-found")),
            ({"deviceId": "test-device-1"}, (400, "uitpas/kiosk-device-already-in-use")),
            ({"name": "Testzuil 1"}, (403, "auth/forbidden")),
        ):
            assert problem(web.put(f"{DEVICE}/setup", json=body | wrong)) == answer
        made = ok(web.put(f"{DEVICE}/setup", json=body))
        assert (made["deviceId"], made["cardSystem"]["id"]) == ("test-device-2", 5)
        again = web.put(f"{DEVICE}/setup", json=body)
        assert problem(again) == (400, "uitpas/kiosk-already-configured")
        unknown = web.put(f"{DEVICE}/setup", json=body, headers={"x-custom-token": "none"})
        assert problem(unknown) == (401, "auth/unauthorized")
        mine = ok(web.get(DEVICE, headers={"x-custom-token": "test-device-2"}))
        assert mine == made


def test_a_device_that_nobody_set_up_is_not_served(publiq: Publiq) -> None:
    with client(publiq) as nobody:
        assert problem(nobody.get(DEVICE)) == (401, "auth/unauthorized")
        answer = nobody.get(DEVICE, headers={"x-custom-token": "none"})
        assert problem(answer) == (401, "auth/unauthorized")


def test_a_chip_checks_its_holder_in_at_the_event_of_now(publiq: Publiq, kiosk: httpx.Client) -> None:
    before = points(publiq)
    shown = ok(kiosk.get(f"{DEVICE}/checkins"))
    made = ok(kiosk.post(f"{DEVICE}/checkins", json={"chipNumber": CHIP.lower()}))
    assert made == {"newPoints": shown["checkinPoints"], "totalPoints": before + 1}
    assert ok(kiosk.get(f"{DEVICE}/chip-numbers/{CHIP}")) == {"totalPoints": before + 1}
    again = kiosk.post(f"{DEVICE}/checkins", json={"chipNumber": CHIP})
    assert problem(again) == (400, "uitpas/maximum-reached")
    assert again.json()["endUserMessage"]["nl"]


@pytest.mark.parametrize(
    ("chip", "kind"),
    [
        (BLOCKED_CHIP, "card-blocked"),
        (STOCK_CHIP, "passholder-not-found"),
        ("FFFF", "passholder-not-found"),
        ("04D0AB6AF85C80", "checkin-not-allowed"),
    ],
)
def test_a_card_that_saves_no_points_is_refused(kiosk: httpx.Client, chip: str, kind: str) -> None:
    refused = kiosk.post(f"{DEVICE}/checkins", json={"chipNumber": chip})
    assert problem(refused) == (400, f"uitpas/{kind}")
    assert refused.json()["endUserMessage"]["nl"]


def test_a_chip_is_read_without_a_checkin(kiosk: httpx.Client) -> None:
    assert problem(kiosk.get(f"{DEVICE}/chip-numbers/{BLOCKED_CHIP}")) == (400, "uitpas/card-blocked")
    assert problem(kiosk.get(f"{DEVICE}/chip-numbers/FFFF")) == (404, "uitpas/pass-not-found")


def test_the_fixed_event_comes_first_while_it_is_on(publiq: Publiq, kiosk: httpx.Client) -> None:
    assert problem(kiosk.get(f"{DEVICE}/events")) == (404, "uitpas/event-not-found")
    ok(kiosk.put(f"{DEVICE}/events", json={"id": LIMITED}), 204)
    assert ok(kiosk.get(f"{DEVICE}/events"))["event"]["id"] == LIMITED
    assert ok(kiosk.get(f"{DEVICE}/checkins"))["event"]["id"] == LIMITED
    close(publiq, LIMITED)
    assert ok(kiosk.get(f"{DEVICE}/checkins"))["event"]["id"] == EVENT
    close(publiq, EVENT)
    assert problem(kiosk.get(f"{DEVICE}/checkins")) == (404, "uitpas/event-not-found")
    nothing = kiosk.post(f"{DEVICE}/checkins", json={"chipNumber": CHIP})
    assert problem(nothing) == (400, "uitpas/event-not-found")
    ok(kiosk.delete(f"{DEVICE}/events"), 204)
    ok(kiosk.delete(f"{DEVICE}/events"), 204)
    for event, kind in (("none", "event-not-found"), (NOT_OURS, "event-not-acceptable")):
        refused = kiosk.put(f"{DEVICE}/events", json={"id": event})
        assert problem(refused) == (400, f"uitpas/{kind}")


def test_those_who_manage_kiosks_see_and_fix_the_events(publiq: Publiq, api: httpx.Client) -> None:
    assert [each["id"] for each in ok(api.get("/uitpas/kiosks"))["member"]] == ["1", "3"]
    path = "/kiosks/1/fixed-event"
    with as_user(publiq, MEMBER_USER) as member:
        own = ok(member.get("/kiosks", params={"organizerId": ORGANIZER}))
        assert [each["id"] for each in own["member"]] == ["1"]
        assert problem(member.get("/kiosks")) == (403, "auth/forbidden")
        assert problem(member.get(path)) == (404, "uitpas/event-not-found")
        assert problem(member.delete(path)) == (404, "uitpas/event-not-found")
        ok(member.put(path, json={"id": EVENT}), 204)
        shown = ok(member.get(path))
        assert (shown["event"]["id"], bool(shown["checkinCode"])) == (EVENT, True)
        refused = member.put(path, json={"id": NOT_OURS})
        assert problem(refused) == (400, "uitpas/event-not-acceptable")
        assert problem(member.put(path, json={"id": "none"})) == (400, "uitpas/event-not-found")
        ok(member.delete(path), 204)
        assert problem(member.get("/kiosks/none/fixed-event")) == (404, "url/not-found")
        assert problem(member.get("/kiosks/3/fixed-event")) == (403, "auth/forbidden")
    with as_user(publiq, PLAIN_USER) as visitor:
        assert problem(visitor.get(path)) == (403, "auth/forbidden")


def test_the_code_that_a_kiosk_shows_checks_in(publiq: Publiq, kiosk: httpx.Client) -> None:
    from tests.simulator.rights import as_holder

    change(publiq, PERSON, points=0)
    code = ok(kiosk.get(f"{DEVICE}/checkins"))["checkinCode"]
    with as_holder(publiq) as person:
        answer = person.post("/passholders/me/checkins", json={"checkinCode": code})
        assert ok(answer, 201)["totalPoints"] == 1

"""How to meet every problem of check-ins and kiosks."""

from __future__ import annotations

import httpx
from attrs import evolve

from ...world import checkins
from .bodies import CHECKIN
from .cast import (
    BLOCKED,
    EVENT,
    NOT_OURS,
    PERSON,
    UNKNOWN,
    as_holder,
    change,
)
from .stage import Stage, asks, recipe

for _number, _kind in (
    ("12", "invalid-uitpasnumber"),
    (UNKNOWN, "passholder-not-found"),
    (BLOCKED, "invalid-card-status"),
    ("0900000045410", "invalid-card"),
):
    asks("post-checkins", _kind, body=CHECKIN | {"uitpasNumber": _number})
asks("post-checkins", "event-not-found", body=CHECKIN | {"eventId": "none"})
asks("get-checkin-status", "event-not-found", 404, query={"eventId": "none"})
asks("get-checkin-status", "passholder-not-found", 404, query={"uitpasNumber": UNKNOWN})


@recipe("post-checkins", "checkin-not-allowed")
def _twice(stage: Stage) -> httpx.Response:
    stage.ask("post-checkins")
    return stage.ask("post-checkins")


@recipe("post-checkins", "passholder-no-active-cardsystems")
def _no_region(stage: Stage) -> httpx.Response:
    change(stage.publiq, memberships=())
    return stage.ask("post-checkins")


def with_code(stage: Stage, number: str | None = PERSON) -> httpx.Response:
    """Check oneself in with the code of an event."""
    now, event = stage.publiq.clock.now(), stage.state.events[EVENT]
    code = checkins.code_of(stage.state, now, event).code
    who = as_holder(stage.publiq, number) if number else stage.user()
    body = {"checkinCode": code}
    return stage.ask("post-passholders-passholderId-checkin", who=who, body=body, passholderId="me")


asks("post-passholders-passholderId-checkin", "checkin-code-invalid")
recipe("post-passholders-passholderId-checkin", "passholder-not-found")(lambda stage: with_code(stage, None))


@recipe("post-passholders-passholderId-checkin", "checkin-code-expired")
def _old_code(stage: Stage) -> httpx.Response:
    code = checkins.code_of(stage.state, stage.publiq.clock.now(), stage.state.events[EVENT]).code
    stage.publiq.clock.advance(days=2)
    return stage.ask("post-passholders-passholderId-checkin", body={"checkinCode": code})


@recipe("post-passholders-passholderId-checkin", "checkin-not-allowed")
def _code_twice(stage: Stage) -> httpx.Response:
    with_code(stage)
    return with_code(stage)


@recipe("post-passholders-passholderId-checkin", "passholder-no-active-cardsystems")
def _code_without_region(stage: Stage) -> httpx.Response:
    change(stage.publiq, memberships=())
    return with_code(stage)


for _name in ("put-kiosks-kioskId-fixed-event", "put-kiosks-events"):
    asks(_name, "event-not-found", body={"id": "none"})
    asks(_name, "event-not-acceptable", body={"id": NOT_OURS})


def set_up(stage: Stage, **members: str) -> httpx.Response:
    body = {"name": "Testzuil 2", "deviceId": "test-device-2"} | members
    return stage.ask("put-kiosks-setup", who=stage.device("ZUIL-0002"), body=body)


recipe("put-kiosks-setup", "kiosk-not-found")(lambda stage: set_up(stage, name="Geen zuil"))
recipe("put-kiosks-setup", "kiosk-device-already-in-use")(
    lambda stage: set_up(stage, deviceId="test-device-1")
)


@recipe("put-kiosks-setup", "kiosk-already-configured")
def _set_up_twice(stage: Stage) -> httpx.Response:
    set_up(stage)
    return set_up(stage)


asks("post-kiosks-checkin", "card-blocked", body={"chipNumber": "04B00412F15284"})
asks("post-kiosks-checkin", "passholder-not-found", body={"chipNumber": "FF"})
asks("get-kiosks-chip-numbers-chipNumber", "card-blocked", chipNumber="04B00412F15284")
asks("get-kiosks-chip-numbers-chipNumber", "pass-not-found", 404, chipNumber="FF")


@recipe("post-kiosks-checkin", "maximum-reached")
def _chip_twice(stage: Stage) -> httpx.Response:
    stage.ask("post-kiosks-checkin")
    return stage.ask("post-kiosks-checkin")


@recipe("post-kiosks-checkin", "checkin-not-allowed")
def _chip_without_region(stage: Stage) -> httpx.Response:
    change(stage.publiq, memberships=())
    return stage.ask("post-kiosks-checkin")


@recipe("post-kiosks-checkin", "event-not-found")
def _nothing_on(stage: Stage) -> httpx.Response:
    all_over(stage)
    return stage.ask("post-kiosks-checkin")


@recipe("get-kiosks-checkins", "event-not-found", status=404)
def _nothing_to_show(stage: Stage) -> httpx.Response:
    all_over(stage)
    return stage.ask("get-kiosks-checkins")


def all_over(stage: Stage) -> None:
    """Let no event be on."""
    span = {"calendarType": "single", "startDate": "2001-01-01T10:00:00Z", "endDate": "2001-01-01T11:00:00Z"}
    for event in list(stage.state.events.values()):
        stage.state.events.put(event.id, evolve(event, document={**event.document, **span}))

"""Kiosks: for who manages them, and for the devices themselves."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from tests.contract.calls.call import EVENT, NOT_OURS, NOWHERE, ORGANIZER, Call
from uitkern.simulator.testing.publiq import Publiq

DEVICE, CODE = "device test-device-1", "device ZUIL-0002"
CHIP, BLOCKED_CHIP, NO_CHIP = "04363CDAEE3880", "04B00412F15284", "FF"
MEMBER = "user 11111111-0000-4000-8000-000000000002"
OURS, OF_OTHERS, NOBODYS = {"kioskId": "1"}, {"kioskId": "3"}, {"kioskId": "99"}
GET, FIX, CLEAR = (
    "get-kiosks-kioskId-fixed-event",
    "put-kiosks-kioskId-fixed-event",
    "delete-kiosks-kioskId-fixed-event",
)
SET_UP = {"name": "Testzuil 2", "deviceId": "test-device-2"}
FIXED = Call(FIX, 204, path=OURS, body={"id": EVENT})


def all_over(publiq: Publiq) -> dict[str, str]:
    """Let no event be on."""
    past: dict[str, Any] = {"startDate": "2001-01-01T10:00:00Z", "endDate": "2001-01-01T11:00:00Z"}
    events = publiq.world.state.events
    for event in list(events.values()):
        document = {**event.document, "calendarType": "single", **past}
        events.put(event.id, evolve(event, document=document))
    return {}


def set_up(**changes: str) -> dict[str, str]:
    return {**SET_UP, **changes}


CALLS = [
    Call("get-kiosks", 200, query={"organizerId": ORGANIZER}),
    Call("get-kiosks", 200),
    Call("get-kiosks", 200, query={"organizerId": ORGANIZER, "limit": "1"}, who=MEMBER),
    Call("get-kiosks", 400, "url/query-parameter-invalid", {"limit": "many"}),
    Call(GET, 200, path=OURS, before=(FIXED,)),
    Call(GET, 403, "auth/forbidden", path=OF_OTHERS),
    Call(GET, 404, "uitpas/event-not-found", path=OURS),
    Call(GET, 404, "url/not-found", path=NOBODYS),
    FIXED,
    Call(FIX, 204, path=OURS, body={"id": EVENT}, who=MEMBER),
    Call(FIX, 400, "body/invalid-data", path=OURS, body={}),
    Call(FIX, 400, "uitpas/event-not-found", path=OURS, body={"id": NOWHERE}),
    Call(FIX, 400, "uitpas/event-not-acceptable", path=OURS, body={"id": NOT_OURS}),
    Call(FIX, 404, "url/not-found", path=NOBODYS, body={"id": EVENT}),
    Call(CLEAR, 204, path=OURS, before=(FIXED,)),
    Call(CLEAR, 404, "uitpas/event-not-found", path=OURS),
    Call("put-kiosks-setup", 200, who=CODE, body=set_up()),
    Call("put-kiosks-setup", 400, "body/invalid-data", who=CODE, body={}),
    Call("put-kiosks-setup", 400, "uitpas/kiosk-not-found", who=CODE, body=set_up(name="Geen zuil")),
    Call(
        "put-kiosks-setup",
        400,
        "uitpas/kiosk-device-already-in-use",
        who=CODE,
        body=set_up(deviceId="test-device-1"),
    ),
    Call(
        "put-kiosks-setup",
        400,
        "uitpas/kiosk-already-configured",
        who=CODE,
        body=set_up(),
        before=(Call("put-kiosks-setup", 200, who=CODE, body=set_up()),),
    ),
    Call("put-kiosks-setup", 403, "auth/forbidden", who=CODE, body=set_up(name="Testzuil 1")),
    Call("get-kiosk-devices", 200, who=DEVICE),
    Call(
        "get-kiosks-event",
        200,
        who=DEVICE,
        before=(Call("put-kiosks-events", 204, who=DEVICE, body={"id": EVENT}),),
    ),
    Call("get-kiosks-event", 404, "uitpas/event-not-found", who=DEVICE),
    Call("put-kiosks-events", 204, who=DEVICE, body={"id": EVENT}),
    Call("put-kiosks-events", 400, "body/invalid-data", who=DEVICE, body={}),
    Call("put-kiosks-events", 400, "uitpas/event-not-found", who=DEVICE, body={"id": NOWHERE}),
    Call("put-kiosks-events", 400, "uitpas/event-not-acceptable", who=DEVICE, body={"id": NOT_OURS}),
    Call("delete-kiosks-events", 204, who=DEVICE),
    Call("post-kiosks-checkin", 200, who=DEVICE, body={"chipNumber": CHIP}),
    Call("post-kiosks-checkin", 400, "body/invalid-data", who=DEVICE, body={}),
    Call("post-kiosks-checkin", 400, "uitpas/card-blocked", who=DEVICE, body={"chipNumber": BLOCKED_CHIP}),
    Call("post-kiosks-checkin", 400, "uitpas/passholder-not-found", who=DEVICE, body={"chipNumber": NO_CHIP}),
    Call(
        "post-kiosks-checkin",
        400,
        "uitpas/maximum-reached",
        who=DEVICE,
        body={"chipNumber": CHIP},
        before=(Call("post-kiosks-checkin", 200, who=DEVICE, body={"chipNumber": CHIP}),),
    ),
    Call(
        "post-kiosks-checkin",
        400,
        "uitpas/event-not-found",
        who=DEVICE,
        body={"chipNumber": CHIP},
        given=all_over,
    ),
    Call("get-kiosks-checkins", 200, who=DEVICE),
    Call("get-kiosks-checkins", 404, "uitpas/event-not-found", who=DEVICE, given=all_over),
    Call("get-kiosks-chip-numbers-chipNumber", 200, who=DEVICE, path={"chipNumber": CHIP}),
    Call(
        "get-kiosks-chip-numbers-chipNumber",
        400,
        "uitpas/card-blocked",
        who=DEVICE,
        path={"chipNumber": BLOCKED_CHIP},
    ),
    Call(
        "get-kiosks-chip-numbers-chipNumber",
        404,
        "uitpas/pass-not-found",
        who=DEVICE,
        path={"chipNumber": NO_CHIP},
    ),
]
UNREACHABLE = {
    (name, 403): "a device that was set up may do everything a device can"
    for name in (
        "get-kiosk-devices",
        "get-kiosks-event",
        "put-kiosks-events",
        "delete-kiosks-events",
        "post-kiosks-checkin",
        "get-kiosks-checkins",
        "get-kiosks-chip-numbers-chipNumber",
    )
}

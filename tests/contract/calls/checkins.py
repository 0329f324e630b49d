"""Check-ins of people, and what events give for them."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import (
    BLOCKED,
    DENDER,
    ENTITLED,
    EVENT,
    GENT,
    GROUP,
    NOT_OURS,
    NOWHERE,
    ORGANIZER,
    UNKNOWN,
    Call,
    a_sale,
    id_of,
)

OWN = "post-passholders-passholderId-checkin"
QR = "get-events-qr-checkincodes-downloadlink"
SYSTEMS = "put-events-card-systems"
AT_OUR_EVENT = {"eventId": EVENT}


def a_checkin(number: str = ENTITLED, event: str = EVENT) -> dict[str, str]:
    return {"uitpasNumber": number, "eventId": event}


def offering(system: int, *keys: int) -> list[dict[str, Any]]:
    return [
        {
            "id": system,
            "enabled": True,
            "manualDistributionKeys": [{"id": key, "enabled": True} for key in keys],
        }
    ]


HERE = Call("post-checkins", 201, body=a_checkin())
CODE = Call("get-kiosks-checkins", 200, who="device test-device-1")
WITH_CODE = {"checkinCode": "{0[checkinCode]}"}
MYSELF = Call(OWN, 201, path={"passholderId": "me"}, who=f"holder {ENTITLED}", body=WITH_CODE, before=(CODE,))
CALLS = [
    HERE,
    *(
        Call("post-checkins", 400, f"uitpas/{problem}", body=a_checkin(number))
        for number, problem in (
            ("12", "invalid-uitpasnumber"),
            (UNKNOWN, "passholder-not-found"),
            (BLOCKED, "invalid-card-status"),
            (GROUP, "invalid-card"),
        )
    ),
    Call("post-checkins", 400, "uitpas/event-not-found", body=a_checkin(event=NOWHERE)),
    Call("post-checkins", 400, "uitpas/checkin-not-allowed", body=a_checkin(), before=(HERE,)),
    Call("post-checkins", 400, "body/invalid-data", body={}),
    Call("post-checkins", 403, "auth/forbidden", body=a_checkin(event=NOT_OURS)),
    Call(
        "get-checkins",
        200,
        query={"passholderId": id_of(ENTITLED), "organizerId": [ORGANIZER]},
        before=(HERE,),
    ),
    Call("get-checkins", 200, query={"passholderId": id_of(ENTITLED), "organizerId": [ORGANIZER]}),
    Call("get-checkins", 400, "url/query-parameter-missing"),
    Call("delete-checkins-checkinId", 204, path={"checkinId": "{0[id]}"}, before=(HERE,)),
    Call("delete-checkins-checkinId", 404, "url/not-found", path={"checkinId": "1"}),
    Call("get-checkin-status", 200, query={**a_checkin()}),
    Call("get-checkin-status", 200, query={**a_checkin()}, before=(HERE,)),
    Call("get-checkin-status", 200, query={**a_checkin(BLOCKED)}),
    Call("get-checkin-status", 400, "url/query-parameter-missing"),
    Call("get-checkin-status", 404, "uitpas/event-not-found", {**a_checkin(event=NOWHERE)}),
    Call("get-checkin-status", 404, "uitpas/passholder-not-found", {**a_checkin(UNKNOWN)}),
    MYSELF,
    Call(
        OWN,
        400,
        "uitpas/checkin-code-invalid",
        path={"passholderId": "me"},
        who=f"holder {ENTITLED}",
        body={"checkinCode": "none"},
    ),
    Call(OWN, 400, "body/invalid-data", path={"passholderId": "me"}, who=f"holder {ENTITLED}", body={}),
    Call(
        OWN,
        400,
        "uitpas/checkin-not-allowed",
        path={"passholderId": "me"},
        who=f"holder {ENTITLED}",
        body=WITH_CODE,
        before=(CODE, MYSELF),
    ),
    Call(
        OWN,
        400,
        "uitpas/passholder-not-found",
        path={"passholderId": "me"},
        who="user 11111111-0000-4000-8000-000000000003",
        body=WITH_CODE,
        before=(CODE,),
    ),
    Call(QR, 200, path=AT_OUR_EVENT),
    Call(QR, 200, query={"format": "zip"}, path=AT_OUR_EVENT),
    Call(QR, 400, "url/query-parameter-invalid", {"format": "png"}, path=AT_OUR_EVENT),
    Call(QR, 404, "uitpas/event-not-found", path={"eventId": NOWHERE}),
    Call("get-events-settings", 200, path=AT_OUR_EVENT),
    Call(
        "get-events-settings",
        200,
        path=AT_OUR_EVENT,
        before=(Call("put-events-settings", 204, path=AT_OUR_EVENT, body={"id": EVENT, "checkinPoints": 2}),),
    ),
    Call("get-events-settings", 404, "uitpas/event-not-found", path={"eventId": NOWHERE}),
    Call(
        "put-events-settings",
        204,
        path=AT_OUR_EVENT,
        body={
            "id": EVENT,
            "checkinPoints": 1,
            "passholderTicketLimit": {"volume": 100, "periodType": "WEEK"},
            "checkinLimit": {"volume": 1, "periodType": "DAY"},
        },
    ),
    Call("put-events-settings", 400, "body/invalid-data", path=AT_OUR_EVENT, body={"id": NOWHERE}),
    Call(
        "put-events-settings",
        400,
        "body/invalid-data",
        path=AT_OUR_EVENT,
        body={"id": NOT_OURS, "checkinPoints": 1},
    ),
    Call(
        "put-events-settings",
        404,
        "uitpas/event-not-found",
        path={"eventId": NOWHERE},
        body={"id": NOWHERE, "checkinPoints": 1},
    ),
    Call(SYSTEMS, 204, path=AT_OUR_EVENT, body=[{"id": GENT, "enabled": True}, {"id": 3, "enabled": False}]),
    Call(SYSTEMS, 204, path=AT_OUR_EVENT, body=offering(GENT, 123)),
    Call(SYSTEMS, 400, "body/invalid-data", path=AT_OUR_EVENT, body={}),
    *(
        Call(SYSTEMS, 400, f"uitpas/{problem}", path=AT_OUR_EVENT, body=offering(*chosen))
        for problem, chosen in (
            ("invalid-card-system", (DENDER,)),
            ("cardsystem-not-found", (99,)),
            ("distributionkey-not-found", (GENT, 999)),
            ("invalid-distributionkey", (GENT, 321)),
        )
    ),
    Call(
        SYSTEMS,
        400,
        "uitpas/event-already-has-ticketsales",
        path=AT_OUR_EVENT,
        body=[],
        before=(Call("post-ticket-sales", 200, body=[a_sale()]),),
    ),
    Call(SYSTEMS, 404, "uitpas/event-not-found", path={"eventId": NOWHERE}, body=[]),
]

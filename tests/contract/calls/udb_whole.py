"""Replacing, copying and moving events and places; what only some events allow."""

from __future__ import annotations

from attrs import evolve

from tests.contract.calls.call import ENTITLED, EVENT, NOWHERE, ORGANIZER, Call, a_sale
from tests.contract.calls.events import an_event
from tests.contract.calls.udb_made import A_PLACE, EVENT_MADE, ORGANIZER_MADE, PLACE_MADE

SPAN = [{"startDate": "2031-07-07T09:00:00+02:00", "endDate": "2031-07-07T16:00:00+02:00"}]
CALLS: list[Call] = []
A_SALE = Call("post-ticket-sales", 200, body=[a_sale(ENTITLED)])
_WHOLE = ("event-put", "event-import-update")
for each in _WHOLE:
    replaced = Call(each, 200, path={"eventId": "{0[id]}"}, body=an_event(), before=(EVENT_MADE,))
    CALLS += [
        replaced,
        evolve(replaced, status=400, problem="body/invalid-data", body={}),
        evolve(replaced, status=403, problem="auth/forbidden", who="stranger"),
        evolve(replaced, status=404, problem="url/not-found", path={"eventId": "no-uuid"}),
        evolve(replaced, status=500, path={"eventId": ORGANIZER}),
    ]
for each in ("place-put", "place-import-update"):
    replaced = Call(each, 200, path={"placeId": "{0[id]}"}, body=A_PLACE, before=(PLACE_MADE,))
    CALLS += [
        replaced,
        evolve(replaced, status=400, problem="body/invalid-data", body={}),
        evolve(replaced, status=403, problem="auth/forbidden", who="stranger"),
        evolve(replaced, status=409, problem="uitdatabank/duplicate-place", path={"placeId": NOWHERE}),
        evolve(replaced, status=404, problem="url/not-found", path={"placeId": "no-uuid"}),
        evolve(replaced, status=500, path={"placeId": ORGANIZER}),
    ]
_BUSED = an_event(departurePlaces=["https://io.example/places/8248e289-c986-4006-902f-b0616dcbcde7"])
_COPY = Call(
    "event-copies-post",
    201,
    path={"eventId": "{0[id]}"},
    body={"calendarType": "single", "subEvent": SPAN},
    before=(EVENT_MADE,),
)
_AT_EVENT = {"eventId": "{0[id]}"}
_ELSEWHERE = Call(
    "event-location-put",
    204,
    path=_AT_EVENT | {"placeId": "8248e289-c986-4006-902f-b0616dcbcde7"},
    before=(EVENT_MADE,),
)
_ONLINE = an_event(attendanceMode="online", location={"@id": "/places/00000000-0000-0000-0000-000000000000"})
_ONLINE_URL = Call(
    "event-online-url-put",
    204,
    path=_AT_EVENT,
    body={"onlineUrl": "https://meet.example/x"},
    before=(evolve(EVENT_MADE, body=_ONLINE),),
)
CALLS += [
    Call("event-post", 500, body=_BUSED),
    Call("event-import-new", 200, body=an_event()),
    Call("event-import-new", 400, "body/invalid-data", body={}),
    Call("event-import-new", 500, body=_BUSED),
    _COPY,
    evolve(_COPY, status=400, body={}),
    evolve(_COPY, status=403, problem="auth/forbidden", who="stranger"),
    evolve(_COPY, status=404, problem="url/not-found", path={"eventId": NOWHERE}, who="moderator"),
    _ELSEWHERE,
    evolve(
        _ELSEWHERE,
        status=400,
        problem="uitdatabank/attendance-mode-not-supported",
        path=_AT_EVENT | {"placeId": "00000000-0000-0000-0000-000000000000"},
    ),
    evolve(_ELSEWHERE, status=403, problem="auth/forbidden", who="stranger"),
    evolve(_ELSEWHERE, status=404, problem="url/not-found", path=_AT_EVENT | {"placeId": NOWHERE}),
    _ONLINE_URL,
    evolve(_ONLINE_URL, status=400, before=(EVENT_MADE,)),
    evolve(_ONLINE_URL, status=403, problem="auth/forbidden", who="stranger"),
    evolve(_ONLINE_URL, status=404, problem="url/not-found", path={"eventId": NOWHERE}, who="moderator"),
    *(
        Call(
            f"event-organizer-{what}",
            400,
            "uitdatabank/event-has-uitpas-ticket-sales",
            path={"eventId": EVENT, "organizerId": organizer},
            before=(A_SALE,),
            who="moderator",
        )
        for what, organizer in (("update", "b7f0d2f6-3f0e-4f0c-8f59-1f6f0d3a2c11"), ("delete", ORGANIZER))
    ),
    Call(
        "event-price-info-put",
        500,
        path=_AT_EVENT,
        body=[{"category": "base", "price": 1}],
        before=(EVENT_MADE,),
    ),
    Call(
        "place-price-info-put",
        500,
        path={"placeId": "{0[id]}"},
        body=[{"category": "base", "price": 1}],
        before=(PLACE_MADE,),
    ),
    Call(
        "event-workflow-status-put",
        500,
        path=_AT_EVENT,
        body={"workflowStatus": "APPROVED"},
        before=(evolve(EVENT_MADE, body=an_event(workflowStatus="DRAFT")),),
    ),
    Call(
        "place-workflow-status-put",
        500,
        path={"placeId": "{0[id]}"},
        body={"workflowStatus": "APPROVED"},
        before=(PLACE_MADE,),
    ),
    *(
        evolve(Call(f"{kind}-facilities-put", status, path=path, body=body, before=(made,)), who=who)
        for kind, made in (("event", EVENT_MADE), ("place", PLACE_MADE))
        for status, who, body, path in (
            (204, "moderator", ["3.27.0.0.0"], {f"{kind}Id": "{0[id]}"}),
            (400, "moderator", ["foobar"], {f"{kind}Id": "{0[id]}"}),
            (403, "client", ["3.27.0.0.0"], {f"{kind}Id": "{0[id]}"}),
            (404, "moderator", ["3.27.0.0.0"], {f"{kind}Id": NOWHERE}),
        )
    ),
    Call("delete-organizer", 204, path={"organizerId": "{0[id]}"}, before=(ORGANIZER_MADE,), who="moderator"),
    Call(
        "delete-organizer", 403, "auth/forbidden", path={"organizerId": "{0[id]}"}, before=(ORGANIZER_MADE,)
    ),
    Call("delete-organizer", 404, "url/not-found", path={"organizerId": NOWHERE}),
]

UNREACHABLE = {
    ("event-import-new", 403): "every client of the simulator may use UiTdatabank",
}

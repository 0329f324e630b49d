"""Registering, finding and undoing sales."""

from __future__ import annotations

from tests.contract.calls.call import (
    BLOCKED,
    EVENT,
    EXPIRED,
    GROUP,
    NOT_OURS,
    NOWHERE,
    ORGANIZER,
    UNKNOWN,
    WITH_COUPON,
    Call,
    a_sale,
)

SOLD = Call("post-ticket-sales", 200, body=[a_sale()])
CALLS = [
    Call("post-ticket-sales", 200, body=[a_sale()]),
    Call("post-ticket-sales", 200, body=[a_sale(price="10.00"), a_sale(WITH_COUPON, tariff="COUPON_1079")]),
    Call("post-ticket-sales", 200, body=[a_sale(GROUP), a_sale(GROUP)]),
    Call("post-ticket-sales", 200, body=[]),
    Call("post-ticket-sales", 400, "uitpas/social-tariff-expired", body=[a_sale(), a_sale(EXPIRED)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-card-status", body=[a_sale(BLOCKED)]),
    Call("post-ticket-sales", 400, "uitpas/passholder-not-found", body=[a_sale(UNKNOWN)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-uitpasnumber", body=[a_sale("12345")]),
    Call("post-ticket-sales", 400, "uitpas/event-not-found", body=[a_sale(event=NOWHERE)]),
    Call("post-ticket-sales", 400, "uitpas/invalid-coupon", body=[a_sale(tariff="COUPON_1079")]),
    Call("post-ticket-sales", 400, "body/invalid-data", body=[a_sale(price="ten")]),
    Call("post-ticket-sales", 400, "body/invalid-data", body=[{}]),
    Call("post-ticket-sales", 400, "body/invalid-data", body={}),
    Call("post-ticket-sales", 400, "body/invalid-syntax", content="[{"),
    Call("post-ticket-sales", 400, "body/missing", content=""),
    Call("post-ticket-sales", 403, "auth/forbidden", body=[a_sale(event=NOT_OURS)]),
    Call("post-ticket-sales", 415, "header/unsupported-media-type", content="[]", media="text/plain"),
    Call("get-ticket-sales", 200, query={"eventId": EVENT}),
    Call(
        "get-ticket-sales",
        200,
        query={"eventId": EVENT, "start": "1", "limit": "500", "organizerId": [ORGANIZER]},
    ),
    Call("get-ticket-sales", 200, query={"passholderId": "nobody", "organizerId": [ORGANIZER]}),
    Call("get-ticket-sales", 400, "url/query-limit-exceeded", {"eventId": EVENT, "limit": "501"}),
    Call("get-ticket-sales", 400, "url/query-parameter-invalid", {"eventId": EVENT, "limit": "many"}),
    Call("get-ticket-sales", 400, "url/query-parameter-missing"),
    Call("get-ticket-sales", 400, "url/query-parameter-missing", {"passholderId": "p"}),
    Call("get-ticket-sales", 403, "auth/forbidden", {"eventId": NOT_OURS}),
    Call("delete-ticket-sales", 204, path={"ticketSaleId": "{0[0][id]}"}, before=(SOLD,)),
    Call("delete-ticket-sales", 404, "uitpas/ticket-sale-not-found", path={"ticketSaleId": "1"}),
]

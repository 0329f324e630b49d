"""Asking prices."""

from __future__ import annotations

from tests.contract.calls.call import (
    BLOCKED,
    ELSEWHERE,
    ENTITLED,
    EVENT,
    EXPIRED,
    GROUP,
    NOT_OURS,
    NOWHERE,
    REGULAR,
    UNKNOWN,
    WITH_COUPON,
    Call,
    price_of,
)

CALLS = [
    *(
        Call("get-tariffs", 200, query=price_of(each))
        for each in (ENTITLED, REGULAR, WITH_COUPON, GROUP, ELSEWHERE)
    ),
    *(
        Call("get-tariffs", 200, query=price_of(WITH_COUPON, type=kind))
        for kind in ("SOCIALTARIFF", "COUPON")
    ),
    Call("get-tariffs", 400, "uitpas/social-tariff-expired", price_of(EXPIRED)),
    Call("get-tariffs", 400, "uitpas/invalid-card-status", price_of(BLOCKED)),
    Call("get-tariffs", 400, "uitpas/passholder-not-found", price_of(UNKNOWN)),
    Call("get-tariffs", 400, "uitpas/invalid-uitpasnumber", price_of("12345")),
    Call("get-tariffs", 400, "uitpas/event-not-found", price_of(ENTITLED, NOWHERE)),
    Call("get-tariffs", 400, "url/query-parameter-missing", {"eventId": EVENT, "uitpasNumber": ENTITLED}),
    Call("get-tariffs", 400, "url/query-parameter-invalid", {**price_of(ENTITLED), "regularPrice": "10,5"}),
    Call("get-tariffs", 400, "url/query-parameter-invalid", price_of(ENTITLED, type="REWARD")),
    Call("get-tariffs", 403, "auth/forbidden", price_of(ENTITLED, NOT_OURS)),
    Call("get-tariffs-static", 200, query={"eventId": EVENT, "regularPrice": "10"}),
    Call("get-tariffs-static", 400, "uitpas/event-not-found", {"eventId": NOWHERE, "regularPrice": "10"}),
    Call("get-tariffs-static", 400, "url/query-parameter-missing", {"eventId": EVENT}),
    Call("get-tariffs-static", 403, "auth/forbidden", {"eventId": NOT_OURS, "regularPrice": "10"}),
]

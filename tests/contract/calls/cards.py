"""Looking up cards, group passes and INSZ numbers."""

from __future__ import annotations

from tests.contract.calls.call import (
    BLOCKED,
    ENTITLED,
    GENT,
    GROUP,
    NOWHERE,
    REGULAR,
    UNREGISTERED,
    Call,
    id_of,
)

GROUP_WITH_COUPON = "0900000191800"
BY_INSZ, BY_CHIP = "get-insz-numbers-inszNumber", "get-chip-numbers-chipNumber"
STATUS = "passholders-status-insz-numbers-insznumber"
ACTIVE = "get-cards-social-tariff-cardSystemId-active"
COUPONS = "get-grouppasses-passholderId-coupons"
CALLS = [
    Call(BY_INSZ, 200, path={"inszNumber": "36051380284"}),
    Call(BY_INSZ, 400, "uitpas/card-blocked", path={"inszNumber": "71030360442"}),
    Call(BY_INSZ, 404, "uitpas/pass-not-found", path={"inszNumber": "1"}),
    Call(BY_CHIP, 200, path={"chipNumber": "04363CDAEE3880"}),
    Call(BY_CHIP, 400, "uitpas/card-blocked", path={"chipNumber": "04B00412F15284"}),
    Call(BY_CHIP, 400, "uitpas/invalid-card-status", path={"chipNumber": "044AC54A8E6180"}),
    Call(BY_CHIP, 404, "uitpas/pass-not-found", path={"chipNumber": "00"}),
    Call(STATUS, 200, path={"inszNumber": "36051380284"}, who="id"),
    Call(STATUS, 200, path={"inszNumber": "85010100115"}),
    Call(STATUS, 400, "uitpas/invalid-insz-number", path={"inszNumber": "1"}),
    Call("get-grouppasses", 200, query={"uitpasNumber": GROUP}),
    Call("get-grouppasses", 200, query={"uitpasNumber": GROUP}, who="id"),
    Call("get-grouppasses", 200, query={"chipNumber": "048B25DAEE3880", "limit": "1"}),
    Call("get-grouppasses", 400, "uitpas/invalid-uitpas-number", {"uitpasNumber": "123"}),
    Call("get-grouppasses", 400, "url/query-parameter-invalid", {"uitpasNumber": GROUP, "limit": "many"}),
    Call("get-grouppasses-passholderId", 200, path={"passholderId": id_of(GROUP)}),
    Call("get-grouppasses-passholderId", 404, "uitpas/passholder-not-found", path={"passholderId": NOWHERE}),
    Call(COUPONS, 200, path={"passholderId": id_of(GROUP_WITH_COUPON)}),
    Call(COUPONS, 200, query={"status": "EXPIRED"}, path={"passholderId": id_of(GROUP)}),
    Call(
        COUPONS,
        400,
        "uitpas/organizer-not-found",
        {"organizerId": NOWHERE},
        path={"passholderId": id_of(GROUP)},
    ),
    Call(COUPONS, 404, "uitpas/passholder-not-found", path={"passholderId": id_of(REGULAR)}),
    *(Call("get-cards", 200, query={"uitpasNumber": each}) for each in (ENTITLED, BLOCKED, UNREGISTERED)),
    Call("get-cards", 200, query={"chipNumber": "04363CDAEE3880"}),
    Call("get-cards", 400, "uitpas/invalid-uitpas-number", {"uitpasNumber": "123"}),
    Call("get-cards", 404, "url/not-found", {"chipNumber": "00"}),
    Call(ACTIVE, 200, path={"cardSystemId": str(GENT)}),
    Call(ACTIVE, 404, "uitpas/cardsystem-not-found", path={"cardSystemId": "99"}),
]
UNREACHABLE = {
    (STATUS, 403): "needs no permission",
    (ACTIVE, 400): "an unknown card system is answered 404; nothing else can be wrong with the request",
}

"""Memberships of card systems and associations, and what they cost."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import (
    BLOCKED,
    DENDER,
    ELSEWHERE,
    GENT,
    NOWHERE,
    ORGANIZER,
    REGULAR,
    Call,
    id_of,
)

IN_STOCK_ELSEWHERE = "0900800000003"
JOIN = "post-passholders-passholderId-memberships-cardSystemId"
PREVIEW = "get-passholders-passholderId-memberships-cardSystemId"
ENROL = "post-passholders-passholderId-association-memberships"
CLUBS = "get-passholders-passholderId-association-memberships"
RESIGN = "delete-passholders-passholderId-association-memberships-associationId"
PRICE = "get-passholders-membership-prices-cardSystemId"
UPGRADE = "get-passholders-passholderId-membership-prices-cardSystemId"
BY_US = {"organizerId": ORGANIZER}
AN_ASSOCIATION = {"association": {"id": "1"}, "endDate": "2099-12-31"}
WHO_PAYS = {"cardType": "DIGITAL", "dateOfBirth": "1990-01-01", "postalCode": "9000"}


def wish(**changes: Any) -> dict[str, Any]:
    return {"cardType": "DIGITAL", "registrationOrganizer": {"id": ORGANIZER}, **changes}


def into(system: int | str = GENT, holder: str = REGULAR) -> dict[str, str]:
    return {"passholderId": id_of(holder), "cardSystemId": str(system)}


SOMEBODY = {"passholderId": id_of(REGULAR)}
ENROLLED = Call(ENROL, 201, query=BY_US, path=SOMEBODY, body=AN_ASSOCIATION)
CALLS = [
    Call(JOIN, 201, path=into(GENT, ELSEWHERE), body=wish()),
    Call(JOIN, 201, path=into(GENT), body=wish(socialTariff={})),
    Call(JOIN, 400, "body/invalid-data", path=into(), body={}),
    Call(
        JOIN,
        400,
        "uitpas/organizer-not-found",
        path=into(),
        body=wish(registrationOrganizer={"id": NOWHERE}),
    ),
    Call(JOIN, 400, "uitpas/passholder-new-membership-error", path=into(), body=wish()),
    Call(
        JOIN,
        400,
        "uitpas/invalid-voucher-code",
        path=into(),
        body=wish(socialTariff={}, voucher="NOTHING"),
    ),
    *(
        Call(
            JOIN,
            400,
            f"uitpas/{problem}",
            path=into(),
            body=wish(cardType="NFC_CARD", socialTariff={}, uitpasNumber=number),
        )
        for number, problem in (
            ("123", "invalid-uitpas-number"),
            (IN_STOCK_ELSEWHERE, "invalid-card"),
            (BLOCKED, "invalid-card-status"),
        )
    ),
    Call(JOIN, 404, "uitpas/cardsystem-not-found", path=into(99), body=wish()),
    Call(
        JOIN,
        404,
        "uitpas/passholder-not-found",
        path={"passholderId": NOWHERE, "cardSystemId": str(GENT)},
        body=wish(),
    ),
    Call(PREVIEW, 200, query={"socialTariff": "false", **BY_US}, path=into(GENT, ELSEWHERE)),
    Call(PREVIEW, 200, query={"socialTariff": "true", **BY_US}, path=into(GENT, ELSEWHERE)),
    Call(PREVIEW, 200, query={"socialTariff": "true", **BY_US}, path=into()),
    Call(PREVIEW, 400, "url/query-parameter-missing", path=into()),
    Call(
        PREVIEW,
        400,
        "uitpas/organizer-not-found",
        {"socialTariff": "false", "organizerId": NOWHERE},
        path=into(),
    ),
    Call(PREVIEW, 404, "uitpas/cardsystem-not-found", {"socialTariff": "false", **BY_US}, path=into(99)),
    Call(CLUBS, 200, query=BY_US, path=SOMEBODY),
    Call(CLUBS, 200, query=BY_US, path=SOMEBODY, before=(ENROLLED,)),
    Call(CLUBS, 404, "uitpas/passholder-not-found", BY_US, path={"passholderId": NOWHERE}),
    Call(CLUBS, 400, "url/query-parameter-missing", path=SOMEBODY),
    ENROLLED,
    Call(
        ENROL,
        400,
        "uitpas/association-not-found",
        BY_US,
        path=SOMEBODY,
        body={"association": {"id": NOWHERE}},
    ),
    Call(
        ENROL,
        400,
        "uitpas/association-passholder-cardsystem-mismatch",
        BY_US,
        path={"passholderId": id_of(ELSEWHERE)},
        body=AN_ASSOCIATION,
    ),
    Call(
        ENROL,
        400,
        "uitpas/association-membership-renew-not-possible",
        BY_US,
        path=SOMEBODY,
        body=AN_ASSOCIATION,
        before=(ENROLLED,),
    ),
    Call(ENROL, 400, "body/invalid-data", BY_US, path=SOMEBODY, body={}),
    Call(ENROL, 400, "url/query-parameter-missing", path=SOMEBODY, body=AN_ASSOCIATION),
    Call(
        ENROL, 404, "uitpas/passholder-not-found", BY_US, path={"passholderId": NOWHERE}, body=AN_ASSOCIATION
    ),
    Call(RESIGN, 204, query=BY_US, path={**SOMEBODY, "associationId": "1"}, before=(ENROLLED,)),
    Call(RESIGN, 400, "url/query-parameter-missing", path={**SOMEBODY, "associationId": "1"}),
    Call(RESIGN, 404, "uitpas/association-not-found", BY_US, path={**SOMEBODY, "associationId": "1"}),
    Call(
        RESIGN,
        404,
        "uitpas/passholder-not-found",
        BY_US,
        path={"passholderId": NOWHERE, "associationId": "1"},
    ),
    Call("get-associations", 200, query={"permission": "READ", **BY_US}),
    Call("get-associations", 200, query={"permission": "WRITE", **BY_US}),
    Call("get-associations", 400, "url/query-parameter-missing", BY_US),
    Call(PRICE, 200, query=WHO_PAYS, path={"cardSystemId": str(GENT)}),
    Call(
        PRICE,
        200,
        query={**WHO_PAYS, "socialTariff": "true", "voucher": "TESTVOUCHER"},
        path={"cardSystemId": str(GENT)},
        who="id",
    ),
    Call(PRICE, 400, "url/query-parameter-missing", path={"cardSystemId": str(GENT)}),
    Call(
        PRICE,
        400,
        "uitpas/invalid-postal-code",
        {**WHO_PAYS, "postalCode": "x"},
        path={"cardSystemId": str(GENT)},
    ),
    Call(
        PRICE,
        400,
        "uitpas/invalid-voucher-code",
        {**WHO_PAYS, "voucher": "NOTHING"},
        path={"cardSystemId": str(GENT)},
    ),
    Call(PRICE, 404, "uitpas/cardsystem-not-found", WHO_PAYS, path={"cardSystemId": "99"}),
    Call(UPGRADE, 200, query={"cardType": "DIGITAL"}, path=into()),
    Call(UPGRADE, 200, query={"cardType": "NFC_CARD", "voucher": "TESTVOUCHER-DENDER"}, path=into(DENDER)),
    Call(UPGRADE, 400, "url/query-parameter-missing", path=into()),
    Call(
        UPGRADE,
        400,
        "uitpas/invalid-voucher-code",
        {"cardType": "DIGITAL", "voucher": "NOTHING"},
        path=into(),
    ),
    Call(UPGRADE, 404, "uitpas/cardsystem-not-found", {"cardType": "DIGITAL"}, path=into(99)),
    Call(
        UPGRADE,
        404,
        "uitpas/passholder-not-found",
        {"cardType": "DIGITAL"},
        path={"passholderId": NOWHERE, "cardSystemId": str(GENT)},
    ),
    Call(
        "get-card-systems-cardsystemid-membership-prices",
        200,
        query={"cardType": "NFC_CARD"},
        path={"cardSystemId": str(GENT)},
        who="id",
    ),
    Call(
        "get-card-systems-cardsystemid-membership-prices",
        400,
        "url/query-parameter-missing",
        path={"cardSystemId": str(GENT)},
    ),
    Call(
        "get-card-systems-cardsystemid-membership-prices",
        404,
        "uitpas/cardsystem-not-found",
        {"cardType": "DIGITAL"},
        path={"cardSystemId": "99"},
    ),
]
UNREACHABLE = {("get-card-systems-cardsystemid-membership-prices", 403): "needs no permission"}

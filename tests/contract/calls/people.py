"""Finding, registering, changing and forgetting passholders, with what belongs to one."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import (
    BLOCKED,
    DENDER,
    ENTITLED,
    GENT,
    NOWHERE,
    ORGANIZER,
    REGULAR,
    UNKNOWN,
    WITH_COUPON,
    Call,
    id_of,
)

SOMEBODY = {"passholderId": id_of(REGULAR)}
NOBODY = {"passholderId": NOWHERE}
FREE_INSZ, USED_INSZ = "85010100115", "36051380284"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
FORM = "multipart/form-data; boundary=between"


def a_person(**changes: Any) -> dict[str, Any]:
    person = {
        "name": "Testnaam",
        "firstName": "Nieuw",
        "dateOfBirth": "1985-01-01",
        "inszNumber": FREE_INSZ,
        "address": {"street": "Teststraat 2", "postalCode": "9000", "city": "Gent", "country": "be"},
        "registrationOrganizer": {"id": ORGANIZER},
        "registrationCardSystemId": GENT,
        "registrationCardType": "DIGITAL",
    }
    return {name: value for name, value in {**person, **changes}.items() if value is not None}


def in_a_form(name: str, content: bytes) -> bytes:
    head = f'--between\r\ncontent-disposition: form-data; name="{name}"; filename="p.png"\r\n\r\n'.encode()
    return head + content + b"\r\n--between--\r\n"


PUT_PICTURE = Call(
    "put-passholders-passholderId-picture",
    204,
    path=SOMEBODY,
    content=in_a_form("file", PICTURE),
    media=FORM,
)
IN_PARIS = {"postalCode": "9000", "city": "Parijs", "street": "Teststraat 2", "country": "be"}
CALLS = [
    Call("get-passholders", 200),
    Call("get-passholders", 200, query={"organizerId": ORGANIZER, "sort[name]": "desc", "limit": "2"}),
    Call("get-passholders", 200, query={"uitpasNumber": ENTITLED}),
    Call("get-passholders", 200, query={"inszNumber": USED_INSZ}),
    Call("get-passholders", 200, query={"name": "Niemand"}),
    Call("get-passholders", 400, "uitpas/organizer-not-found", {"organizerId": NOWHERE}),
    Call("get-passholders", 400, "uitpas/invalid-uitpas-number", {"uitpasNumber": "123"}),
    Call("get-passholders", 400, "uitpas/invalid-insz-number", {"inszNumber": "123"}),
    Call("get-passholders", 400, "uitpas/school-not-found", {"schoolId": NOWHERE}),
    Call("get-passholders", 400, "uitpas/association-not-found", {"associationId": NOWHERE}),
    Call("get-passholders", 400, "url/query-parameter-invalid", {"dateOfBirthFrom": "yesterday"}),
    Call("get-passholders", 400, "url/query-parameter-invalid", {"limit": "many"}),
    Call("post-passholders", 200, body=a_person()),
    Call("post-passholders", 200, body=a_person(registrationSocialTariffEndDate="2026-12-31")),
    Call("post-passholders", 400, "body/invalid-data", body={}),
    Call("post-passholders", 400, "body/missing", content=""),
    Call(
        "post-passholders",
        400,
        "uitpas/organizer-not-found",
        body=a_person(registrationOrganizer={"id": NOWHERE}),
    ),
    Call(
        "post-passholders", 400, "uitpas/cardsystem-not-found", body=a_person(registrationCardSystemId=DENDER)
    ),
    Call("post-passholders", 400, "uitpas/invalid-city", body=a_person(address=IN_PARIS)),
    Call("post-passholders", 400, "uitpas/invalid-insz-number", body=a_person(inszNumber="1")),
    Call("post-passholders", 400, "uitpas/insz-already-used", body=a_person(inszNumber=USED_INSZ)),
    Call("post-passholders", 400, "uitpas/invalid-voucher-code", body=a_person(registrationVoucher="NONE")),
    *(
        Call(
            "post-passholders",
            400,
            f"uitpas/{problem}",
            body=a_person(registrationCardType="NFC_CARD", registrationUitpasNumber=number),
        )
        for number, problem in (
            ("123", "invalid-uitpas-number"),
            (UNKNOWN, "invalid-card"),
            (BLOCKED, "invalid-card-status"),
        )
    ),
    Call("get-passholders-passholderId", 200, path=SOMEBODY),
    Call("get-passholders-passholderId", 200, path={"passholderId": id_of(ENTITLED)}),
    Call("get-passholders-passholderId", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call(
        "put-passholders-passholderId",
        204,
        path=SOMEBODY,
        body=a_person(inszNumber=None, email="nieuw@example.org"),
    ),
    Call("put-passholders-passholderId", 400, "body/invalid-data", path=SOMEBODY, body={}),
    Call(
        "put-passholders-passholderId",
        400,
        "uitpas/invalid-city",
        path=SOMEBODY,
        body=a_person(inszNumber=None, address=IN_PARIS),
    ),
    Call("put-passholders-passholderId", 404, "uitpas/passholder-not-found", path=NOBODY, body=a_person()),
    Call("delete-passholders-passholderId", 204, path=SOMEBODY),
    Call("delete-passholders-passholderId", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call("get-passholders-passholderId-private", 200, path=SOMEBODY),
    Call(
        "get-passholders-passholderId-private",
        200,
        path=SOMEBODY,
        before=(Call("put-passholders-passholderId-private", 204, path=SOMEBODY, body={"note": "Nota"}),),
    ),
    Call("get-passholders-passholderId-private", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call("put-passholders-passholderId-private", 204, path=SOMEBODY, body={"note": "Notitie"}),
    Call("put-passholders-passholderId-private", 400, "body/invalid-data", path=SOMEBODY, body={"note": 1}),
    Call(
        "put-passholders-passholderId-private",
        404,
        "uitpas/passholder-not-found",
        path=NOBODY,
        body={"note": "Notitie"},
    ),
    Call("get-passholders-passholderId-picture", 200, path=SOMEBODY, before=(PUT_PICTURE,)),
    Call("get-passholders-passholderId-picture", 404, "uitpas/passholder-not-found", path=NOBODY),
    PUT_PICTURE,
    Call(
        "put-passholders-passholderId-picture",
        400,
        "body/invalid-data",
        path=SOMEBODY,
        content=in_a_form("file", b"no picture"),
        media=FORM,
    ),
    Call(
        "put-passholders-passholderId-picture",
        400,
        "body/invalid-data",
        path=SOMEBODY,
        content=in_a_form("another", PICTURE),
        media=FORM,
    ),
    Call(
        "put-passholders-passholderId-picture",
        404,
        "uitpas/passholder-not-found",
        path=NOBODY,
        content=in_a_form("file", PICTURE),
        media=FORM,
    ),
    Call("delete-passholders-passholderId-picture", 204, path=SOMEBODY, before=(PUT_PICTURE,)),
    Call("delete-passholders-passholderId-picture", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call(
        "get-passholders-school",
        200,
        path=SOMEBODY,
        before=(Call("put-passholders-school", 204, path=SOMEBODY, body={"id": ORGANIZER}),),
    ),
    Call("get-passholders-school", 404, "uitpas/school-not-found", path=SOMEBODY),
    Call("get-passholders-school", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call("put-passholders-school", 204, path=SOMEBODY, body={"id": ORGANIZER}),
    Call("put-passholders-school", 400, "uitpas/school-not-found", path=SOMEBODY, body={"id": NOWHERE}),
    Call("put-passholders-school", 404, "uitpas/passholder-not-found", path=NOBODY, body={"id": ORGANIZER}),
    Call("delete-passholders-school", 204, path=SOMEBODY),
    Call("delete-passholders-school", 404, "uitpas/passholder-not-found", path=NOBODY),
    Call("get-passholders-passholderId-coupons", 200, path={"passholderId": id_of(WITH_COUPON)}),
    Call("get-passholders-passholderId-coupons", 200, path=SOMEBODY),
    Call(
        "get-passholders-passholderId-coupons",
        400,
        "uitpas/organizer-not-found",
        {"organizerId": NOWHERE},
        path=SOMEBODY,
    ),
    Call("get-passholders-passholderId-coupons", 404, "uitpas/passholder-not-found", path=NOBODY),
]
UNREACHABLE = {
    ("post-passholders", 404): "nothing is named in the path; what the body names is answered 400",
}

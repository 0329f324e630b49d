"""Families and the links to UiTiD."""

from __future__ import annotations

from base64 import b64encode

from tests.contract.calls.call import NOWHERE, OFFICIAL, REGULAR, UNKNOWN, Call, id_of

PARENT, CHILD, OTHER_PARENT = "0900004518305", "0900004518404", "0900011902815"
VISITOR = "user 11111111-0000-4000-8000-000000000003"
MEMBERS = "get-passholders-passholderId-family-members"
ADD = "post-passholders-passholderId-family-members"
CHANGE = "put-passholders-passholderId-family-members-familyMemberId"
LEAVE = "delete-passholders-passholderId-family-members-familyMemberId"
OUR_FAMILY = {"passholderId": id_of(PARENT)}
OUR_CHILD = {**OUR_FAMILY, "familyMemberId": id_of(CHILD)}
NOT_OURS = {**OUR_FAMILY, "familyMemberId": id_of(REGULAR)}
NOBODYS = {"passholderId": NOWHERE}


def as_passholder(number: str) -> dict[str, str]:
    """Write basic credentials: the number of a pass and a date of birth."""
    born = OFFICIAL.passholders[id_of(number)].date_of_birth
    return {"authorization": f"Basic {b64encode(f'{number}:{born}'.encode()).decode()}"}


TOKEN = Call("get-uitid-passholder-registration-token", 200, who="id", headers=as_passholder(REGULAR))
WITH_TOKEN = {"x-registration-token": "{0[token]}"}
REGISTERED = Call("register-uitid-passholder", 201, who=VISITOR, headers=WITH_TOKEN, before=(TOKEN,))
CALLS = [
    Call(MEMBERS, 200, path=OUR_FAMILY),
    Call(MEMBERS, 200, path=OUR_FAMILY, who=f"holder {PARENT}"),
    Call(MEMBERS, 404, "uitpas/passholder-not-found", path=NOBODYS),
    Call(ADD, 201, path=OUR_FAMILY, body={"uitpasNumber": REGULAR}),
    Call(
        ADD,
        201,
        path=OUR_FAMILY,
        body={"uitpasNumber": REGULAR},
        who=f"holder {PARENT}",
        headers=WITH_TOKEN,
        before=(TOKEN,),
    ),
    Call(ADD, 400, "header/missing", path=OUR_FAMILY, body={"uitpasNumber": REGULAR}, who=f"holder {PARENT}"),
    Call(ADD, 400, "body/invalid-data", path=OUR_FAMILY, body={}),
    Call(ADD, 400, "uitpas/passholder-not-found", path=OUR_FAMILY, body={"uitpasNumber": UNKNOWN}),
    Call(ADD, 400, "uitpas/invalid-uitpas-number", path=OUR_FAMILY, body={"uitpasNumber": "123"}),
    Call(ADD, 400, "uitpas/family-member-already-added", path=OUR_FAMILY, body={"uitpasNumber": CHILD}),
    Call(
        ADD,
        400,
        "uitpas/too-many-adults-in-family",
        path=OUR_FAMILY,
        body={"uitpasNumber": OTHER_PARENT},
        before=(Call(ADD, 201, path=OUR_FAMILY, body={"uitpasNumber": REGULAR}),),
    ),
    Call(ADD, 404, "uitpas/passholder-not-found", path=NOBODYS, body={"uitpasNumber": REGULAR}),
    Call(CHANGE, 202, path=OUR_CHILD, body={"icon": "https://www.uitpas.be/icons/2.png"}),
    Call(CHANGE, 400, "body/invalid-data", path=OUR_CHILD, body={"icon": 1}),
    Call(CHANGE, 404, path=NOT_OURS, body={}),
    Call(CHANGE, 404, "uitpas/passholder-not-found", path={**OUR_CHILD, **NOBODYS}, body={}),
    Call(LEAVE, 202, path=OUR_CHILD),
    Call(LEAVE, 404, path=NOT_OURS),
    Call(LEAVE, 404, "uitpas/passholder-not-found", path={**OUR_CHILD, **NOBODYS}),
    Call("get-passholders-passholderId-families", 200, path={"passholderId": id_of(CHILD)}),
    Call("get-passholders-passholderId-families", 404, "uitpas/passholder-not-found", path=NOBODYS),
    TOKEN,
    Call(
        "get-uitid-passholder-registration-token",
        401,
        "auth/unauthorized",
        who="id",
        headers={"authorization": "Basic bm90OnRydWU="},
    ),
    Call("get-uitid-passholder-status", 200, who="id", headers=WITH_TOKEN, before=(TOKEN,)),
    Call("get-uitid-passholder-status", 400, "header/missing", who="id"),
    Call(
        "get-uitid-passholder-status", 400, "header/invalid", who="id", headers={"x-registration-token": "x"}
    ),
    Call("get-uitid-email", 200, path={"email": "bezoeker@uitpas.test"}, who="id"),
    Call("get-uitid-email", 200, path={"email": "niemand@uitpas.test"}),
    REGISTERED,
    Call("register-uitid-passholder", 400, "header/missing", who=VISITOR),
    Call(
        "register-uitid-passholder", 400, "header/invalid", who=VISITOR, headers={"x-registration-token": "x"}
    ),
    Call(
        "register-uitid-passholder",
        400,
        "uitpas/passholder-already-registered",
        who=f"holder {PARENT}",
        headers=WITH_TOKEN,
        before=(TOKEN, REGISTERED),
    ),
    Call(
        "register-uitid-passholder",
        400,
        "uitpas/uitid-already-registered",
        who=f"holder {PARENT}",
        headers=WITH_TOKEN,
        before=(TOKEN,),
    ),
]
UNREACHABLE = {
    ("get-uitid-passholder-registration-token", 403): "needs no permission",
    ("get-uitid-passholder-status", 403): "needs no permission",
    ("get-uitid-email", 403): "needs no permission",
}

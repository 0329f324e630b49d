"""What people do about their own pass, logged in."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import DENDER, ENTITLED, GENT, NOWHERE, ORGANIZER, REGULAR, Call

VISITOR = "11111111-0000-4000-8000-000000000003"
NEWCOMER = "22222222-0000-4000-8000-000000000001"
MYSELF, NOBODY = {"passholderId": "me"}, {"passholderId": NOWHERE}


def oneself(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Testnaam",
        "firstName": "Nieuwkomer",
        "dateOfBirth": "1990-01-01",
        "email": "nieuwkomer@example.org",
        "postalCode": "9000",
        "city": "Gent",
        "cardSystem": {"id": GENT},
        "registrationOrganizer": {"id": ORGANIZER},
        **changes,
    }


CALLS = [
    Call("get-passholders-me", 200, who=f"holder {REGULAR}"),
    Call("get-passholders-me", 404, "uitpas/passholder-not-found", who=f"user {VISITOR}"),
    Call("post-passholders-me", 200, who=f"user {NEWCOMER}", body=oneself()),
    Call("post-passholders-me", 400, "body/invalid-data", who=f"user {NEWCOMER}", body={}),
    Call(
        "post-passholders-me",
        400,
        "uitpas/insz-in-token-required",
        who=f"user {VISITOR}",
        body=oneself(),
    ),
    *(
        Call("post-passholders-me", 400, f"uitpas/{problem}", who=f"user {NEWCOMER}", body=oneself(**changes))
        for problem, changes in (
            ("organizer-not-found", {"registrationOrganizer": {"id": NOWHERE}}),
            ("cardsystem-not-found", {"cardSystem": {"id": DENDER}}),
            ("forbidden-underaged", {"dateOfBirth": "2025-01-01"}),
            ("invalid-city", {"city": "Parijs"}),
            ("email-already-used", {"email": "testpersoon.b@example.org"}),
        )
    ),
    Call(
        "get-passholders-passholderId-transactions",
        200,
        path=MYSELF,
        who=f"holder {ENTITLED}",
    ),
    Call(
        "get-passholders-passholderId-transactions",
        200,
        path=MYSELF,
        who=f"holder {ENTITLED}",
        before=(Call("post-rewards-redeemed", 201, body={"rewardId": "5687", "uitpasNumber": ENTITLED}),),
    ),
    Call(
        "get-passholders-passholderId-transactions",
        400,
        "url/query-parameter-invalid",
        {"limit": "many"},
        path=MYSELF,
        who=f"holder {ENTITLED}",
    ),
    Call(
        "get-passholders-passholderId-transactions",
        404,
        "uitpas/passholder-not-found",
        path=NOBODY,
        who=f"holder {ENTITLED}",
    ),
]

"""Looking up passes."""

from __future__ import annotations

from tests.contract.calls.call import BLOCKED, ENTITLED, EXPIRED, GROUP, REGULAR, UNKNOWN, UNREGISTERED, Call

CALLS = [
    *(Call("get-passes", 200, query={"identifier": each}) for each in (ENTITLED, REGULAR, EXPIRED, GROUP)),
    Call("get-passes", 200, query={"identifier": "36051380284"}),
    Call("get-passes", 200, query={"identifier": "04363CDAEE3880"}),
    Call("get-passes", 400, "uitpas/invalid-card-status", {"identifier": BLOCKED}),
    Call("get-passes", 400, "uitpas/invalid-card-status", {"identifier": UNREGISTERED}),
    Call("get-passes", 400, "url/query-parameter-missing"),
    Call("get-passes", 404, "uitpas/pass-not-found", {"identifier": UNKNOWN}),
    *(
        Call("get-passes-uitpasNumber", 200, path={"uitpasNumber": each})
        for each in (ENTITLED, EXPIRED, GROUP)
    ),
    Call("get-passes-uitpasNumber", 400, "uitpas/card-blocked", path={"uitpasNumber": BLOCKED}),
    Call("get-passes-uitpasNumber", 404, "uitpas/pass-not-found", path={"uitpasNumber": UNKNOWN}),
]

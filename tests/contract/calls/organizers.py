"""Organizers, their administrators and their financial reports; what clients may do."""

from __future__ import annotations

from tests.contract.calls.call import EVENT, GENT, NOWHERE, ORGANIZER, Call, a_sale

MEMBER = "11111111-0000-4000-8000-000000000002"
ANOTHER_CLIENT = {"clientId": "uitkern-counter"}
OURS, NOBODYS = {"organizerId": ORGANIZER}, {"organizerId": NOWHERE}
ADMINS, ADD, REMOVE = (
    "get-organizers-organizerId-admins",
    "post-organizers-organizerId-admins",
    "delete-organizers-organizerId-admins-adminId",
)
PERIODS, START, REPORTS = (
    "get-organizers-financial-reports-periods",
    "post-organizers-financial-reports",
    "get-organizers-financial-reports",
)
REPORT = "get-organizers-financial-reports-reportId"
LINK, ZIP = f"{REPORT}-downloadLink", f"{REPORT}-zip"
COLLEAGUE = {"email": "collega@example.org", "type": "MEMBER"}
MONTH = {"startDate": "2026-01-01", "endDate": "2026-03-31"}
STARTED = Call(START, 200, path=OURS, body=MONTH)
FAILED = Call(START, 200, path=OURS, body={**MONTH, "startDate": "2020-01-01"})
OUR_REPORT = {**OURS, "reportId": "{0[id]}"}
CALLS = [
    Call("get-organizers", 200),
    Call("get-organizers", 200, query={"cardSystemId": str(GENT), "sort[name]": "desc", "limit": "1"}),
    Call("get-organizers", 200, query={"name": "niemand"}),
    Call("get-organizers", 400, "uitpas/group-not-found", {"groupId": "1"}),
    Call("get-organizers", 400, "uitpas/cardsystem-not-found", {"cardSystemId": "99"}),
    Call("get-organizers", 400, "url/query-parameter-invalid", {"limit": "many"}),
    Call("get-organizers-organizerId", 200, path={"id": ORGANIZER}),
    Call("get-organizers-organizerId", 404, "uitpas/organizer-not-found", path={"id": NOWHERE}),
    Call(ADMINS, 200, path=OURS),
    Call(ADMINS, 200, path=OURS, who=f"user {MEMBER}"),
    Call(ADMINS, 400, "url/query-parameter-invalid", {"limit": "many"}, path=OURS),
    Call(ADMINS, 404, "uitpas/organizer-not-found", path=NOBODYS),
    Call(ADD, 201, path=OURS, body=COLLEAGUE),
    Call(ADD, 400, "body/invalid-data", path=OURS, body={**COLLEAGUE, "type": "BOSS"}),
    Call(ADD, 403, "auth/forbidden", path=OURS, body=COLLEAGUE, who=f"user {MEMBER}"),
    Call(ADD, 404, "uitpas/organizer-not-found", path=NOBODYS, body=COLLEAGUE),
    Call(REMOVE, 204, path={**OURS, "adminUserId": MEMBER}),
    Call(REMOVE, 404, "url/not-found", path={**OURS, "adminUserId": NOWHERE}),
    Call(REMOVE, 404, "uitpas/organizer-not-found", path={**NOBODYS, "adminUserId": MEMBER}),
    Call(PERIODS, 200, path=OURS),
    Call(PERIODS, 404, "uitpas/organizer-not-found", path=NOBODYS),
    STARTED,
    FAILED,
    Call(START, 400, "body/invalid-data", path=OURS, body={}),
    Call(START, 400, "body/invalid-data", path=OURS, body={**MONTH, "endDate": "2025-01-01"}),
    Call(START, 404, "uitpas/organizer-not-found", path=NOBODYS, body=MONTH),
    Call(REPORTS, 200, path=OURS),
    Call(REPORTS, 200, path=OURS, before=(STARTED, FAILED)),
    Call(REPORTS, 404, "uitpas/organizer-not-found", path=NOBODYS),
    Call(REPORT, 200, path=OUR_REPORT, before=(STARTED,)),
    Call(REPORT, 200, path=OUR_REPORT, before=(FAILED,)),
    *(
        Call(
            each,
            200,
            path={**OURS, "reportId": "{1[id]}"},
            before=(Call("post-ticket-sales", 200, body=[a_sale(event=EVENT)]), STARTED),
        )
        for each in (LINK, ZIP)
    ),
    *(
        Call(each, 400, "uitpas/report-invalid-status", path=OUR_REPORT, before=(FAILED,))
        for each in (LINK, ZIP)
    ),
    *(
        Call(each, 404, f"uitpas/{problem}-not-found", path={**whose, "reportId": "1"})
        for each in (REPORT, LINK, ZIP)
        for problem, whose in (("report", OURS), ("organizer", NOBODYS))
    ),
    Call("get-permissions-clientId", 200, path=ANOTHER_CLIENT),
    Call("get-permissions-clientId", 404, "uitpas/client-not-found", path={"clientId": "nobody"}),
    Call(
        "put-permissions-clientId",
        204,
        path=ANOTHER_CLIENT,
        body=[{"organizer": {"id": ORGANIZER}, "permissionDetails": [{"id": "TARIFFS_READ"}]}],
    ),
    Call("put-permissions-clientId", 400, "body/invalid-data", path=ANOTHER_CLIENT, body={}),
    Call(
        "put-permissions-clientId",
        400,
        "body/invalid-data",
        path=ANOTHER_CLIENT,
        body=[{"organizer": {"id": NOWHERE}, "permissionDetails": []}],
    ),
    Call("put-permissions-clientId", 404, "uitpas/client-not-found", path={"clientId": "nobody"}, body=[]),
]

"""Asking what the caller may do, and what an event offers."""

from __future__ import annotations

from tests.contract.calls.call import EVENT, NOWHERE, Call

CALLS = [
    Call("get-permissions", 200),
    Call("get-permissions", 200, who="stranger"),
    Call("get-events-card-systems", 200, path={"eventId": EVENT}),
    Call("get-events-card-systems", 404, "uitpas/event-not-found", path={"eventId": NOWHERE}),
]
UNREACHABLE = {
    ("get-permissions", 403): "needs no permission",
    ("get-events-card-systems", 403): "needs no permission",
}

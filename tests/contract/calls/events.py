"""Creating and reading events in UiTdatabank."""

from __future__ import annotations

from typing import Any

from tests.contract.calls.call import EVENT, NOWHERE, ORGANIZER, Call


def an_event(**changes: Any) -> dict[str, Any]:
    event = {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek op het water"},
        "organizer": {"@id": f"https://io-test.uitdatabank.be/organizers/{ORGANIZER}"},
        "priceInfo": [
            {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
        ],
        "calendarType": "single",
        "subEvent": [{"startDate": "2031-07-07T09:00:00+02:00", "endDate": "2031-07-11T16:00:00+02:00"}],
        "location": {"@id": "https://io-test.uitdatabank.be/place/8248e289-c986-4006-902f-b0616dcbcde7"},
        "terms": [{"id": "0.57.0.0.0"}],
    }
    return {**event, **changes}


CALLS = [
    Call("event-post", 201, body=an_event()),
    Call("event-post", 201, body=an_event(workflowStatus="DRAFT", calendarType="permanent", subEvent=None)),
    Call("event-post", 400, "body/invalid-data", body={}),
    Call("event-post", 400, "body/invalid-data", body=an_event(terms=[{"id": "no-such-term"}])),
    Call(
        "event-post",
        400,
        "body/invalid-data",
        body=an_event(organizer={"@id": f"https://x/organizers/{NOWHERE}"}),
    ),
    Call("event-post", 400, "body/invalid-syntax", content="{"),
    Call("event-post", 400, "body/missing", content=""),
    Call("event-get", 200, path={"eventId": EVENT}, who="nobody"),
    Call("event-get", 200, path={"eventId": EVENT}, query={"embedUitpasPrices": "true"}, who="nobody"),
    Call("event-get", 401, "auth/unauthorized", {"embedContributors": "true"}, path={"eventId": EVENT}),
    Call("event-get", 404, "url/not-found", path={"eventId": NOWHERE}, who="nobody"),
]
UNREACHABLE = {("event-post", 403): "every client of the simulator may use UiTdatabank"}

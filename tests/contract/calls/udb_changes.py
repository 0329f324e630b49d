"""Changing events, places and organizers: by their maker, by a stranger, and where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from tests.contract.calls.call import NOWHERE, ORGANIZER, Call
from tests.contract.calls.udb_made import (
    ADDRESS,
    AN_ORGANIZER,
    EVENT_MADE,
    ORGANIZER_MADE,
    PLACE_MADE,
)
from uitkern.simulator.contract import MISSING

SPAN = [{"startDate": "2031-07-07T09:00:00+02:00", "endDate": "2031-07-07T16:00:00+02:00"}]
MOMENT = {"availableFrom": "2031-05-01T08:00:00+02:00"}
POINT = {"phone": [], "email": ["info@buurthuis.example"], "url": []}
BASE = {"category": "base", "name": {"nl": "Basistarief"}, "price": 12.5, "priceCurrency": "EUR"}
ABOUT = {"description": "Water", "copyrightHolder": "Buurthuis"}
VIDEO = {"url": "https://www.youtube.com/watch?v=abc123", "language": "nl"}
NONE: Any = MISSING
# Without the kind in front: path, good body, wrong body.
OFFERS: dict[str, tuple[dict[str, str], Any, Any]] = {
    "availableFrom-put": ({}, MOMENT, {}),
    "bookingInfo-put": ({}, {"phone": "09 123 45 67"}, {"url": "https://a.example"}),
    "calendar-put": ({}, {"calendarType": "permanent"}, {}),
    "contactPoint-put": ({}, POINT, {"phone": []}),
    "contributors-put": ({}, ["ann@buurthuis.example"], ["ann"]),
    "contributors-get": ({}, NONE, NONE),
    "description-put": ({"language": "nl"}, {"description": "Een week vol spel."}, {}),
    "description-delete": ({"language": "nl"}, NONE, NONE),
    "labels-update": ({}, {"labels": ["zomer"]}, {"labels": ["x"]}),
    "labels-delete": ({"labelName": "zomer"}, NONE, NONE),
    "name-put": ({"language": "nl"}, {"name": "Speelweek"}, {"name": ""}),
    "price-info-put": ({}, [BASE], []),
    "status-put": ({}, {"type": "Unavailable"}, {}),
    "typical-age-range-put": ({}, {"typicalAgeRange": "6-12"}, {"typicalAgeRange": "12-6"}),
    "typical-age-range-delete": ({}, NONE, NONE),
    "workflow-status-put": ({}, {"workflowStatus": "DELETED"}, {}),
    "delete": ({}, NONE, NONE),
    "videos-post": ({}, VIDEO, {}),
    "organizer-update": ({"organizerId": ORGANIZER}, NONE, NONE),
    "organizer-delete": ({"organizerId": ORGANIZER}, NONE, NONE),
}
EVENTS: dict[str, tuple[dict[str, str], Any, Any]] = {
    "bookingAvailability-put": ({}, {"type": "Unavailable"}, {}),
    "terms-eventtype-put": ({"termId": "0.50.4.0.0"}, NONE, NONE),
    "labels-add": ({"labelName": "zomer"}, NONE, NONE),
    "videos-patch": ({}, [], {}),
    "videos-delete": ({"videoId": NOWHERE}, NONE, NONE),
}
EVENTS_ONLY: dict[str, tuple[dict[str, str], Any, Any]] = {
    "attendance-mode-put": ({}, {"attendanceMode": "mixed"}, {}),
    "audience-put": ({}, {"audienceType": "members"}, {}),
    "childrenOnly-put": ({}, {"childrenOnly": True}, {}),
    "birthdate-range-put": ({}, {"from": "2014-01-01", "to": "2018-12-31"}, {}),
    "birthdate-range-delete": ({}, NONE, NONE),
    "departure-places-put": ({}, [], {}),
    "faqs-put": ({}, [{"nl": {"question": "Is er parking?", "answer": "Ja."}}], {}),
    "online-url-delete": ({}, NONE, NONE),
    "subEvent-patch": ({}, [{"id": 0}], []),
    "terms-theme-put": ({"termId": "1.8.2.0.0"}, NONE, NONE),
    "terms-theme-delete": ({}, NONE, NONE),
    "major-info-put": (
        {},
        {"name": "Week", "type": "0.57.0.0.0", "location": {"id": "8248e289-c986-4006-902f-b0616dcbcde7"}},
        {},
    ),
}
PLACES: dict[str, tuple[dict[str, str], Any, Any]] = {
    "address-put": ({"language": "nl"}, ADDRESS, {}),
    "type-put": ({"termId": "8.70.0.0.0"}, NONE, NONE),
    "major-info-put": ({}, {"name": "Zaal", "type": "8.70.0.0.0", "address": ADDRESS}, {}),
}
URL = "https://speelplein.example/nieuw"
ORGANIZERS: dict[str, tuple[dict[str, str], Any, Any]] = {
    "organizer-put": ({}, AN_ORGANIZER, {}),
    "organizer-address-put": ({"language": "nl"}, ADDRESS, {}),
    "organizer-address-nl-put": ({}, ADDRESS, {}),
    "organizer-address-delete": ({}, NONE, NONE),
    "organizer-contactPoint-put": ({}, POINT, {"phone": 7}),
    "organizer-contributors-get": ({}, NONE, NONE),
    "organizer-contributors-put": ({}, [], ["ann"]),
    "organizer-description-put": ({"language": "nl"}, {"description": "Spelen."}, {}),
    "organizer-description-delete": ({"language": "nl"}, NONE, NONE),
    "organizer-educational-description-put": (
        {"language": "nl"},
        {"educationalDescription": "Ook voor klassen."},
        {},
    ),
    "organizer-educational-description-delete": ({"language": "nl"}, NONE, NONE),
    "organizer-labels-add": ({"labelName": "jeugd"}, NONE, NONE),
    "organizer-labels-delete": ({"labelName": "jeugd"}, NONE, NONE),
    "organizer-labels-update": ({}, {"labels": ["jeugd"]}, {}),
    "organizer-name-put": ({"language": "nl"}, {"name": "Plein"}, {}),
    "organizer-name-nl-put": ({}, {"name": "Plein"}, {}),
    "organizer-url-put": ({}, {"url": URL}, {}),
}


def calls_of(
    operation: str, parameter: str, made: Call, row: tuple[dict[str, str], Any, Any], *, lenient: bool = False
) -> Iterator[Call]:
    """Call an operation well, with a wrong body, as a stranger, and on what is not there."""
    path, body, wrong = row
    answers = "post" in operation or "get" in operation or operation == "organizer-put"
    good = Call(
        operation,
        200 if answers else 204,
        path={parameter: "{0[id]}", **path},
        body=body,
        before=(made,),
    )
    yield good
    if wrong is not MISSING:
        yield evolve(good, status=400, body=wrong)
    if "labels-add" not in operation and "labels-delete" not in operation:
        yield evolve(good, status=403, problem="auth/forbidden", who="stranger")
    else:
        forbidden = "uitdatabank/label-not-allowed"
        named = good.path | {"labelName": "UiTPAS Gent"}
        yield evolve(good, status=403, problem=forbidden, path=named)
    missing = evolve(good, status=404, problem="url/not-found", path=good.path | {parameter: NOWHERE})
    yield evolve(missing, who="moderator") if lenient else missing


_PLACE_NAMES = {"labels-add": "places-labels-add", "videos-patch": "places-videos-patch"}
_OF_PLACES = {**OFFERS, **PLACES} | {
    name: EVENTS[name] for name in EVENTS if name.startswith(("labels", "videos"))
}
CALLS: list[Call] = [
    *(
        c
        for n, row in {**OFFERS, **EVENTS}.items()
        for c in calls_of(f"event-{n}", "eventId", EVENT_MADE, row)
    ),
    *(
        call
        for name, row in EVENTS_ONLY.items()
        for call in calls_of(f"event-{name}", "eventId", EVENT_MADE, row, lenient=True)
    ),
    *(
        call
        for name, row in _OF_PLACES.items()
        for call in calls_of(_PLACE_NAMES.get(name, f"place-{name}"), "placeId", PLACE_MADE, row)
    ),
    *(c for n, row in ORGANIZERS.items() for c in calls_of(n, "organizerId", ORGANIZER_MADE, row)),
]

"""UiTdatabank's Entry API, single changes of an event: each a path, its arguments and its body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...domain.ports import uitdatabank_changes as change
from ...domain.ports import uitdatabank_images as image
from ...domain.ports.effects import Ask
from ...domain.rules import jsonld
from .call import Call
from .operation import Operation
from .udb_whole import ENTRY, EVENT, read_nothing

Body = Callable[[Any], Any]


def _bare(_: object) -> None:
    """No body."""


def _change(operation: str, method: str, path: str, body: Body = _bare, **arguments: str) -> Operation:
    """A change at `path` below an event; `arguments` say which attribute fills which part of the path."""

    def build(question: Any) -> Call:
        filled = {name: getattr(question, attribute) for name, attribute in arguments.items()}
        return Call(
            ENTRY,
            operation,
            method,
            f"{EVENT}/{path}",
            {"eventId": question.event_id, **filled},
            body=body(question),
            writes=True,
        )

    return Operation(build, read_nothing)


def _workflow(question: change.SetWorkflowStatus) -> dict[str, Any]:
    body: dict[str, Any] = {"workflowStatus": question.status.value}
    if question.available_from is not None:
        body["availableFrom"] = jsonld.moment(question.available_from)
    if question.reason is not None:
        body["reason"] = question.reason
    return body


def _attendance(question: change.SetAttendance) -> dict[str, str]:
    body = {"attendanceMode": question.attendance.value}
    return body | ({"location": question.place_url} if question.place_url else {})


def _faqs(question: change.SetFaqs) -> list[dict[str, dict[str, str]]]:
    def one(faq: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
        return {language: {"question": asked, "answer": told} for language, (asked, told) in faq.items()}

    return [one(faq) for faq in question.faqs]


CHANGES: dict[type[Ask[Any]], Operation] = {
    change.SetPrices: _change("event-price-info-put", "PUT", "price-info", lambda q: jsonld.prices(q.prices)),
    change.SetOrganizer: _change(
        "event-organizer-update", "PUT", "organizer/{organizerId}", organizerId="organizer_id"
    ),
    change.RemoveOrganizer: _change(
        "event-organizer-delete", "DELETE", "organizer/{organizerId}", organizerId="organizer_id"
    ),
    change.SetBookingInfo: _change(
        "event-bookingInfo-put", "PUT", "booking-info", lambda q: jsonld.booking_info(q.info)
    ),
    change.SetBooking: _change(
        "event-bookingAvailability-put",
        "PUT",
        "booking-availability",
        lambda q: jsonld.whole_booking(q.booking),
    ),
    change.SetStatus: _change("event-status-put", "PUT", "status", lambda q: jsonld.status(q.status)),
    change.ChangeSubEvents: _change(
        "event-subEvent-patch",
        "PATCH",
        "sub-events",
        lambda q: [jsonld.sub_event_change(each) for each in q.changes],
    ),
    change.SetCalendar: _change(
        "event-calendar-put", "PUT", "calendar", lambda q: jsonld.calendar(q.calendar)
    ),
    change.SetWorkflowStatus: _change("event-workflow-status-put", "PUT", "workflow-status", _workflow),
    change.SetAudience: _change(
        "event-audience-put", "PUT", "audience", lambda q: {"audienceType": q.audience.value}
    ),
    change.AddLabel: _change("event-labels-add", "PUT", "labels/{labelName}", labelName="label"),
    change.RemoveLabel: _change("event-labels-delete", "DELETE", "labels/{labelName}", labelName="label"),
    change.ReplaceLabels: _change(
        "event-labels-update", "PUT", "labels", lambda q: {"labels": list(q.labels)}
    ),
    change.SetAvailableFrom: _change(
        "event-availableFrom-put",
        "PUT",
        "available-from",
        lambda q: {"availableFrom": jsonld.moment(q.moment)},
    ),
    change.SetLocation: _change("event-location-put", "PUT", "location/{placeId}", placeId="place_id"),
    change.SetName: _change(
        "event-name-put", "PUT", "name/{language}", lambda q: {"name": q.name}, language="language"
    ),
    change.SetDescription: _change(
        "event-description-put",
        "PUT",
        "description/{language}",
        lambda q: {"description": q.description},
        language="language",
    ),
    change.RemoveDescription: _change(
        "event-description-delete", "DELETE", "description/{language}", language="language"
    ),
    change.SetContactPoint: _change(
        "event-contactPoint-put", "PUT", "contact-point", lambda q: jsonld.contact_point(q.contact)
    ),
    change.SetAges: _change(
        "event-typical-age-range-put", "PUT", "typical-age-range", lambda q: {"typicalAgeRange": str(q.ages)}
    ),
    change.RemoveAges: _change("event-typical-age-range-delete", "DELETE", "typical-age-range"),
    change.SetBirthdates: _change(
        "event-birthdate-range-put",
        "PUT",
        "birthdate-range",
        lambda q: {"from": q.first.isoformat(), "to": q.last.isoformat()},
    ),
    change.RemoveBirthdates: _change("event-birthdate-range-delete", "DELETE", "birthdate-range"),
    change.SetChildrenOnly: _change(
        "event-childrenOnly-put", "PUT", "children-only", lambda q: {"childrenOnly": q.children_only}
    ),
    change.SetFaqs: _change("event-faqs-put", "PUT", "faqs", _faqs),
    change.SetAttendance: _change("event-attendance-mode-put", "PUT", "attendance-mode", _attendance),
    change.SetOnlineUrl: _change("event-online-url-put", "PUT", "online-url", lambda q: {"onlineUrl": q.url}),
    change.RemoveOnlineUrl: _change("event-online-url-delete", "DELETE", "online-url"),
    change.SetType: _change("event-terms-eventtype-put", "PUT", "type/{termId}", termId="term_id"),
    change.SetTheme: _change("event-terms-theme-put", "PUT", "theme/{termId}", termId="term_id"),
    change.RemoveTheme: _change("event-terms-theme-delete", "DELETE", "theme"),
    change.SetContributors: _change(
        "event-contributors-put", "PUT", "contributors", lambda q: list(q.emails)
    ),
    image.AddImage: _change("event-images-post", "POST", "images", lambda q: {"mediaObjectId": q.image_id}),
    image.DescribeImage: _change(
        "event-image-put",
        "PUT",
        "images/{imageId}",
        lambda q: {"description": q.description, "copyrightHolder": q.copyright},
        imageId="image_id",
    ),
    image.SetMainImage: _change(
        "event-main-image-put", "PUT", "images/main", lambda q: {"mediaObjectId": q.image_id}
    ),
    image.RemoveImage: _change("event-image-delete", "DELETE", "images/{imageId}", imageId="image_id"),
}
"""Every question of `ports.uitdatabank_changes`, and the images of an event."""

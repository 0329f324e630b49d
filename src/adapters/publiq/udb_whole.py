"""UiTdatabank's Entry API, whole records: how each is asked for or written, and how its answer is read."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import httpx

from ...domain.model.event_parts import Image
from ...domain.model.event_record import EventRecord
from ...domain.model.organizer import Organizer
from ...domain.model.place import Place
from ...domain.ports import uitdatabank as ask
from ...domain.ports import uitdatabank_images as images
from ...domain.ports.effects import Ask
from ...domain.rules import jsonld
from .call import Call, Reply
from .environment import Service
from .operation import Operation
from .udb_events import read_event, read_image
from .udb_json import answer, last_segment
from .udb_places import read_organizer, read_place

ENTRY = Service.ENTRY
EVENT, PLACE, ORGANIZER = "/events/{eventId}", "/places/{placeId}", "/organizers/{organizerId}"
_YES = "true"


def get_event(question: ask.GetEvent) -> Call:
    """`GET /events/{eventId}`."""
    wishes = {"embedUitpasPrices": question.uitpas_prices, "embedContributors": question.contributors}
    query = {name: _YES for name, wanted in wishes.items() if wanted}
    return Call(ENTRY, "event-get", "GET", EVENT, {"eventId": question.event_id}, query)


def event_of(_: ask.GetEvent, reply: Reply) -> EventRecord:
    """Read an event."""
    return read_event(answer(ENTRY, reply))


def place_of(_: ask.GetPlace, reply: Reply) -> Place:
    """Read a place."""
    return read_place(answer(ENTRY, reply))


def organizer_of(_: ask.GetOrganizer, reply: Reply) -> Organizer:
    """Read an organizer."""
    return read_organizer(answer(ENTRY, reply))


def image_of(_: images.GetImage, reply: Reply) -> Image:
    """Read an image of the library."""
    return read_image(answer(ENTRY, reply))


def read_written_id(_: Ask[Any], reply: Reply) -> str:
    """Read the id of what was written: `id`, for copies and old answers under its kind's own name."""
    told = answer(ENTRY, reply).object()
    for name in ("id", "eventId", "placeId", "organizerId", "imageId"):
        found = told.maybe_text(name)
        if found:
            return found
    url = told.maybe_text("@id")
    return last_segment(url) if url else told.need("id").text()


def read_nothing(_: Ask[Any], __: Reply) -> None:
    """A 2xx says all there is to say."""


def read_permissions(_: Ask[Any], reply: Reply) -> frozenset[str]:
    """Read what may be done, in the service's words."""
    told = answer(ENTRY, reply).object()
    told.need("permissions")
    return frozenset(told.maybe_texts("permissions"))


def read_contributors(_: ask.EventContributors, reply: Reply) -> tuple[str, ...]:
    """Read e-mail addresses."""
    return tuple(each.text() for each in answer(ENTRY, reply).elements())


def read_text(_: ask.CalendarSummary, reply: Reply) -> str:
    """Read text or HTML."""
    return reply.content.decode("utf-8", errors="replace")


def _read(operation: str, path: str, name: str, attribute: str) -> Any:
    def build(question: Any) -> Call:
        return Call(ENTRY, operation, "GET", path, {name: getattr(question, attribute)})

    return build


def _calendar_summary(question: ask.CalendarSummary) -> Call:
    query = {
        "style": question.style.value,
        "format": question.size.value,
        "langCode": question.language,
        **({"hidePast": _YES} if question.hide_past else {}),
    }
    path = f"{EVENT}/calendar-summary"
    return Call(ENTRY, "event-calendar-summary-get", "GET", path, {"eventId": question.event_id}, query)


def _delete(operation: str, path: str, name: str, attribute: str) -> Any:
    def build(question: Any) -> Call:
        arguments = {name: getattr(question, attribute)}
        return Call(ENTRY, operation, "DELETE", path, arguments, writes=True)

    return build


def _create(operation: str, path: str) -> Any:
    def build(question: Any) -> Call:
        return Call(ENTRY, operation, "POST", path, body=question.body, writes=True)

    return build


def _put(operation: str, path: str, name: str, attribute: str) -> Any:
    def build(question: Any) -> Call:
        arguments = {name: getattr(question, attribute)}
        return Call(ENTRY, operation, "PUT", path, arguments, body=question.body, writes=True)

    return build


def _import(new: str, update: str, kind: str, name: str, attribute: str) -> Any:
    """Import a record: `POST` makes a new one, `PUT` writes the one with an id."""
    first, again = (
        _create(new, f"/imports/{kind}"),
        _put(update, f"/imports/{kind}/{{{name}}}", name, attribute),
    )

    def build(question: Any) -> Call:
        call: Call = first(question) if getattr(question, attribute) is None else again(question)
        return call

    return build


def _copy(question: ask.CopyEvent) -> Call:
    path, body = f"{EVENT}/copies", jsonld.calendar(question.calendar)
    return Call(
        ENTRY, "event-copies-post", "POST", path, {"eventId": question.event_id}, body=body, writes=True
    )


def upload_image(question: images.UploadImage) -> Call:
    """`POST /images`, as a form; its boundary follows from the image, so that a request is a value."""
    boundary = sha256(question.content).hexdigest()[:40]
    kind = f"multipart/form-data; boundary={boundary}"
    fields = {
        "description": question.description,
        "copyrightHolder": question.copyright,
        "language": question.language,
    }
    name = f"image.{question.media_type.rpartition('/')[2]}"
    form = httpx.Request(
        "POST",
        "http://form",
        data=fields,
        files={"file": (name, question.content, question.media_type)},
        headers={"content-type": kind},
    )
    return Call(ENTRY, "image-post", "POST", "/images", form=form.read(), form_type=kind, writes=True)


WHOLE: dict[type[Ask[Any]], Operation] = {
    ask.GetEvent: Operation(get_event, event_of),
    ask.PutEvent: Operation(_put("event-put", EVENT, "eventId", "event_id"), read_written_id),
    ask.ImportEvent: Operation(
        _import("event-import-new", "event-import-update", "events", "eventId", "event_id"), read_written_id
    ),
    ask.DeleteEvent: Operation(_delete("event-delete", EVENT, "eventId", "event_id"), read_nothing),
    ask.CopyEvent: Operation(_copy, read_written_id),
    ask.EventPermissions: Operation(
        _read("get-events-eventId-permissions", f"{EVENT}/permissions", "eventId", "event_id"),
        read_permissions,
    ),
    ask.EventContributors: Operation(
        _read("event-contributors-get", f"{EVENT}/contributors", "eventId", "event_id"), read_contributors
    ),
    ask.CalendarSummary: Operation(_calendar_summary, read_text),
    ask.GetPlace: Operation(_read("place-get", PLACE, "placeId", "place_id"), place_of),
    ask.CreatePlace: Operation(_create("place-post", "/places"), read_written_id),
    ask.PutPlace: Operation(_put("place-put", PLACE, "placeId", "place_id"), read_written_id),
    ask.ImportPlace: Operation(
        _import("place-import-create", "place-import-update", "places", "placeId", "place_id"),
        read_written_id,
    ),
    ask.DeletePlace: Operation(_delete("place-delete", PLACE, "placeId", "place_id"), read_nothing),
    ask.GetOrganizer: Operation(
        _read("organizer-get", ORGANIZER, "organizerId", "organizer_id"), organizer_of
    ),
    ask.CreateOrganizer: Operation(_create("organizer-post", "/organizers"), read_written_id),
    ask.PutOrganizer: Operation(
        _put("organizer-put", ORGANIZER, "organizerId", "organizer_id"), read_written_id
    ),
    ask.ImportOrganizer: Operation(
        _import(
            "organizer-import-create",
            "organizer-import-update",
            "organizers",
            "organizerId",
            "organizer_id",
        ),
        read_written_id,
    ),
    ask.OrganizerPermissions: Operation(
        _read(
            "get-organizers-organizerId-permissions",
            f"{ORGANIZER}/permissions",
            "organizerId",
            "organizer_id",
        ),
        read_permissions,
    ),
    images.UploadImage: Operation(upload_image, read_written_id),
    images.GetImage: Operation(_read("image-get", "/images/{imageId}", "imageId", "image_id"), image_of),
}
"""Every question of `ports.uitdatabank`, and the library of images."""

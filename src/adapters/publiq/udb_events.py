"""Read an event of UiTdatabank, as the Entry API tells it and as the Search API embeds it."""

from __future__ import annotations

from ...domain.model.event_parts import (
    AgeRange,
    Attendance,
    Audience,
    BookingInfo,
    ContactPoint,
    Image,
    PriceKind,
    PriceLine,
)
from ...domain.model.event_record import FOREVER, EventRecord, WorkflowStatus
from .udb_calendars import read_calendar
from .udb_json import Node
from .udb_places import (
    identity,
    language_of,
    name_of,
    needed_identity,
    read_organizer,
    read_place,
    read_terms,
)

_PRICES = frozenset(kind.value for kind in PriceKind)


def read_event(node: Node) -> EventRecord:
    """Read an event; without id, name, status, calendar or location it is none."""
    node.object()
    language = language_of(node)
    prices = _prices(node, language)
    organizer = node.at("organizer")
    return EventRecord(
        id=needed_identity(node),
        url=node.maybe_text("@id") or "",
        name=name_of(node, language),
        workflow_status=node.need("workflowStatus").known(WorkflowStatus),
        calendar=read_calendar(node, language),
        place=read_place(node.need("location"), embedded=True),
        organizer=read_organizer(organizer, embedded=True) if organizer else None,
        main_language=language,
        terms=read_terms(node),
        description=node.translated("description", language),
        prices=tuple(line for line in prices if line.kind is not PriceKind.UITPAS),
        uitpas_prices=tuple(line for line in prices if line.kind is PriceKind.UITPAS),
        audience=_audience(node),
        attendance=_attendance(node),
        online_url=node.maybe_text("onlineUrl"),
        ages=AgeRange.read(node.maybe_text("typicalAgeRange") or "-"),
        children_only=node.maybe_flag("childrenOnly") or False,
        booking_info=_booking_info(node, language),
        contact=_contact(node),
        labels=node.maybe_texts("labels"),
        hidden_labels=node.maybe_texts("hiddenLabels"),
        images=tuple(image for each in node.items("mediaObject") if (image := _image(each))),
        videos=tuple(url for each in node.items("videos") if (url := each.maybe_text("url"))),
        available_from=node.maybe_moment("availableFrom"),
        available_to=node.maybe_moment("availableTo") or FOREVER,
        created=node.maybe_moment("created"),
        modified=node.maybe_moment("modified"),
        creator=node.maybe_text("creator"),
        languages=node.maybe_texts("languages"),
        completed_languages=node.maybe_texts("completedLanguages"),
        completeness=node.maybe_count("completeness"),
        same_as=node.maybe_texts("sameAs"),
        contributors=node.maybe_texts("contributors"),
    )


def _prices(node: Node, language: str) -> list[PriceLine]:
    """Prices; one of a kind that has no name here is passed over."""
    return [
        PriceLine(
            PriceKind(each.value["category"]),
            each.need("price").euro(),
            each.translated("name", language),
            each.maybe_flag("groupPrice") or False,
        )
        for each in node.items("priceInfo")
        if each.object().need("category").text() in _PRICES
    ]


def _audience(node: Node) -> Audience | str:
    held = node.at("audience")
    said = (held.maybe_text("audienceType") if held else None) or Audience.EVERYONE
    return Audience(said) if said in set(Audience) else said


def _attendance(node: Node) -> Attendance | str:
    said = node.maybe_text("attendanceMode") or Attendance.OFFLINE
    return Attendance(said) if said in set(Attendance) else said


def _booking_info(node: Node, language: str) -> BookingInfo:
    held = node.at("bookingInfo")
    if held is None:
        return BookingInfo()
    return BookingInfo(
        held.maybe_text("phone"),
        held.maybe_text("email"),
        held.maybe_text("url"),
        held.translated("urlLabel", language),
        held.maybe_moment("availabilityStarts"),
        held.maybe_moment("availabilityEnds"),
    )


def _contact(node: Node) -> ContactPoint:
    held = node.at("contactPoint")
    if held is None:
        return ContactPoint()
    return ContactPoint(held.maybe_texts("phone"), held.maybe_texts("email"), held.maybe_texts("url"))


def read_image(node: Node) -> Image:
    """Read an image of the library."""
    return _image(node.object()) or node.need("@id").break_("must end in an id")


def _image(node: Node) -> Image | None:
    """An image of an event; one without an id cannot be named, and is passed over."""
    image_id = node.maybe_text("id") or identity(node)
    if image_id is None:
        return None
    return Image(
        image_id,
        node.maybe_text("contentUrl") or "",
        node.maybe_text("description") or "",
        node.maybe_text("copyrightHolder") or "",
        node.maybe_text("inLanguage") or "",
    )

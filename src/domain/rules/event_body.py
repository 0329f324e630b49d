"""The JSON-LD that publishes an activity (seed 000, chapter 3)."""

from __future__ import annotations

from typing import Any

from ..model.activity import CAMP, Activity
from ..model.activity_parts import Picture
from ..model.event_calendar import EventCalendar
from ..model.openness import OPEN, Openness
from . import event_values, jsonld

Json = dict[str, Any]
_AS_PLANNED = {"type": "Available"}


def event_body(activity: Activity, organizer_id: str, entry: str, openness: Openness = OPEN) -> Json:
    """The body of `POST /events`: published at once, with what the activity says and nothing else.

    `activity` has what it inherits, and misses nothing (`rules.missing`). A kansentarief price is never
    sent: UiTPAS makes its own (R14). Times are written in Brussels time.
    """
    return {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": activity.language,
        "name": event_values.names_of(activity),
        "organizer": {"@id": f"{entry}/organizers/{organizer_id}"},
        "priceInfo": jsonld.prices(event_values.prices_of(activity)),
        **_calendar(event_values.calendar_of(activity, openness)),
        "location": {"@id": f"{entry}/place/{activity.place_id}"},
        "terms": [{"id": each} for each in (activity.event_type or CAMP, activity.theme) if each],
        **_told(activity, entry, openness),
    }


def _told(activity: Activity, entry: str, openness: Openness) -> Json:
    """The members that are there only when the activity says something about them."""
    audience = event_values.audience_of(activity, openness)
    members: Json = {
        "description": event_values.descriptions_of(activity),
        "audience": {"audienceType": audience.value} if audience else None,
        "typicalAgeRange": str(activity.ages) if activity.ages else None,
        "bookingInfo": jsonld.booking_info(event_values.link_of(activity)),
        "contactPoint": jsonld.contact_point(event_values.contact_of(activity)) if activity.contact else None,
        "labels": list(activity.labels or ()),
        "mediaObject": [_media_object(each, entry) for each in activity.pictures or ()],
    }
    return {name: value for name, value in members.items() if value}


def _media_object(picture: Picture, entry: str) -> Json:
    return {
        "@id": f"{entry}/images/{picture.id}",
        "description": picture.description,
        "copyrightHolder": picture.copyright,
        "inLanguage": picture.language,
    }


def _calendar(calendar: EventCalendar) -> Json:
    """The calendar without what goes without saying: that it takes place and has places left."""
    written = jsonld.calendar(calendar)
    for each in (written, *written.get("subEvent", ())):
        for member in ("status", "bookingAvailability"):
            if each.get(member) == _AS_PLANNED:
                del each[member]
    return written

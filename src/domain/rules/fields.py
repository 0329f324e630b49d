"""What each side says of an event, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.activity import CAMP, Activity
from ..model.event_record import EventRecord
from ..model.field import Field, Fields
from ..model.openness import Openness
from ..model.term import THEME
from . import canonical, event_values

NOTHING: Fields = {
    Field.DESCRIPTION: {},
    Field.THEME: None,
    Field.AUDIENCE: "everyone",
    Field.AGES: "-",
    Field.LINK: {},
    Field.CONTACT: {"phones": [], "emails": [], "urls": []},
    Field.LABELS: [],
    Field.PICTURES: [],
}
"""What an event says of a field of which nothing was ever said."""


def ours(activity: Activity, organizer_id: str, openness: Openness) -> dict[Field, Any]:
    """What the activity says; a field it says nothing about is absent, and left alone over there.

    `activity` has what it inherits, and misses nothing.
    """
    calendar = event_values.calendar_of(activity, openness)
    audience = event_values.audience_of(activity, openness)
    said: dict[Field, Any] = {
        Field.NAME: event_values.names_of(activity),
        Field.TYPE: activity.event_type or CAMP,
        Field.PLACE: activity.place_id,
        Field.ORGANIZER: organizer_id,
        Field.CALENDAR: canonical.calendar(calendar),
        Field.STATUS: canonical.statuses(calendar),
        Field.BOOKING: canonical.bookings(calendar),
        Field.PRICES: canonical.prices(event_values.prices_of(activity)),
    }
    told: dict[Field, Any] = {
        Field.DESCRIPTION: event_values.descriptions_of(activity) or None,
        Field.THEME: activity.theme,
        Field.AUDIENCE: audience.value if audience else None,
        Field.AGES: str(activity.ages) if activity.ages else None,
        Field.LINK: canonical.link(event_values.link_of(activity)) if activity.link else None,
        Field.CONTACT: canonical.contact(event_values.contact_of(activity)) if activity.contact else None,
        Field.LABELS: list(activity.labels) if activity.labels is not None else None,
        Field.PICTURES: [each.id for each in activity.pictures] if activity.pictures is not None else None,
    }
    return said | {name: value for name, value in told.items() if value is not None}


def theirs(record: EventRecord, beside: Fields, before: Fields) -> dict[Field, Any]:
    """What UiTdatabank says of the fields that we say, or said `before`.

    Languages, labels and images that we never named are somebody else's, and not looked at.
    """
    calendar = record.calendar
    theme = next((term.id for term in record.terms if term.domain == THEME), None)
    told: dict[Field, Any] = {
        Field.NAME: _ours_of(record.name, Field.NAME, beside, before),
        Field.DESCRIPTION: _ours_of(record.description, Field.DESCRIPTION, beside, before),
        Field.TYPE: record.type_id,
        Field.THEME: theme,
        Field.PLACE: record.place.id,
        Field.ORGANIZER: record.organizer.id if record.organizer else None,
        Field.CALENDAR: canonical.calendar(calendar),
        Field.STATUS: canonical.statuses(calendar),
        Field.BOOKING: canonical.bookings(calendar),
        Field.PRICES: canonical.prices(record.prices),
        Field.AUDIENCE: str(record.audience),
        Field.AGES: str(record.ages) if record.ages else "-",
        Field.LINK: canonical.link(record.booking_info),
        Field.CONTACT: canonical.contact(record.contact),
        Field.LABELS: _named((*record.labels, *record.hidden_labels), Field.LABELS, beside, before),
        Field.PICTURES: _named([each.id for each in record.images], Field.PICTURES, beside, before),
    }
    return {name: told[name] for name in Field if name in beside or name in before}


def _ours_of(texts: Mapping[str, str], name: Field, beside: Fields, before: Fields) -> dict[str, str]:
    languages = {**beside.get(name, {}), **before.get(name, {})}
    return {code: text for code, text in texts.items() if code in languages}


def _named(values: Iterable[str], name: Field, beside: Fields, before: Fields) -> list[str]:
    there = {value.casefold() for value in values}
    known = {value.casefold(): value for value in (*before.get(name, ()), *beside.get(name, ()))}
    ordered = dict.fromkeys(value.casefold() for value in (*beside.get(name, ()), *before.get(name, ())))
    return [known[value] for value in ordered if value in there]

"""The single changes that bring one field of an event to what the activity says."""

from __future__ import annotations

from attrs import evolve

from ..model.activity import CAMP, Activity
from ..model.event_calendar import Booking, EventCalendar, EventStatus, SubEvent, SubEventChange
from ..model.event_parts import AgeRange, Audience
from ..model.event_record import EventRecord
from ..model.field import Field, Fields
from ..model.openness import Openness
from ..ports import uitdatabank_changes as change
from ..ports import uitdatabank_images as image
from ..ports.uitdatabank_changes import Change
from . import canonical, event_values


def changes(
    name: Field,
    activity: Activity,
    organizer_id: str,
    openness: Openness,
    there: EventRecord,
    before: Fields,
) -> tuple[Change, ...]:
    """The calls that bring one field of an event to what the activity says.

    Granular, so that nothing that was added by hand is lost: of labels, images and languages only those
    that we named, now or `before`. A field that the activity says nothing about any more is emptied.
    """
    calendar = event_values.calendar_of(activity, openness)
    match name:
        case Field.NAME:
            return _names(activity, there)
        case Field.DESCRIPTION:
            return _descriptions(activity, there, before)
        case Field.CALENDAR:
            return (change.SetCalendar(there.id, _with_what_is_counted(calendar, there)),)
        case Field.STATUS:
            return _status(calendar, there)
        case Field.BOOKING:
            return _booking(calendar, there)
        case Field.LABELS:
            return _labels(activity, there, before)
        case Field.PICTURES:
            return _pictures(activity, there, before)
        case _:
            return (_whole(name, activity, organizer_id, openness, there.id),)


def _whole(name: Field, activity: Activity, organizer_id: str, openness: Openness, event_id: str) -> Change:
    """A field that is replaced by one call."""
    match name:
        case Field.TYPE:
            return change.SetType(event_id, activity.event_type or CAMP)
        case Field.THEME:
            return (
                change.SetTheme(event_id, activity.theme) if activity.theme else change.RemoveTheme(event_id)
            )
        case Field.PLACE:
            return change.SetLocation(event_id, activity.place_id or "")
        case Field.ORGANIZER:
            return change.SetOrganizer(event_id, organizer_id)
        case Field.PRICES:
            return change.SetPrices(event_id, event_values.prices_of(activity))
        case Field.AUDIENCE:
            audience = event_values.audience_of(activity, openness)
            return change.SetAudience(event_id, audience or Audience.EVERYONE)
        case Field.LINK:
            return change.SetBookingInfo(event_id, event_values.link_of(activity))
        case Field.CONTACT:
            return change.SetContactPoint(event_id, event_values.contact_of(activity))
        case _:
            ages = activity.ages
            if ages is None:
                return change.RemoveAges(event_id)
            return change.SetAges(event_id, AgeRange(ages.youngest, ages.oldest))


def _with_what_is_counted(told: EventCalendar, there: EventRecord) -> EventCalendar:
    """Our calendar, with the places that somebody counted over there on moments that stay."""
    counted = {canonical.when(each): each.booking for each in there.calendar.sub_events}
    kept: list[SubEvent] = []
    for each in told.sub_events:
        booking = counted.get(canonical.when(each))
        same = booking is not None and booking.type is each.booking.type
        kept.append(evolve(each, booking=booking if booking and same else each.booking))
    return evolve(told, sub_events=tuple(kept))


def _names(activity: Activity, there: EventRecord) -> tuple[Change, ...]:
    texts = event_values.names_of(activity)
    return tuple(
        change.SetName(there.id, code, text) for code, text in texts.items() if there.name.get(code) != text
    )


def _descriptions(activity: Activity, there: EventRecord, before: Fields) -> tuple[Change, ...]:
    texts = event_values.descriptions_of(activity)
    said: list[Change] = [
        change.SetDescription(there.id, code, text)
        for code, text in texts.items()
        if there.description.get(code) != text
    ]
    gone = [code for code in before.get(Field.DESCRIPTION, ()) if code not in texts]
    return (*said, *(change.RemoveDescription(there.id, code) for code in gone if code in there.description))


def _labels(activity: Activity, there: EventRecord, before: Fields) -> tuple[Change, ...]:
    present = {label.casefold() for label in (*there.labels, *there.hidden_labels)}
    wanted = {label.casefold(): label for label in activity.labels or ()}
    added = [change.AddLabel(there.id, label) for key, label in wanted.items() if key not in present]
    gone = [each for each in before.get(Field.LABELS, ()) if each.casefold() in present - wanted.keys()]
    return (*added, *(change.RemoveLabel(there.id, each) for each in gone))


def _pictures(activity: Activity, there: EventRecord, before: Fields) -> tuple[Change, ...]:
    present = {each.id for each in there.images}
    wanted = activity.pictures or ()
    made: list[Change] = []
    for each in wanted:
        if each.id not in present:
            made.append(image.AddImage(there.id, each.id))
            made.append(image.DescribeImage(there.id, each.id, each.description, each.copyright))
    gone = present - {each.id for each in wanted}
    old = [each for each in before.get(Field.PICTURES, ()) if each in gone]
    return (*made, *(image.RemoveImage(there.id, each) for each in old))


def _status(told: EventCalendar, there: EventRecord) -> tuple[Change, ...]:
    """One call for all moments alike, else one for those that differ."""
    wanted = [each.status for each in told.sub_events] or [told.status]
    if all(each == wanted[0] for each in wanted):
        return (change.SetStatus(there.id, wanted[0]),)
    return _some(told, there, status=True)


def _booking(told: EventCalendar, there: EventRecord) -> tuple[Change, ...]:
    """One call for all moments alike; moments that count their own places are changed one by one."""
    wanted = [each.booking for each in told.sub_events]
    counted = any(each.booking.remaining is not None for each in there.calendar.sub_events)
    if all(each == wanted[0] for each in wanted) and not counted:
        top = there.calendar.booking
        return (change.SetBooking(there.id, Booking(wanted[0].type, top.capacity)),)
    return _some(told, there, status=False)


def _some(told: EventCalendar, there: EventRecord, *, status: bool) -> tuple[Change, ...]:
    wanted = {canonical.when(each): each for each in told.sub_events}
    made: list[SubEventChange] = []
    for index, theirs in enumerate(canonical.in_order(there.calendar)):
        mine = wanted.get(canonical.when(theirs), theirs)
        number = index if theirs.id is None else theirs.id
        if status and mine.status.type is not theirs.status.type:
            made.append(SubEventChange(number, status=EventStatus(mine.status.type)))
        if not status and mine.booking.type is not theirs.booking.type:
            made.append(SubEventChange(number, booking=Booking(mine.booking.type)))
    return (change.ChangeSubEvents(there.id, tuple(made)),)

"""Calendars, statuses, places that are left, and single occurrences."""

from typing import Any, cast

from ..wire.service import Call
from ..world.clock import read_instant
from ..world.refusals import invalid_data
from ..world.udb_store import title_of
from ..world.udb_values import Item
from ..world.values import Event
from . import refused, rules
from .calendar_rules import childcare_around
from .calendars import WITH_OCCURRENCES, calendar_in, replaced, with_occurrences
from .items import Apply, Changes, body_of, document
from .legacy import convert_calendar
from .schema import Error, number, one_of, record
from .schemas import CALENDAR, OCCURRENCE_CHANGES, STATUS

Json = dict[str, object]

_OF_EVENT = record(
    ("calendarType",), {**CALENDAR, "calendarType": one_of("single", "multiple", "periodic", "permanent")}
)
_OF_PLACE = record(("calendarType",), {**CALENDAR, "calendarType": one_of("periodic", "permanent")})
_AVAILABILITY = record(("type",), type=one_of("Available", "Unavailable"), capacity=number(0, "integer"))


def calendar_body(call: Call, *, of_event: bool) -> Json:
    """Read a calendar in its present form or in an older one, and check it."""
    body: Json = body_of(call, _OF_EVENT if of_event else _OF_PLACE, _converted)
    rules.check(body, rules.OF_CALENDARS)
    return body


def _converted(body: Json) -> Json:
    if "calendarType" in body or "timeSpans" in body or "calendar" in body or "type" in body:
        if isinstance(body.get("type"), str):
            body.setdefault("calendarType", body.pop("type"))
        convert_calendar(body)
    return body


def put_calendar(call: Call, _: Item | None) -> Apply:
    body = calendar_body(call, of_event="eventId" in call.parameters)

    def apply(item: Item) -> Changes:
        changed = replaced(document(item), calendar_in(body))
        rules.check_overnight(changed)
        return {"document": changed}

    return apply


def put_status(call: Call, _: Item | None) -> Apply:
    """Set the status of the whole and of every occurrence."""
    status = body_of(call, STATUS)

    def apply(item: Item) -> Changes:
        calendar = calendar_in(document(item)) | {"status": status}
        if "subEvent" in calendar:
            listed = cast("list[Json]", calendar["subEvent"])
            calendar["subEvent"] = [each | {"status": status} for each in listed]
        return {"document": replaced(document(item), calendar)}

    return apply


def put_availability(call: Call, _: Item | None) -> Apply:
    """Say whether there are places; occurrences that count what is left keep to that."""
    sent: Json = body_of(call, _AVAILABILITY)

    def apply(item: Item) -> Changes:
        calendar = calendar_in(document(item))
        _need_occurrences(calendar)
        listed = [_with_type(each, sent["type"]) for each in cast("list[Json]", calendar["subEvent"])]
        places = {name: sent[name] for name in ("type", "capacity") if name in sent}
        changed = calendar | {"subEvent": listed, "bookingAvailability": places}
        return {"document": replaced(document(item), changed)}

    return apply


def _with_type(occurrence: Json, kind: object) -> Json:
    places = cast("Json", occurrence["bookingAvailability"])
    if "remainingCapacity" in places:
        return occurrence
    return occurrence | {"bookingAvailability": {**places, "type": kind}}


def _need_occurrences(calendar: Json) -> None:
    if calendar["calendarType"] not in WITH_OCCURRENCES:
        raise refused.calendar_type_not_supported(str(calendar["calendarType"]))


def patch_occurrences(call: Call, _: Item | None) -> Apply:
    """Change the occurrences that the body names; ids that nobody knows change nothing."""
    patches: list[Json] = body_of(call, OCCURRENCE_CHANGES)
    errors = [error for index, patch in enumerate(patches) for error in _mistakes(index, patch)]
    if errors:
        raise invalid_data(*errors)

    def apply(item: Item) -> Changes:
        calendar = calendar_in(document(item))
        if calendar["calendarType"] not in WITH_OCCURRENCES:
            raise refused.calendar_type_not_supported(str(calendar["calendarType"]), "sub events")
        listed = cast("list[Json]", calendar["subEvent"])
        by_id: dict[Any, Json] = {each["id"]: each for each in listed}
        for patch in patches:
            if patch["id"] in by_id:
                by_id[patch["id"]] = _patched(by_id[patch["id"]], patch)
        status, places = cast("Json", calendar["status"]), cast("Json", calendar["bookingAvailability"])
        changed = replaced(document(item), with_occurrences(list(by_id.values()), status, places))
        rules.check_overnight(changed)
        return {"document": changed}

    return apply


def _mistakes(index: int, patch: Json) -> list[Error]:
    at = f"/{index}"
    errors = list(rules.more_left_than_places(patch, f"/{patch['id']}"))
    if "startDate" in patch and "endDate" in patch:
        start, end = read_instant(str(patch["startDate"])), read_instant(str(patch["endDate"]))
        if end < start:
            errors.append((f"{at}/endDate", "endDate should not be before startDate"))
        errors += childcare_around(
            patch,
            at,
            (f"{start:%H:%M}", "the time portion of startDate"),
            (f"{end:%H:%M}", "the time portion of endDate"),
        )
    return errors


def _patched(occurrence: Json, patch: Json) -> Json:
    names = ("startDate", "endDate", "status", "bookingAvailability", "childcare", "overnight")
    changed = occurrence | {name: patch[name] for name in names if name in patch}
    if read_instant(str(changed["endDate"])) < read_instant(str(changed["startDate"])):
        raise refused.bad_data('"From" date should not be later than the "to" date.')
    return changed


def copied(call: Call, item: Event, calendar: Json, creator: str) -> Event:
    """Make the copy of an event at other dates: a draft without labels."""
    kept = {n: v for n, v in item.document.items() if n not in ("labels", "hiddenLabels")}
    changed = replaced(kept, calendar)
    return Event(
        id="",
        title=title_of(changed),
        document=changed,
        place=item.place,
        organizer=item.organizer,
        base_price=item.base_price,
        workflow_status=type(item.workflow_status)("DRAFT"),
        creator=creator,
        created=call.now,
        modified=call.now,
    )

"""The older operation that changes the main things of an event or place at once."""

from typing import cast

from ..wire.service import Call
from ..world.refusals import invalid_data
from ..world.udb_store import find
from ..world.udb_values import Item, Kind
from . import rules
from .calendars import calendar_in, replaced
from .items import Apply, Changes, body_of, document
from .legacy import convert_calendar
from .schema import record, text
from .schemas import ADDRESS, CALENDAR, NAME
from .taxonomy import EVENTS, PLACES, TERMS, as_json
from .writing import with_type

Json = dict[str, object]

_COMMON = {"name": NAME, **CALENDAR}
_OF_EVENT = record(
    ("name", "type", "location", "calendarType"), {**_COMMON, "location": record(("id",), id=text())}
)
_OF_PLACE = record(("name", "type", "address", "calendarType"), {**_COMMON, "address": ADDRESS})


def put_major_info(call: Call, _: Item | None) -> Apply:
    """Change name, type, theme, place or address, and calendar."""
    of_event = "eventId" in call.parameters
    body: Json = body_of(call, _OF_EVENT if of_event else _OF_PLACE, _converted)
    rules.check(body, rules.OF_CALENDARS)
    terms = _terms(body, EVENTS if of_event else PLACES)
    place = str(cast("Json", body["location"])["id"]) if of_event else None
    if place is not None and find(call.state, Kind.PLACE, place) is None:
        raise invalid_data(("/location", f'The location with id "{place}" was not found.'))

    def apply(item: Item) -> Changes:
        language = str(item.document["mainLanguage"])
        changed = replaced(document(item), calendar_in(body))
        changed["name"] = {**cast("Json", changed["name"]), language: body["name"]}
        changed["terms"] = with_type(cast("list[Json]", changed["terms"]), terms)
        if place is not None:
            return {"document": changed, "place": place}
        changed["address"] = {**cast("Json", changed["address"]), language: body["address"]}
        return {"document": changed}

    return apply


def _converted(body: Json) -> Json:
    convert_calendar(body)
    return body


def _terms(body: Json, scope: str) -> list[Json]:
    found: list[Json] = []
    for name in ("type", "theme"):
        sent = body.get(name)
        term_id = sent.get("id") if isinstance(sent, dict) else sent
        if term_id is None:
            continue
        term = TERMS.get(str(term_id))
        if term is None or scope not in term.scope:
            raise invalid_data((f"/{name}", f"The term {term_id} does not exist or is not supported"))
        found.append(as_json(term))
    return found

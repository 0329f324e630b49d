"""Give events and places their type, theme and facilities."""

from typing import cast

from ..wire.service import Call
from ..world.refusals import not_found
from ..world.udb_values import Item
from . import refused
from .items import Apply, Changes, body_of, document, with_document
from .rules import CAMP
from .schema import array, text
from .taxonomy import EVENTS, PLACES, TERMS, as_json, term_in

Json = dict[str, object]

_IDS = array(text(), unique=True)


def _scope(call: Call) -> tuple[str, str]:
    return (EVENTS, "Event") if "eventId" in call.parameters else (PLACES, "Place")


def put_type(call: Call, _: Item | None) -> Apply:
    """Change the type; another one goes to the end, and ends the nights of what was a camp."""
    scope, spoken = _scope(call)
    term_id = call.parameters["termId"]
    term = term_in(scope, "eventtype", term_id)
    if term is None:
        raise not_found(
            f"Category with id {term_id} not found in eventtype domain or not applicable for {spoken}."
        )

    def apply(item: Item) -> Changes | None:
        changes = with_document(item, terms=_with(document(item), as_json(term)))
        if term.id != CAMP and "subEvent" in changes["document"]:
            listed = cast("list[Json]", changes["document"]["subEvent"])
            changes["document"]["subEvent"] = [
                {n: v for n, v in each.items() if n != "overnight"} for each in listed
            ]
        return changes

    return apply


def put_theme(call: Call, _: Item | None) -> Apply:
    term_id = call.parameters["termId"]
    term = term_in(EVENTS, "theme", term_id)
    if term is None:
        raise not_found(f"Category with id {term_id} not found in theme domain.")
    return lambda item: with_document(item, terms=_with(document(item), as_json(term)))


def delete_theme(_: Call, __: Item | None) -> Apply:
    def apply(item: Item) -> Changes:
        terms = cast("list[Json]", item.document["terms"])
        return with_document(item, terms=[each for each in terms if each["domain"] != "theme"])

    return apply


def put_facilities(call: Call, _: Item | None) -> Apply:
    """Replace the facilities; that takes a role of its own."""
    scope, spoken = _scope(call)
    chosen: list[str] = list(dict.fromkeys(body_of(call, _IDS)))
    for term_id in chosen:
        if term_in(scope, "facility", term_id) is None:
            raise refused.bad_data(
                f"Category with id {term_id} not found in facility domain or not applicable for {spoken}."
            )

    def apply(item: Item) -> Changes:
        terms = cast("list[Json]", item.document["terms"])
        others = [each for each in terms if each["domain"] != "facility"]
        return with_document(item, terms=[*others, *(as_json(TERMS[each]) for each in chosen)])

    return apply


def _with(held: Json, term: Json) -> list[Json]:
    terms = cast("list[Json]", held["terms"])
    if term in terms:
        return terms
    return [*(each for each in terms if each["domain"] != term["domain"]), term]

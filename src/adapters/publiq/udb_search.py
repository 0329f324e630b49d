"""UiTdatabank's Search API and taxonomy: how each question is asked, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from ...domain.errors import ContractViolation
from ...domain.model.search import Found, OfferQuery, OrganizerQuery, Unread, Window
from ...domain.model.term import TaxonomyTerm
from ...domain.ports import uitdatabank_search as ask
from ...domain.ports.effects import Ask
from ...domain.rules.jsonld import moment
from .call import Call, Query, Reply
from .environment import Service
from .operation import Operation
from .udb_events import read_event
from .udb_json import Node, answer
from .udb_places import read_organizer, read_place, read_taxonomy_term

T = TypeVar("T")
SEARCH, TAXONOMY = Service.SEARCH, Service.TAXONOMY
LONGEST = 1500
"""How many characters of parameters go into an address; longer ones are posted."""
_ANY = "*"


def _search(operation: str, path: str, parameters: Callable[[Any], Query], question: Any) -> Call:
    query = {"embed": "true", **parameters(question.query)}
    written = urlencode(query, doseq=True)
    if len(written) <= LONGEST:
        return Call(SEARCH, f"{operation}-get", "GET", path, query=query)
    form = written.encode()
    return Call(SEARCH, f"{operation}-post", "POST", path, form=form, form_type="text/plain")


def offer_parameters(query: OfferQuery) -> Query:
    """The parameters of a search among events and places."""
    youngest, oldest = query.ages or (None, None)
    first, last = query.born or (None, None)
    return _said(
        {
            "text": query.text,
            "q": query.lucene,
            "id": query.id,
            "locationId": query.place_id,
            "organizerId": query.organizer_id,
            "postalCode": query.postal_code,
            "addressCountry": query.country,
            "regions[]": query.regions,
            "labels[]": query.labels,
            "termIds[]": query.terms,
            **_window("dateFrom", "dateTo", query.dates),
            **_window("modifiedFrom", "modifiedTo", query.modified),
            **_window("createdFrom", "createdTo", query.created),
            "calendarType": ",".join(each.value for each in query.calendar_types),
            "status": ",".join(each.value for each in query.status),
            "bookingAvailability": query.booking.value if query.booking else None,
            "minAge": youngest,
            "maxAge": oldest,
            "birthdateRangeFrom": first.isoformat() if first else None,
            "birthdateRangeTo": last.isoformat() if last else None,
            "uitpas": query.uitpas,
            "creator": query.creator,
            **_defaults(query),
            "embedUitpasPrices": query.uitpas_prices or None,
            **_page(query),
        }
    )


def _defaults(query: OfferQuery) -> dict[str, object]:
    """Which of the service's own filters are switched off or set."""
    open_ended = _ANY if query.any_availability else None
    statuses = _ANY if query.any_workflow_status else ",".join(query.workflow_statuses)
    return {
        "disableDefaultFilters": query.everything or None,
        "workflowStatus": statuses,
        "availableFrom": open_ended,
        "availableTo": open_ended,
        "audienceType": _ANY if query.any_audience else query.audience,
        "isDuplicate": query.duplicates,
    }


def organizer_parameters(query: OrganizerQuery) -> Query:
    """The parameters of a search among organizers; whether UiTPAS knows them is told by their labels."""
    return _said(
        {
            "name": query.name,
            "q": _uitpas(query),
            "id": query.id,
            "website": query.website,
            "domain": query.domain,
            "postalCode": query.postal_code,
            "labels[]": query.labels,
            "creator": query.creator,
            "disableDefaultFilters": query.everything or None,
            "workflowStatus": ",".join(query.workflow_statuses),
            **_page(query),
        }
    )


def _uitpas(query: OrganizerQuery) -> str | None:
    if query.uitpas is None:
        return query.lucene
    partners = "labels:(UiTPAS* OR Paspartoe)"
    wanted = partners if query.uitpas else f"NOT {partners}"
    return f"({query.lucene}) AND {wanted}" if query.lucene else wanted


def _page(query: OfferQuery | OrganizerQuery) -> dict[str, object]:
    order = {f"sort[{name}]": way for name, way in query.sort.items()}
    return {**order, **query.more, "start": query.page.start or None, "limit": query.page.limit}


def _window(first: str, last: str, window: Window | None) -> dict[str, object]:
    both: tuple[datetime | None, datetime | None] = window or (None, None)
    return {name: moment(at) if at else None for name, at in zip((first, last), both, strict=True)}


def _said(parameters: Mapping[str, object]) -> Query:
    """Parameters that say something, as text."""
    return {name: _text(value) for name, value in parameters.items() if value not in (None, "", ())}


def _text(value: object) -> str | tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(str(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _found(read: Callable[[Node], T], _: object, reply: Reply) -> Found[T]:
    told = answer(SEARCH, reply).object()
    total = told.need("totalItems").count()
    members: list[T] = []
    unread: list[Unread] = []
    told.need("member")
    for each in told.items("member"):
        try:
            members.append(read(each))
        except ContractViolation as error:
            unread.append(Unread(error.pointer, error.rule))
    return Found(total, tuple(members), tuple(unread))


def _offer(node: Node) -> ask.Offered:
    """An event or a place, as its type or else its address says."""
    kind = node.object().maybe_text("@type") or node.maybe_text("@id") or ""
    return read_place(node) if kind == "Place" or "/place" in kind else read_event(node)


def _terms(_: ask.ListTerms, reply: Reply) -> tuple[TaxonomyTerm, ...]:
    told = answer(TAXONOMY, reply).object()
    told.need("terms")
    return tuple(read_taxonomy_term(each.object()) for each in told.items("terms"))


def _list_terms(_: ask.ListTerms) -> Call:
    return Call(TAXONOMY, "get-terms", "GET", "/terms")


def _pair(kind: str, parameters: Callable[[Any], Query], read: Callable[[Node], object]) -> Operation:
    return Operation(partial(_search, kind, f"/{kind}", parameters), partial(_found, read))


SEARCHES: dict[type[Ask[Any]], Operation] = {
    ask.SearchEvents: _pair("events", offer_parameters, read_event),
    ask.SearchPlaces: _pair("places", offer_parameters, read_place),
    ask.SearchOffers: _pair("offers", offer_parameters, _offer),
    ask.SearchOrganizers: _pair("organizers", organizer_parameters, read_organizer),
    ask.ListTerms: Operation(_list_terms, _terms),
}
"""Every question of `ports.uitdatabank_search`."""

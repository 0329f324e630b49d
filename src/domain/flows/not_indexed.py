"""Look for an event where the search index may not have it yet: at its place, in UiTdatabank itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from attrs import frozen

from ..errors import ContractViolation
from ..model.event_record import EventRecord
from ..model.problem import Problem
from ..model.search import MOST, OfferQuery, Paging
from ..ports.effects import Flow, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Answered, Unavailable
from ..ports.uitdatabank import EventsAtPlace, GetEvent
from ..ports.uitdatabank_search import SearchEvents

MOST_READ = 40
"""How many events that the index does not have are read one by one."""


@frozen
class Crowded:
    """More events are missing in the index than can be read: `count` of them."""

    count: int


def search_at(place_id: str | None, since: datetime | None) -> Flow[Answered[tuple[EventRecord, ...]]]:
    """Every event at a place that was made since, whatever its state and audience, as the index has it."""
    records: list[EventRecord] = []
    while True:
        query = OfferQuery(
            place_id=place_id,
            created=(since, None) if since else None,
            everything=True,
            page=Paging(len(records), MOST),
        )
        page = yield from ask(SearchEvents(query))
        if isinstance(page, Problem | Unavailable):
            return page
        records.extend(page.members)
        if not page.members or len(records) >= page.total or len(records) + MOST > 10_000:
            return tuple(records)


def not_indexed(
    place_id: str | None, seen: Collection[str]
) -> Flow[Answered[tuple[EventRecord, ...]] | Crowded]:
    """The events at a place that the index does not have, and no activity of ours; `seen` it had just now.

    UiTdatabank answers from what it holds: what was made a moment ago is there, however far its index is
    behind. Costs one question where there is nothing else at the place; else the index is asked for all it
    has there, and each event that it misses is read.
    """
    if place_id is None:
        return ()
    listed = yield from ask(EventsAtPlace(place_id))
    if isinstance(listed, Problem | Unavailable):
        return listed
    others = [each for each in listed if each not in seen]

    def nobodys(ledger: Ledger) -> list[str]:
        return [each for each in others if ledger.activity_of_event(each) is None]

    unknown = yield from transact(nobodys)
    if not unknown:
        return ()
    indexed = yield from search_at(place_id, None)
    if isinstance(indexed, Problem | Unavailable):
        return indexed
    known = {record.id for record in indexed}
    missed = [each for each in unknown if each not in known]
    if len(missed) > MOST_READ:
        return Crowded(len(missed))
    return (yield from _read(missed))


def _read(event_ids: Collection[str]) -> Flow[Answered[tuple[EventRecord, ...]]]:
    """Each of these events; one that is gone, or that nobody can read, is not the one that we wrote."""
    records: list[EventRecord] = []
    for event_id in event_ids:
        try:
            found = yield from ask(GetEvent(event_id))
        except ContractViolation:
            continue
        if isinstance(found, EventRecord):
            records.append(found)
        elif isinstance(found, Unavailable) or found.status != 404:
            return found
    return tuple(records)

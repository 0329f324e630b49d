"""Link: take an event that is in UiTdatabank already as an activity's own, instead of publishing one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import evolve

from ..errors import NotDiscountable
from ..model.activity import Activity
from ..model.event_record import EventRecord, WorkflowStatus
from ..model.match import EventCheck, Suggestion
from ..model.organisation import Organisation
from ..model.problem import Problem
from ..model.publication import Publication, PublicationState
from ..model.search import OfferQuery, Paging
from ..ports.effects import Flow, Now, ask, together, transact
from ..ports.ledger import Ledger
from ..ports.publiq import EventCardSystems
from ..ports.uitdatabank import EventPermissions, GetEvent
from ..ports.uitdatabank_search import SearchEvents
from ..rules.pasted import event_in
from ..rules.similarity import Sought, plain, score
from .answers import answer_or_raise

UITPAS, UITDATABANK, SEARCH = "UiTPAS", "UiTdatabank", "UiTdatabank Search"
WIDE = 100
"""How many events of each search are ranked."""
LEAST = 40
"""A score below which an event is no suggestion."""
_GONE = {
    WorkflowStatus.DELETED: "was deleted from UiTdatabank",
    WorkflowStatus.REJECTED: "was rejected by a moderator of UiTdatabank",
    WorkflowStatus.DRAFT: "is a draft: it is not published",
}


def link(activity_id: str, pasted: str, organisation: Organisation) -> Flow[Publication]:
    """Take an event as the event of an activity; `pasted` is its id or any address of it.

    It has to be alive, published, known to UiTPAS, and no other activity's. Three calls.
    Raises `InvalidValue` for what names no event, `NotFound` for the activity, `NotDiscountable` that
    names every obstacle, `Unreachable` and `Rejected`.
    """
    checked = yield from check_event(activity_id, pasted, organisation)
    if checked.obstacles:
        raise NotDiscountable(activity_id, checked.obstacles)
    publication = Publication(activity_id, PublicationState.REGISTERED, checked.event_id)

    def work(ledger: Ledger) -> None:
        """Look once more: somebody may have taken it while UiTdatabank was asked."""
        _, taken = _taken(ledger, activity_id, checked.event_id, to_take=True)
        if taken:
            raise NotDiscountable(activity_id, taken)
        ledger.save_publication(publication)

    yield from transact(work)
    return publication


def check_event(activity_id: str, pasted: str, organisation: Organisation) -> Flow[EventCheck]:
    """What keeps an event from being linked to an activity, and what to know when it is linked.

    Raises `InvalidValue`, `NotFound`, `Unreachable` and `Rejected`.
    """
    event_id = event_in(pasted)
    activity, taken = yield from transact(lambda ledger: _taken(ledger, activity_id, event_id))
    event = yield from ask(GetEvent(event_id))
    if isinstance(event, Problem) and event.status == 404:
        return EventCheck(event_id, obstacles=(f"event {event_id} is not in UiTdatabank",))
    event = answer_or_raise(UITDATABANK, event)
    obstacles, warnings = yield from _judged(event, organisation.organizer_of(activity))
    return EventCheck(event_id, event.title, (*obstacles, *taken), warnings)


def _taken(
    ledger: Ledger, activity_id: str, event_id: str, *, to_take: bool = False
) -> tuple[Activity, tuple[str, ...]]:
    """The activity, and why this event cannot be its own as far as the ledger knows."""
    activity, own = ledger.activity(activity_id), ledger.publication(activity_id)
    other = _other(ledger, activity_id, event_id, to_take=to_take)
    held = own.sells_as if own else None
    obstacles = {
        f"event {event_id} belongs to activity {other!r} already": other is not None,
        f"activity {activity_id!r} has event {held} already: unlink it first": held not in (None, event_id),
    }
    return activity, tuple(sentence for sentence, holds in obstacles.items() if holds)


def _judged(event: EventRecord, organizer_id: str) -> Flow[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Obstacles and warnings of an event that is there."""
    name = f"event {event.id} ({event.title})"
    if not event.published:
        return (f"{name} {_GONE[event.workflow_status]}",), ()
    systems = yield from ask(EventCardSystems(event.id))
    if isinstance(systems, Problem) and systems.status == 404:
        return (f"{name} is not known to UiTPAS: {_why_unknown(event)}",), ()
    found = answer_or_raise(UITPAS, systems)
    allowed = yield from ask(EventPermissions(event.id))
    theirs = event.organizer.id if event.organizer else None
    held = {
        f"no card system gives a discount on {name}: it opted out": not found,
        f"{name} has another organizer than the activity": theirs != organizer_id,
        f"the place of {name} was deleted or replaced: choose another": event.place.gone,
        f"{name} was made with other credentials: ours may sell for it, but not change it": allowed
        == frozenset(),
    }
    return (), tuple(sentence for sentence, holds in held.items() if holds)


def _why_unknown(event: EventRecord) -> str:
    if event.organizer is None or event.organizer.id is None:
        return "it has no organizer"
    if event.base_price is None:
        return "it has no base price"
    return "its organizer is no UiTPAS partner, or it was published moments ago"


def suggest(activity_id: str, organisation: Organisation, limit: int = 10) -> Flow[tuple[Suggestion, ...]]:
    """Events that may be the activity's own, the best first, by name, dates, place and organizer.

    Two searches: what its organizer has in that period, and what is called alike. Hidden events
    (members only) are found as well. Raises `NotFound`, `Rejected`, `Unreachable`.
    """
    activity = yield from transact(lambda ledger: ledger.activity(activity_id))
    organizer_id = organisation.organizer_of(activity)
    now = yield from ask(Now())
    pages = yield from together([SearchEvents(query) for query in _queries(activity, organizer_id, now)])
    found = {event.id: event for page in pages for event in answer_or_raise(SEARCH, page).members}
    starts = tuple(slot.start for slot in activity.slots)
    sought = Sought(activity.name, organizer_id, activity.place_id, starts)
    ranked = sorted((_suggestion(sought, event) for event in found.values()), key=_best_first)
    likely = [each for each in ranked if each.score >= LEAST][:limit]
    return (yield from transact(lambda ledger: _with_owners(ledger, activity_id, likely)))


def _queries(activity: Activity, organizer_id: str, now: datetime) -> Iterable[OfferQuery]:
    page, day = Paging(0, WIDE), timedelta(days=1)
    starts = [slot.start for slot in activity.slots]
    window = (min(starts) - day, max(slot.end for slot in activity.slots) + day) if starts else (now, None)
    yield OfferQuery(
        organizer_id=organizer_id, dates=window, any_audience=True, any_availability=True, page=page
    )
    yield OfferQuery(text=plain(activity.name), any_audience=True, any_availability=True, page=page)


def _best_first(suggestion: Suggestion) -> tuple[int, str, str]:
    return -suggestion.score, suggestion.title, suggestion.event_id


def _suggestion(sought: Sought, event: EventRecord) -> Suggestion:
    points, reasons = score(sought, event)
    starts = [each.start for each in event.calendar.sub_events]
    return Suggestion(
        event_id=event.id,
        title=event.title,
        score=points,
        reasons=reasons,
        place=event.place.title,
        organizer=event.organizer.title if event.organizer else "",
        starts=min(starts) if starts else event.calendar.start,
        url=event.url,
    )


def _with_owners(
    ledger: Ledger, activity_id: str, suggestions: Iterable[Suggestion]
) -> tuple[Suggestion, ...]:
    return tuple(evolve(each, taken_by=_other(ledger, activity_id, each.event_id)) for each in suggestions)


def _other(ledger: Ledger, activity_id: str, event_id: str, *, to_take: bool = False) -> str | None:
    """The other activity that has this event."""
    owner = ledger.activity_of_event(event_id, to_take=to_take)
    return None if owner == activity_id else owner

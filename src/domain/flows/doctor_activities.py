"""The doctor on published activities: each at UiTdatabank and at UiTPAS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from ..errors import ContractViolation, PubliqError
from ..model.activity import Activity
from ..model.diagnosis import Diagnosis, Severity
from ..model.event_record import EventRecord
from ..model.organisation import Organisation
from ..model.problem import Problem
from ..model.publication import Publication
from ..ports.effects import Ask, Flow, Together, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..ports.publiq import EventCardSystems
from ..ports.uitdatabank import EventPermissions, GetEvent

AT_ONCE = 20
"""How many activities are looked at together."""
RELINK = "uitkern unlink, then publish it anew, or link it to another event"
SERVICES = "see what is said of the services"
OTHERS = (
    "let who made it change it, or make our client owner of its organizer in UiTdatabank: "
    "whoever owns the organizer may change its events"
)
_Told = tuple[Severity, str, str | None]


@frozen
class _Looked:
    """What both services say of one event."""

    activity: Activity
    organizer_id: str
    event: Any
    systems: Any
    allowed: Any


def examine_activities(
    activity_ids: Iterable[str], organisation: Organisation
) -> Flow[tuple[Diagnosis, ...]]:
    """Look at the event of each activity, at both services; three calls for each."""
    wanted = tuple(activity_ids)
    found: list[Diagnosis] = []
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        kept = yield from transact(partial(_kept, activity_ids=part))
        found.extend((yield from _examine(kept, organisation)))
    return tuple(found)


def _kept(ledger: Ledger, activity_ids: Iterable[str]) -> list[tuple[Activity, Publication]]:
    both = ((ledger.activity(each), ledger.publication(each)) for each in activity_ids)
    return [(activity, publication) for activity, publication in both if publication is not None]


def _examine(
    kept: Sequence[tuple[Activity, Publication]], organisation: Organisation
) -> Flow[list[Diagnosis]]:
    found: list[Diagnosis] = []
    with_event = [(activity, one.event_id) for activity, one in kept if one.event_id is not None]
    try:
        answers = yield from _answers([event_id for _, event_id in with_event])
    except PubliqError as error:
        if len(with_event) > 1:
            for each in kept:
                found.extend((yield from _examine([each], organisation)))
            return found
        return [_unseen(activity.id, error) for activity, _ in with_event]
    for index, (activity, _) in enumerate(with_event):
        looked = _Looked(activity, organisation.organizer_of(activity), *answers[3 * index : 3 * index + 3])
        told = list(_event(looked)) or [(Severity.OK, "its event is published and UiTPAS knows it", None)]
        found.extend(Diagnosis("activities", *each, subject=activity.id) for each in told)
    return found


def _unseen(activity_id: str, error: PubliqError) -> Diagnosis:
    odd = isinstance(error, ContractViolation)
    remedy = "tell the makers of uitkern, with this line" if odd else SERVICES
    return Diagnosis("activities", Severity.ERROR, str(error), remedy, activity_id)


def _answers(event_ids: Iterable[str]) -> Flow[tuple[Any, ...]]:
    asks: list[Ask[Any]] = []
    for event_id in event_ids:
        asks += [GetEvent(event_id), EventCardSystems(event_id), EventPermissions(event_id)]
    return (yield from ask(Together(tuple(asks)))) if asks else ()


def _event(looked: _Looked) -> Iterator[_Told]:
    match looked.event:
        case Problem(status=404):
            yield Severity.ERROR, "its event is not in UiTdatabank", RELINK
        case Problem() | Unavailable():
            told = f"its event was not seen at UiTdatabank: {_why(looked.event)}"
            yield Severity.ERROR, told, SERVICES
        case EventRecord(published=False) as event:
            status = event.workflow_status.value.lower().replace("_", " ")
            yield Severity.ERROR, f"its event is not published but {status}", RELINK
        case _:
            yield from _published(looked, looked.event)


def _why(answer: Problem | Unavailable) -> str:
    return answer.why if isinstance(answer, Unavailable) else str(answer)


def _published(looked: _Looked, event: EventRecord) -> Iterator[_Told]:
    yield from _at_uitpas(looked.systems, event)
    theirs = event.organizer.id if event.organizer else None
    if theirs != looked.organizer_id:
        says = f"its event has organizer {theirs}, not {looked.organizer_id}"
        yield Severity.WARNING, says, "set the organizer there, or the promoter of the activity"
    if event.place.gone:
        says = f"its place {event.place.id} ({event.place.title}) was deleted or replaced"
        yield Severity.WARNING, says, "choose another: see uitkern places --of its activity"
    base, ours = event.base_price, looked.activity.base_price
    if base is not None and ours is not None and base.price != ours:
        says = f"its base price is {base.price} there and {ours} here"
        yield Severity.WARNING, says, "uitkern republish, or take the price of UiTdatabank over"
    if looked.allowed == frozenset():
        says = "its event was made with other credentials: ours may not change it"
        yield Severity.WARNING, says, OTHERS


def _at_uitpas(systems: Any, event: EventRecord) -> Iterator[_Told]:
    match systems:
        case Problem(status=404) if event.organizer is None or event.base_price is None:
            lacks = "organizer" if event.organizer is None else "base price"
            yield Severity.ERROR, f"UiTPAS does not know its event: it has no {lacks}", "uitkern republish"
        case Problem(status=404):
            says = "UiTPAS does not know its event"
            remedy = "wait some seconds after publication; then check that its organizer is a UiTPAS partner"
            yield Severity.ERROR, says, remedy
        case Problem() | Unavailable():
            yield Severity.ERROR, f"its event was not seen at UiTPAS: {_why(systems)}", SERVICES
        case ():
            says = "no card system gives a discount on it"
            yield Severity.NOTICE, says, "fine if you opted out; else uitkern opt-in"
        case _:
            return

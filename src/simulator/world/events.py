"""Keep the events of UiTdatabank, and let UiTPAS learn of those that concern it."""

from datetime import datetime
from uuid import uuid4

from attrs import evolve, frozen

from .refusals import invalid_data
from .state import State, follow
from .values import PUBLISHED, Event, JsonObject, WorkflowStatus


@frozen(slots=False)
class EventDraft:
    """An event to create, as the body of `event-post` asks for it after normalisation.

    `base_price` is in cents.
    """

    title: str
    document: JsonObject
    place: str
    organizer: str | None = None
    base_price: int | None = None
    workflow_status: WorkflowStatus = WorkflowStatus.DRAFT
    available_from: datetime | None = None


def create(state: State, now: datetime, draft: EventDraft, creator: str) -> Event:
    """Create an event (`event-post`).

    Refused when the place is unknown. When the organizer is unknown the request is refused too, yet the
    event exists from then on, without an organizer: publiq checks it after saving.
    """
    if draft.place not in state.places:
        raise invalid_data(("/location", f'The location with id "{draft.place}" was not found.'))
    known = draft.organizer in state.organizers
    event = Event(
        id=str(uuid4()),
        title=draft.title,
        document=draft.document,
        place=draft.place,
        organizer=draft.organizer if known else None,
        base_price=draft.base_price,
        workflow_status=_at_creation(draft.workflow_status),
        creator=creator,
        created=now,
        modified=now,
    )
    if event.workflow_status is WorkflowStatus.READY_FOR_VALIDATION:
        event = evolve(event, available_from=draft.available_from or now)
    store(state, now, event)
    if draft.organizer is not None and not known:
        raise invalid_data(("/organizer", f'The organizer with id "{draft.organizer}" was not found.'))
    return state.events[event.id]


def store(state: State, now: datetime, event: Event) -> None:
    """Write an event; when it meets the conditions of UiTPAS for the first time, registration begins."""
    if not _concerns_uitpas(state, event):
        event = evolve(event, known_to_uitpas_from=None)
    elif event.known_to_uitpas_from is None:
        event = evolve(event, known_to_uitpas_from=now + state.settings.registration_delay)
    stored = evolve(event, playhead=event.playhead + 1)
    state.events.put(event.id, stored)
    mark = state.udb_marks.get(event.id)
    follow(state, now, stored, event.known_to_uitpas_from, mark.until if mark else None)


def _at_creation(wanted: WorkflowStatus) -> WorkflowStatus:
    kept = (WorkflowStatus.READY_FOR_VALIDATION, WorkflowStatus.DELETED)
    return wanted if wanted in kept else WorkflowStatus.DRAFT


def _concerns_uitpas(state: State, event: Event) -> bool:
    organizer = state.organizers.get(event.organizer)
    return bool(
        event.workflow_status in PUBLISHED and event.base_price and organizer and organizer.card_systems
    )

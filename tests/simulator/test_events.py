from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve

from uitkern.simulator.world.events import EventDraft
from uitkern.simulator.world.official.identities import NOT_IN_UITPAS, ORGANIZER, PLACE
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.values import Event, WorkflowStatus
from uitkern.simulator.world.world import World

PUBLISHED = EventDraft(
    title="Speelweek",
    document={"mainLanguage": "nl"},
    place=PLACE,
    organizer=ORGANIZER,
    base_price=1100,
    workflow_status=WorkflowStatus.READY_FOR_VALIDATION,
)


def known_to_uitpas(world: World, event: Event) -> bool:
    try:
        world.registered_event(event.id)
    except Refusal as refusal:
        return refusal.kind != "uitpas/event-not-found"
    return True


def test_uitpas_knows_a_published_event_after_some_seconds_of_the_world(world: World) -> None:
    event = world.create_event(PUBLISHED, "somebody")
    assert not known_to_uitpas(world, event)
    world.clock.advance(timedelta(seconds=2.9))
    assert not known_to_uitpas(world, event)
    world.clock.advance(timedelta(seconds=0.1))
    assert known_to_uitpas(world, event)
    assert [system.name for system in world.card_systems_of_event(event.id)] == ["UiTPAS Gent", "Paspartoe"]


def test_the_delay_of_the_registration_is_a_setting(world: World) -> None:
    world.configure(evolve(world.settings, registration_delay=timedelta()))
    assert known_to_uitpas(world, world.create_event(PUBLISHED, "somebody"))


@pytest.mark.parametrize(
    "draft",
    [
        evolve(PUBLISHED, workflow_status=WorkflowStatus.DRAFT),
        evolve(PUBLISHED, base_price=None),
        evolve(PUBLISHED, base_price=0),
        evolve(PUBLISHED, organizer=None),
        evolve(PUBLISHED, organizer=NOT_IN_UITPAS),
    ],
    ids=["published", "priced", "above zero", "organized", "organized by a partner"],
)
def test_an_event_that_lacks_a_condition_never_reaches_uitpas(world: World, draft: EventDraft) -> None:
    event = world.create_event(draft, "somebody")
    world.clock.advance(timedelta(days=1))
    assert not known_to_uitpas(world, event)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (WorkflowStatus.APPROVED, WorkflowStatus.DRAFT),
        (WorkflowStatus.REJECTED, WorkflowStatus.DRAFT),
        (WorkflowStatus.DELETED, WorkflowStatus.DELETED),
        (WorkflowStatus.READY_FOR_VALIDATION, WorkflowStatus.READY_FOR_VALIDATION),
    ],
)
def test_a_new_event_is_a_draft_unless_it_is_offered_or_deleted(
    world: World, sent: WorkflowStatus, stored: WorkflowStatus
) -> None:
    event = world.create_event(evolve(PUBLISHED, workflow_status=sent), "somebody")
    assert event.workflow_status is stored
    assert (event.available_from is not None) == (stored is WorkflowStatus.READY_FOR_VALIDATION)


def test_an_unknown_place_leaves_no_event(world: World) -> None:
    before = len(world.state.events)
    with pytest.raises(Refusal) as refused:
        world.create_event(evolve(PUBLISHED, place="nowhere"), "somebody")
    assert refused.value.members["schemaErrors"] == [
        {"jsonPointer": "/location", "error": 'The location with id "nowhere" was not found.'}
    ]
    assert len(world.state.events) == before


def test_an_unknown_organizer_is_refused_yet_leaves_an_event_without_organizer(world: World) -> None:
    before = set(world.state.events)
    with pytest.raises(Refusal) as refused:
        world.create_event(evolve(PUBLISHED, organizer="nobody"), "somebody")
    assert refused.value.members["schemaErrors"] == [
        {"jsonPointer": "/organizer", "error": 'The organizer with id "nobody" was not found.'}
    ]
    [orphan] = set(world.state.events) - before
    assert world.state.events[orphan].organizer is None
    assert world.state.events[orphan].workflow_status is WorkflowStatus.READY_FOR_VALIDATION

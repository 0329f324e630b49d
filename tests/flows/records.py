"""Records of UiTdatabank for tests, each with what the test at hand does not care about filled in."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve

from tests.domain.building import BASE, EVENT, ORGANIZER, PLACE, a_slot
from uitkern.domain.model.event_calendar import CalendarType, EventCalendar, SubEvent
from uitkern.domain.model.event_parts import PriceKind, PriceLine
from uitkern.domain.model.event_record import EventRecord, WorkflowStatus
from uitkern.domain.model.organizer import Organizer
from uitkern.domain.model.place import Address, Place
from uitkern.domain.model.search import Found

T = TypeVar("T")


def a_place(**changes: Any) -> Place:
    address = {"nl": Address("Kerkstraat 1", "9000", "Gent", "BE")}
    return evolve(Place(PLACE, {"nl": "Buurthuis"}, address, workflow_status="APPROVED"), **changes)


def an_organizer(**changes: Any) -> Organizer:
    return evolve(Organizer(ORGANIZER, {"nl": "Speelplein"}, hidden_labels=("UiTPAS Gent",)), **changes)


def an_event(**changes: Any) -> EventRecord:
    """A published event that says what the camp of `building` says."""
    slot = a_slot()
    event = EventRecord(
        id=EVENT,
        url=f"https://io-test.uitdatabank.be/events/{EVENT}",
        name={"nl": "Speelweek"},
        workflow_status=WorkflowStatus.APPROVED,
        calendar=EventCalendar(CalendarType.SINGLE, sub_events=(SubEvent(slot.start, slot.end, 0),)),
        place=a_place(),
        organizer=an_organizer(),
        prices=(PriceLine(PriceKind.BASE, BASE),),
        hidden_labels=("UiTPAS Gent",),
    )
    return evolve(event, **changes)


def a_draft() -> EventRecord:
    return an_event(workflow_status=WorkflowStatus.DRAFT)


def found(*members: T) -> Found[T]:
    return Found(len(members), members)

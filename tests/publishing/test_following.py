"""Sold out and cancelled follow the enrolments by themselves, as availability and status (R17)."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.publishing.agenda import GET, Agenda, a_camp, a_day
from uitkern import Did, Permanent, PublicationStatus, errors
from uitkern.adapters import drivers
from uitkern.domain.ports.uitdatabank_changes import SetBooking

S = PublicationStatus


class PowerCut(BaseException):
    """The process is gone."""


def shown(agenda: Agenda) -> tuple[str, str]:
    """Availability and status of the event as a whole."""
    event = agenda.event()
    return event["bookingAvailability"]["type"], event["status"]["type"]


def each_slot(agenda: Agenda, member: str) -> list[str]:
    return [slot[member]["type"] for slot in agenda.event()["subEvent"]]


def test_the_last_place_taken_and_freed_is_told_by_the_next_round(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.published(capacity=1)
    sold = agenda.core.enrol("kid", "camp")
    assert agenda.status() is S.SOLD_OUT
    agenda.core.tick()
    assert shown(agenda) == ("Unavailable", "Available")

    agenda.core.cancel(sold.id)
    agenda.core.tick()
    assert shown(agenda) == ("Available", "Available")
    assert agenda.status() is S.REGISTERED


def test_an_enrolment_that_changes_nothing_costs_no_call(agenda: Agenda) -> None:
    agenda.published(capacity=5)
    sold = agenda.core.enrol("kid", "camp")
    agenda.core.cancel(sold.id)

    with agenda.costs():
        agenda.core.tick()


def test_a_hold_that_lapses_frees_the_place_there_too(agenda: Agenda) -> None:
    agenda.published(capacity=1)
    agenda.core.enrol("kid", "camp")
    agenda.core.tick()
    assert shown(agenda)[0] == "Unavailable"

    agenda.later(minutes=31)
    agenda.core.tick()
    assert shown(agenda)[0] == "Available"


def test_another_capacity_is_told_too(agenda: Agenda) -> None:
    agenda.published(capacity=2)
    agenda.core.enrol("kid", "camp")

    agenda.save(a_camp(capacity=1))
    agenda.core.tick()
    assert shown(agenda)[0] == "Unavailable"

    agenda.save(a_camp())
    agenda.core.tick()
    assert shown(agenda)[0] == "Available"


def test_a_cancelled_activity_says_so_there_and_takes_no_enrolments(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.published(slots=[a_day(), a_day(31)])

    agenda.core.cancel_activity("camp")

    assert agenda.status() is S.CANCELLED
    with pytest.raises(errors.ActivityCancelled) as refused:
        agenda.core.enrol("kid", "camp")
    assert refused.value.message.nl == "Deze activiteit gaat niet door."
    agenda.core.tick()
    assert shown(agenda) == ("Available", "Unavailable")
    assert each_slot(agenda, "status") == ["Unavailable", "Unavailable"]
    assert "geannuleerd" not in str(agenda.event()).casefold()

    agenda.save(a_camp(slots=[a_day(), a_day(31)]))
    agenda.core.tick()
    assert each_slot(agenda, "status") == ["Available", "Available"]


def test_one_slot_is_cancelled_and_another_is_full(agenda: Agenda) -> None:
    camp = agenda.published(slots=[a_day(), a_day(31), a_day(32)])

    agenda.core.cancel_activity("camp", a_day(31))
    agenda.core.tick()
    assert each_slot(agenda, "status") == ["Available", "Unavailable", "Available"]

    full = evolve(a_day(32), sold_out=True)
    agenda.save(evolve(agenda.core.activity("camp"), slots=[*camp.slots[:2], full]))
    agenda.core.tick()
    assert each_slot(agenda, "bookingAvailability") == ["Available", "Available", "Unavailable"]
    assert each_slot(agenda, "status") == ["Available", "Available", "Available"]
    with pytest.raises(errors.NotFound, match="slot: there is none with id '2031-"):
        agenda.core.cancel_activity("camp", a_day(77))


def test_places_counted_by_hand_on_a_slot_are_changed_one_by_one(agenda: Agenda) -> None:
    agenda.published(slots=[a_day(), a_day(31)], capacity=1)
    counted = {"id": 0, "bookingAvailability": {"remainingCapacity": 4, "capacity": 9}}
    agenda.by_hand("PATCH", "sub-events", [counted])
    agenda.core.enrol("kid", "camp")

    agenda.core.tick()

    assert each_slot(agenda, "bookingAvailability") == ["Unavailable", "Unavailable"]


def test_an_activity_without_set_moments_says_cancelled_but_cannot_say_full(
    agenda: Agenda,
) -> None:
    agenda.published(slots=(), hours=Permanent(), capacity=1)
    agenda.core.enrol("kid", "camp")
    with agenda.costs():
        agenda.core.tick()
    assert agenda.status() is S.SOLD_OUT

    agenda.core.cancel_activity("camp")
    agenda.core.tick()
    assert agenda.event()["status"] == {"type": "Unavailable"}


def test_full_is_told_though_other_changes_wait_to_be_sent(agenda: Agenda) -> None:
    agenda.published(capacity=1)
    agenda.save(a_camp(capacity=1, name="Anders", slots=[a_day(40), a_day(41)]))
    agenda.core.enrol("kid", "camp")

    agenda.core.tick()

    assert shown(agenda)[0] == "Unavailable"
    assert agenda.event()["name"] == {"nl": "Zomerkamp camp"}
    assert agenda.status() is S.CHANGED_HERE
    assert agenda.core.republish("camp").did is Did.UPDATED
    assert each_slot(agenda, "bookingAvailability") == ["Unavailable", "Unavailable"]


def test_a_crash_before_it_is_told_loses_nothing(agenda: Agenda, monkeypatch: pytest.MonkeyPatch) -> None:
    agenda.published(capacity=1)
    perform = drivers._perform

    def crash(question: Any, outside: Any) -> Any:
        if isinstance(question, SetBooking):
            raise PowerCut
        return perform(question, outside)

    agenda.core.enrol("kid", "camp")
    monkeypatch.setattr(drivers, "_perform", crash)
    with pytest.raises(PowerCut):
        agenda.core.tick()
    monkeypatch.setattr(drivers, "_perform", perform)
    assert shown(agenda)[0] == "Available"

    agenda.later(seconds=61)
    assert shown(agenda)[0] == "Unavailable"


def test_an_outage_delays_it_and_a_refusal_is_told(agenda: Agenda) -> None:
    agenda.published(capacity=1)
    agenda.core.enrol("kid", "camp")
    with agenda.publiq.fault("event-bookingAvailability-put", status=503):
        agenda.core.tick()
    assert agenda.overview().why is not None
    with agenda.publiq.fault("event-bookingAvailability-put", status=403):
        (alert,) = agenda.later(minutes=1).alerts
    assert "our credentials may not change this event" in alert.said

    agenda.later(minutes=20)
    assert shown(agenda)[0] == "Unavailable"
    assert agenda.overview().alert is None


def test_what_a_person_closed_by_hand_is_not_opened_by_itself(agenda: Agenda) -> None:
    agenda.published()
    agenda.by_hand("PUT", "booking-availability", {"type": "Unavailable"})

    agenda.later(minutes=20)

    assert shown(agenda)[0] == "Unavailable"
    assert agenda.status() is S.CHANGED_THERE


def test_uitpas_out_of_order_is_no_error_of_the_round(agenda: Agenda) -> None:
    agenda.save(a_camp())
    agenda.core.publish("camp")
    with agenda.publiq.fault("get-events-card-systems", status=503):
        agenda.later(minutes=1)
    assert agenda.status() is S.PUBLISHED
    assert "UiTPAS does not answer" in str(agenda.overview().why)
    with agenda.publiq.fault(GET, status=503):
        agenda.later(minutes=20)
    assert "UiTdatabank does not answer" in str(agenda.overview().why)
    with agenda.publiq.fault(GET, status=418):
        agenda.later(minutes=20)
    assert "UiTdatabank refuses to tell the event" in str(agenda.overview().why)
    agenda.later(minutes=20)
    assert agenda.status() is S.REGISTERED
    assert agenda.overview().why is None


def test_an_event_that_is_not_there_any_more_counts_as_deleted(agenda: Agenda) -> None:
    agenda.published()
    with agenda.publiq.fault(GET, status=404):
        (alert,) = agenda.later(minutes=20).alerts
    assert "is not in UiTdatabank any more" in alert.said
    assert agenda.status() is S.DELETED

"""An organiser's agenda: what the core keeps and tells, and what UiTdatabank truly shows."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from attrs import evolve, frozen

from tests.adapters.cores import MORNING, a_child, open_core
from uitkern import Activity, Euro, Overview, Policy, PublicationStatus, Slot
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import nudges
from uitkern.simulator.world.official import identities as official

POST, GET, SEARCH = "event-post", "event-get", "search-events"


def a_day(days: int = 30) -> Slot:
    start = MORNING + timedelta(days=days)
    return Slot(start, start + timedelta(hours=4))


def a_camp(activity_id: str = "camp", **changes: Any) -> Activity:
    camp = Activity(activity_id, f"Zomerkamp {activity_id}", Euro(1100), (a_day(),), official.PLACE)
    return evolve(camp, **changes)


@frozen
class Agenda:
    """A core with its publiq."""

    publiq: Publiq
    core: Any
    ledger: str

    def save(self, activity: Activity) -> Activity:
        self.core.save_activity(activity)
        return activity

    def published(self, **changes: Any) -> Activity:
        """A camp that UiTPAS knows."""
        camp = self.save(a_camp(**changes))
        self.core.publish(camp.id)
        self.core.await_registration(camp.id)
        self.core.tick()
        return camp

    def event_id(self, activity_id: str = "camp") -> str:
        return str(self.core.publication(activity_id).event_id)

    def event(self, activity_id: str = "camp") -> dict[str, Any]:
        """The event as everybody reads it."""
        with self.publiq.http() as http:
            found = http.get(f"/uitdatabank/events/{self.event_id(activity_id)}")
        read: dict[str, Any] = found.json()
        return read

    def by_hand(self, method: str, path: str, body: object = None, activity_id: str = "camp") -> None:
        """Somebody changes the event in UiTdatabank's own screens."""
        with self.publiq.http() as http:
            done = http.request(method, f"/uitdatabank/events/{self.event_id(activity_id)}/{path}", json=body)
        assert done.status_code in {200, 201, 204}, done.text

    def moderated(self, *, approved: bool, activity_id: str = "camp") -> None:
        """A moderator looks at the event."""
        world = self.publiq.world
        now = self.publiq.clock.now()
        nudges.judge_event(world.state, now, self.event_id(activity_id), approved=approved, reason="dubbel")

    def status(self, activity_id: str = "camp") -> PublicationStatus:
        return self.overview(activity_id).status

    def overview(self, activity_id: str = "camp") -> Overview:
        found: Overview = self.core.overview(activity_id)
        return found

    def later(self, **units: float) -> Any:
        """One round of the worker, after some time."""
        self.publiq.clock.advance(**units)
        return self.core.tick()

    def asked(self, operation: str) -> int:
        return self.publiq.journal.count(operation)

    @contextmanager
    def costs(self, *operations: str) -> Any:
        """What is done inside asks publiq exactly these, in any order."""
        before = self.core.calls.count
        yield
        made = (
            list(self.core.calls)[before - self.core.calls.count :] if self.core.calls.count > before else []
        )
        assert sorted(call.operation for call in made) == sorted(operations), made

    def events(self) -> list[str]:
        """The ids of all events that are not deleted, but for those of the official data."""
        state = self.publiq.world.state
        ours = f"{self.publiq.client_id}@clients"
        found = [event for event in state.events.values() if ours in str(getattr(event, "creator", ours))]
        return [event.id for event in found if event.title.startswith("Zomerkamp")]


def open_agenda(
    publiq: Publiq, ledger: str, *, awaited: bool = False, policy: Policy | None = None
) -> Agenda:
    publiq.clock.freeze(MORNING)
    core = open_core(publiq, ledger, awaited=awaited, policy=policy)
    core.save_participant(a_child())
    core.save_participant(a_child("0900010959113", "sister"))
    return Agenda(publiq, core, ledger)

"""Publish, edit on both sides, sell, fill, cancel and moderate in any order: both sides agree in the end."""

from __future__ import annotations

from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import stamina
from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.adapters.cores import a_child
from tests.publishing.agenda import Agenda, a_camp, a_day, open_agenda
from uitkern import Did, Euro, Field, Keep, PublicationState, PublicationStatus, errors
from uitkern.simulator.testing.publiq import Publiq

S = PublicationStatus
NAMES = ("Zomerkamp een", "Zomerkamp twee", "Zomerkamp drie")
TEXTS = (None, "Sport en spel", "Voor iedereen")
CAPACITY = 2


class Publishing(RuleBasedStateMachine):
    """One camp with two places, three children, somebody at UiTdatabank's screens, and a moderator."""

    agenda: Agenda

    @initialize(capacity=st.sampled_from([None, CAPACITY]), days=st.integers(1, 2))
    def begin(self, capacity: int | None, days: int) -> None:
        self.folder = TemporaryDirectory()
        publiq = Publiq()
        self.agenda = open_agenda(publiq, f"sqlite:///{self.folder.name}/ledger.db")
        for name in ("kid", "sister", "friend"):
            self.agenda.core.save_participant(a_child(None, name))
        slots = [a_day(30 + day) for day in range(days)]
        self.camp = self.agenda.save(a_camp(name=NAMES[0], capacity=capacity, slots=slots))

    def teardown(self) -> None:
        if hasattr(self, "agenda"):
            self.agenda.core.close()
            self.folder.cleanup()

    def keep(self, **changes: Any) -> None:
        self.camp = self.agenda.save(evolve(self.camp, **changes))

    @property
    def state(self) -> PublicationState | None:
        found = self.agenda.core.publication("camp")
        return found.state if found else None

    @property
    def there(self) -> bool:
        return self.state in {PublicationState.PUBLISHED, PublicationState.REGISTERED}

    @rule()
    def publish(self) -> None:
        try:
            self.agenda.core.publish("camp")
        except errors.EventGone:
            assert self.state in {PublicationState.REJECTED, PublicationState.DELETED}

    @rule(name=st.sampled_from(NAMES))
    def rename_here(self, name: str) -> None:
        self.keep(name=name)

    @rule(text=st.sampled_from(TEXTS))
    def describe_here(self, text: str | None) -> None:
        self.keep(description=text)

    @rule(cents=st.sampled_from([1000, 1100, 1200]))
    def price_here(self, cents: int) -> None:
        self.keep(price=Euro(cents))

    @rule(capacity=st.sampled_from([None, 1, 2, 3]))
    def other_capacity(self, capacity: int | None) -> None:
        self.keep(capacity=capacity)

    @rule(cancelled=st.booleans())
    def cancel_or_not(self, cancelled: bool) -> None:
        self.keep(cancelled=cancelled)

    @rule()
    def cancel_a_slot(self) -> None:
        self.keep(slots=[evolve(self.camp.slots[0], cancelled=True), *self.camp.slots[1:]])

    @rule(days=st.integers(1, 3))
    def other_days(self, days: int) -> None:
        self.keep(slots=[a_day(40 + day) for day in range(days)])

    @precondition(lambda self: self.there)
    @rule(name=st.sampled_from(["Met de hand", *NAMES]))
    def rename_there(self, name: str) -> None:
        self.agenda.by_hand("PUT", "name/nl", {"name": name})

    @precondition(lambda self: self.there)
    @rule(label=st.sampled_from(["hand", "werk"]))
    def label_there(self, label: str) -> None:
        self.agenda.by_hand("PUT", f"labels/{label}")

    @precondition(lambda self: self.there)
    @rule(kind=st.sampled_from(["Available", "Unavailable"]))
    def close_there(self, kind: str) -> None:
        self.agenda.by_hand("PUT", "booking-availability", {"type": kind})

    @precondition(lambda self: self.there)
    @rule(approved=st.booleans())
    def moderate(self, approved: bool) -> None:
        if self.agenda.event()["workflowStatus"] not in {"DELETED", "REJECTED"}:
            self.agenda.moderated(approved=approved)

    @precondition(lambda self: self.there)
    @rule()
    def delete_there(self) -> None:
        with self.agenda.publiq.http() as http:
            http.delete(f"/uitdatabank/events/{self.agenda.event_id()}")

    @rule(child=st.sampled_from(["kid", "sister", "friend"]))
    def sell(self, child: str) -> None:
        with suppress(errors.AlreadyEnrolled, errors.ActivityFull, errors.ActivityCancelled):
            self.agenda.core.enrol(child, "camp")

    @rule()
    def give_back(self) -> None:
        for enrolment in self.agenda.core.enrolments("camp"):
            if enrolment.state in {"awaiting payment", "confirmed"}:
                self.agenda.core.cancel(enrolment.id)
                return

    @precondition(lambda self: self.there)
    @rule(keep=st.sampled_from([None, Keep.OURS, Keep.THEIRS]))
    def republish(self, keep: Keep | None) -> None:
        choices = dict.fromkeys(Field, keep) if keep else {}
        done = self.agenda.core.republish("camp", choices)
        if keep:
            assert done.did in {Did.UPDATED, Did.UNCHANGED, Did.GONE}
        if keep is Keep.OURS and done.did is not Did.GONE:
            assert self.agenda.event()["name"] == {"nl": self.camp.name}

    @precondition(lambda self: self.there)
    @rule()
    def withdraw(self) -> None:
        self.agenda.core.withdraw("camp")

    @rule()
    def forget(self) -> None:
        try:
            self.agenda.core.unlink("camp")
        except errors.NotFound:
            assert self.state is None

    @rule()
    def delete_here(self) -> None:
        try:
            self.agenda.core.delete_event("camp")
        except errors.NotFound:
            assert self.state is None

    @rule(minutes=st.sampled_from([1, 20]))
    def time_passes(self, minutes: int) -> None:
        self.agenda.publiq.clock.advance(minutes=minutes)

    @invariant()
    def both_sides_agree_after_a_round(self) -> None:
        if not hasattr(self, "agenda"):
            return
        self.agenda.publiq.clock.advance(minutes=16)
        for _ in range(3):
            self.agenda.core.tick()
        self.assert_agreement(self.agenda.overview())

    def assert_agreement(self, seen: Any) -> None:
        """What the overview says is what everybody can read."""
        if self.state is None:
            assert seen.status in {S.READY, S.CANCELLED}
            return
        event = self.agenda.event()
        assert (seen.status is S.DELETED) == (event["workflowStatus"] == "DELETED")
        assert (seen.status is S.REJECTED) == (event["workflowStatus"] == "REJECTED")
        if seen.status in {S.DELETED, S.REJECTED}:
            assert self.agenda.core.offer("kid", "camp").event_id is None
            return
        differing = {difference.field for difference in seen.differences}
        told = self.agenda.core.foresee(self.agenda.core.activity("camp"))
        assert set(told.changed) | {each.field for each in told.differences} == differing
        taken = sum(e.state in {"awaiting payment", "confirmed"} for e in self.agenda.core.enrolments("camp"))
        assert seen.taken == taken
        capacity = self.camp.capacity
        slots = event["subEvent"]
        if capacity is not None and taken >= capacity:
            assert {slot["bookingAvailability"]["type"] for slot in slots} == {"Unavailable"}
        if self.camp.cancelled:
            assert seen.status is S.CANCELLED
            assert {slot["status"]["type"] for slot in slots} == {"Unavailable"}
        if seen.status is S.REGISTERED:
            assert differing == set()


Publishing.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def retries_without_waiting() -> Any:
    with stamina.set_testing(True, attempts=3):
        yield


TestPublishing = Publishing.TestCase

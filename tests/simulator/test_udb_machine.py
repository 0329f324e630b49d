"""An event in the hands of its maker, moderators and time: what always holds, whatever the order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.simulator.udb import BASE, NOT_IN_UITPAS, ONLINE, ORGANIZER, PLACE, Caller, an_event, caller
from uitkern.simulator.testing.publiq import Publiq

STATUSES = ["DRAFT", "READY_FOR_VALIDATION", "APPROVED", "REJECTED", "DELETED"]
ALLOWED = {
    ("DRAFT", "READY_FOR_VALIDATION"),
    ("READY_FOR_VALIDATION", "APPROVED"),
    ("READY_FOR_VALIDATION", "REJECTED"),
    *((before, "DELETED") for before in STATUSES),
    *((each, each) for each in STATUSES),
}
MONDAY = datetime(2026, 7, 6, 9, tzinfo=UTC)
TYPES = ["Available", "TemporarilyUnavailable", "Unavailable"]
occurrences = st.lists(
    st.builds(
        lambda day, hours, status, left: {
            "startDate": (MONDAY + timedelta(days=day)).isoformat(),
            "endDate": (MONDAY + timedelta(days=day, hours=hours)).isoformat(),
            "status": {"type": status},
            "bookingAvailability": {"remainingCapacity": left, "capacity": 5},
        },
        st.integers(0, 9),
        st.integers(0, 30),
        st.sampled_from(TYPES),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=4,
)


class Life(RuleBasedStateMachine):
    """One event; `status` and `playhead` are what it was after the last step."""

    def __init__(self) -> None:
        super().__init__()
        self.publiq = Publiq()
        self.publiq.clock.freeze("2026-06-01T08:00:00")
        self.http = httpx.Client(transport=self.publiq.transport, base_url=self.publiq.url)
        self.udb: Caller = caller(self.publiq, self.http)
        self.event = f"/events/{self.udb.made('events', an_event(workflowStatus=None))}"
        self.status, self.playhead = "DRAFT", 0
        self.available_from: str | None = None
        self.latest = self.publiq.clock.now()

    def teardown(self) -> None:
        self.http.close()

    @rule(to=st.sampled_from(STATUSES))
    def move(self, to: str) -> None:
        body = {"workflowStatus": to, "reason": "dubbel"}
        answer = self.udb.ask("PUT", f"{self.event}/workflow-status", body)
        assert answer.status_code in (204, 400, 500)

    @rule(to=st.sampled_from([None, *STATUSES]), organizer=st.sampled_from([ORGANIZER, NOT_IN_UITPAS]))
    def replace(self, to: str | None, organizer: str) -> None:
        body = an_event(workflowStatus=to, organizer={"@id": f"/organizers/{organizer}"})
        self.udb.put(self.event, body)

    @rule()
    def delete(self) -> None:
        assert self.udb.ask("DELETE", self.event).status_code == 204

    @rule(days=occurrences)
    def plan(self, days: list[dict[str, Any]]) -> None:
        self.udb.put(f"{self.event}/calendar", {"calendarType": "multiple", "subEvent": days})

    @rule(kind=st.sampled_from(["permanent", "periodic"]))
    def open_for_long(self, kind: str) -> None:
        dates = {"startDate": "2026-07-01T00:00:00", "endDate": "2026-08-31T00:00:00"}
        self.udb.put(f"{self.event}/calendar", {"calendarType": kind, **dates})

    @rule(status=st.sampled_from(TYPES))
    def say(self, status: str) -> None:
        self.udb.put(f"{self.event}/status", {"type": status})

    @rule(position=st.integers(0, 5), left=st.integers(0, 5))
    def sell(self, position: int, left: int) -> None:
        change = [{"id": position, "bookingAvailability": {"remainingCapacity": left, "capacity": 5}}]
        answer = self.udb.ask("PATCH", f"{self.event}/sub-events", change)
        assert answer.status_code == (204 if "subEvent" in self.udb.shown(self.event) else 400)

    @rule(kind=st.sampled_from(["Available", "Unavailable"]), capacity=st.sampled_from([None, 0, 20]))
    def fill(self, kind: str, capacity: int | None) -> None:
        """Say whether there are places; a calendar without occurrences has none to say it of."""
        body = {"type": kind} | ({} if capacity is None else {"capacity": capacity})
        before = self.udb.shown(self.event)
        answer = self.udb.ask("PUT", f"{self.event}/booking-availability", body)
        assert answer.status_code == (204 if "subEvent" in before else 400)
        if answer.status_code == 204:
            shown = self.udb.shown(self.event)["bookingAvailability"]
            assert shown.get("capacity") == capacity

    @rule(mode=st.sampled_from(["offline", "mixed", "online"]))
    def attend(self, mode: str) -> None:
        """Change how people attend: what is online has no place, what comes back from there needs one."""
        place = {} if mode == "online" else {"location": f"https://io.uitdatabank.be/places/{PLACE}"}
        self.udb.put(f"{self.event}/attendance-mode", {"attendanceMode": mode, **place})

    @rule(days=occurrences)
    def copy(self, days: list[dict[str, Any]]) -> None:
        """Copy it: the copy is a draft of the caller's own without labels, and the event stays as it was."""
        before = self.udb.shown(self.event)
        body = {"calendarType": "multiple", "subEvent": days}
        answer = self.udb.ask("POST", f"{self.event}/copies", body)
        assert (answer.status_code, answer.json().keys()) == (201, {"eventId", "url"})
        copied = self.udb.shown(f"/events/{answer.json()['eventId']}")
        assert copied["workflowStatus"] == "DRAFT"
        assert {"availableFrom", "labels", "hiddenLabels"} & copied.keys() == set()
        self._calendar(copied)
        assert self.udb.shown(self.event) == before

    @rule(name=st.sampled_from(["Speelweek", "Anders"]))
    def let_a_stranger_edit(self, name: str) -> None:
        self.publiq.nudge("edit-by-stranger", id=self.event.rpartition("/")[2], name=name)

    @rule(approved=st.booleans())
    def let_a_moderator_judge(self, approved: bool) -> None:
        """Judge it, when it waits for that."""
        if self.status == "READY_FOR_VALIDATION":
            nudge = "approve-event" if approved else "reject-event"
            self.publiq.nudge(nudge, eventId=self.event.rpartition("/")[2])

    @rule(price=st.integers(1, 50))
    def price(self, price: int) -> None:
        self.udb.put(f"{self.event}/price-info", [{**BASE, "price": price}])

    @precondition(lambda self: self.publiq.clock.now().month < 9)
    @rule(seconds=st.integers(1, 10))
    def wait(self, seconds: int) -> None:
        self.publiq.clock.advance(seconds=seconds)

    @invariant()
    def its_document_keeps_the_rules(self) -> None:
        shown = self.udb.shown(f"{self.event}?embedUitpasPrices=true")
        assert shown["playhead"] >= self.playhead
        assert (self.status, shown["workflowStatus"]) in ALLOWED
        self._publication(shown)
        self._calendar(shown)
        self._attendance(shown)
        self._uitpas(shown)
        self.status, self.playhead = shown["workflowStatus"], shown["playhead"] - 1

    def _publication(self, shown: dict[str, Any]) -> None:
        """Once it is set, the moment of publication stays; without one nothing was ever published."""
        moment = shown.get("availableFrom")
        if self.available_from is not None:
            assert moment == self.available_from
        if shown["workflowStatus"] in ("READY_FOR_VALIDATION", "APPROVED", "REJECTED"):
            assert moment is not None
        self.available_from = moment

    def _attendance(self, shown: dict[str, Any]) -> None:
        nowhere = shown["location"]["@id"].endswith(ONLINE)
        assert nowhere == (shown["attendanceMode"] == "online")

    def _calendar(self, shown: dict[str, Any]) -> None:
        days = shown.get("subEvent", [])
        assert bool(days) == (shown["calendarType"] in ("single", "multiple"))
        if not days:
            return
        assert shown["calendarType"] == ("single" if len(days) == 1 else "multiple")
        assert [each["id"] for each in days] == list(range(len(days)))
        starts = [datetime.fromisoformat(each["startDate"]) for each in days]
        assert starts == sorted(starts)
        assert shown["startDate"] == days[0]["startDate"]
        ends = [datetime.fromisoformat(each["endDate"]) for each in days]
        assert datetime.fromisoformat(shown["endDate"]) == max(ends)
        first = min(TYPES.index(each["status"]["type"]) for each in days)
        assert shown["status"]["type"] == TYPES[first]
        free = any(each["bookingAvailability"]["type"] == "Available" for each in days)
        assert shown["bookingAvailability"]["type"] == ("Available" if free else "Unavailable")
        for each in days:
            places = each["bookingAvailability"]
            if "remainingCapacity" in places:
                assert (places["type"] == "Available") == (places["remainingCapacity"] > 0)

    def _uitpas(self, shown: dict[str, Any]) -> None:
        """UiTPAS writes labels and prices together, and only after publication."""
        prices = [each["price"] for each in shown["priceInfo"] if each["category"] == "uitpas"]
        labels = shown.get("hiddenLabels", [])
        assert labels in ([], ["UiTPAS Gent", "Paspartoe"])
        assert len(prices) == len(labels)
        if labels:
            assert self.available_from is not None


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)

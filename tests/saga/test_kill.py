"""kill -9 before every question of enrol and cancel, with every trouble on the wire, on every database."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import define

from tests.saga.troubled import Trouble, Troubled
from tests.saga.victim import CANCEL, ENROL, open_core
from uitkern import Activity, Euro, Participant, Slot, SystemClock, Uitkern, UitpasNumber
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.simulator.serving import Server

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"
CHILD = "0900000067513"
MOST_QUESTIONS = 30


class Later(SystemClock):
    """The clock of a machine on which a quarter of an hour has passed: leases and quiet periods are over."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(minutes=15)


@define
class Scene:
    """A served simulator, a ledger, and a process that dies for it."""

    simulator: Troubled
    url: str
    ledger: str
    victim: subprocess.Popen[str]
    core: Uitkern
    later: Uitkern

    def kill(self, **order: Any) -> bool:
        """Let the victim do as ordered; whether it was killed before it was done."""
        said = self.tell(**order)
        assert said in {"killed", "ended 0"}, said
        self.simulator.wait_for_late_commits()
        self.simulator.trouble = Trouble.NONE
        return said == "killed"

    def tell(self, **order: Any) -> str:
        """Give the victim a line, and wait for what it says to it."""
        assert self.victim.stdin
        assert self.victim.stdout
        self.victim.stdin.write(json.dumps({"ledger": self.ledger, "url": self.url, **order}) + "\n")
        self.victim.stdin.flush()
        return self.victim.stdout.readline().strip()

    def sales(self) -> set[str]:
        """What UiTPAS truly holds for the child."""
        return {sale.id for sale in self.core.sales_at_uitpas("camp") if sale.number.value == CHILD}


@pytest.fixture
def scene(ledger_url: str, victim: subprocess.Popen[str]) -> Iterator[Scene]:
    with set_up(ledger_url, victim) as scene:
        yield scene


@contextmanager
def set_up(ledger_url: str, victim: subprocess.Popen[str]) -> Iterator[Scene]:
    """A camp, a child, and somebody to enrol it who may die."""
    with Server(Troubled()) as server:
        simulator = server.simulator
        assert isinstance(simulator, Troubled)
        order = {"ledger": ledger_url, "url": server.url}
        with open_core(order) as core, open_core(order, clock=Later()) as later:
            furnish(core)
            scene = Scene(simulator, server.url, ledger_url, victim, core, later)
            assert scene.tell(activity="camp") == "ready"
            yield scene


def furnish(core: Uitkern) -> None:
    slot = Slot.of("2027-07-05T09:00+02:00", "2027-07-05T17:00+02:00")
    core.save_activity(Activity("camp", "Kamp", Euro(1000), [slot], PLACE))
    core.link("camp", EVENT)
    core.save_participant(Participant("child", UitpasNumber.parse(CHILD)))


def settle(core: Uitkern) -> None:
    while not core.tick().idle:
        pass
    assert core.open_intents() == ()
    assert core.parked() == ()


@pytest.mark.parametrize("trouble", Trouble)
def test_an_enrolment_killed_at_any_question_is_neither_lost_nor_doubled(
    scene: Scene, trouble: Trouble
) -> None:
    before = scene.sales()
    for cut in range(MOST_QUESTIONS):
        scene.simulator.trouble = trouble
        killed = scene.kill(act=ENROL, activity="camp", cut=cut)
        settle(scene.later)
        live = [e for e in scene.core.enrolments("camp") if e.state is EnrolmentState.AWAITING_PAYMENT]
        assert scene.sales() - before == {e.sale_id for e in live}, f"killed before question {cut}"
        for enrolment in live:
            scene.later.cancel(enrolment.id)
        settle(scene.later)
        assert scene.sales() == before
        if not killed:
            assert cut > 8, "the whole flow was played"
            return
    pytest.fail("the flow never came to its end")


@pytest.mark.parametrize("trouble", Trouble)
def test_a_cancellation_killed_at_any_question_is_carried_through(scene: Scene, trouble: Trouble) -> None:
    before = scene.sales()
    for cut in range(MOST_QUESTIONS):
        enrolment = scene.core.enrol("child", "camp")
        scene.simulator.trouble = trouble
        killed = scene.kill(act=CANCEL, activity="camp", enrolment=enrolment.id, cut=cut)
        if scene.core.enrolment(enrolment.id).state is EnrolmentState.AWAITING_PAYMENT:
            assert enrolment.sale_id in scene.sales()  # killed before the cancellation was written
            scene.later.cancel(enrolment.id)
        settle(scene.later)
        assert scene.core.enrolment(enrolment.id).state is EnrolmentState.CANCELLED
        assert scene.sales() == before, f"killed before question {cut}"
        if not killed:
            assert cut > 3, "the whole flow was played"
            return
    pytest.fail("the flow never came to its end")

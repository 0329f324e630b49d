"""The demo: thirteen steps that end as they should, and a fault that is seen."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from tests.cli.conftest import Ended, Shell
from uitkern.cli import demo
from uitkern.cli.demo_play import Outcome
from uitkern.simulator.control.faults import Cut, Fault
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.target import DEFAULT_WORLD

STEPS = [
    "get a token, see our permissions",
    "publish the activity in UiTdatabank",
    "wait until UiTPAS knows it",
    "price: with social tariff",
    "price: without",
    "price: expired",
    "price: blocked",
    "price: other region",
    "enrol one child",
    "enrol the same child again",
    "look the sale up at UiTPAS",
    "pay, then cancel",
    "look the sale up at UiTPAS",
]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A user who has set nothing."""
    for name in ("ORGANIZER", "ENVIRONMENT", "CLIENT_ID", "CLIENT_SECRET", "SIMULATOR_URL", "LEDGER"):
        monkeypatch.delenv(f"UITKERN_{name}", raising=False)
    return Shell(tmp_path, monkeypatch, capsys, {"COLUMNS": "160"})


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = threading.active_count()
    yield
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == before


class Hasty(Simulator):
    """A simulator whose events are known to UiTPAS at once, with faults that are armed beforehand."""

    faults: tuple[Fault, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        realm = self.realm(DEFAULT_WORLD)
        realm.world.configure(evolve(realm.world.settings, registration_delay=timedelta(0)))
        for fault in self.faults:
            realm.faults.arm(fault)


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Simulator", Hasty)


def broken(monkeypatch: pytest.MonkeyPatch, *faults: Fault) -> None:
    monkeypatch.setattr(Hasty, "faults", faults)


def test_the_whole_flow_ends_as_it_should(shell: Shell) -> None:
    ended = shell("demo")
    assert (ended.status, ended.err) == (0, "")
    assert [step for step in STEPS if step not in ended.out] == []
    assert "every step ended as it should; " in ended.out
    assert "calls to publiq" in ended.out
    assert "€ 2,20 in place of € 11,00" in ended.out
    assert "the sale is gone" in ended.out


def test_the_chapter_on_benefits_ends_as_it_should(shell: Shell) -> None:
    ended = shell("demo", "benefits")
    assert (ended.status, ended.err) == (0, "")
    assert "every step ended as it should; " in ended.out
    assert "Je hebt er nu 25 en houdt er 15 over" in " ".join(ended.out.replace("│", " ").split())
    assert "25 points back on the pass" in ended.out


@pytest.mark.parametrize("words", [("demo", "--json"), ("--json", "demo")], ids=" ".join)
def test_the_steps_are_there_for_programs(shell: Shell, words: tuple[str, ...]) -> None:
    ended = shell(*words)
    assert ended.status == 0
    assert [step["step"] for step in ended.json] == STEPS
    assert all(step["ok"] for step in ended.json)
    calls: dict[str, Any] = {step["step"]: step["calls"] for step in ended.json}
    assert calls["price: with social tariff"] == 2
    assert calls["price: without"] == 1
    assert calls["enrol one child"] == 1
    assert calls["enrol the same child again"] == 0
    assert "0900000067513" not in ended.out


FAULTS = {
    "no token": (Fault(operation_id="post-token", status=500), STEPS[0]),
    "no publication": (Fault(operation_id="event-post", status=500), STEPS[1]),
    "no registration known": (Fault(operation_id="get-events-card-systems", status=403), STEPS[2]),
    "no tariffs": (Fault(operation_id="get-tariffs", status=500), STEPS[3]),
    "another message": (Fault(operation_id="get-passes", nth=3, status=404), STEPS[5]),
    "a lost sale": (Fault(operation_id="post-ticket-sales", cut=Cut.AFTER), STEPS[8]),
    "a refused sale": (Fault(operation_id="post-ticket-sales", status=403), STEPS[8]),
    "no list of sales": (Fault(operation_id="get-ticket-sales", malformed=True), STEPS[10]),
    "no undoing": (Fault(operation_id="delete-ticket-sales", status=500), STEPS[11]),
}


@pytest.mark.parametrize(("fault", "step"), FAULTS.values(), ids=FAULTS)
def test_a_step_that_goes_wrong_is_the_last_and_gives_status_1(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, fault: Fault, step: str
) -> None:
    broken(monkeypatch, fault)
    ended = shell("demo", "--json")
    assert (ended.status, ended.err) == (1, "")
    *right, wrong = ended.json
    assert all(each["ok"] for each in right)
    assert (wrong["step"], wrong["ok"]) == (step, False)
    assert wrong["result"]


def test_a_step_that_goes_wrong_is_named_under_the_table(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, Fault(operation_id="post-ticket-sales", status=429))
    ended = shell("demo")
    assert ended.status == 1
    assert "went wrong at: enrol one child" in ended.out
    assert "try again: status 429" in ended.out


def test_ctrl_c_in_the_middle_is_a_line_and_nothing_left(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo.Registration, "enrol", interrupt)
    ended = shell("demo", "--json")
    assert ended == Ended(130, "", "uitkern: interrupted\n")


def test_a_signal_that_python_drops_ends_the_demo_at_the_next_step(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a handler raises inside a finalizer is not heard by anybody."""

    class Dropped:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    def drop(_: object) -> Outcome:
        Dropped()
        return Outcome("nothing noticed", right=True)

    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    monkeypatch.setattr(demo.Registration, "look_around", drop)
    assert shell("demo", "--json") == Ended(143, "", "")

"""`uitkern contracts verify` as it is typed: targets, exit statuses and reports."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.mutating import Mutated, read_mutations
from uitkern.simulator.serving import Server
from uitkern.simulator.simulator import Simulator

VERIFY = ("contracts", "verify")
UITKERN = (sys.executable, "-c", "from uitkern.cli.main import run; run()")


@pytest.fixture
def uitkern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys, {"COLUMNS": "200"})


SALES = (*VERIFY, "--case", "sales/")


def test_the_simulator_agrees_with_all_cases(uitkern: Shell) -> None:
    ended = uitkern(*VERIFY)

    assert ended.status == 0, ended.out
    assert "agrees   sales/registered" in ended.out.splitlines()
    assert "0 differs, 0 not run" in ended.out


def test_drift_ends_with_3_and_is_named_once(uitkern: Shell) -> None:
    ended = uitkern(*SALES, "--brief", "--mutate", "drop:tariff.type,status:event-not-found=404")

    drift = [line for line in ended.out.splitlines() if line.startswith("drift: ")]
    assert ended.status == 3
    assert len(drift) == 2
    assert "agrees   " not in ended.out
    assert drift[0].startswith("drift: tariff.type is absent [post-ticket-sales]")
    assert "400 uitpas/event-not-found, got 404 uitpas/event-not-found" in drift[1]


def test_a_running_simulator_is_held_against_the_cases_and_keeps_no_world(uitkern: Shell) -> None:
    simulator = Simulator()
    with Server(simulator) as server:
        ended = uitkern(*SALES, "--target", server.url)

    assert ended.status == 0, ended.out
    assert simulator.worlds == ("default",)


def test_a_running_simulator_that_differs_ends_with_3(uitkern: Shell) -> None:
    with Server(Mutated(read_mutations("set:tariff.price=9"))) as server:
        ended = uitkern(*VERIFY, "--case", "sales/registered", "--target", server.url, "--json")

    assert ended.status == 3
    assert ended.json["cases"][0]["differences"][0]["got"] == "9"


def test_reports_are_written_where_they_are_wanted(uitkern: Shell, tmp_path: Path) -> None:
    junit, html = tmp_path / "cases.xml", tmp_path / "cases.html"

    ended = uitkern(*SALES, "--junit", str(junit), "--html", str(html), "--json")

    assert ended.status == 0
    assert ended.json["differs"] == 0
    assert 'failures="0"' in junit.read_text("utf-8")
    assert "sales/registered" in html.read_text("utf-8")


def test_without_credentials_the_test_environment_is_left_out_with_a_reason(uitkern: Shell) -> None:
    ended = uitkern(*VERIFY, "--target", "test", UITKERN_CLIENT_ID=None, UITKERN_CLIENT_SECRET=None)

    assert ended.status == 0
    assert "UITKERN_CLIENT_ID and UITKERN_CLIENT_SECRET are not set" in ended.out
    assert "0 agrees, 0 differs" in ended.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "production"), "target: is simulator, test, or an address"),
        (("--target", "http://127.0.0.1:1"), "does not answer"),
        (("--case", "nothing/"), "no case has an id that begins with nothing/"),
        (("--cases", "missing.yaml"), "no cases there"),
        (("--mutate", "flip:x"), "mutate: 'flip:x' is none of"),
        (("--mutate", "drop:x", "--target", "http://127.0.0.1:1"), "mutate: is for the simulator in process"),
        (("--junit", "no/such/folder.xml", "--case", "tokens/older-path"), "cannot be written"),
    ],
)
def test_what_cannot_be_run_is_one_line_and_2(uitkern: Shell, words: tuple[str, ...], told: str) -> None:
    ended = uitkern(*VERIFY, *words)

    assert ended.status == 2
    assert told in ended.err


def test_cases_of_ones_own_are_run_in_place_of_those_that_come_with_it(
    uitkern: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "service: uitpas\ncases:\n"
        "  - {id: mine/wrong, shows: A price that is not so., source: a guess, operation: get-tariffs,\n"
        "     query: {use: price}, status: 200, facts: {/available/0/price: 3}}\n",
        "utf-8",
    )

    ended = uitkern(*VERIFY, "--cases", str(file))

    assert ended.status == 3
    assert "/available/0/price: expected 3, got 2" in ended.out
    assert "1 differs" in ended.out


def test_what_the_cases_are_about_is_listed(uitkern: Shell) -> None:
    ended = uitkern(*VERIFY, "--coverage", "--json")
    table = uitkern(*VERIFY, "--coverage").out

    assert not [each for each in ended.json if not each["cases"] and not each["reason"]]
    assert "uitpas: 103 of 103 operations have a case" in table
    assert "uitdatabank-entry: 142 of 142 operations have a case" in table
    assert json.dumps(ended.json).count('"kind": "problem"') > 100


def test_ctrl_c_ends_it_with_130_and_no_world_stays_behind() -> None:
    simulator = Simulator()
    with Server(simulator) as server:
        running = subprocess.Popen(
            [*UITKERN, *VERIFY, "--target", server.url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while simulator.worlds == ("default",) and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)

    assert running.returncode == 130, told
    assert simulator.worlds == ("default",)


def test_a_served_simulator_that_differs_says_so_and_is_heard(uitkern: Shell) -> None:
    words = ("simulate", "--port", "0", "--log", "json", "--mutate", "set:tariff.price=9")
    with subprocess.Popen(
        [*UITKERN, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stdout is not None
            url = json.loads(served.stdout.readline())["url"]
            ended = uitkern(*VERIFY, "--case", "sales/registered", "--target", url, "--brief")
        finally:
            served.send_signal(signal.SIGINT)
            _, told = served.communicate(timeout=60)

    assert ended.status == 3
    assert "/0/tariff/price: expected 2, got 9" in ended.out
    assert "differs from its contracts: set:tariff.price=9" in told


def test_a_simulator_cannot_differ_in_what_is_not_written_as_a_difference(uitkern: Shell) -> None:
    ended = uitkern("simulate", "--mutate", "flip:x")

    assert (ended.status, "mutate: 'flip:x' is none of" in ended.err) == (2, True)

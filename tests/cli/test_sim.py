"""The controls of a running simulator, by command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Shell
from uitkern.cli.main import prepared_help
from uitkern.cli.sim_client import step
from uitkern.simulator.testing.publiq import Publiq

PASS = "0900000067513"
RUN = "from uitkern.cli.main import run; run()"


@pytest.fixture
def sim(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys, {"UITKERN_SIMULATOR_URL": address})


def test_the_clock_advances_freezes_and_follows(sim: Shell, publiq: Publiq) -> None:
    assert sim("sim", "clock", "freeze", "2027-07-05T09:00").status == 0
    shown = sim("sim", "clock", "advance", "1d", "--json").json
    assert shown[0]["now"] == "2027-07-06T07:00:00+00:00"
    assert sim("sim", "clock", "follow").out.splitlines()[2].split() == ["mode", "following"]
    assert "following" in sim("sim", "clock", "show").out
    assert not publiq.world.clock.is_frozen


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("90", 90),
        ("1d", 86400),
        ("2h30m", 9000),
        ("1w", 604800),
        ("1.5s", 1.5),
        ("P1D", "P1D"),
        ("1d 2h", 93600),
        ("p1d", "P1D"),
    ],
)
def test_a_step_of_time_is_said_as_people_do(text: str, read: object) -> None:
    assert step(text) == read


def test_faults_are_added_listed_and_removed(sim: Shell, publiq: Publiq) -> None:
    added = sim(
        "sim", "fault", "add", "--operation", "get-tariffs", "--status", "503", "--times", "2", "--json"
    )
    assert (added.json[0]["id"], added.json[0]["status"]) == (1, 503)
    listed = sim("sim", "fault", "list").out
    assert "operationId=get-tariffs times=2" in listed
    assert "status=503" in listed
    assert sim("sim", "--json", "fault", "list").json[0]["failed"] == 0
    assert sim("sim", "fault", "remove", "1").out == "withdrawn\n"
    gone = sim("sim", "fault", "remove", "1")
    assert (gone.status, gone.err) == (2, "uitkern: There is no such fault.\n")
    sim("sim", "fault", "add", "--cut", "after")
    sim("sim", "fault", "remove", "all")
    assert not publiq.simulator.realm("default").faults


def test_a_fault_without_an_effect_is_refused_in_one_line(sim: Shell) -> None:
    refused = sim("sim", "fault", "add", "--nth", "3")
    assert refused.status == 2
    assert refused.err.count("\n") == 1
    assert "--status 503" in refused.err


def test_a_nudge_is_listed_and_done(sim: Shell, publiq: Publiq) -> None:
    assert "end-tariff" in sim("sim", "nudge").out
    done = sim("sim", "nudge", "end-tariff", f"uitpasNumber={PASS}", "--json").json
    assert done[0]["socialTariffs"][0]["status"] == "EXPIRED"
    sim("sim", "nudge", "change-tariff-rule", "cardSystemId=5", 'rule={"percent": 50}')
    assert str(publiq.world.state.card_systems[5].social_tariff).startswith("Percentage(percent=50")
    assert (
        sim("sim", "nudge", "end-world").err
        == "uitkern: there is no nudge end-world; see: uitkern sim nudge\n"
    )
    assert sim("sim", "nudge", "end-tariff", PASS).err == f"uitkern: {PASS}: give it as NAME=VALUE\n"


def test_worlds_are_made_turned_and_forgotten(sim: Shell, publiq: Publiq) -> None:
    assert "worlds/alice/uitpas" in sim("sim", "world", "create", "alice").out
    assert "alice already" in sim("sim", "world", "create", "alice").err
    sim("sim", "--world", "alice", "clock", "advance", "1w")
    assert [each["name"] for each in sim("sim", "world", "list", "--json").json] == ["default", "alice"]
    assert publiq.world.clock.state.offset.days == 0
    assert publiq.simulator.realm("alice").world.clock.state.offset.days == 7
    assert sim("sim", "world", "delete", "alice").status == 0
    assert sim("sim", "world", "delete", "default").status == 2


def test_snapshot_reset_and_restore(sim: Shell, publiq: Publiq) -> None:
    sim("sim", "settings", "strict=true", "registrationDelay=PT5S")
    assert publiq.world.settings.strict
    sim("sim", "snapshot", "strict")
    sim("sim", "reset")
    assert not publiq.world.settings.strict
    sim("sim", "restore", "strict")
    assert sim("sim", "settings", "--json").json[0]["registrationDelay"] == 5
    assert sim("sim", "restore", "nothing").err == "uitkern: There is no such snapshot.\n"


def test_searching_catches_up_when_it_is_told_to(sim: Shell, publiq: Publiq) -> None:
    sim("sim", "settings", "indexDelay=manual")
    assert publiq.world.settings.index_delay is None
    publiq.event(known=False)
    assert sim("sim", "flush").out == "indexed 1\n"
    assert sim("sim", "settings", "indexDelay=PT5S", "--json").json[0]["indexDelay"] == 5


@pytest.mark.parametrize("name", ["world.yaml", "world.json"])
def test_a_world_goes_out_to_a_file_and_comes_back(
    sim: Shell, publiq: Publiq, tmp_path: Path, name: str
) -> None:
    sim("sim", "settings", "tokenRateLimit=7")
    file = tmp_path / name
    assert sim("sim", "export", str(file)).status == 0
    sim("sim", "reset")
    assert sim("sim", "import", str(file)).status == 0
    assert publiq.world.settings.token_rate_limit == 7
    file.write_text(file.read_text().replace("version", "vision", 1))
    refused = sim("sim", "import", str(file))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "/version" in refused.err
    assert "cannot be read" in sim("sim", "import", str(tmp_path / "none.yaml")).err
    assert "tables:" in sim("sim", "export").out


def test_the_journal_is_listed_verified_waited_for_and_cleared(sim: Shell, address: str) -> None:
    httpx.get(f"{address}/uitpas/permissions")
    assert "get-permissions" in sim("sim", "journal").out
    assert sim("sim", "journal", "--status", "401", "--json").json[0]["path"] == "/permissions"
    assert "get-permissions" in sim("sim", "journal", "--method", "get", "--path", "/uitpas").out
    assert sim("sim", "journal", "--path", "/uitid").out == "nothing to show\n"
    assert json.loads(sim("sim", "journal", "1").out)["answer"]["body"]["status"] == 401
    assert sim("sim", "journal", "--operation", "get-permissions", "--verify", "1").out == "1\n"
    wrong = sim("sim", "journal", "--operation", "get-permissions", "--status", "200", "--verify", "1")
    assert wrong.status == 2
    assert wrong.err == (
        "uitkern: Expected 1 of these calls; there were 0. "
        "Nearest: number 1, with status 401 instead of 200.\n"
    )
    assert sim("sim", "journal", "--wait", "1").out == "1\n"
    assert sim("sim", "journal", "--wait", "2", "--timeout", "0").status == 2
    assert sim("sim", "journal", "--clear").out == "forgotten\n"
    assert sim("sim", "journal").out == "nothing to show\n"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "http://127.0.0.1:1",
            "no simulator answers at http://127.0.0.1:1; start one with: uitkern simulate",
        ),
        ("nowhere", "url: must be a base URL such as http://127.0.0.1:8800"),
    ],
)
def test_without_a_simulator_there_is_one_clear_line(sim: Shell, url: str, said: str) -> None:
    refused = sim("sim", "--url", url, "reset")
    assert (refused.status, refused.err) == (2, f"uitkern: {said}\n")


@pytest.fixture
def quiet() -> dict[str, str]:
    return {n: v for n, v in os.environ.items() if not n.startswith("UITKERN_")} | {
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_the_prepared_help_is_the_real_one(quiet: dict[str, str]) -> None:
    program = "from uitkern.cli.app import app; app(['--help'], prog_name='uitkern')"
    real = subprocess.run(
        [sys.executable, "-c", program], env=quiet, capture_output=True, text=True, check=True
    ).stdout
    assert [line.rstrip() for line in real.strip("\n").splitlines()] == prepared_help().splitlines()


def test_help_loads_no_library(quiet: dict[str, str]) -> None:
    program = (
        "import sys; sys.argv = ['uitkern', '--help']\n"
        "from uitkern.cli import main\n"
        "try: main.run()\n"
        "except SystemExit as end: print(end.code, file=sys.stderr)\n"
        "print({'httpx', 'sqlalchemy', 'starlette', 'typer', 'rich', 'attrs', 'typing'} & set(sys.modules),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=quiet, capture_output=True, text=True, check=True
    )
    assert done.stderr.split("\n") == ["0", "set()", ""]
    assert "Usage: uitkern" in done.stdout


def serving(quiet: dict[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, "simulate", "--port", "0", *options],
        env=quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_state_file_carries_worlds_over_a_restart(quiet: dict[str, str], tmp_path: Path) -> None:
    state = str(tmp_path / "state.json")
    for visit in range(2):
        with serving(quiet, "--state", state, "--log", "json") as server:
            assert server.stdout is not None
            url = json.loads(server.stdout.readline())["url"]
            if visit == 0:
                httpx.put(f"{url}/worlds/alice/_sim/settings", json={"tokenRateLimit": 3})
            else:
                assert httpx.get(f"{url}/worlds/alice/_sim/settings").json()["tokenRateLimit"] == 3
            httpx.get(f"{url}/uitpas/permissions")
            server.send_signal(signal.SIGINT)
            said, complained = server.communicate(timeout=20)
        events = [json.loads(line) for line in said.splitlines()]
        assert [event["event"] for event in events] == ["call", "stopped"]
        assert events[0]["operationId"] == "get-permissions"
        assert complained == ""


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        (
            "--state",
            '{"kind": "uitkern simulator", "version": 99, "worlds": {}}',
            "/version: written by another",
        ),
        ("--state", '{"kind": "uitkern simul', "is not readable as JSON from line 1, column 10 on: cut off"),
        (
            "--state",
            '{"kind": "uitkern simulator", "version": 1, "worlds": {"../x": {"version": 1}}}',
            "/worlds/..~1x: a world's name has letters",
        ),
        ("--state", '{"version": 1}', "/kind: this is no state file of the simulator"),
        (
            "--seed",
            "version: 1\ntables: {cards: {x: {colour: red}}}",
            "/tables/cards/x/colour: there is no such",
        ),
        ("--seed", "version: 99", "/version: written by a newer simulator"),
        (
            "--seed",
            (
                "version: 1\nbase: official\n"
                "tables: {cards: {'0900000000001': {cardSystem: 77, status: ACTIVE, holder: null}}}"
            ),
            "/tables/cards/0900000000001/cardSystem: there is no card system",
        ),
        ("--seed", "a: [", "this is no YAML in line"),
        (
            "--seed",
            "version: 1\ntables:\n  sales: {}\n  sales: {}\n",
            "the name sales stands there twice, again in line 4",
        ),
        (
            "--seed",
            "version: 1\ntables: {cards: {'1': {cardSystem: 5, status: ACTIVE, holder: null}}}",
            "there is no card system; with `base: official` there are the official test data",
        ),
    ],
)
def test_a_bad_file_is_refused_at_start(
    sim: Shell, tmp_path: Path, option: str, text: str, said: str
) -> None:
    file = tmp_path / "file"
    file.write_text(text)
    refused = sim("simulate", "--port", "0", option, str(file))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert refused.err.startswith(f"uitkern: {file}: ")
    assert said in refused.err
    assert file.read_text() == text


def test_a_port_in_use_and_an_unknown_log_are_one_line_each(sim: Shell, address: str) -> None:
    port = address.rpartition(":")[2]
    taken = sim("simulate", "--port", port)
    assert (taken.status, taken.err.count("\n")) == (2, 1)
    assert "choose another --port" in taken.err
    nowhere = sim("simulate", "--port", "0", "--host", "no such host")
    assert nowhere.status == 2
    assert nowhere.err.startswith("uitkern: host: cannot listen on no such host port 0: ")
    assert "choose another" not in nowhere.err
    assert sim("simulate", "--host", "").err.startswith("uitkern: host: must be a name or an address")
    assert sim("simulate", "--log", "xml").err == "uitkern: log: xml is not known; json is\n"


def test_others_reach_it_with_a_warning_and_a_log_that_nobody_reads_harms_nothing(
    quiet: dict[str, str],
) -> None:
    with serving(quiet, "--host", "0.0.0.0", "--strict", "--log", "json") as server:  # noqa: S104
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["url"].replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert httpx.get(f"{url}/_sim/settings").json()["strict"] is True
        server.stdout.close()
        server.stdout = None
        for _ in range(2):
            assert httpx.get(f"{url}/uitpas/permissions").status_code == 401
        server.send_signal(signal.SIGINT)
        _, complained = server.communicate(timeout=20)
    assert server.returncode == 0
    warned, gone = complained.splitlines()
    assert gone == "uitkern: log: nothing more is written, for nobody takes it: Broken pipe"
    assert warned.startswith("uitkern: listening on 0.0.0.0: whoever reaches this machine")

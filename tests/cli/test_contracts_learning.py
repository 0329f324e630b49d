"""`simulate --record`, `contracts replay` and `contracts learn`, as somebody types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Shell
from uitkern.simulator.serving import Server
from uitkern.simulator.simulator import Simulator

CALL = {
    "service": "uitpas",
    "method": "GET",
    "path": "/passes",
    "query": [["identifier", "${entitled}"]],
    "caller": "client",
    "media": None,
    "body": None,
    "status": 404,
    "answer_media": "application/problem+json",
    "answer": {"type": "https://api.publiq.be/probs/uitpas/pass-not-found", "title": "No", "status": 404},
}


@pytest.fixture
def recording(tmp_path: Path) -> str:
    lines = [{"recording": 1, "target": "test", "on": "2026-11-21"}, CALL]
    file = tmp_path / "recording.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return str(file)


def test_a_replay_tells_what_is_answered_otherwise(shell: Shell, recording: str) -> None:
    ended = shell("contracts", "replay", recording)
    assert ended.status == 3
    assert ended.out == (
        "   1  GET /uitpas/passes: differs\n"
        "        status: recorded 404 uitpas/pass-not-found, got 200\n"
        "1 calls, 1 answered otherwise than recorded\n"
    )


def test_a_program_reads_a_replay(shell: Shell, recording: str) -> None:
    (row,) = shell("contracts", "replay", recording, "--json").json
    assert row["operation"] == "get-passes"
    assert [each["pointer"] for each in row["differences"]] == ["status"]


def test_a_difference_is_learnt_as_a_case(shell: Shell, recording: str, tmp_path: Path) -> None:
    into = tmp_path / "learned"
    learned = shell("contracts", "learn", recording, "--into", str(into))
    assert learned.status == 0
    assert learned.out.endswith("learned-uitpas.yaml: 1 drafts; read them, and say what each shows\n")
    verified = shell("contracts", "verify", "--cases", str(into / "learned-uitpas.yaml"))
    assert verified.status == 3
    assert "learned/get-passes-1" in verified.out


def test_a_file_that_is_no_recording_is_named(shell: Shell, tmp_path: Path) -> None:
    ended = shell("contracts", "learn", str(tmp_path / "none.jsonl"))
    assert (ended.status, ended.err.endswith("none.jsonl: cannot be read: No such file or directory\n")) == (
        2,
        True,
    )


@pytest.mark.parametrize("command", ["replay", "learn"])
def test_only_a_simulator_is_asked_again(shell: Shell, recording: str, command: str) -> None:
    ended = shell("contracts", command, recording, "--target", "test")
    assert ended.status == 2
    assert "target: is simulator, or an address" in ended.err


def test_an_environment_that_is_none_is_refused(shell: Shell, tmp_path: Path) -> None:
    ended = shell("simulate", "--record", "production", "--recording", str(tmp_path / "r.jsonl"))
    assert ended.status == 2
    assert "record: is test, or the address of a simulator" in ended.err


def test_a_recording_is_not_written_over(shell: Shell, recording: str) -> None:
    ended = shell("simulate", "--record", "test", "--recording", recording)
    assert ended.status == 2
    assert ended.err.endswith("recording.jsonl: is there already; name another with --recording\n")


def test_calls_are_passed_on_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    with Server(Simulator()) as there:
        words = ["simulate", "--port", "0", "--record", there.url, "--recording", str(file)]
        program = [sys.executable, "-c", "from uitkern.cli.main import run; run()", *words]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            said = running.stdout.readline()
            url = said.partition(" at ")[2].partition(" into ")[0]
            answer = httpx.get(f"{url}/uitpas/permissions", timeout=30)
            running.terminate()
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    kept = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert (kept[0]["recording"], kept[1]["path"], kept[1]["status"]) == (1, "/permissions", 401)

"""Ctrl-C and a termination signal, at any moment: no process, no file, a telling exit status."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")

UITKERN = [sys.executable, "-c", "from uitkern.cli.main import run; run()"]


@contextmanager
def started(*words: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*UITKERN, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1", "COLUMNS": "160"},
        cwd=folder,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def children_of(process: subprocess.Popen[str]) -> list[int]:
    """Processes of its session that are still there."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == process.pid and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def read_until(process: subprocess.Popen[str], word: str) -> str:
    read = ""
    assert process.stdout
    while word not in read:
        line = process.stdout.readline()
        assert line, f"ended before it said {word!r}: {read}{process.stderr.read() if process.stderr else ''}"
        read += line
    return read


SIGNALS = {"ctrl-c": (signal.SIGINT, 130), "terminated": (signal.SIGTERM, 143)}


@pytest.mark.parametrize(("sent", "status"), SIGNALS.values(), ids=SIGNALS)
@pytest.mark.parametrize("wait", [0.0, 0.7])
def test_an_interrupted_demo_leaves_nothing_behind(
    tmp_path: Path, sent: signal.Signals, status: int, wait: float
) -> None:
    with started("demo", folder=tmp_path) as process:
        read_until(process, "A simulator of")
        time.sleep(wait)
        process.send_signal(sent)
        out, err = process.communicate(timeout=10)
        assert process.returncode == status, out + err
        assert "Traceback" not in err
        assert children_of(process) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("sent", "status"), SIGNALS.values(), ids=SIGNALS)
@pytest.mark.parametrize("wait", [0.2])
def test_a_demo_that_is_interrupted_while_it_starts_leaves_nothing_behind(
    tmp_path: Path, sent: signal.Signals, status: int, wait: float
) -> None:
    with started("demo", "--json", folder=tmp_path) as process:
        time.sleep(wait)
        process.send_signal(sent)
        process.communicate(timeout=10)
        assert process.returncode in {status, -sent}, "as a shell shows it, both are the same"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_simulator_stops_within_two_seconds(tmp_path: Path, sent: signal.Signals) -> None:
    with started("simulate", "--port", "0", folder=tmp_path) as process:
        url = url_in(read_until(process, "UITKERN_CLIENT_SECRET"))
        with httpx.Client() as kept_alive:
            assert kept_alive.get(f"{url}/_sim").status_code == 200
            before = time.monotonic()
            process.send_signal(sent)
            _, err = process.communicate(timeout=5)
        assert time.monotonic() - before < 2
        assert process.returncode in {0, 128 + sent, -sent}
        assert err in {"", "uitkern: interrupted\n"}
    assert list(tmp_path.iterdir()) == []


def url_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+", text)
    assert found
    return found.group()


def test_the_simulator_tells_where_it_is_and_its_curl_line_works(tmp_path: Path) -> None:
    with started("simulate", "--port", "0", folder=tmp_path) as process:
        said = read_until(process, "UITKERN_CLIENT_SECRET")
        url = url_in(said)
        for service in ("uitid", "uitpas", "uitdatabank", "_sim"):
            assert f"{url}/{service}" in said
        lines = said[said.index("Try:") :].split("For the commands")[0].splitlines()[1:]
        answer = quoted(lines)
    assert '"SOCIALTARIFF"' in answer
    assert '"price": 2' in answer or '"price":2' in answer


def quoted(lines: list[str]) -> str:
    script = "\n".join(lines)
    if shutil.which("curl"):
        return subprocess.run(
            ["sh", "-ec", script], capture_output=True, text=True, check=True, timeout=20
        ).stdout
    words = shlex.split(script)
    token_url = next(word.lstrip("TOKEN=$(") for word in words if "/token" in word)
    fields = dict(word.split("=", 1) for word in words if word.startswith(("grant_type", "client_")))
    token = httpx.post(token_url, data=fields).json()["access_token"]
    tariffs = next(word for word in words if "/tariffs" in word)
    return httpx.get(tariffs, headers={"Authorization": f"Bearer {token}"}).text


def test_the_exported_settings_are_those_the_commands_take(tmp_path: Path) -> None:
    with started("simulate", "--port", "0", folder=tmp_path) as process:
        said = read_until(process, "UITKERN_CLIENT_SECRET")
        exports = dict(
            pair.split("=", 1) for line in said.splitlines() if "export" in line for pair in line.split()[1:]
        )
        listed = subprocess.run(
            [*UITKERN, "--json", "permissions"],
            env={**os.environ, **exports, "UITKERN_LEDGER": "sqlite://"},
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    assert listed.returncode == 0, listed.stderr
    assert "TICKETSALES_REGISTER" in listed.stdout


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with started("simulate", "--port", "0", folder=tmp_path) as process:
        port = url_in(read_until(process, "controls")).rpartition(":")[2]
        second = subprocess.run(
            [*UITKERN, "simulate", "--port", port], capture_output=True, text=True, check=False, timeout=20
        )
    assert (second.returncode, second.stdout) == (2, "")
    (line,) = second.stderr.splitlines()
    assert line.startswith(f"uitkern: port: cannot listen on 127.0.0.1 port {port}: ")
    assert line.endswith("; choose another --port")


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    with started("--help", folder=tmp_path) as process:
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=30)
        assert "Traceback" not in err

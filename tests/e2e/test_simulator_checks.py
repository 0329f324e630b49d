"""The promises of docs/simulator-checks.md are kept: its commands print there what stands below them."""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from bench.__main__ import BENCHES

from uitkern.cli import main
from uitkern.simulator.serving import Server
from uitkern.simulator.simulator import Simulator

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "simulator-checks.md").read_text("utf-8")
SECTIONS = re.split(r"^## (?=\d)", PAGE, flags=re.MULTILINE)[1:]
[PRELUDE] = re.findall(r"^```sh prelude\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SHELL = shutil.which("sh") if shutil.which("curl") else None


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Server(Simulator()) as server:
        yield server.url


def answered(language: str) -> list[pytest.ParameterSet]:
    """List what stands in the blocks of a language, with the answer below it, by promise."""
    found = []
    for section in SECTIONS:
        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
        found += [
            pytest.param(commands, written, id=section.partition(" ")[0])
            for (kind, commands), (below, written) in pairwise(blocks)
            if (kind, below) == (language, "text")
        ]
    return found


def assert_as_written(out: str, written: str) -> None:
    """Compare what was printed with what the page says, in which `...` is anything."""
    wanted = ".*".join(map(re.escape, written.strip().split("...")))
    assert re.fullmatch(wanted, out.strip(), re.DOTALL), out


@pytest.mark.skipif(SHELL is None, reason="curl or a shell is not installed here")
@pytest.mark.parametrize(("commands", "written"), answered("sh"))
def test_the_shell_prints_what_the_page_says(url: str, tmp_path: Path, commands: str, written: str) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    ended = subprocess.run(
        [str(SHELL), "-c", f"set -u\n{PRELUDE}{commands}"],
        cwd=tmp_path,
        env={**os.environ, "S": url, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.stderr == ""
    assert_as_written(ended.stdout, written)


@pytest.mark.parametrize(("command", "written"), answered("console"))
def test_a_command_prints_what_the_page_says(
    url: str,
    command: str,
    written: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", shlex.split(command.replace("$S", url)))
    with pytest.raises(SystemExit):
        main.run()

    assert_as_written(capsys.readouterr().out, written)


@pytest.mark.skipif(SHELL is None, reason="curl or a shell is not installed here")
def test_the_script_leaves_a_report_of_its_sale(url: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [str(SHELL), str(ROOT / "docs" / "event-to-sale.sh"), url, str(tmp_path / "report.zip")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    [sale] = re.findall(r"^sale registered +(\d+)$", ended.stdout, re.MULTILINE)
    with zipfile.ZipFile(tmp_path / "report.zip") as packed:
        [name] = packed.namelist()
        rows = csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig")), delimiter=";")
        assert sale in [row["Verkoop"] for row in rows]


def test_there_are_twenty_promises_each_with_a_section_that_its_row_leads_to() -> None:
    rows = re.findall(r"^\| (\d+) \| .*? \| (.*) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 21))
    assert [section.partition(" ")[0] for section in SECTIONS] == [number for number, _ in rows]
    for link in re.findall(r"\]\(#([^)]*)\)", PAGE):
        assert link in [
            re.sub(r"[^a-z0-9 -]", "", s.partition("\n")[0].lower()).replace(" ", "-") for s in SECTIONS
        ]


def test_what_the_page_names_is_there() -> None:
    targets = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r"python -m bench((?: [a-z]+)+)", PAGE)
    assert named
    assert {name for each in named for name in each.split()} <= BENCHES.keys()
    assert [
        each
        for each in re.findall(r"(?:^|`)make ([a-z]+)", PAGE, re.MULTILINE)
        if f"\n{each}: " not in targets
    ] == []
    assert [
        each for each in re.findall(r"`((?:tests|docs)/[^`]+)`", PAGE) if not (ROOT / each).exists()
    ] == []

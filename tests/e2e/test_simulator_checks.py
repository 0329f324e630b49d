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
from attrs import frozen
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


def answered(section: str) -> list[tuple[str, str, str]]:
    """List the blocks that have an answer below them: the language, what stands there, the answer."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [
        (language, commands, written)
        for (language, commands), (below, written) in pairwise(blocks)
        if below == "text"
    ]


def assert_as_written(out: str, written: str) -> None:
    """Compare what was printed with what the page says, in which `...` is anything."""
    wanted = ".*".join(map(re.escape, written.strip().split("...")))
    assert re.fullmatch(wanted, out.strip(), re.DOTALL), out


@frozen
class Reader:
    """Pastes what the page says: into a shell, or as a command of ours in this process."""

    url: str
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def shell(self, commands: str) -> str:
        ended = subprocess.run(
            [str(SHELL), "-c", f"set -u\n{PRELUDE}{commands}"],
            cwd=self.folder,
            env={**os.environ, "S": self.url, "TMPDIR": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ended.stderr == ""
        return ended.stdout

    def command(self, line: str) -> str:
        self.monkeypatch.setattr(sys, "argv", shlex.split(line.replace("$S", self.url)))
        with pytest.raises(SystemExit):
            main.run()
        return self.capsys.readouterr().out


@pytest.mark.skipif(SHELL is None, reason="curl or a shell is not installed here")
@pytest.mark.parametrize(
    "section",
    [pytest.param(each, id=each.partition("\n")[0]) for each in SECTIONS if answered(each)],
)
def test_the_commands_of_a_promise_print_what_the_page_says(
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    section: str,
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    reader = Reader(url, tmp_path, monkeypatch, capsys)
    for language, commands, written in answered(section):
        said = reader.shell(commands) if language == "sh" else reader.command(commands)
        assert_as_written(said, written)


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

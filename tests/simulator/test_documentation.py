"""The sample in the documentation is run, and is the one that is shown; what is documented is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.checkout import ROOT
from uitkern.simulator.control.files import read_yaml
from uitkern.simulator.control.shapes import settings_shape
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.archive import read_world
from uitkern.simulator.world.official import official_world

PAGE = ROOT / "docs" / "simulator.md"
SAMPLE = ROOT / "tests" / "simulator" / "test_sample.py"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_sample_is_the_one_that_is_shown() -> None:
    assert blocks("python") == [SAMPLE.read_text("utf-8")]


def test_the_sample_passes_as_a_user_runs_it(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(SAMPLE.read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_sample.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout


def test_the_world_that_is_shown_can_be_read() -> None:
    [shown] = blocks("yaml")
    state, _ = read_world(read_yaml(shown), official_world())
    cards: Any = state.parts["cards"]
    assert "0999900000103" in {number for number, _ in cards.items()}


def test_every_setting_is_documented(publiq: Publiq) -> None:
    text = PAGE.read_text("utf-8")
    for name in settings_shape(publiq.world.settings):
        assert f"| `{name}` |" in text


@pytest.mark.parametrize("name", ["simulate", "sim fault add", "sim journal"])
def test_every_option_that_is_documented_exists(name: str) -> None:
    import typer.main

    from uitkern.cli.app import app

    command = typer.main.get_command(app)
    for word in name.split():
        command = command.commands[word]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in getattr(parameter, "opts", [])}
    shown = re.findall(rf"uitkern {name}\b([^\n`]*)", PAGE.read_text("utf-8"))
    used = {option for line in shown for option in re.findall(r"--[a-z-]+", line)}
    assert used <= known
    assert name == "simulate" or used

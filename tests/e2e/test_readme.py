"""The programs of the README run as they stand, against a simulator on the port that they name."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from uitkern.simulator.testing.publiq import Publiq

README = Path(__file__).parents[2] / "README.md"
PORT = "http://127.0.0.1:8800"


def programs() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_readme_shows_a_blocking_and_an_awaited_program() -> None:
    blocking, awaited = programs()[:2]
    assert ".Uitkern(" in blocking
    assert "await " not in blocking
    assert ".AsyncUitkern(" in awaited
    assert "await " in awaited
    assert PORT in blocking
    assert PORT in awaited


@pytest.mark.parametrize("which", [0, 1], ids=["blocking", "awaited"])
def test_a_program_of_the_readme_sells_and_undoes(publiq: Publiq, tmp_path: Path, which: int) -> None:
    publiq.world.configure(evolve(publiq.world.settings, registration_delay=timedelta(0)))
    with publiq.serve() as url:
        script = tmp_path / "program.py"
        script.write_text(programs()[which].replace(PORT, url), encoding="utf-8")
        for _ in range(2):
            ended = subprocess.run(
                [sys.executable, "-W", "error", str(script)],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert ended.returncode == 0, ended.stderr
            assert ended.stderr == ""
            assert ended.stdout.strip()
    assert publiq.journal.count("post-ticket-sales") > 0

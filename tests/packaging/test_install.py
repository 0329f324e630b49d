"""What `make` says on a machine that cannot run the project."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="make and sh set up the project on Linux and macOS only"
)


def install_with(python: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up with the interpreter `python`."""
    command = ["sh", str(ROOT / "tools/install.sh")]
    return subprocess.run(
        command, env=os.environ | {"PYTHON": python}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10"])
def test_a_python_that_is_too_old_is_named_with_a_way_out(version: str, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho {version}\n")
    python.chmod(0o755)

    done = install_with(str(python))

    assert done.returncode == 2
    assert f"is Python {version}, but uitkern needs 3.11 or later" in done.stderr
    assert "PYTHON=python3.12" in done.stderr


def test_a_missing_python_is_named_with_a_way_out() -> None:
    done = install_with("python-that-is-nowhere")

    assert done.returncode == 2
    assert "no python-that-is-nowhere found" in done.stderr

"""Who dies in these tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def victim() -> Iterator[subprocess.Popen[str]]:
    """One parent for the children of all scenes: to start it takes longer than to play a scene."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.saga.victim"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        yield started
        assert started.stdin
        started.stdin.close()

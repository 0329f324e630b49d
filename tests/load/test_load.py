"""A small morning in every run; `make load` plays the long one, of 2,000 children for 500 places."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.load.morning import Morning, play

SEED = int(os.environ.get("UITKERN_LOAD_SEED", "4"))


def test_a_stormy_morning_oversells_loses_and_doubles_nothing(
    new_postgres: Callable[[], str], tmp_path: Path
) -> None:
    outcome = play(Morning(SEED), new_postgres(), tmp_path)
    assert outcome.is_right, outcome
    assert outcome.kills >= 1, outcome
    assert sum(outcome.said.values()) == 72, "every child was answered"
    assert outcome.writes["fine"] < sum(outcome.writes.values()), "it stormed"
    assert outcome.sales == outcome.states["confirmed"] > 0

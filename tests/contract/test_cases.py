"""Every case of the contracts agrees with the simulator, each in a world of its own."""

from __future__ import annotations

import pytest

from uitkern.verification.case import Case
from uitkern.verification.reading import all_cases
from uitkern.verification.reports import problems
from uitkern.verification.running import run_case
from uitkern.verification.simulated import SimulatedTarget, in_process


@pytest.fixture(scope="module")
def simulator() -> SimulatedTarget:
    return in_process()


@pytest.mark.parametrize("case", [each for each in all_cases() if "simulator" in each.targets], ids=str)
def test_the_simulator_agrees(simulator: SimulatedTarget, case: Case) -> None:
    result = run_case(simulator, case)

    assert result.verdict == "agrees", "\n".join(problems(result))

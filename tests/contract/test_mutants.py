"""The cases have teeth: each of these mistakes in the simulator is found, and the report names the case."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.contract.mutating import KINDS, Mutant, mutants
from uitkern.verification.reading import all_cases
from uitkern.verification.reports import as_junit
from uitkern.verification.running import run_cases
from uitkern.verification.simulated import in_process

MISTAKES = list(mutants())


@pytest.mark.parametrize("mutant", MISTAKES, ids=str)
def test_a_mistake_in_the_simulator_is_found(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    about = {each.ask.operation for each in all_cases() if each.id == mutant.caught}
    mutant.put_in(monkeypatch)

    report = run_cases(in_process(), [each for each in all_cases() if each.ask.operation in about])

    differing = [each.case for each in report.results if each.verdict == "differs"]
    assert mutant.caught in differing
    assert f'name="{mutant.caught}"' in as_junit(report)
    assert any(mutant.caught in each.cases for each in report.drifts)


def test_there_are_mistakes_of_every_kind() -> None:
    kinds = Counter(each.kind for each in MISTAKES)

    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 5
    assert kinds.total() >= 40

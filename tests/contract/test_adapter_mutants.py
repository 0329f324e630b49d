"""A mistake in the adapter is found by the consumer contract, which names the interaction."""

from __future__ import annotations

import pytest

from tests.contract.consumer.mutants import MUTANTS
from tests.contract.consumer.pact import published, verdict
from tests.contract.consumer.recording import record


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mistake_is_found_and_its_interaction_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = MUTANTS[name]
    mutant.make(monkeypatch)

    complaints = list(verdict(record(mutant.interaction), published()))

    assert any(mutant.found in each for each in complaints), complaints
    assert all(each.startswith(mutant.interaction) for each in complaints)


@pytest.mark.parametrize("interaction", sorted({each.interaction for each in MUTANTS.values()}))
def test_there_is_nothing_to_find_without_a_mistake(interaction: str) -> None:
    recorded = list(record(interaction))
    assert recorded
    assert list(verdict(recorded, published())) == []


def test_there_are_mistakes_of_every_sort() -> None:
    assert len(MUTANTS) >= 20

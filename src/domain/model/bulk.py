"""What became of many activities at once (bulk)."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from .outcome import FAILED, Did, Outcome


@frozen
class Bulk:
    """Every activity's outcome, in the order they were given; `calls` counts those to publiq."""

    outcomes: tuple[Outcome, ...]
    calls: int = 0

    @property
    def counts(self) -> Counter[Did]:
        """How many ended in each way."""
        return Counter(each.did for each in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that a person has to look at, or that are to be tried again."""
        return tuple(each for each in self.outcomes if each.did in FAILED)

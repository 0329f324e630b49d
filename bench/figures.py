"""A measured figure beside its target, and how figures are shown."""

import json
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import asdict, frozen

ROUNDS = 5


@frozen
class Figure:
    """A number with what it should be: at most or at least a target; `how` says what lies behind it."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    how: str = ""

    @property
    def holds(self) -> bool | None:
        """Say whether the target is reached; None without a target."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least

    @property
    def target(self) -> str:
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return "" if self.at_least is None else f">= {self.at_least:g}"


def median_of(measure: Callable[[], float], rounds: int = ROUNDS) -> float:
    return statistics.median(measure() for _ in range(rounds))


def spread(values: Sequence[float]) -> str:
    """Write the values behind a median, smallest first."""
    return " ".join(f"{value:.2f}" for value in sorted(values))


def show(figures: Iterable[Figure]) -> None:
    """Print figures as the rows of a Markdown table."""
    for each in figures:
        verdict = {True: "yes", False: "NO", None: ""}[each.holds]
        row = (each.name, f"{each.value:.2f} {each.unit}".strip(), each.target, verdict, each.how)
        sys.stdout.write(f"| {' | '.join(row)} |\n")
    sys.stdout.flush()


def write_json(figures: Iterable[Figure], path: Path) -> None:
    rows = [asdict(each) | {"holds": each.holds} for each in figures]
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")

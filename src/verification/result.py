"""What came of a case: it agrees, it differs and how, or it was not run and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import field, frozen


@frozen
class Difference:
    """One place where a target is not as a case says; nothing here names a pass or a person.

    `where` is the step: `request`, `arrange 1`, `then 2`. `pointer` is a place in the answer, `status` or a
    header.
    """

    where: str
    operation: str
    pointer: str
    expected: str
    got: str

    def __str__(self) -> str:
        step = "" if self.where == "request" else f"{self.where} ({self.operation}): "
        return f"{step}{self.pointer}: expected {self.expected}, got {self.got}"


@frozen
class Result:
    """What came of one case, in `seconds`, after so many `calls`."""

    case: str
    shows: str
    service: str
    operation: str
    source: str
    differences: tuple[Difference, ...] = ()
    not_run: str | None = None
    left_behind: tuple[str, ...] = ()
    seconds: float = field(default=0.0, eq=False)
    calls: int = 0

    @property
    def verdict(self) -> str:
        if self.not_run is not None:
            return "not run"
        return "differs" if self.differences or self.left_behind else "agrees"


@frozen
class Drift:
    """One difference with every case that meets it."""

    what: str
    operations: tuple[str, ...]
    cases: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(self.cases[:3]) + (
            f" and {len(self.cases) - 3} more" if len(self.cases) > 3 else ""
        )
        return f"{self.what} [{', '.join(self.operations)}] in {shown}"


@frozen
class Report:
    """The results of one run against one target."""

    target: str
    results: Sequence[Result]
    seconds: float = 0.0

    def count(self, verdict: str) -> int:
        return sum(each.verdict == verdict for each in self.results)

    @property
    def drifts(self) -> list[Drift]:
        """The differences, each named once however many cases meet it."""
        return drifts(self.results)


def drifts(results: Iterable[Result]) -> list[Drift]:
    """Put differences together that are one: a problem with another status, a member that is missing."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for result in results:
        for difference in result.differences:
            operations, cases = found.setdefault(_signature(difference), ({}, {}))
            operations[difference.operation] = None
            cases[result.case] = None
    return [Drift(what, tuple(operations), tuple(cases)) for what, (operations, cases) in found.items()]


def _signature(difference: Difference) -> str:
    if difference.pointer == "status":
        return f"expected {difference.expected}, got {difference.got}"
    names = [step for step in difference.pointer.split("/") if step and not re.fullmatch(r"-?\d+", step)]
    if difference.got == "absent" and names:
        return f"{'.'.join(names[-2:])} is absent"
    return (
        f"{difference.operation} {difference.pointer}: expected {difference.expected}, got {difference.got}"
    )

"""Run cases against a target, one after the other, and undo what each did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

import httpx

from .asking import Answered, ask
from .case import Case, Step
from .filling import NotKnown
from .judging import judge
from .operations import operations
from .result import Difference, Report, Result
from .target import NotRun, Scene, Target, Unusable

Telling = Callable[[Result], None]


def run_cases(target: Target, cases: Iterable[Case], tell: Telling = lambda _: None) -> Report:
    """Run cases and tell of each as it ends. Raises Unusable when the target cannot be used at all."""
    began = time.perf_counter()
    results: list[Result] = []
    for case in cases:
        results.append(run_case(target, case))
        tell(results[-1])
    return Report(target.name, results, time.perf_counter() - began)


def skipped(name: str, cases: Iterable[Case], why: str) -> Report:
    """Report that no case could be run, and why."""
    return Report(name, [_result(_Run(case), why) for case in cases])


def run_case(target: Target, case: Case) -> Result:
    """Run one case. Whatever happens, an interruption included, its undoing is done first."""
    began = time.perf_counter()
    run = _Run(case)
    why = target.refuses(case)
    if why is None:
        try:
            with target.scene(case) as scene, run.undone(scene):
                run.play(scene)
        except NotRun as reason:
            why = str(reason)
    return _result(run, why, time.perf_counter() - began)


def _result(run: _Run, why: str | None, seconds: float = 0.0) -> Result:
    return Result(
        case=run.case.id,
        shows=run.case.shows,
        service=run.case.service,
        operation=run.case.ask.operation,
        source=run.case.source,
        differences=tuple(run.differences),
        not_run=why,
        left_behind=tuple(run.left_behind),
        seconds=seconds,
        calls=run.calls,
    )


class _Run:
    """One case while it runs: what is known by name, and what differed."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.kept: dict[str, object] = {}
        self.differences: list[Difference] = []
        self.left_behind: list[str] = []
        self.calls = 0

    def play(self, scene: Scene) -> None:
        """Arrange, ask and look; the first step that differs ends it."""
        numbered = [(f"arrange {n}", step) for n, step in enumerate(self.case.arrange, start=1)]
        numbered += [("request", self.case.ask)]
        numbered += [(f"then {n}", step) for n, step in enumerate(self.case.then, start=1)]
        for where, step in numbered:
            self.differences += self.take(scene, where, step)
            if self.differences:
                return

    def take(self, scene: Scene, where: str, step: Step) -> list[Difference]:
        """Take one step; names what is missing when an earlier one did not give it."""
        known: Mapping[str, object] = {**self.case.values, **scene.values, **self.kept}
        self.calls += 1
        try:
            answered: Answered = ask(scene, step, known)
        except httpx.HTTPError as error:
            return [Difference(where, step.operation, "status", "an answer", type(error).__name__)]
        except NotKnown as missing:
            raise Unusable(f"{self.case.id}: {where}: nothing is called {missing}") from None
        self.kept.update(answered.kept)
        return judge(where, answered)

    @contextmanager
    def undone(self, scene: Scene) -> Iterator[None]:
        """Undo at the end, also after a failure; what cannot be undone is named."""
        try:
            yield
        finally:
            for number, step in enumerate(self.case.undo, start=1):
                self._undo(scene, number, step)

    def _undo(self, scene: Scene, number: int, step: Step) -> None:
        try:
            found = self.take(scene, f"undo {number}", step)
        except Unusable:
            return  # what it would undo was never made
        is_gone = found and found[0].got.startswith("404")
        if found and not is_gone and operations()[step.operation].operation.method != "GET":
            self.left_behind.append(f"{step.operation}: {found[0]}")

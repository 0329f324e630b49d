"""Every case of the contracts agrees with the simulator, each in a world of its own, and none is idle."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from attrs import evolve

from uitkern.simulator.contract import MISSING
from uitkern.verification.case import Case, Step
from uitkern.verification.coverage import promises, unreachable
from uitkern.verification.filling import NotKnown, filled
from uitkern.verification.operations import contracts, operations
from uitkern.verification.reading import all_cases
from uitkern.verification.reports import problems
from uitkern.verification.running import run_case
from uitkern.verification.simulated import SimulatedTarget, at_address, in_process

CASES = [each for each in all_cases() if "simulator" in each.targets]
MAKING = {"post-ticket-sales", "event-post"}
CALLERS_THERE = {"client", "nobody", "forger", "id", "token"}
IMPOSSIBLE = "nothing answers this \x01"


@pytest.fixture(scope="module")
def simulator() -> SimulatedTarget:
    """Give the simulator in process, or the one that runs at UITKERN_VERIFY_URL."""
    url = os.environ.get("UITKERN_VERIFY_URL")
    return at_address(url) if url else in_process()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_simulator_agrees(simulator: SimulatedTarget, case: Case) -> None:
    result = run_case(simulator, case)

    assert result.verdict == "agrees", "\n".join(problems(result))
    assert not result.left_behind


def spoilt(step: Step) -> Iterator[Step]:
    """Expect one thing after the other of a step that no answer brings."""
    for pointer in step.facts:
        yield evolve(step, facts={**step.facts, pointer: IMPOSSIBLE})
    for name in step.told:
        yield evolve(step, told={**step.told, name: IMPOSSIBLE})
    if step.status is not None:
        yield evolve(step, status=499)
    if step.problem is not None:
        yield evolve(step, problem="another")


def spoilt_cases(case: Case) -> Iterator[Case]:
    for step in spoilt(case.ask):
        yield evolve(case, ask=step)
    for place, after in enumerate(case.then):
        for step in spoilt(after):
            yield evolve(case, then=(*case.then[:place], step, *case.then[place + 1 :]))


@pytest.mark.parametrize("case", CASES[::4], ids=str)
def test_no_expectation_of_a_case_is_idle(simulator: SimulatedTarget, case: Case) -> None:
    """Of every fourth case, in turn by the order of the files: all of them take half a minute."""
    for each in spoilt_cases(case):
        assert run_case(simulator, each).verdict == "differs"


def test_a_case_says_something_of_substance() -> None:
    """A status alone is no case: a fact, a header or a problem that a later step meets comes with it."""
    for case in all_cases():
        later = [each for step in case.then for each in (*step.facts, step.problem) if each is not None]
        assert [*case.ask.facts, *case.ask.told, *later], case.id


def test_every_operation_every_problem_type_and_every_refusal_has_a_case() -> None:
    missing = [(each.service, each.kind, each.name) for each in promises(all_cases()) if each.is_missing]

    assert missing == []


def test_what_is_called_unreachable_is_documented_and_has_no_case() -> None:
    listed = {(each.service, each.name): each for each in promises(all_cases())}

    for service, names in unreachable().items():
        for name, reason in names.items():
            assert not listed[service, name].cases
            assert len(reason) > 40


def test_a_case_for_the_test_environment_needs_nothing_that_only_the_simulator_has() -> None:
    for case in all_cases():
        if "test" in case.targets:
            assert not case.world
            assert all(service_of(step) != "sim" for step in case.steps), case.id
            assert all((step.caller or "client").split()[0] in CALLERS_THERE for step in case.steps), case.id


def test_a_case_for_the_test_environment_that_makes_something_removes_it() -> None:
    for case in all_cases():
        if "test" not in case.targets:
            continue
        made = [name for step in case.steps if step.operation in MAKING for name in step.keep]
        removed = {name for step in (*case.then, *case.undo) for name in named(step)}
        removed |= named(case.ask) if case.ask.operation.startswith("delete") else set()
        assert set(made) <= removed, case.id
        refused = (case.ask.status or 200) >= 400
        unkept = [step for step in case.steps if step.operation in MAKING and not step.keep]
        assert refused or not unkept, case.id


def named(step: Step) -> set[str]:
    return {str(value).removeprefix("${").removesuffix("}") for value in step.path.values()}


def service_of(step: Step) -> str:
    return operations()[step.operation].service


def test_what_a_good_case_sends_is_what_the_contract_takes() -> None:
    """A case that succeeds asks as the contract wants it, so that cases are examples too."""
    base = {f"base_{each.replace('-', '_')}": "https://publiq.example" for each in contracts()}
    for case in CASES:
        step = case.ask
        if (step.status or 200) >= 300 or step.body is MISSING or step.url is not None:
            continue
        try:
            body = filled(step.body, {**case.values, **base})
        except NotKnown:
            continue  # what an earlier answer gave
        operation = operations()[step.operation].operation
        assert operation.body_errors(body) == [], case.id

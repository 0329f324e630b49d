"""Declare for one call what its contract does not, because the world follows another reading."""

from attrs import evolve

from ..wire.call import Call
from ..wire.messages import PROBLEM


def declare(call: Call, status: int, kind: str) -> None:
    """Let the operation of a call answer with a problem; all problems of a service are of one shape."""
    operation = call.operation
    schema = operation.answers.get(status) or _of_any_problem(call)
    if schema is None:
        declare_nothing(call)
        return
    call.operation = evolve(
        operation,
        answers={**operation.answers, status: schema},
        problems={**operation.problems, status: (*operation.problems.get(status, ()), kind)},
    )


def declare_nothing(call: Call) -> None:
    """Take the answer of a call as it is: it was checked before, or has no operation any more."""
    call.operation = evolve(call.operation, answers={})


def _of_any_problem(call: Call) -> dict[str, str] | None:
    for schemas in call.operation.answers.values():
        if PROBLEM in schemas:
            return {PROBLEM: schemas[PROBLEM]}
    return None

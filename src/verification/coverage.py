"""Which case is about which operation and which problem type, and what has none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from attrs import frozen

from ..simulator.contract import contracts_directory
from .case import Case
from .operations import contracts, operations
from .reading import cases_directory


@frozen
class Promise:
    """An operation or a problem type of a service, with the cases about it.

    `reason` says why there is none: no request meets the problem in any target.
    """

    service: str
    kind: str
    name: str
    cases: tuple[str, ...]
    reason: str | None = None

    @property
    def is_missing(self) -> bool:
        return not self.cases and self.reason is None


def promises(cases: Iterable[Case]) -> list[Promise]:
    """List every operation and every problem type of the contracts with the cases about it."""
    by_operation: dict[tuple[str, str], list[str]] = {}
    by_problem: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        service = operations()[case.ask.operation].service
        by_operation.setdefault((service, case.ask.operation), []).append(case.id)
        if case.ask.problem is not None:
            by_problem.setdefault((service, case.ask.problem), []).append(case.id)
    return [
        *(
            Promise(known.service, "operation", name, tuple(by_operation.get((known.service, name), ())))
            for name, known in operations().items()
        ),
        *(
            Promise(service, "problem", name, tuple(by_problem.get((service, name), ())), unmet.get(name))
            for service in contracts()
            for unmet in [unreachable().get(service, {})]
            for name in documented_problems(service)
        ),
    ]


@cache
def documented_problems(service: str) -> tuple[str, ...]:
    """Give the problem types that the contract of a service documents, each once."""
    content = (contracts_directory() / f"{service}.json").read_bytes()
    return tuple(dict.fromkeys(_problems(cast("Mapping[str, object]", json.loads(content)))))


def _problems(document: Mapping[str, object]) -> Iterator[str]:
    paths = cast("Mapping[str, Mapping[str, object]]", document["paths"])
    members = [member for item in paths.values() for member in item.values() if isinstance(member, dict)]
    declared = [document.get("x-general-problems", {}), *(each.get("x-problems", {}) for each in members)]
    for statuses in cast("list[Mapping[str, list[str]]]", declared):
        for names in statuses.values():
            yield from names


def unreachable() -> Mapping[str, Mapping[str, str]]:
    """Give per service the problem types that no request meets, each with the reason."""
    content = (cases_directory() / "unreachable.json").read_bytes()
    return cast("Mapping[str, Mapping[str, str]]", json.loads(content))

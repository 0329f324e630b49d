"""Which case is about which operation, problem type and refusal, and what has none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import cast

from attrs import frozen

from ..simulator.contract import contracts_directory
from .case import Case
from .operations import contracts, operations
from .reading import cases_directory


@frozen
class Promise:
    """What a contract promises, with the cases about it.

    `kind` is an operation, a problem type of the service, or a refusal: an operation with a problem type that
    it lists as its own. `reason` says why there is no case: no request meets it in any target.
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
    """List what the contracts promise, service by service, with the cases about it."""
    about: dict[tuple[str, str, str], list[str]] = {}
    for case in cases:
        service, name = operations()[case.ask.operation].service, case.ask.operation
        about.setdefault((service, "operation", name), []).append(case.id)
        if case.ask.problem is not None:
            about.setdefault((service, "problem", case.ask.problem), []).append(case.id)
            about.setdefault((service, "refusal", f"{name} {case.ask.problem}"), []).append(case.id)
    return [
        Promise(service, kind, name, tuple(about.get((service, kind, name), ())), unmet.get(name))
        for service in contracts()
        for unmet in [unreachable().get(service, {})]
        for kind, name in _promised(service)
    ]


def _promised(service: str) -> Iterator[tuple[str, str]]:
    """Give kind and name of what a contract promises: operations, problem types, refusals."""
    own = {name: known.operation for name, known in operations().items() if known.service == service}
    general = _general_problems(service)
    listed = {name: tuple(chain(*operation.problems.values())) for name, operation in own.items()}
    yield from (("operation", name) for name in own)
    yield from (("problem", kind) for kind in dict.fromkeys(chain(general, *listed.values())))
    for name, kinds in listed.items():
        yield from (("refusal", f"{name} {kind}") for kind in dict.fromkeys(kinds) if kind not in general)


@cache
def _general_problems(service: str) -> tuple[str, ...]:
    content = json.loads((contracts_directory() / f"{service}.json").read_bytes())
    general = cast("Mapping[str, list[str]]", content.get("x-general-problems", {}))
    return tuple(chain(*general.values()))


def unreachable() -> Mapping[str, Mapping[str, str]]:
    """Give per service the problem types and refusals that no request meets, each with the reason."""
    content = (cases_directory() / "unreachable.json").read_bytes()
    return cast("Mapping[str, Mapping[str, str]]", json.loads(content))

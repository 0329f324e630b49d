"""Say operation by operation what the simulator does, and what publiq's documents leave open."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from attrs import frozen

from .contract import contracts_directory
from .services import services

BEHAVES, REFUSES = "behaves", "answers 501"
_NOT_YET = "no behaviour in this version"
_REASONS: dict[str, str] = {}


@frozen(slots=False)
class Covered:
    """One operation of a service; `reason` says why it answers 501, and is None when it behaves."""

    service: str
    operation_id: str
    method: str
    path: str
    deprecated: bool
    reason: str | None

    @property
    def state(self) -> str:
        return BEHAVES if self.reason is None else REFUSES


@frozen(slots=False)
class Counts:
    """How many operations behave, of how many."""

    service: str
    behaves: int
    operations: int


@frozen(slots=False)
class OpenQuestion:
    """Where publiq's documents can be read in two ways, and which way the simulator takes.

    `switch` names the setting that turns the choice; `readings` is turned for this question alone, and
    `other` says what the simulator does then. Where nothing turns it, `no_switch_because` says why.
    """

    id: str
    operation: str
    readings: tuple[str, ...]
    choice: str
    switch: str | None
    evidence: str
    other: str | None = None
    no_switch_because: str | None = None


def coverage() -> list[Covered]:
    """List every operation of every service, in the order of the contracts."""
    return [
        Covered(
            service=service.name,
            operation_id=name,
            method=operation.method,
            path=operation.path,
            deprecated=operation.deprecated,
            reason=None if name in service.behaviours else _REASONS.get(name, _NOT_YET),
        )
        for service in services().values()
        for name, operation in service.operations.items()
    ]


def deprecated() -> dict[str, str]:
    """Name the operations that publiq calls deprecated, each with its method and path."""
    return {each.operation_id: f"{each.method} {each.path}" for each in coverage() if each.deprecated}


def counts(covered: Iterable[Covered]) -> list[Counts]:
    """Count by service, in the order given."""
    by_service: dict[str, list[Covered]] = {}
    for each in covered:
        by_service.setdefault(each.service, []).append(each)
    return [
        Counts(service, sum(each.reason is None for each in listed), len(listed))
        for service, listed in by_service.items()
    ]


@cache
def open_questions() -> Sequence[OpenQuestion]:
    """Read the ledger of open questions that is kept beside the contracts."""
    content = (contracts_directory() / "open-questions.json").read_bytes()
    listed = cast("list[dict[str, object]]", json.loads(content))
    return tuple(_question(each) for each in listed)


def _question(read: dict[str, object]) -> OpenQuestion:
    return OpenQuestion(
        id=str(read["id"]),
        operation=str(read["operation"]),
        readings=tuple(str(reading) for reading in cast("list[object]", read["readings"])),
        choice=str(read["choice"]),
        switch=_text(read, "switch"),
        evidence=str(read["evidence"]),
        other=_text(read, "other"),
        no_switch_because=_text(read, "no_switch_because"),
    )


def _text(read: dict[str, object], name: str) -> str | None:
    value = read.get(name)
    return None if value is None else str(value)

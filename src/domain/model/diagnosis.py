"""What the doctor finds (diagnose)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How bad it is: nothing, worth knowing, something will not work, nothing works."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


_ORDER = tuple(Severity)


@frozen
class Diagnosis:
    """One finding: what was checked, on whom, what is so, and what helps.

    `check` is one of `credentials`, `hosts`, `clock`, `organizers`, `activities` and `ledger`; `subject`
    is the service, organizer or activity it is about.
    """

    check: str
    severity: Severity
    says: str
    remedy: str | None = None
    subject: str | None = None


def worst(found: Iterable[Diagnosis]) -> Severity:
    """The severity of the worst finding."""
    return max((each.severity for each in found), key=_ORDER.index, default=Severity.OK)

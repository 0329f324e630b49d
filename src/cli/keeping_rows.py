"""How what keeps the ledger in order is shown: one row each."""

from __future__ import annotations

from typing import Any

from ..domain.model.intent import Intent
from ..domain.model.report import Comparison, Finding


def intent_row(intent: Intent) -> dict[str, Any]:
    """What is still to be written at UiTPAS, or waits for a person."""
    return {
        "intent": intent.id,
        "kind": intent.kind,
        "state": intent.state,
        "enrolments": [line.enrolment_id for line in intent.lines],
        "due": intent.due,
        "attempts": intent.attempts,
        "why": intent.why,
    }


def comparison_row(comparison: Comparison) -> dict[str, Any]:
    """How one activity compares."""
    return {
        "activity": comparison.activity_id,
        "agrees": "yes" if comparison.agrees else "no",
        "agreed": comparison.agreed,
        "different": len(comparison.findings),
        "under_way": comparison.unsettled,
        "sold_elsewhere": comparison.elsewhere,
        "failed": comparison.failed,
    }


def what_of(finding: Finding) -> str:
    """What a difference is about, in one word."""
    return "reward" if finding.reward else "sale"


def finding_row(finding: Finding) -> dict[str, Any]:
    """One difference."""
    return {
        "activity": finding.activity_id,
        "kind": what_of(finding),
        "sale": finding.sale_id,
        "enrolment": finding.enrolment_id,
        "difference": finding.difference,
    }

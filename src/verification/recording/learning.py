"""Turn what a target answers otherwise than was recorded into drafts of cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import fields

from ...simulator.contract import MISSING
from ..case import Step
from ..judging import problem_of
from ..operations import operations
from .replaying import Replayed

_NAMES = {"caller": "as"}


def drafts(replayed: Sequence[Replayed], about: str) -> dict[str, list[dict[str, Any]]]:
    """Give cases by service, one for each call whose answer differs; `about` says where it was recorded."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, each in enumerate(replayed, start=1):
        if each.step is not None and each.differences:
            service = operations()[each.step.operation].service
            found.setdefault(service, []).append(_draft(number, each, each.step, about))
    return found


def _draft(number: int, replayed: Replayed, step: Step, about: str) -> dict[str, Any]:
    told = [f"{each.pointer}: {each.recorded}, not {each.got}" for each in replayed.differences]
    draft: dict[str, Any] = {
        "id": f"learned/{step.operation.lower()}-{number}",
        "shows": f"Recorded so: {'; '.join(told)}.",
        "source": about,
    }
    if replayed.values:
        draft["values"] = dict(replayed.values)
    if replayed.before:
        draft["arrange"] = [_written(each) for each in replayed.before]
    draft |= _written(step)
    draft["status"] = replayed.call.status
    problem = problem_of(replayed.call.answer)
    if problem is not None:
        draft["problem"] = problem
    facts = {each.pointer: each.fact for each in replayed.differences if each.fact is not None}
    if facts:
        draft["facts"] = facts
    return draft


def _written(step: Step) -> dict[str, Any]:
    """A step as a case has it, what is empty left out."""
    held = {_NAMES.get(str(each.name), str(each.name)): getattr(step, each.name) for each in fields(Step)}
    return {
        name: value for name, value in held.items() if value is not MISSING and value not in (None, {}, ())
    }

"""Ask a target the same in the same order, and learn cases from what it answers otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from ...simulator.contract import MISSING, Operation
from ..asking import Answered, ask
from ..case import Case, Step
from ..filling import NotKnown
from ..operations import PLACES, operations
from ..reading import all_cases
from ..target import NotRun, Scene, Target
from .comparing import Unlike, unlike
from .journal import Recorded, Recording
from .linking import Linked, linked
from .pseudonyms import HIDDEN, stand_ins

Made = tuple[Recorded, Step]
_CONTRACTS = {path: contract for contract, (path, _) in PLACES.items()}


@frozen
class Replayed:
    """A recorded call, the step that asks it again, and where the answer differs.

    `skipped` says why it was not asked; `before` are the calls that changed something earlier on.
    """

    call: Recorded
    step: Step | None
    differences: tuple[Unlike, ...] = ()
    skipped: str | None = None
    before: tuple[Step, ...] = ()
    values: Mapping[str, object] = {}


def replay(recording: Recording, target: Target) -> list[Replayed]:
    """Ask a target every call of a recording, in a world of its own where there are worlds."""
    shared = all_cases()[0].values
    values = {**shared, **_stand_ins(recording.calls)}
    shows, source = "A recording asked again.", "a recording"
    case = Case("replay/recording", shows, "uitpas", source, Step("get-permissions"), values=values)
    found: list[Replayed] = []
    before: list[Made] = []
    with target.scene(case) as scene:
        known: dict[str, object] = {**values, **scene.values}
        for each in linked(recording.calls, shared):
            step, why = _step(each)
            if step is None:
                found.append(Replayed(each.call, None, skipped=why))
                continue
            found.append(_asked_again(scene, each.call, step, known, before))
            if each.call.method != "GET" and each.call.status < 300:
                before.append((each.call, step))
    return found


def _asked_again(
    scene: Scene,
    call: Recorded,
    step: Step,
    known: dict[str, object],
    before: Sequence[Made],
) -> Replayed:
    try:
        answered: Answered = ask(scene, step, known)
    except NotRun as reason:
        return Replayed(call, step, skipped=str(reason))
    except NotKnown as missing:
        return Replayed(call, step, skipped=f"nothing is called {missing}")
    known.update(answered.kept)
    body = None if answered.body is MISSING else answered.body
    media = answered.media.partition(";")[0].strip().lower() or None
    differences = unlike((call.status, call.answer_media, call.answer), (answered.status, media, body))
    asked = [*(each for each, _ in before), call]
    steps = tuple(each for _, each in before)
    return Replayed(call, step, tuple(differences), None, steps, _stand_ins(asked))


def _step(each: Linked) -> tuple[Step | None, str]:
    call = each.call
    if call.path.endswith("/token"):
        return None, "a token is asked by whoever asks again"
    if HIDDEN in call.caller:
        return None, "a person was logged in"
    found = _operation(call)
    if found is None:
        return None, "no contract has such an operation"
    operation, path = found
    query: dict[str, list[object]] = {}
    for name, value in call.query:
        query.setdefault(name, []).append(value)
    given = {name: values[0] if len(values) == 1 else values for name, values in query.items()}
    step = Step(operation.operation_id, caller=call.caller, path=path, query=given, keep=dict(each.keep))
    return evolve(step, **_sent(call)), ""


def _sent(call: Recorded) -> dict[str, Any]:
    """The body of a step, by its kind."""
    if call.body is None:
        return {}
    if call.media == "application/x-www-form-urlencoded":
        return {"form": call.body}
    if call.media is None or call.media.endswith("json"):
        return {"body": call.body}
    return {"raw": call.body, "media": call.media}


def _operation(call: Recorded) -> tuple[Operation, dict[str, object]] | None:
    """The operation that a call reached, a fixed part of its path before one that varies."""
    contract = _CONTRACTS.get(call.service)
    fitting = [
        (known.operation, match.groups())
        for known in operations().values()
        if known.service == contract and known.operation.method == call.method
        if (match := re.fullmatch(_pattern(known.operation.path), call.path))
    ]
    if not fitting:
        return None
    operation, values = min(fitting, key=lambda each: each[0].path.count("{"))
    names = re.findall(r"\{([^}]*)\}", operation.path)
    return operation, dict(zip(names, values, strict=True))


def _pattern(path: str) -> str:
    return "([^/]+)".join(re.escape(part) for part in re.split(r"\{[^}]*\}", path))


def _stand_ins(calls: Sequence[Recorded]) -> dict[str, object]:
    return stand_ins([[each.path, [value for _, value in each.query], each.body] for each in calls])

"""Recall: answer from what UiTPAS said today, ask the rest at once, and remember it (R2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from ..model.policy import Policy
from ..model.problem import Problem
from ..ports.effects import Ask, Flow, together, transact
from ..ports.ledger import Ledger, Remembered
from ..ports.outcomes import Unavailable
from ..rules.entitlement import gives_a_right, reason_of
from ..rules.freshness import is_fresh

K = TypeVar("K")
A = TypeVar("A")
Known: TypeAlias = dict[K, Remembered[A | Problem | Unavailable]]


@frozen
class Memory(Generic[K, A]):
    """How one kind of answer is asked, looked up and kept."""

    question: Callable[[K], Ask[A | Problem | Unavailable]]
    look_up: Callable[[Ledger, K], Remembered[A | Problem] | None]
    keep: Callable[[Ledger, K, A | Problem, datetime], None]


def recall(
    keys: Iterable[K],
    memory: Memory[K, A],
    now: datetime,
    policy: Policy,
    lasting: Collection[K] = (),
    anew: Collection[K] = (),
) -> Flow[Known[K, A]]:
    """The answer for each key: remembered when fresh, else asked, all at once.

    Kept is what UiTPAS said, and a refusal that is about the pass; silence, a missing permission or an
    event that is not known yet may be over in a minute and is asked again. For those in `lasting` what
    is remembered stands, of whatever day it is; those in `anew` are asked again unless UiTPAS is silent.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    kept = yield from transact(lambda ledger: {key: memory.look_up(ledger, key) for key in wanted})
    known: Known[K, A] = {}
    for key, held in kept.items():
        if held is None:
            continue
        if is_fresh(held.at, now, policy.cache, policy.renewal) and not _is_due(held, now, policy):
            known[key] = Remembered(held.answer, held.at)
        elif key in lasting:
            known[key] = Remembered(held.answer, now)
    missing = [key for key in wanted if key not in known or key in anew]
    answers = yield from together([memory.question(key) for key in missing])
    new = {key: Remembered(answer, now) for key, answer in zip(missing, answers, strict=True)}

    def keep_lasting(ledger: Ledger) -> None:
        for key, held in new.items():
            if _lasts(held.answer) and not isinstance(held.answer, Unavailable):
                memory.keep(ledger, key, held.answer, now)

    if any(_lasts(held.answer) for held in new.values()):
        yield from transact(keep_lasting)
    return known | {key: held for key, held in new.items() if key not in known or _lasts(held.answer)}


def _is_due(held: Remembered[Any], now: datetime, policy: Policy) -> bool:
    """Whether an answer without a right is old enough to ask again: it may be granted meanwhile (F11)."""
    old = policy.empty_for is not None and now - held.at >= policy.empty_for
    return old and not gives_a_right(held.answer)


def _lasts(answer: object) -> bool:
    match answer:
        case Problem():
            return reason_of(answer) is not None
        case Unavailable():
            return False
        case _:
            return True

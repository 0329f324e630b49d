"""Register, or redeem: send an intent and what it leads to, until nothing of it is ours to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from attrs import define, field

from ..model.basket import Refusal
from ..model.enrolment import Enrolment
from ..model.intent import Intent
from ..model.policy import Policy
from ..ports.effects import Ask, Flow, Now, ask, transact
from ..ports.publiq import RegisterSales
from ..ports.rewards import RedeemReward
from .settle import Manner, Settled, settle, taken_over
from .settle_rewards import settle_redemption
from .undo import undo
from .write import send


@define
class Registered:
    """How the enrolments of an intent stand in the end, and which lines got no place or no answer."""

    enrolments: dict[int, Enrolment] = field(factory=dict[int, Enrolment])
    refusals: list[Refusal] = field(factory=list[Refusal])

    def add(self, settled: Settled) -> None:
        """Take in what one attempt came to."""
        self.enrolments.update((each.id, each) for each in settled.enrolments)
        self.refusals.extend(settled.refusals)


def register(claimed: Intent, policy: Policy, manner: Manner) -> Flow[Registered]:
    """Send a claimed intent; undo what may not stand, and send on what may go without the refused line."""
    result = Registered()
    waiting = [claimed]
    while waiting:
        intent = waiting.pop(0)
        settled = yield from attempt(intent, policy, manner)
        result.add(settled)
        yield from undo_all(settled.undoing, result, policy)
        waiting.extend(settled.sending)
    return result


def attempt(claimed: Intent, policy: Policy, manner: Manner) -> Flow[Settled]:
    """Send a claimed intent once and settle what came of it."""
    sent = yield from send(claimed, _writing, policy)
    if sent is None:
        return (yield from transact(lambda ledger: taken_over(ledger, claimed)))
    sending, outcome = sent
    now = yield from ask(Now())
    write: Callable[..., Settled] = settle if sending.redemption is None else settle_redemption
    work = partial(write, sent=sending, outcome=outcome, now=now, policy=policy, manner=manner)
    return (yield from transact(work))


def undo_all(claimed: Sequence[Intent], result: Registered, policy: Policy) -> Flow[None]:
    """Undo sales that may not stand, each tried once; the rest is the worker's."""
    for intent in claimed:
        after = yield from undo(intent, policy)
        result.enrolments[after.id] = after


def _writing(intent: Intent, deadline: datetime) -> Ask[Any]:
    if intent.redemption is not None:
        return RedeemReward(intent.redemption, deadline)
    return RegisterSales(intent.requests, deadline)

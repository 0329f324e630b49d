"""Tick: one round of the worker, for the host's own scheduler or for `uitkern work`."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from ..model.intent import Intent, IntentState
from ..model.policy import Policy
from ..model.publisher import Publisher
from ..model.report import Comparison, Tick
from ..ports.effects import Flow, Now, ask, transact
from ..rules.comparing import Period
from ..rules.freshness import BRUSSELS
from .cancel import lapse
from .reconcile import reconcile
from .recover import go_on
from .watch import Watched, watch


def tick(policy: Policy, most: int = 100, publisher: Publisher | None = None) -> Flow[Tick]:
    """Let unpaid holds lapse (R16), then go on with what is due: undoing, sending, reconciling.

    Any number of workers may tick on one ledger: each intent is claimed by one of them. Stopping at any
    moment loses nothing; what was claimed is due again when its lease ends. Does at most `most` of each.
    With a `publisher` it looks at published events too (see `watch`).
    """
    lapsed = yield from lapse(most)
    done: Counter[IntentState] = Counter()
    for _ in range(most):
        claimed = yield from _next_due(policy)
        if claimed is None:
            break
        done[(yield from go_on(claimed, policy))] += 1
    watched = (yield from watch(publisher, policy, most)) if publisher else Watched()
    return Tick(lapsed, done, watched.count, watched.alerts)


def _next_due(policy: Policy) -> Flow[Intent | None]:
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: ledger.claim_due(now, policy.lease)))


def audit(policy: Policy) -> Flow[tuple[Comparison, ...] | None]:
    """Compare every activity that has sales or rewards, once a day in Brussels; `None` when today's is taken.

    `policy.audit_days` says how far back it looks.
    """
    now = yield from ask(Now())
    today = now.astimezone(BRUSSELS).date()
    if not (yield from transact(lambda ledger: ledger.begin_audit(today, now))):
        return None
    activities = yield from transact(lambda ledger: ledger.sold_activities())
    period = Period(since=now - timedelta(days=policy.audit_days))
    comparisons: tuple[Comparison, ...] = ()
    for activity_id in activities:
        comparisons += ((yield from reconcile(activity_id, period, policy)),)
    yield from transact(lambda ledger: ledger.save_audit(today, comparisons, now))
    return comparisons

"""Recover: go on with what a crash, a lost answer or an outage left behind (F1, F2, F17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from ..model.intent import UNDOING, Intent, IntentState
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.reward import Redeemed
from ..model.sale import TicketSale
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.matching import match, match_redeemed
from .look_up import sales_of_event
from .redeemed import redeemed_by_pass
from .register import Registered, register, undo_all
from .settle import WORKER, Settled, settle_sales
from .settle_rewards import settle_redeemed
from .undo import undo
from .withdraw import drop_given_up

NO_LOOK = (
    "our credentials may not look redeemed rewards up (REWARDS_READ): see at UiTPAS whether it is there, "
    "or get the permission and try again"
)
OPEN = frozenset({IntentState.PENDING, IntentState.SENDING, IntentState.UNKNOWN})
"""States in which an intent is still somebody's to go on with."""
NO_SEARCH = (
    "our credentials may not look sales up (TICKETSALES_SEARCH): see at UiTPAS whether the sale is there, "
    "or get the permission and try again"
)


def go_on(claimed: Intent, policy: Policy) -> Flow[IntentState]:
    """Take one claimed intent as far as it comes now, and say how far that is."""
    if claimed.kind in UNDOING:
        yield from undo(claimed, policy)
    elif claimed.may_have_landed:
        yield from _reconcile(claimed, policy)
    else:
        yield from _send_what_stands(claimed, policy)
    after = yield from transact(lambda ledger: ledger.intent(claimed.id))
    return after.state


def retry(intent_id: int) -> Flow[Intent]:
    """Make a parked intent due again; raises `NotFound`."""
    now = yield from ask(Now())

    def work(ledger: Ledger) -> Intent:
        ledger.rouse(intent_id, now)
        return ledger.intent(intent_id)

    return (yield from transact(work))


def _send_what_stands(claimed: Intent, policy: Policy) -> Flow[None]:
    now = yield from ask(Now())
    dropped = yield from transact(lambda ledger: drop_given_up(ledger, claimed, now))
    if not dropped:
        yield from register(claimed, policy, WORKER)


def _reconcile(claimed: Intent, policy: Policy) -> Flow[None]:
    """Look at UiTPAS whether an unanswered attempt landed; adopt its sales, or send it once more.

    Never before the quiet period is over: until then the request may still be on its way.
    """
    now = yield from ask(Now())
    quiet_until = (claimed.sent_at or now) + policy.quiet
    if now < quiet_until:
        work = partial(_wait, claimed=claimed, due=quiet_until, why=claimed.why or "no answer came back")
        return (yield from transact(work))
    settled = yield from (_look_at_rewards if claimed.redemption else _look_at_sales)(claimed, now, policy)
    if settled is None:
        yield from register(claimed, policy, WORKER)
        return None
    return (yield from undo_all(settled.undoing, Registered(), policy))


def _look_at_sales(claimed: Intent, now: datetime, policy: Policy) -> Flow[Settled | None]:
    """Settle with the sales UiTPAS lists; `None` when none is ours and the intent is to be sent again."""
    listed: list[TicketSale] = []
    for event_id in dict.fromkeys(request.event_id for request in claimed.requests):
        answer = yield from sales_of_event(event_id)
        if isinstance(answer, Problem | Unavailable):
            return (yield from _unlisted(claimed, answer, now, policy))
        listed.extend(answer)
    return (yield from transact(partial(_adopt, claimed=claimed, listed=listed, now=now, policy=policy)))


def _look_at_rewards(claimed: Intent, now: datetime, policy: Policy) -> Flow[Settled | None]:
    """Settle with what the pass redeemed, as `_look_at_sales` does."""
    listed: tuple[Redeemed, ...] = ()
    for number in {line.number for line in claimed.lines if line.number}:
        answer = yield from redeemed_by_pass(number)
        if isinstance(answer, Problem | Unavailable):
            return (yield from _unlisted(claimed, answer, now, policy))
        listed = answer
    work = partial(_adopt_redeemed, claimed=claimed, listed=listed, now=now, policy=policy)
    return (yield from transact(work))


def _unlisted(
    claimed: Intent, answer: Problem | Unavailable, now: datetime, policy: Policy
) -> Flow[Settled | None]:
    lasted = now - ((claimed.sent_at or now) + policy.quiet)
    work = partial(_no_list, claimed=claimed, answer=answer, now=now, lasted=lasted, policy=policy)
    yield from transact(work)
    return Settled()


def _wait(ledger: Ledger, claimed: Intent, due: datetime, why: str) -> None:
    ledger.settle(claimed, IntentState.UNKNOWN, due, why)


def _no_list(
    ledger: Ledger,
    claimed: Intent,
    answer: Problem | Unavailable,
    now: datetime,
    lasted: timedelta,
    policy: Policy,
) -> None:
    """A refusal is for a person; silence is asked again after as long as it has `lasted`."""
    match answer:
        case Problem(status=401 | 403):
            why = NO_LOOK if claimed.redemption else NO_SEARCH
            ledger.settle(claimed, IntentState.PARKED, now, why)
        case Problem():
            what = "redeemed rewards" if claimed.redemption else "sales"
            ledger.settle(claimed, IntentState.PARKED, now, f"UiTPAS refuses to list the {what}: {answer}")
        case _:
            due = now + min(max(lasted, policy.back_off), policy.longest_back_off)
            _wait(ledger, claimed, due, answer.why)


def _adopt(
    ledger: Ledger, claimed: Intent, listed: Sequence[TicketSale], now: datetime, policy: Policy
) -> Settled | None:
    """Settle with what UiTPAS holds; `None` when it holds nothing and the intent is to be sent again."""
    taken = ledger.known_sales([sale.id for sale in listed])
    matched = match(claimed, listed, taken, policy)
    found = [sale for sale in matched if sale is not None]
    if len(found) == len(claimed.lines):
        return settle_sales(ledger, claimed, found, now, policy, WORKER)
    if found:
        why = (
            f"UiTPAS holds {len(found)} of the {len(claimed.lines)} sales of one request: "
            "who undid the rest? See `uitkern held`"
        )
        ledger.settle(claimed, IntentState.PARKED, now, why)
        return Settled()
    return _again_or_not(ledger, claimed, now, policy, "sale")


def _adopt_redeemed(
    ledger: Ledger, claimed: Intent, listed: Sequence[Redeemed], now: datetime, policy: Policy
) -> Settled | None:
    """As `_adopt`, with a reward that the pass redeemed."""
    taken = ledger.known_redeemed([each.id for each in listed])
    found = match_redeemed(claimed, listed, taken, policy)
    if found is not None:
        return settle_redeemed(ledger, claimed, found, now, policy)
    return _again_or_not(ledger, claimed, now, policy, "redeemed reward")


def _again_or_not(
    ledger: Ledger, claimed: Intent, now: datetime, policy: Policy, what: str
) -> Settled | None:
    """Nothing landed: `None` when it is to be sent once more, unless it was given up or tried enough."""
    if drop_given_up(ledger, claimed, now):
        return Settled()
    if claimed.attempts >= policy.attempts:
        why = f"sent {claimed.attempts} times without an answer, and UiTPAS holds no such {what}"
        ledger.settle(claimed, IntentState.PARKED, now, why)
        return Settled()
    return None

"""Redeem: take the points of a basket when everything else of it is had (R9, F31)."""

from __future__ import annotations

from datetime import datetime

from ..errors import SaleUnknown
from ..model.enrolment import UNSETTLED, Enrolment
from ..model.intent import Intent, IntentState
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from .basket_places import Places, free_rest
from .register import register
from .settle import Manner

WAITS = "it waits for what UiTPAS has not answered yet"


def redeem_last(places: Places, policy: Policy, manner: Manner) -> Flow[None]:
    """Redeem the rewards of a basket one by one; its sales are registered by now.

    Unless the rest is kept, the first that is refused has all of the basket given back. One that waits for
    an answer to something before it is the worker's.
    """
    for intent_id in places.redeeming:
        now = yield from ask(Now())
        claimed, enrolment = yield from transact(
            lambda ledger, wanted=intent_id, at=now: _claimed(ledger, wanted, at, policy)  # type: ignore[misc]
        )
        if claimed is None:
            places.enrolments[enrolment.id] = enrolment
            if enrolment.state in UNSETTLED:
                places.refuse(enrolment, SaleUnknown(enrolment, WAITS))
            continue
        registered = yield from register(claimed, policy, manner)
        places.take(registered)
        refused = [each for each in registered.refusals if not isinstance(each.error, SaleUnknown)]
        if refused and not manner.keep_rest:
            yield from free_rest(places, policy)
            return


def _claimed(
    ledger: Ledger, intent_id: int, now: datetime, policy: Policy
) -> tuple[Intent | None, Enrolment]:
    """Take an intent of ours, unless a worker sent it while we stood still for longer than its lease."""
    claimed = ledger.claim(intent_id, now, policy.lease)
    if claimed is not None and claimed.may_have_landed:
        ledger.settle(claimed, IntentState.UNKNOWN, now, "sent, and left without an answer")
        claimed = None
    return claimed, ledger.enrolment(ledger.intent(intent_id).lines[0].enrolment_id)

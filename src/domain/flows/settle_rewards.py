"""Settle rewards: write what UiTPAS answered to a redemption, and what follows, in one transaction (R9)."""

from __future__ import annotations

from datetime import datetime

from ..errors import PointsWentUp
from ..model.enrolment import UNSETTLED, EnrolmentState
from ..model.intent import Intent, IntentKind, IntentLine, IntentState
from ..model.policy import Policy
from ..model.reward import Redeemed
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NoAnswer, Written
from ..rules import lifecycle
from .settle import Manner, Settled, settle, taken_over


def settle_redemption(
    ledger: Ledger,
    sent: Intent,
    outcome: Written[Redeemed],
    now: datetime,
    policy: Policy,
    manner: Manner,
) -> Settled:
    """Write an outcome, as `settle` does; a reward that is kept already is no answer."""
    match outcome:
        case Done(taken) if ledger.known_redeemed([taken.id]):
            again = NoAnswer("UiTPAS answered with a redeemed reward that is kept already")
            return settle(ledger, sent, again, now, policy, manner)
        case Done(taken):
            return settle_redeemed(ledger, sent, taken, now, policy)
        case _:
            return settle(ledger, sent, outcome, now, policy, manner)


def settle_redeemed(ledger: Ledger, sent: Intent, taken: Redeemed, now: datetime, policy: Policy) -> Settled:
    """Write the reward of an intent.

    One that cost more points than were agreed to, or was given up meanwhile, is given back; and so is an
    earlier one, which UiTPAS seemed to have lost, should it be there after all.
    """
    if not ledger.settle(sent, IntentState.DONE, now):
        return taken_over(ledger, sent)
    before = ledger.enrolment(sent.lines[0].enrolment_id)
    after = lifecycle.redeemed(before, taken)
    for wanted in (line.redemption for line in sent.lines if line.redemption):
        ledger.save_redeemed(before.id, wanted.number, taken)
        ledger.forget_pass(wanted.number)  # the balance that was known is no longer true
    ledger.save_enrolment(before, after)
    settled = Settled([after])
    surplus = [] if after.sale_id != taken.id or before.sale_id is None else [before.sale_id]
    gives_back = after.state is EnrolmentState.CANCELLING or after.sale_id != taken.id
    if before.state in UNSETTLED and gives_back:
        settled.refuse(before, PointsWentUp(before.points or 0, taken.points))
    for redeemed_id in (*surplus, *([taken.id] if gives_back else [])):
        back = IntentLine(before.id, sale_id=redeemed_id)
        settled.undoing.append(ledger.add_intent(IntentKind.RETURN, (back,), now, policy.lease))
    return settled

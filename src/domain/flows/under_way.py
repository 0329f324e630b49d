"""Which enrolments no comparison can judge yet."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.enrolment import UNSETTLED, Enrolment, EnrolmentState
from ..model.intent import SETTLED, IntentKind, IntentState
from ..ports.ledger import Ledger

_TAKING = frozenset({IntentKind.REGISTER, IntentKind.REDEEM})


def taking(ledger: Ledger) -> frozenset[int]:
    """The ids of the enrolments whose registration or redemption is not settled, whatever their state."""
    open_intents = ledger.intents(set(IntentState) - SETTLED)
    wanted = (intent for intent in open_intents if intent.kind in _TAKING)
    return frozenset(line.enrolment_id for intent in wanted for line in intent.lines)


def under_way(ledger: Ledger, enrolments: Iterable[Enrolment]) -> frozenset[int]:
    """The ids of those whose benefit is being had or given back."""
    moving = UNSETTLED | {EnrolmentState.CANCELLING}
    return taking(ledger) | {each.id for each in enrolments if each.state in moving}

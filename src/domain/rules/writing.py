"""Which intent has, and which gives back, the benefit of an enrolment."""

from __future__ import annotations

from ..model.enrolment import Enrolment
from ..model.intent import IntentKind


def having(enrolment: Enrolment) -> IntentKind:
    """How its benefit is had: a sale is registered, a reward is redeemed."""
    return IntentKind.REDEEM if enrolment.rewarded else IntentKind.REGISTER


def giving_back(enrolment: Enrolment) -> IntentKind:
    """How its benefit is given back: a sale is undone, a reward is returned."""
    return IntentKind.RETURN if enrolment.rewarded else IntentKind.UNDO

"""When a check-in is tried again, and when it is given up (F32)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ..model.activity import Slot
from ..model.checkin import Checkin, TakenCheckin
from ..model.policy import Policy
from .freshness import beginning_of

LEAD = timedelta(hours=1)
"""publiq takes check-ins from some time before an activity; it does not say how long."""


def next_try(slots: Sequence[Slot], now: datetime, policy: Policy) -> datetime:
    """When to ask again: after a while, or shortly before the next slot when that is later."""
    soon = now + policy.checkin_every
    under_way = any(slot.start - LEAD <= now <= slot.end + LEAD for slot in slots)
    to_come = [slot.start.astimezone(UTC) - LEAD for slot in slots if slot.start > now]
    return soon if under_way or not to_come else max(soon, min(to_come))


def expires(checkin: Checkin, policy: Policy) -> datetime:
    """When it is given up that UiTPAS takes a check-in of that day."""
    return beginning_of(checkin.day + timedelta(days=1)) + policy.checkin_within


def landed(checkin: Checkin, listed: Sequence[TakenCheckin], policy: Policy) -> TakenCheckin | None:
    """The check-in among those that UiTPAS holds which an unanswered attempt made, if it did."""
    since = (checkin.sent_at or checkin.created) - policy.skew
    for taken in listed:
        same = (taken.event_id, taken.number) == (checkin.event_id, checkin.number)
        if same and (taken.created is None or taken.created >= since):
            return taken
    return None

"""R2: how long an answer of UiTPAS is reused."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..model.policy import CacheRule

BRUSSELS = ZoneInfo("Europe/Brussels")


def valid_until(asked_at: datetime, rule: CacheRule) -> datetime:
    """The moment, in UTC, from which an answer given at `asked_at` is asked again (R2, F40).

    The calendar day ends at midnight in Brussels, 23 to 25 hours after it began; 24 hours are
    24 hours, whatever the clocks on the wall do.
    """
    if rule is CacheRule.HOURS_24:
        return asked_at.astimezone(UTC) + timedelta(hours=24)
    tomorrow = asked_at.astimezone(BRUSSELS).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), BRUSSELS).astimezone(UTC)


def is_fresh(asked_at: datetime, now: datetime, rule: CacheRule) -> bool:
    """Whether an answer given at `asked_at` may still be shown and offered; one from later may not."""
    return asked_at.astimezone(UTC) <= now.astimezone(UTC) < valid_until(asked_at, rule)

"""R2: how long an answer of UiTPAS is reused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..model.policy import CacheRule
from ..model.renewal import Renewal

BRUSSELS = ZoneInfo("Europe/Brussels")


def valid_until(asked_at: datetime, rule: CacheRule, renewal: Renewal | None = None) -> datetime:
    """The moment, in UTC, from which an answer given at `asked_at` is asked again (R2, F40).

    The calendar day ends at midnight in Brussels, 23 to 25 hours after it began; 24 hours are
    24 hours, whatever the clocks on the wall do. The day of the renewal ends both (F11).
    """
    tomorrow = asked_at.astimezone(BRUSSELS).date() + timedelta(days=1)
    midnight = beginning_of(tomorrow)
    if rule is CacheRule.HOURS_24 and not (renewal and renewal.latest(tomorrow) == tomorrow):
        return asked_at.astimezone(UTC) + timedelta(hours=24)
    return midnight


def beginning_of(day: date) -> datetime:
    """Midnight in Brussels at the beginning of a day, in UTC."""
    return datetime.combine(day, time(0), BRUSSELS).astimezone(UTC)


def is_fresh(asked_at: datetime, now: datetime, rule: CacheRule, renewal: Renewal | None = None) -> bool:
    """Whether an answer given at `asked_at` may still be shown and offered; one from later may not."""
    return asked_at.astimezone(UTC) <= now.astimezone(UTC) < valid_until(asked_at, rule, renewal)


def renewed_at(now: datetime, renewal: Renewal) -> datetime:
    """When entitlements were last renewed: what was known before counts no more (F11)."""
    return beginning_of(renewal.latest(now.astimezone(BRUSSELS).date()))

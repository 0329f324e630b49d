"""What an organisation decides about caching, holding and sending."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from attrs import frozen

from .invalid import InvalidValue


class CacheRule(StrEnum):
    """How long an answer of UiTPAS is reused (R2)."""

    CALENDAR_DAY = "until the end of the day in Brussels"
    HOURS_24 = "for 24 hours"


class QuoteRule(StrEnum):
    """For whom tariffs are asked: each question costs a call."""

    SOCIAL_TARIFF = "passes with an active social tariff"
    EVERY_PASS = "every usable pass, for its coupons"


@frozen
class Policy:
    """An organisation's choices; the defaults follow seed 000.

    `hold` is how long a place waits for payment; `lease` how long one attempt to write to UiTPAS may
    take in all, `send_within` how much of it may pass before the first byte leaves.
    """

    cache: CacheRule = CacheRule.CALENDAR_DAY
    quote: QuoteRule = QuoteRule.SOCIAL_TARIFF
    hold: timedelta = timedelta(minutes=30)
    lease: timedelta = timedelta(seconds=60)
    send_within: timedelta = timedelta(seconds=20)
    poll: timedelta = timedelta(seconds=1)
    patience: timedelta = timedelta(seconds=60)

    def __attrs_post_init__(self) -> None:
        for name in ("hold", "lease", "send_within", "poll", "patience"):
            if getattr(self, name) <= timedelta(0):
                raise InvalidValue(name, "must be longer than nothing")
        if self.send_within >= self.lease:
            raise InvalidValue("send_within", "must be shorter than lease")

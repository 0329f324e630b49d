"""What an organisation decides about caching, holding and sending."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from attrs import field, frozen

from .invalid import InvalidValue
from .privacy import Privacy
from .renewal import Renewal


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

    `hold` is how long a place waits for payment (R16). `lease` is how long one attempt to write to
    UiTPAS may take in all, `send_within` how much of it may pass before the first byte leaves; `quiet`
    how long after that a request without an answer may still be processed there. A write is tried again
    after `back_off`, doubled each time up to `longest_back_off`; after `attempts` a person is asked.
    `skew` is how far UiTPAS's clock may be behind ours. `reference` puts a short reference in
    `regularPriceLabel`, so that an unanswered sale is recognised without doubt; it shows in the
    organizer's financial report. `discount_later` lets a buyer pay the base price while UiTPAS does not
    answer, and get the difference back (F33). Each event is looked at again after `watch` (F36). The
    daily audit looks `audit_days` back.

    `card_systems` are the ids of our own regions, whose passes count here; none for all of them (F26). On
    the day of `renewal` what was known of passes counts no more (F11); an answer without a right is asked
    again after `empty_for`, where that is given, in place of the next day.

    A check-in that UiTPAS does not take yet is tried again after `checkin_every`, until `checkin_within`
    after its day (F32).
    """

    cache: CacheRule = CacheRule.CALENDAR_DAY
    quote: QuoteRule = QuoteRule.SOCIAL_TARIFF
    hold: timedelta = timedelta(minutes=30)
    lease: timedelta = timedelta(seconds=60)
    send_within: timedelta = timedelta(seconds=20)
    quiet: timedelta = timedelta(seconds=120)
    skew: timedelta = timedelta(seconds=30)
    back_off: timedelta = timedelta(seconds=15)
    longest_back_off: timedelta = timedelta(hours=1)
    attempts: int = 6
    reference: bool = False
    discount_later: bool = False
    audit_days: int = 31
    watch: timedelta = timedelta(minutes=15)
    poll: timedelta = timedelta(seconds=1)
    patience: timedelta = timedelta(seconds=60)
    card_systems: frozenset[int] = frozenset()
    renewal: Renewal | None = None
    empty_for: timedelta | None = None
    checkin_every: timedelta = timedelta(minutes=10)
    checkin_within: timedelta = timedelta(days=7)
    privacy: Privacy = field(factory=Privacy)

    def __attrs_post_init__(self) -> None:
        for name in (
            "hold",
            "lease",
            "send_within",
            "quiet",
            "back_off",
            "longest_back_off",
            "poll",
            "watch",
            "patience",
            "checkin_every",
            "checkin_within",
        ):
            if getattr(self, name) <= timedelta(0):
                raise InvalidValue(name, "must be longer than nothing")
        if self.empty_for is not None and self.empty_for <= timedelta(0):
            raise InvalidValue("empty_for", "must be longer than nothing")
        if self.send_within >= self.lease:
            raise InvalidValue("send_within", "must be shorter than lease")
        if self.quiet <= self.lease:
            raise InvalidValue(
                "quiet", "must be longer than lease: a request may still be under way until then"
            )
        if self.attempts < 1:
            raise InvalidValue("attempts", "must be 1 or more")

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts: doubled each time, up to the longest."""
        doublings = min(max(attempts, 1) - 1, 60)
        enough = self.longest_back_off // self.back_off + 1
        return min(self.back_off * min(1 << doublings, enough), self.longest_back_off)

"""Rewards, and that somebody took one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from attrs import field, frozen

from .pricing import PriceRule
from .values import PeriodLimit


class RewardType(StrEnum):
    POINTS = "POINTS"
    WELCOME = "WELCOME"


class RewardStatus(StrEnum):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DELETED = "DELETED"


@frozen(slots=False)
class Span:
    """From an instant until another, both included, or without an end."""

    begin: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.begin <= at and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        return self.end is not None and at > self.end


_LAST_CHANCE = timedelta(days=30)


@frozen(slots=False)
class Reward:
    """Something to be had for points, or given to newcomers.

    `card_systems` are those whose members may take it, None for all; `texts` holds what the world only keeps
    and gives back (description, practical info, pictures). A reward with a `tariff` is no thing to take home:
    it is spent on a ticket, whose price follows that rule.
    """

    id: str
    title: str
    type: RewardType
    published: Span
    created: datetime
    points: int = 0
    owner: int | None = None
    card_systems: tuple[int, ...] | None = None
    organizers: tuple[str, ...] = ()
    redeemable: Span | None = None
    granted: Span | None = None
    units: int | None = None
    taken: int = 0
    constraint: PeriodLimit | None = None
    categories: tuple[str, ...] = ()
    for_kids: bool = False
    sport: bool = False
    featured: bool = False
    online: bool = False
    status: RewardStatus = RewardStatus.ACTIVE
    texts: Mapping[str, object] = field(factory=dict[str, object])
    tariff: PriceRule | None = None

    def is_last_chance(self, now: datetime) -> bool:
        """Whether it ends within a month, or nearly nothing is left."""
        ends = self.redeemable.end if self.redeemable else None
        return ends is not None and now <= ends <= now + _LAST_CHANCE

    def is_sold_out(self) -> bool:
        return self.units is not None and self.taken >= self.units


@frozen(slots=False, repr=False)
class Redeemed:
    """That a passholder took a reward, and what it cost at the time; `sale` names the ticket it paid for."""

    id: str
    reward: str
    holder: str
    uitpas_number: str
    at: datetime
    points: int
    organizer: str | None
    sale: str | None = None

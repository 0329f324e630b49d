"""The rules by which a card system or a coupon lowers a price."""

from typing import assert_never

from attrs import frozen

from .money import share_of


@frozen(slots=False)
class Percentage:
    """Pay a percentage of the regular price, at most `maximum` cents."""

    percent: int
    maximum: int | None = None


@frozen(slots=False)
class Discount:
    """Pay the regular price less a number of cents, never below zero."""

    cents: int


@frozen(slots=False)
class FixedPrice:
    """Pay a number of cents, or the regular price when that is lower."""

    cents: int


PriceRule = Percentage | Discount | FixedPrice


def price_under(rule: PriceRule, regular: int) -> int:
    """Say what is left to pay, in cents, of a regular price in cents."""
    match rule:
        case Percentage():
            price = share_of(regular, rule.percent)
            return price if rule.maximum is None else min(price, rule.maximum)
        case Discount():
            return max(0, regular - rule.cents)
        case FixedPrice():
            return min(rule.cents, regular)
    assert_never(rule)


@frozen(slots=False)
class TariffRule:
    """A price rule for people of some ages, or for one event; None asks for nothing.

    Both ages are included, in years on the day of the quote.
    """

    price: PriceRule
    event: str | None = None
    from_age: int | None = None
    to_age: int | None = None

    def fits(self, event: str, age: int | None) -> bool:
        """Say whether it is for an event and an age; somebody whose age is unknown fits no rule for ages."""
        if self.event not in (None, event):
            return False
        if self.from_age is None and self.to_age is None:
            return True
        return age is not None and (self.from_age or 0) <= age and (self.to_age is None or age <= self.to_age)


@frozen(slots=False)
class DistributionKey:
    """A price rule that an organizer switches on for an event by hand."""

    id: int
    name: str
    price: PriceRule

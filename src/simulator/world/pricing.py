"""The rules by which a card system or a coupon lowers a price."""

from typing import assert_never

from attrs import frozen

from .money import share_of


@frozen
class Percentage:
    """Pay a percentage of the regular price, at most `maximum` cents."""

    percent: int
    maximum: int | None = None


@frozen
class Discount:
    """Pay the regular price less a number of cents, never below zero."""

    cents: int


@frozen
class FixedPrice:
    """Pay a number of cents, or the regular price when that is lower."""

    cents: int


PriceRule = Percentage | Discount | FixedPrice


def price_under(rule: PriceRule, regular: int) -> int:
    """Say what is left to pay, in cents, of a regular price in cents."""
    match rule:
        case Percentage(percent, maximum):
            price = share_of(regular, percent)
            return price if maximum is None else min(price, maximum)
        case Discount(cents):
            return max(0, regular - cents)
        case FixedPrice(cents):
            return min(cents, regular)
    assert_never(rule)

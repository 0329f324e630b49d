"""Tariffs on offer and tickets sold."""

from datetime import datetime
from enum import StrEnum

from .quick import quick


class TariffType(StrEnum):
    SOCIALTARIFF = "SOCIALTARIFF"
    COUPON = "COUPON"


@quick
class Tariff:
    """A discounted price, in cents, with the number of tickets it can still be bought for."""

    id: str
    name: str
    price: int
    type: TariffType
    remaining: int


@quick
class Quote:
    """The tariffs of a pass for an event, and what the holder should be told."""

    tariffs: tuple[Tariff, ...]
    message: str | None = None


@quick(repr=False)
class SaleRequest:
    """One ticket to register: regular price in cents."""

    uitpas_number: str
    event: str
    tariff: str
    regular_price: int
    label: str | None = None


@quick(repr=False)
class TicketSale:
    """A registered ticket: prices in cents; the pass number is the one used at the time."""

    id: str
    created: datetime
    event: str
    event_title: str
    organizer: str
    holder: str
    uitpas_number: str
    tariff: Tariff
    regular_price: int
    label: str | None

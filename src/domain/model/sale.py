"""Tickets sold at a UiTPAS price and registered there (ticketverkoop)."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from .enrolment import EnrolmentState
from .euro import Euro
from .uitpas_number import UitpasNumber


@frozen
class SaleRequest:
    """One element of publiq's `post-ticket-sales`: who buys what at which tariff.

    `coupon` is for us: what is used up by the sale is gone for other activities too.
    """

    number: UitpasNumber
    event_id: str
    regular_price: Euro
    tariff_id: str
    label: str | None = None
    coupon: bool = False


@frozen
class TicketSale:
    """A registered sale; `price` is what the buyer pays (R6), `id` what undoes it."""

    id: str
    price: Euro
    tariff_id: str
    event_id: str
    number: UitpasNumber
    regular_price: Euro | None = None
    created: datetime | None = None
    label: str | None = None


@frozen
class SalesPage:
    """Some of the sales of an event, and how many there are in all."""

    total: int
    sales: tuple[TicketSale, ...]


@frozen
class KeptSale:
    """A sale in our ledger, with the enrolment it belongs to; `undone` when we had it undone."""

    sale: TicketSale
    enrolment_id: int
    state: EnrolmentState
    undone: bool

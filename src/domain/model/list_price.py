"""What a price list says of an activity, before the child is known (prijslijst)."""

from __future__ import annotations

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage


@frozen
class ListPrice:
    """The base price, and the social tariff of somebody from the organizer's own region; indicative only.

    `social` is `None` where there is none, and `message` then says why.
    """

    activity_id: str
    name: str
    base_price: Euro
    social: Euro | None = None
    message: EndUserMessage | None = None

"""Money in integer cents (bedrag)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from attrs import field, frozen

from .invalid import InvalidValue

_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)


def _whole_cents(_: object, __: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidValue("cents", "must be a whole number of cents")
    if value < 0:
        raise InvalidValue("cents", "must not be below 0")


@frozen(order=True)
class Euro:
    """An amount of 0 cents or more.

    Raises `InvalidValue` for anything but a whole number of cents.
    """

    cents: int = field(validator=_whole_cents)

    @classmethod
    def of(cls, amount: str | int | Decimal, field: str = "price") -> Euro:
        """Read an amount in euro: `"12.50"`, `12` or a `Decimal` with at most two decimals.

        Raises `InvalidValue` naming `field`; a comma is refused, because a price list may mean either.
        """
        text = str(amount)
        if not _AMOUNT.fullmatch(text):
            raise InvalidValue(field, "must be an amount in euro such as 12 or 12.50, not below 0")
        return cls(int(Decimal(text) * 100))

    @classmethod
    def from_decimal(cls, amount: Decimal) -> Euro:
        """Round an amount in euro as UiTPAS writes it (a JSON number) half up to the cent."""
        return cls(int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def decimal(self) -> Decimal:
        """The amount in euro, exact."""
        return Decimal(self.cents) / 100

    def __str__(self) -> str:
        return f"€ {self.cents // 100},{self.cents % 100:02d}"

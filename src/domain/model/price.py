"""What an activity costs, in categories (prijscategorie)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .checks import filled, of_type
from .euro import Euro
from .invalid import InvalidValue
from .languages import translated, translations

BASE_NAME = "Basistarief"
"""UiTdatabank's own name for the base price; another is replaced by it."""


@frozen
class PriceCategory:
    """One price, in cents from 0 up: the `base` price everybody pays, or a tariff of the organiser's own.

    `name` is in the activity's own language, `translations` in others; UiTdatabank names the base price
    itself. A social tariff is none of these: UiTPAS computes it (R14).
    """

    name: str = field(validator=filled)
    price: Euro = field(validator=of_type(Euro))
    base: bool = False
    group: bool = False
    translations: tuple[tuple[str, str], ...] = field(
        default=(), converter=translations, validator=translated
    )

    @classmethod
    def of(cls, name: str, amount: str) -> PriceCategory:
        """Read a tariff with its amount in euro, such as `12.50`."""
        return cls(name, Euro.of(amount))


def check_prices(price: Euro | None, prices: Iterable[PriceCategory]) -> None:
    """Refuse two base prices and two tariffs of one name, as UiTdatabank does; raises `InvalidValue`.

    `price` is a base price too, when it is there.
    """
    listed = tuple(prices)
    bases = (price is not None) + sum(1 for each in listed if each.base)
    if bases > 1:
        raise InvalidValue(
            "prices", f"/priceInfo: At most 1 array items must match schema (category base), found {bases}"
        )
    names = [each.name.strip() for each in listed if not each.base]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValue("prices", f'/priceInfo: Tariff name "{name}" must be unique.')

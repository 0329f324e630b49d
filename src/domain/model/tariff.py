"""Prices that UiTPAS makes for one pass and one activity (tarief)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from .euro import Euro
from .message import EndUserMessage


class TariffType(StrEnum):
    """The benefit behind a price: the social tariff (kansentarief) or a coupon."""

    SOCIALTARIFF = "SOCIALTARIFF"
    COUPON = "COUPON"


@frozen
class Tariff:
    """A price the pass can pay; `remaining` tickets at it, now. Its id means nothing but itself."""

    id: str
    name: str
    price: Euro
    kind: TariffType
    remaining: int = 1


@frozen
class Tariffs:
    """An answer to "what can this pass pay?" (publiq `get-tariffs`), with what to tell its holder."""

    available: tuple[Tariff, ...] = ()
    message: EndUserMessage | None = None

    @property
    def social(self) -> Tariff | None:
        """The social tariff, of which UiTPAS gives at most one."""
        return next((t for t in self.available if t.kind is TariffType.SOCIALTARIFF), None)

"""UiTPAS as it really is in a simulation: sales are made and undone when its clock says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count

from attrs import Factory, define, evolve, field

from uitkern.domain.model.euro import Euro
from uitkern.domain.model.sale import SaleRequest, TicketSale

SOCIAL, DEAR = Euro(200), Euro(300)


@define
class Truth:
    """The sales UiTPAS holds, and those it held."""

    held: dict[str, TicketSale] = Factory(dict)
    undone: dict[str, TicketSale] = Factory(dict)
    dear: bool = False
    _ids: Iterator[int] = field(factory=lambda: count(1))

    def register(self, requests: tuple[SaleRequest, ...], at: datetime) -> tuple[TicketSale, ...]:
        """Commit all of a request."""
        made = []
        for request in requests:
            sale = TicketSale(
                id=f"s{next(self._ids)}",
                price=DEAR if self.dear else SOCIAL,
                tariff_id=request.tariff_id,
                event_id=request.event_id,
                number=request.number,
                regular_price=request.regular_price,
                created=at.replace(microsecond=0),
                label=request.label,
            )
            self.held[sale.id] = sale
            made.append(sale)
        return tuple(made)

    def undo(self, sale_id: str) -> bool:
        """Forget a sale; `False` when it is not held."""
        if sale_id not in self.held:
            return False
        self.undone[sale_id] = self.held.pop(sale_id)
        return True

    def listed(self, event_id: str) -> tuple[TicketSale, ...]:
        """What a search finds."""
        return tuple(evolve(sale) for sale in self.held.values() if sale.event_id == event_id)

"""Questions to publiq's services, one for each operation that is used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen

from ..model.euro import Euro
from ..model.identifier import Identifier
from ..model.permissions import OrganizerPermissions
from ..model.sale import SaleRequest, SalesPage, TicketSale
from ..model.tariff import Tariffs
from ..model.uitpas import CardSystem, Pass
from ..model.uitpas_number import UitpasNumber
from .effects import Ask
from .outcomes import Answered, Written


@frozen
class FindPass(Ask[Answered[Pass]]):
    """Whose pass is this, and what right does it give? (publiq `get-passes`)."""

    identifier: Identifier


@frozen
class FindCards(Ask[Answered[tuple[UitpasNumber, ...]]]):
    """Which cards of a passholder can be used now? (publiq `get-passholders-passholderId`)."""

    passholder_id: str


@frozen
class QuoteTariffs(Ask[Answered[Tariffs]]):
    """What can this pass pay for this event? (publiq `get-tariffs`)."""

    number: UitpasNumber
    event_id: str
    regular_price: Euro


@frozen
class QuoteStaticTariff(Ask[Answered[Tariffs]]):
    """What would somebody of the organizer's own region pay? (publiq `get-tariffs-static`)."""

    event_id: str
    regular_price: Euro


@frozen
class RegisterSales(Ask[Written[tuple[TicketSale, ...]]]):
    """Register all of these or none; not begun after `deadline` (publiq `post-ticket-sales`)."""

    requests: tuple[SaleRequest, ...]
    deadline: datetime


@frozen
class UndoSale(Ask[Written[None]]):
    """Undo a registered sale; not begun after `deadline` (publiq `delete-ticket-sales`)."""

    sale_id: str
    deadline: datetime


@frozen
class ListSales(Ask[Answered[SalesPage]]):
    """Which sales does UiTPAS hold for this event? One page of them (publiq `get-ticket-sales`)."""

    event_id: str
    start: int = 0
    limit: int = 500


@frozen
class CreateEvent(Ask[Written[str]]):
    """Create an event in UiTdatabank from its JSON-LD; the answer is its id (`POST /events`).

    Not begun after `deadline`, where there is one.
    """

    body: dict[str, Any]
    deadline: datetime | None = None


@frozen
class EventCardSystems(Ask[Answered[tuple[CardSystem, ...]]]):
    """Which card systems give a discount on the event? (publiq `get-events-card-systems`)."""

    event_id: str


@frozen
class ListPermissions(Ask[Answered[tuple[OrganizerPermissions, ...]]]):
    """What may our credentials do, and for whom? (publiq `get-permissions`)."""

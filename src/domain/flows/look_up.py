"""Look up: whose pass it is, what would be paid in general, and what we may do."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import NotDiscountable
from ..model.activity import Activity
from ..model.organisation import Organisation
from ..model.permissions import OrganizerPermissions
from ..model.problem import Problem
from ..model.sale import TicketSale
from ..model.tariff import Tariffs
from ..ports.effects import Flow, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Answered, Unavailable
from ..ports.publiq import ListPermissions, ListSales, QuoteStaticTariff
from ..rules.discount import unable
from ..rules.pricing import price_of
from .answers import answer_or_raise
from .whole_list import whole_list

UITPAS = "UiTPAS"


def static_tariff(activity_id: str) -> Flow[Tariffs]:
    """The social tariff in general, for a price list before the child is known; indicative only.

    Raises `NotFound`, `NotDiscountable` without an event, `Rejected`, `Unreachable`.
    """
    activity, event_id = yield from transact(lambda ledger: _published(ledger, activity_id))
    return answer_or_raise(UITPAS, (yield from ask(QuoteStaticTariff(event_id, price_of(activity)))))


def sales_at_uitpas(activity_id: str) -> Flow[tuple[TicketSale, ...]]:
    """The sales that UiTPAS holds for an activity, ours and others'; one call for each 500.

    Raises `NotFound`, `NotDiscountable` without an event, `Rejected` without TICKETSALES_SEARCH,
    `Unreachable`.
    """
    _, event_id = yield from transact(lambda ledger: _published(ledger, activity_id))
    return answer_or_raise(UITPAS, (yield from sales_of_event(event_id)))


def sales_of_event(event_id: str) -> Flow[Answered[tuple[TicketSale, ...]]]:
    """Every sale UiTPAS holds for an event, as `whole_list` reads it."""

    def page(start: int) -> Flow[Answered[tuple[Sequence[TicketSale], int]]]:
        answer = yield from ask(ListSales(event_id, start))
        return answer if isinstance(answer, Problem | Unavailable) else (answer.sales, answer.total)

    return (yield from whole_list(page, "sales"))


def permissions() -> Flow[tuple[OrganizerPermissions, ...]]:
    """What our credentials may do, organizer by organizer. Raises `Rejected`, `Unreachable`."""
    return answer_or_raise(UITPAS, (yield from ask(ListPermissions())))


def cannot(organisation: Organisation) -> Flow[tuple[str, ...]]:
    """What our credentials cannot do for the organisation, each in one sentence; to be asked at start.

    Without TICKETSALES_SEARCH a sale that was not answered is parked for a person, never looked up. What
    rewards need is looked at once there are any. Raises `Rejected`, `Unreachable`.
    """
    has_rewards = bool((yield from transact(lambda ledger: ledger.rewards())))
    return unable(organisation.organizer_id, (yield from permissions()), rewards=has_rewards)


def _published(ledger: Ledger, activity_id: str) -> tuple[Activity, str]:
    activity, publication = ledger.activity(activity_id), ledger.publication(activity_id)
    if publication is None or publication.event_id is None:
        raise NotDiscountable(activity_id, ["it has no event in UiTdatabank"])
    return activity, publication.event_id

"""Withdraw, unlink and delete: take an activity's event away, in three ways that are not the same."""

from __future__ import annotations

from attrs import evolve

from ..errors import HasTicketSales, Rejected, Unreachable
from ..model.field import Field
from ..model.outcome import Outcome
from ..model.policy import Policy
from ..model.publication import Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, Refused
from ..ports.uitdatabank import DeleteEvent
from .editions import claim, keep, sold
from .update import claim_event, update

UITDATABANK = "UiTdatabank"


def withdraw_event(activity_id: str, publisher: Publisher, policy: Policy) -> Flow[Outcome]:
    """Show an event to members only: it goes from the public calendar, and keeps its discounts.

    Publishing shows it again. Raises `NotFound`, `PublicationUnderWay`, `PublicationUnknown`, `EventGone`.
    """
    claimed = yield from claim_event(activity_id, policy)
    return (yield from update(evolve(claimed, withdrawn=True), publisher, policy, {}, {Field.AUDIENCE}))


def unlink(activity_id: str, policy: Policy, *, even_with_sales: bool = False) -> Flow[str | None]:
    """Forget an activity's event, which stays in UiTdatabank; what comes back is its id.

    Publishing makes a new event after that: only for one that was deleted, or is to be linked elsewhere.
    Raises `NotFound`, `PublicationUnderWay`, and `HasTicketSales` when UiTPAS holds sales for it (F22).
    """
    claimed = yield from _without_sales(activity_id, policy, even_with_sales=even_with_sales)
    yield from transact(lambda ledger: ledger.drop_publication(activity_id))
    return claimed.event_id


def delete_event(activity_id: str, policy: Policy, *, even_with_sales: bool = False) -> Flow[Edition]:
    """Delete an activity's event in UiTdatabank; it can be read there, and never comes back.

    Raises `NotFound`, `PublicationUnderWay`, `HasTicketSales` (F22), `Rejected` and `Unreachable`.
    """
    claimed = yield from _without_sales(activity_id, policy, even_with_sales=even_with_sales)
    if claimed.event_id is None:
        yield from keep(claimed)
        raise Unreachable(UITDATABANK, "the event was sent and not answered yet: nothing to delete is known")
    outcome = yield from ask(DeleteEvent(claimed.event_id))
    gone = isinstance(outcome, Done) or (isinstance(outcome, Refused) and outcome.problem.status == 404)
    if not gone:
        yield from keep(claimed)
        if isinstance(outcome, Refused):
            raise Rejected(UITDATABANK, outcome.problem)
        raise Unreachable(UITDATABANK, getattr(outcome, "why", ""))
    deleted = evolve(claimed, state=PublicationState.DELETED, due=None, alert=None, why=None)
    yield from keep(deleted)
    return deleted


def _without_sales(activity_id: str, policy: Policy, *, even_with_sales: bool) -> Flow[Edition]:
    def check(ledger: Ledger) -> None:
        listed = sold(ledger, activity_id)
        if listed and not even_with_sales:
            raise HasTicketSales(activity_id, listed)

    claimed = yield from claim(activity_id, policy)
    try:
        yield from transact(check)
    except HasTicketSales:
        yield from keep(claimed)
        raise
    return claimed

"""Look up: whose pass it is, what would be paid in general, and what we may do."""

from __future__ import annotations

from ..errors import NotDiscountable
from ..model.insz import Insz
from ..model.participant import Participant
from ..model.permissions import OrganizerPermissions
from ..model.tariff import Tariffs
from ..model.uitpas import Pass
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.publiq import FindPass, ListPermissions, QuoteStaticTariff
from .answers import answer_or_raise

UITPAS = "UiTPAS"


def link_pass(participant_id: str, insz: Insz) -> Flow[Pass]:
    """Find a participant's pass by INSZ and keep its number; the INSZ itself is not kept.

    What was found is remembered like any answer of the day (R2). Raises `NotFound`, `Rejected` (also
    when there is no such pass), `Unreachable`.
    """
    yield from transact(lambda ledger: ledger.participant(participant_id))
    found = answer_or_raise(UITPAS, (yield from ask(FindPass(insz))))
    now = yield from ask(Now())

    def work(ledger: Ledger) -> None:
        ledger.save_participant(Participant(participant_id, found.number))
        ledger.remember_pass(found.number, found, now)

    yield from transact(work)
    return found


def static_tariff(activity_id: str) -> Flow[Tariffs]:
    """The social tariff in general, for a price list before the child is known; indicative only.

    Raises `NotFound`, `NotDiscountable` without an event, `Rejected`, `Unreachable`.
    """
    activity = yield from transact(lambda ledger: ledger.activity(activity_id))
    publication = yield from transact(lambda ledger: ledger.publication(activity_id))
    if publication is None or publication.event_id is None:
        raise NotDiscountable(activity_id, ["it has no event in UiTdatabank"])
    return answer_or_raise(UITPAS, (yield from ask(QuoteStaticTariff(publication.event_id, activity.price))))


def permissions() -> Flow[tuple[OrganizerPermissions, ...]]:
    """What our credentials may do, organizer by organizer. Raises `Rejected`, `Unreachable`."""
    return answer_or_raise(UITPAS, (yield from ask(ListPermissions())))

"""Owed: discounts that came after the payment, and giving the difference back (F33)."""

from __future__ import annotations

from ..model.enrolment import STANDING, Enrolment
from ..model.report import Owed
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..rules import lifecycle
from .listing import check_activity


def owed(activity_id: str | None = None) -> Flow[tuple[Owed, ...]]:
    """What is to be given back, for one activity or for all, oldest first; reads all their enrolments.

    Raises `NotFound` for an unknown activity.
    """

    def work(ledger: Ledger) -> tuple[Owed, ...]:
        check_activity(ledger, activity_id)
        return tuple(_owed(ledger, each) for each in ledger.enrolments(activity_id) if _is_owed(each))

    return (yield from transact(work))


def given_back(enrolment_id: int) -> Flow[Enrolment]:
    """Write that the host gave the difference back; nothing changes where nothing is owed.

    Raises `NotFound`.
    """

    def work(ledger: Ledger) -> Enrolment:
        before = ledger.enrolment(enrolment_id)
        if not _is_owed(before) or before.sale_id is None:
            return before
        after = lifecycle.given_back(before, ledger.sale(before.sale_id))
        ledger.save_enrolment(before, after)
        return after

    return (yield from transact(work))


def _is_owed(enrolment: Enrolment) -> bool:
    """Paid, or to be paid, in full, though its sale is registered."""
    return enrolment.state in STANDING and enrolment.sale_id is not None and not enrolment.discounted


def _owed(ledger: Ledger, enrolment: Enrolment) -> Owed:
    price = ledger.sale(enrolment.sale_id or "").price
    return Owed(enrolment.id, enrolment.participant_id, enrolment.activity_id, enrolment.price, price)

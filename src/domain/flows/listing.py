"""List what is kept of one activity, or of all; one that nobody knows is an error, not an empty list."""

from __future__ import annotations

from ..model.checkin import Checkin
from ..model.enrolment import Enrolment, PlaceKind
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger


def places(activity_id: str | None, kind: PlaceKind) -> Flow[tuple[Enrolment, ...]]:
    """Every enrolment, or every ticket, oldest first; raises `NotFound` for an unknown activity."""

    def work(ledger: Ledger) -> tuple[Enrolment, ...]:
        check_activity(ledger, activity_id)
        return tuple(each for each in ledger.enrolments(activity_id) if each.kind is kind)

    return (yield from transact(work))


def checkins(activity_id: str | None) -> Flow[tuple[Checkin, ...]]:
    """Every check-in, oldest first; raises `NotFound` for an unknown activity."""

    def work(ledger: Ledger) -> tuple[Checkin, ...]:
        check_activity(ledger, activity_id)
        return ledger.checkins(activity_id)

    return (yield from transact(work))


def check_activity(ledger: Ledger, activity_id: str | None) -> None:
    """Raise `NotFound` for an activity that is named and not kept."""
    if activity_id is not None:
        ledger.activity(activity_id)

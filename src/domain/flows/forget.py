"""Forget: what is personal ends, what bookkeeping needs stays without the numbers (F37)."""

from __future__ import annotations

from datetime import datetime

from ..errors import NotFound, StillNeeded
from ..model.checkin import OPEN
from ..model.enrolment import LIVE, Enrolment, EnrolmentState
from ..model.forgotten import Forgotten
from ..model.policy import Policy
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules.freshness import renewed_at


def forget(participant_id: str) -> Flow[Forgotten]:
    """Drop a participant, the number, the INSZ, how the pass stands and consent.

    Enrolments, sales and check-ins stay, without the number, under the host's id. Raises `NotFound`, and
    `StillNeeded` while an enrolment or a check-in is under way, or is paid for and still to come.
    """
    now = yield from ask(Now())

    def work(ledger: Ledger) -> Forgotten:
        ledger.participant(participant_id)
        why = _still_needed(ledger, participant_id, now)
        if why:
            raise StillNeeded(participant_id, why)
        return ledger.forget_participant(participant_id)

    return (yield from transact(work))


def retain(policy: Policy) -> Flow[Forgotten]:
    """Drop and blank what was kept as long as `policy.privacy` says; doing it twice is doing it once."""
    now = yield from ask(Now())
    answers = yield from transact(lambda ledger: _drop_answers(ledger, policy, now))
    numbers = yield from transact(lambda ledger: _blank_numbers(ledger, policy, now))
    gone = yield from transact(lambda ledger: _idle(ledger, policy, now))
    done = Forgotten(numbers=numbers, answers=answers)
    for participant_id in gone:
        done += yield from forget(participant_id)
    return done


def _drop_answers(ledger: Ledger, policy: Policy, now: datetime) -> int:
    dropped = ledger.drop_answers(now - policy.privacy.keep_answers)
    if policy.renewal is not None:
        renewed = renewed_at(now, policy.renewal)
        dropped += ledger.drop_answers(renewed) + ledger.drop_statuses(renewed)
    return dropped


def _blank_numbers(ledger: Ledger, policy: Policy, now: datetime) -> int:
    if policy.privacy.keep_numbers is None:
        return 0
    before = now - policy.privacy.keep_numbers
    numbered = (ledger.enrolment(each) for each in ledger.numbered_enrolments())
    return ledger.blank_numbers([each.id for each in numbered if _ended(ledger, each) < before])


def _idle(ledger: Ledger, policy: Policy, now: datetime) -> tuple[str, ...]:
    """Those of whom nothing was heard for so long, though there was something once."""
    if policy.privacy.keep_participants is None:
        return ()
    before = now - policy.privacy.keep_participants
    idle: list[str] = []
    for each in ledger.participants():
        traces = [_ended(ledger, enrolment) for enrolment in ledger.enrolments_of(each.participant_id)]
        traces += [each.status.checked_at] if each.status.checked_at else []
        if traces and max(traces) < before and not _still_needed(ledger, each.participant_id, now):
            idle.append(each.participant_id)
    return tuple(idle)


def _still_needed(ledger: Ledger, participant_id: str, now: datetime) -> tuple[str, ...]:
    live = [each for each in ledger.enrolments_of(participant_id) if each.state in LIVE]
    attending = [each for each in ledger.checkins() if each.participant_id == participant_id]
    under_way = tuple(f"check-in {each.id} is {each.state}" for each in attending if each.state in OPEN)
    return under_way + tuple(
        f"enrolment {each.id} is {each.state}"
        for each in live
        if each.state is not EnrolmentState.CONFIRMED or _ended(ledger, each) > now
    )


def _ended(ledger: Ledger, enrolment: Enrolment) -> datetime:
    """When an enrolment came to its end: with its activity, or, where that is not known, when it was made."""
    try:
        slots = ledger.activity(enrolment.activity_id).slots
    except NotFound:
        return enrolment.created
    return max((slot.end for slot in slots), default=enrolment.created)

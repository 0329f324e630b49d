"""Check in: a write like any other, queued while UiTPAS does not take it (F32), and never done twice."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve

from ..errors import CannotCheckIn
from ..model.checkin import Checkin, CheckinState, CheckinStatus, TakenCheckin
from ..model.enrolment import EnrolmentState
from ..model.organisation import Organisation
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.reason import Reason
from ..ports.checkins import AskCheckin, CheckIn
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NotSent, Refused, Written
from ..rules.attendance import expires, next_try
from ..rules.freshness import BRUSSELS
from .checkin_recovery import look_up, settle, undo_claimed
from .resting import heeded, resting

NOT_ALLOWED = "uitpas/checkin-not-allowed"
CHECK_IN = "check in"
"""What is left alone while UiTPAS is too busy for check-ins."""
_S = CheckinState


def check_in(
    participant_id: str, activity_id: str, organisation: Organisation, policy: Policy, day: date | None = None
) -> Flow[Checkin]:
    """Check a participant in for a day, by default today in Brussels; a second time answers the first.

    Outside the hours of the activity it is queued, with what to tell, and done by the worker. Raises
    `NotFound`, and `CannotCheckIn` without a pass number or an event.
    """
    now = yield from ask(Now())
    on = day or now.astimezone(BRUSSELS).date()

    def work(ledger: Ledger) -> Checkin:
        return ledger.add_checkin(_new(ledger, participant_id, activity_id, on, now))

    kept = yield from transact(work)
    claimed = None
    if kept.state is _S.QUEUED:
        claimed = yield from transact(lambda ledger: ledger.claim_checkin(kept.id, now, policy.lease))
    if claimed is None:
        return kept
    return (yield from go_on(claimed, organisation, policy))


def undo_check_in(checkin_id: int, organisation: Organisation, policy: Policy) -> Flow[Checkin]:
    """Have UiTPAS take the points of a check-in back, or never give them. Raises `NotFound`.

    One that was sent and not answered is undone by the worker, once it is known what became of it.
    """
    now = yield from ask(Now())
    kept = yield from transact(lambda ledger: ledger.unwant_checkin(checkin_id, now))
    if kept.state not in {_S.QUEUED, _S.UNDOING}:
        return kept
    claimed = yield from transact(lambda ledger: ledger.claim_checkin(checkin_id, now, policy.lease))
    return (yield from go_on(claimed, organisation, policy)) if claimed else kept


def work_on_checkins(organisation: Organisation, policy: Policy, most: int = 100) -> Flow[int]:
    """Go on with the check-ins that are due, at most so many, and tell how many there were."""
    for count in range(most):
        claimed = yield from _next_due(policy)
        if claimed is None:
            return count
        yield from go_on(claimed, organisation, policy)
    return most


def _next_due(policy: Policy) -> Flow[Checkin | None]:
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: ledger.claim_due_checkin(now, policy.lease)))


def retry(checkin_id: int) -> Flow[Checkin]:
    """Make a parked check-in due again; raises `NotFound`."""
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: ledger.rouse_checkin(checkin_id, now)))


def attendants(ledger: Ledger, activity_id: str) -> list[str]:
    """The participants with a confirmed enrolment in an activity, each once; raises `NotFound`."""
    ledger.activity(activity_id)
    confirmed = [each for each in ledger.enrolments(activity_id) if each.state is EnrolmentState.CONFIRMED]
    return list(dict.fromkeys(each.participant_id for each in confirmed))


def go_on(claimed: Checkin, organisation: Organisation, policy: Policy) -> Flow[Checkin]:
    """Take one claimed check-in as far as it comes now."""
    now = yield from ask(Now())
    match claimed.state:
        case _S.UNDOING:
            return (yield from undo_claimed(claimed, policy))
        case _S.SENDING | _S.UNKNOWN:
            return (yield from look_up(claimed, organisation, policy))
        case _ if not claimed.wanted:
            return (yield from settle(claimed, evolve(claimed, state=_S.UNDONE)))
        case _ if now >= expires(claimed, policy):
            return (yield from settle(claimed, evolve(claimed, state=_S.REFUSED)))
        case _ if claimed.attempts:
            return (yield from _ask_first(claimed, policy, now))
        case _:
            return (yield from _send(claimed, policy, now))


def _new(ledger: Ledger, participant_id: str, activity_id: str, day: date, now: datetime) -> Checkin:
    participant = ledger.participant(participant_id)
    ledger.activity(activity_id)
    publication = ledger.publication(activity_id)
    if participant.uitpas_number is None:
        raise CannotCheckIn(participant_id, activity_id, Reason.NO_PASS)
    if publication is None or publication.event_id is None:
        raise CannotCheckIn(participant_id, activity_id, Reason.NOT_PUBLISHED)
    return Checkin(
        0,
        participant_id,
        activity_id,
        day,
        _S.QUEUED,
        publication.event_id,
        participant.uitpas_number,
        created=now,
        due=now,
    )


def _ask_first(claimed: Checkin, policy: Policy, now: datetime) -> Flow[Checkin]:
    answer = yield from ask(AskCheckin(claimed.number, claimed.event_id))
    match answer:
        case CheckinStatus(allowed=True):
            return (yield from _send(claimed, policy, now))
        case CheckinStatus():
            return (yield from _wait(claimed, policy, now, evolve(claimed, said=answer.message)))
        case Problem(status=401 | 403):
            return (yield from settle(claimed, _parked(claimed, answer)))
        case Problem() if answer.kind != "uitpas/event-not-found":
            refused = evolve(claimed, state=_S.REFUSED, said=answer.message, why=str(answer))
            return (yield from settle(claimed, refused))
        case _:
            return (yield from _wait(claimed, policy, now, claimed))


def _wait(claimed: Checkin, policy: Policy, now: datetime, after: Checkin) -> Flow[Checkin]:
    slots = yield from transact(lambda ledger: ledger.activity(claimed.activity_id).slots)
    due = next_try(slots, now, policy)
    return (yield from settle(claimed, evolve(after, state=_S.QUEUED, due=due)))


def _parked(claimed: Checkin, problem: Problem) -> Checkin:
    return evolve(claimed, state=_S.PARKED, why=f"UiTPAS refuses check-ins: {problem}")


def _send(claimed: Checkin, policy: Policy, now: datetime) -> Flow[Checkin]:
    """Write that it leaves, and let it leave (design, section 3, points 1 to 3)."""
    sending = evolve(claimed, state=_S.SENDING, sent_at=now, attempts=claimed.attempts + 1)

    def mark(ledger: Ledger) -> tuple[bool, NotSent | None]:
        waits = resting(ledger, CHECK_IN, now)
        return waits is not None or ledger.save_checkin(claimed, sending), waits

    ours, waits = yield from transact(mark)
    if not ours:
        return (yield from transact(lambda ledger: ledger.checkin(claimed.id)))
    if waits:
        return (yield from _settle_sent(claimed, waits, policy))
    lease_until = claimed.lease_until or now
    deadline = min(now + policy.send_within, lease_until)
    outcome = yield from ask(CheckIn(claimed.number, claimed.event_id, deadline))
    return (yield from _settle_sent(sending, (yield from heeded(CHECK_IN, outcome)), policy))


def _settle_sent(sent: Checkin, outcome: Written[TakenCheckin], policy: Policy) -> Flow[Checkin]:
    now = yield from ask(Now())
    match outcome:
        case Done(taken):
            return (yield from settle(sent, taken_as(sent, taken)))
        case Refused(problem) if problem.kind == NOT_ALLOWED:
            return (yield from _wait(sent, policy, now, evolve(sent, said=problem.message)))
        case Refused(problem) if problem.status in {401, 403}:
            return (yield from settle(sent, _parked(sent, problem)))
        case Refused(problem):
            refused = evolve(sent, state=_S.REFUSED, said=problem.message, why=str(problem))
            return (yield from settle(sent, refused))
        case NotSent(why, after):
            due = now + (after or policy.wait(sent.attempts))
            return (yield from settle(sent, evolve(sent, state=_S.QUEUED, due=due, why=why)))
        case _:
            unknown = evolve(sent, state=_S.UNKNOWN, due=now + policy.quiet, why=outcome.why)
            return (yield from settle(sent, unknown))


def taken_as(checkin: Checkin, taken: TakenCheckin) -> Checkin:
    """Done, with publiq's id and the points."""
    return evolve(checkin, state=_S.DONE, checkin_id=taken.id, points=taken.points, said=None, why=None)

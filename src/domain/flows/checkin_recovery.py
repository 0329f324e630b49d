"""Settle a check-in whose answer never came, and undo one (F1, F2, F17)."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from ..model.checkin import Checkin, CheckinState, TakenCheckin
from ..model.organisation import Organisation
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.uitpas import Pass
from ..ports.checkins import ListCheckins, UndoCheckin
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Answered, Done, NotSent, Refused, Unavailable
from ..ports.publiq import FindPass
from ..rules.attendance import landed

NO_READING = "our credentials may not read check-ins (CHECKINS_READ): see at UiTPAS whether it is there"
_S = CheckinState


def look_up(claimed: Checkin, organisation: Organisation, policy: Policy) -> Flow[Checkin]:
    """Look at UiTPAS whether an unanswered check-in landed; adopt it, or queue it once more.

    Never before the quiet period is over: until then the request may still be on its way.
    """
    now = yield from ask(Now())
    quiet_until = (claimed.sent_at or now) + policy.quiet
    if now < quiet_until:
        return (yield from settle(claimed, evolve(claimed, state=_S.UNKNOWN, due=quiet_until)))
    listed = yield from _listed(claimed, organisation)
    match listed:
        case Problem(status=401 | 403):
            return (yield from settle(claimed, evolve(claimed, state=_S.PARKED, why=NO_READING)))
        case Problem() | Unavailable():
            later = now + policy.wait(claimed.attempts)
            return (yield from settle(claimed, evolve(claimed, state=_S.UNKNOWN, due=later)))
        case found:
            return (yield from transact(lambda ledger: _adopted(ledger, claimed, found, now, policy)))


def _listed(claimed: Checkin, organisation: Organisation) -> Flow[Answered[tuple[TakenCheckin, ...]]]:
    status, activity = yield from transact(
        lambda ledger: (ledger.pass_status(claimed.participant_id), ledger.activity(claimed.activity_id))
    )
    passholder_id = status.passholder_id if status else None
    if passholder_id is None:
        found = yield from ask(FindPass(claimed.number))
        if not isinstance(found, Pass):
            return found
        passholder_id = found.passholder_id
    return (yield from ask(ListCheckins(passholder_id, organisation.organizer_of(activity))))


def _adopted(
    ledger: Ledger, claimed: Checkin, listed: tuple[TakenCheckin, ...], now: datetime, policy: Policy
) -> Checkin:
    known = ledger.known_checkins([taken.id for taken in listed])
    taken = landed(claimed, [each for each in listed if each.id not in known], policy)
    if taken is not None:
        after = evolve(claimed, state=_S.DONE, checkin_id=taken.id, points=taken.points, said=None, why=None)
    elif claimed.attempts >= policy.attempts:
        why = f"sent {claimed.attempts} times without an answer, and UiTPAS holds no such check-in"
        after = evolve(claimed, state=_S.PARKED, why=why)
    else:
        after = evolve(claimed, state=_S.QUEUED, due=now)
    return _settled(ledger, claimed, after, now)


def undo_claimed(claimed: Checkin, policy: Policy) -> Flow[Checkin]:
    """Try once to undo; UiTPAS holding it no more is done as well. Deleting twice is deleting once."""
    now = yield from ask(Now())
    tried = evolve(claimed, attempts=claimed.attempts + 1)
    deadline = min(now + policy.send_within, claimed.lease_until or now)
    outcome = yield from ask(UndoCheckin(claimed.checkin_id or "", deadline))
    match outcome:
        case Done() | Refused(Problem(status=404)):
            after = evolve(tried, state=_S.UNDONE, said=None, why=None)
        case Refused(problem) if tried.attempts >= policy.attempts:
            after = evolve(tried, state=_S.PARKED, why=f"UiTPAS refuses to undo it: {problem}")
        case Refused(problem):
            after = evolve(tried, due=now + policy.wait(tried.attempts), why=str(problem))
        case NotSent(why, wish):
            after = evolve(tried, due=now + (wish or policy.wait(tried.attempts)), why=why)
        case _:
            after = evolve(tried, due=now + policy.wait(tried.attempts), why=outcome.why)
    return (yield from settle(claimed, after))


def settle(claimed: Checkin, after: Checkin) -> Flow[Checkin]:
    """Write how far it came and give the claim back; what somebody else made of it meanwhile stands."""
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: _settled(ledger, claimed, after, now)))


def _settled(ledger: Ledger, claimed: Checkin, after: Checkin, now: datetime) -> Checkin:
    ledger.save_checkin(claimed, evolve(after, lease_until=None))
    kept = ledger.checkin(claimed.id)
    if kept.state is _S.DONE and not kept.wanted:  # given up while it was under way
        return ledger.unwant_checkin(kept.id, now)
    return kept

"""Find the event of a creation that was never answered, before anything is sent again."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve

from ..model.event_record import EventRecord
from ..model.field import Field, Fields
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.publication import Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..rules.discount import standing_warning
from ..rules.fields import ours, theirs
from ..rules.missing import missing
from ..rules.recognising import recognise
from .editions import Case, after_trouble, keep, read_case
from .not_indexed import Crowded, not_indexed, search_at
from .publish import create

NO_SEARCH = (
    "the event was sent and never answered, and our client may not search UiTdatabank: look there whether it "
    "is there, and link it, or unlink the activity to send it again"
)

NOT_FOUND = "the event was sent and never answered, and it is not found in UiTdatabank"
LOOK_THERE = ": look there whether it is there, and link it, or unlink the activity to send it again"


def find_event(claimed: Edition, publisher: Publisher, policy: Policy) -> Flow[Edition]:
    """Adopt the event that an unanswered creation made, or send it once more when there is none.

    Never before the quiet period is over: until then it may still be made. It is known by what it says, by
    its place and by when it was made; one that another activity has already is somebody else's. What the
    search does not find is looked for in UiTdatabank itself, whose index may be behind; when that cannot be,
    and after as many rounds as the policy allows, a person is asked.
    """
    now = yield from ask(Now())
    sent_at = claimed.sent_at or now
    if now < sent_at + policy.quiet:
        return (yield from _wait(claimed, sent_at + policy.quiet, claimed.why or "no answer came back"))
    case = yield from transact(lambda ledger: read_case(ledger, claimed.activity_id, claimed, publisher))
    said = claimed.ours or ours(case.activity, case.organizer_id, case.openness)
    since = sent_at - policy.skew
    place_id: str | None = said.get(Field.PLACE)
    found = yield from search_at(place_id, since)
    match found:
        case Problem(status=401 | 403):
            return (yield from _ask_a_person(claimed, now, NO_SEARCH, policy))
        case Problem():
            return (yield from _wait(claimed, after_trouble(claimed, now, policy), str(found)))
        case Unavailable(why):
            return (yield from _wait(claimed, after_trouble(claimed, now, policy), why))
        case _:
            pass
    alike = recognise(claimed, said, found, since)
    adopted = yield from transact(lambda ledger: _adopt(ledger, claimed, said, alike, now))
    if adopted:
        return adopted
    late = yield from not_indexed(place_id, {record.id for record in found})
    match late:
        case Unavailable(why):
            return (yield from _wait(claimed, after_trouble(claimed, now, policy), why))
        case Problem() | Crowded():
            return (yield from _ask_a_person(claimed, now, _not_sure(late), policy))
        case _:
            pass
    behind = recognise(claimed, said, late, since)
    adopted = yield from transact(lambda ledger: _adopt(ledger, claimed, said, behind, now))
    return adopted or (yield from _send_again(claimed, case, publisher, policy))


def _not_sure(answer: Problem | Crowded) -> str:
    """Why nothing is sent again, though the search does not find it."""
    if isinstance(answer, Crowded):
        return f"{NOT_FOUND}, whose search misses {answer.count} events at its place{LOOK_THERE}"
    return f"{NOT_FOUND}, which refuses to list the events at its place ({answer}){LOOK_THERE}"


def _adopt(
    ledger: Ledger, claimed: Edition, said: Fields, alike: tuple[EventRecord, ...], now: datetime
) -> Edition | None:
    """Take the first of them that no other activity has; it is looked at whole at once."""
    for record in alike:
        if ledger.activity_of_event(record.id, to_take=True) is None:
            told = said if record.organizer else theirs(record, said, {})
            state = PublicationState.PUBLISHED
            found = evolve(claimed, state=state, event_id=record.id, ours=told, theirs=told, seen=told)
            found = evolve(found, due=now, looked_at=None, attempts=0, why=None)
            found = evolve(found, alert=standing_warning(claimed.alert))
            return found if ledger.keep_edition(found) else claimed
    return None


def _send_again(claimed: Edition, case: Case, publisher: Publisher, policy: Policy) -> Flow[Edition]:
    now = yield from ask(Now())
    if claimed.attempts >= policy.attempts:
        why = f"sent {claimed.attempts} times without an answer, and UiTdatabank holds no such event"
        return (yield from _ask_a_person(claimed, now, why, policy))
    lacking = missing(case.activity)
    if lacking:
        return (yield from _ask_a_person(claimed, now, "; ".join(lacking), policy))
    again = evolve(claimed, sent_at=now, attempts=claimed.attempts + 1, state=PublicationState.PUBLISHING)
    begun = evolve(again, due=now)

    def work(ledger: Ledger) -> Edition | None:
        """Write that it leaves again, and keep it ours while it is under way."""
        if not ledger.keep_edition(begun):
            return None
        return ledger.claim_edition(begun.activity_id, now, policy.lease)

    held = yield from transact(work)
    if held is not None:
        yield from create(held, case, publisher, policy)
    return begun


def _wait(claimed: Edition, due: datetime, why: str) -> Flow[Edition]:
    waiting = evolve(claimed, state=PublicationState.UNKNOWN, due=due, why=why)
    yield from keep(waiting)
    return waiting


def _ask_a_person(claimed: Edition, now: datetime, why: str, policy: Policy) -> Flow[Edition]:
    """Tell it once, and look again at the pace of the policy: the reason may go away by itself."""
    waiting = evolve(
        claimed, state=PublicationState.UNKNOWN, due=now + policy.longest_back_off, why=why, alert=why
    )
    yield from keep(waiting)
    return waiting

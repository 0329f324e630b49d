"""Update: bring an activity's event to what the activity says, field by field (F22, F24, F35, F36)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from attrs import evolve, field, frozen

from ..errors import EventGone, PublicationUnknown
from ..model.difference import Difference, Keep
from ..model.event_record import EventRecord, WorkflowStatus
from ..model.field import Field, Fields
from ..model.outcome import Did, Outcome
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.publication import GONE, Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, Now, Pause, ask, transact
from ..ports.outcomes import Done, NotSent, Refused, Written
from ..ports.uitdatabank import GetEvent
from ..ports.uitdatabank_changes import Change
from ..rules.agreeing import agreed
from ..rules.changes import changes
from ..rules.differences import differences, to_accept, to_send, undecided
from ..rules.explaining import explain_refusal
from ..rules.fields import ours, theirs
from ..rules.missing import missing
from .editions import Case, after_trouble, at_another_price, claim, keep, next_look, read_case
from .places import lost_place

TRIES = 3
LONGEST_REST = timedelta(seconds=30)
_GONE = {
    WorkflowStatus.REJECTED: (PublicationState.REJECTED, "was rejected by UiTdatabank's moderators"),
    WorkflowStatus.DELETED: (PublicationState.DELETED, "was deleted in UiTdatabank"),
}
NO_DISCOUNT = "no UiTPAS discount is offered for it any more"
Choices = Mapping[Field, Keep]


@frozen
class Sent:
    """How far the changes came: fields that took our value, those refused, and what stopped the rest."""

    done: tuple[Field, ...] = ()
    refused: Mapping[Field, Problem] = field(factory=dict[Field, Problem])
    stopped: str | None = None


def republish(
    activity_id: str, publisher: Publisher, policy: Policy, choices: Choices | None = None
) -> Flow[Outcome]:
    """Send what changed here since both sides agreed; one call when nothing did.

    What changed in UiTdatabank is left as it is and told as a difference; `choices` says for each such
    field whose value is kept (F35). Raises `NotFound`, `PublicationUnderWay`, `PublicationUnknown` and
    `EventGone`; what UiTdatabank refuses or does not answer is in the outcome.
    """
    claimed = yield from claim_event(activity_id, policy)
    return (yield from update(claimed, publisher, policy, choices or {}))


def claim_event(activity_id: str, policy: Policy) -> Flow[Edition]:
    """Take an edition that has an event which is still there; raises as `republish`."""
    claimed = yield from claim(activity_id, policy)
    if claimed.event_id is None:
        yield from keep(claimed)
        raise PublicationUnknown(activity_id)
    if claimed.state in GONE:
        yield from keep(claimed)
        raise EventGone(activity_id, claimed.event_id, claimed.state.value)
    return claimed


def look(claimed: Edition, policy: Policy) -> Flow[EventRecord | Edition]:
    """The event as it is over there; or the edition that says why there is nothing to go on with."""
    answer = yield from ask(GetEvent(claimed.event_id or ""))
    now = yield from ask(Now())
    match answer:
        case EventRecord() if answer.workflow_status in _GONE:
            state, happened = _GONE[answer.workflow_status]
            return _gone(evolve(claimed, due=now + policy.watch, looked_at=now), state, happened)
        case EventRecord():
            return answer
        case Problem(status=404):
            gone = evolve(claimed, due=now + policy.watch, looked_at=now)
            return _gone(gone, PublicationState.DELETED, "is not in UiTdatabank any more")
        case Problem():
            why = f"UiTdatabank refuses to tell the event: {answer}"
        case _:
            why = f"UiTdatabank does not answer: {answer.why}"
    due = after_trouble(claimed, now, policy)
    return evolve(claimed, due=due, attempts=claimed.attempts + 1, why=why)


def _gone(edition: Edition, state: PublicationState, happened: str) -> Edition:
    if edition.state is state:
        return edition
    alert = f"event {edition.event_id} {happened}: {NO_DISCOUNT}"
    return evolve(edition, state=state, alert=alert, why=None)


def update(
    claimed: Edition,
    publisher: Publisher,
    policy: Policy,
    choices: Choices,
    only: Collection[Field] | None = None,
) -> Flow[Outcome]:
    """Compare a claimed edition with its event, send what is to be sent, and give it back.

    `only` keeps it to some fields: the worker sends what is full or cancelled, and nothing else.
    """
    there = yield from look(claimed, policy)
    if isinstance(there, Edition):
        yield from keep(there)
        gone = there.state in GONE
        said = (there.alert if gone else there.why) or ""
        return Outcome(
            claimed.activity_id, Did.GONE if gone else Did.UNREACHABLE, claimed.event_id, why=(said,)
        )
    case = yield from transact(lambda ledger: read_case(ledger, claimed.activity_id, claimed, publisher))
    lacking = missing(case.activity)
    if lacking:
        return (yield from _not_now(claimed, lacking, policy))
    mine = ours(case.activity, case.organizer_id, case.openness)
    told = theirs(there, mine, claimed.ours)
    if not claimed.ours:  # linked: what it says was somebody's choice, and stays until we change ours
        claimed = evolve(claimed, ours=mine, theirs=told)
    found = differences(mine, told, claimed.ours, claimed.theirs)
    sending = to_send(tuple(each for each in found if only is None or each.field in only), choices)
    sent = yield from _send(sending, case, there, claimed, policy)
    if sent is None:
        return Outcome(claimed.activity_id, Did.UNDER_WAY, claimed.event_id)
    return (yield from _settle(claimed, case, (mine, told), found, sent, choices, policy, lost_place(there)))


def _not_now(claimed: Edition, lacking: tuple[str, ...], policy: Policy) -> Flow[Outcome]:
    now = yield from ask(Now())
    yield from keep(evolve(claimed, due=next_look(claimed, now, policy), looked_at=now))
    return Outcome(claimed.activity_id, Did.INCOMPLETE, claimed.event_id, why=lacking)


def _send(
    sending: tuple[Field, ...], case: Case, there: EventRecord, claimed: Edition, policy: Policy
) -> Flow[Sent | None]:
    """Send the changes of each field; `None` when somebody else took the edition over."""
    if not sending:
        return Sent()
    now = yield from ask(Now())
    if not (yield from transact(lambda ledger: ledger.renew_edition(claimed, now, policy.lease))):
        return None
    done: list[Field] = []
    refused: dict[Field, Problem] = {}
    for name in sending:
        for change in changes(name, case.activity, case.organizer_id, case.openness, there, claimed.ours):
            outcome = yield from _patiently(change)
            if isinstance(outcome, Refused):
                refused[name] = outcome.problem
                break
            if not isinstance(outcome, Done):
                return Sent(tuple(done), refused, outcome.why)
        else:
            done.append(name)
    return Sent(tuple(done), refused)


def _patiently(change: Change) -> Flow[Written[None]]:
    """Make one change, which twice is once; wait when the service asks for it."""
    outcome = yield from ask(change)
    for _ in range(TRIES - 1):
        if not isinstance(outcome, NotSent) or outcome.after is None or outcome.after > LONGEST_REST:
            break
        yield from ask(Pause(outcome.after))
        outcome = yield from ask(change)
    return outcome


def _settle(
    claimed: Edition,
    case: Case,
    sides: tuple[Fields, Fields],
    found: tuple[Difference, ...],
    sent: Sent,
    choices: Choices,
    policy: Policy,
    lost: str | None,
) -> Flow[Outcome]:
    """Write what both sides agree on now, and tell what is left; `lost` is what became of its place."""
    now = yield from ask(Now())
    mine, told = sides
    why = tuple(explain_refusal(name, problem, case.sold) for name, problem in sent.refused.items())
    if sent.stopped:
        why = (*why, f"UiTdatabank does not answer: {sent.stopped}")
    after = agreed(claimed, mine, told, sent.done, to_accept(found, choices))
    due = after_trouble(claimed, now, policy) if sent.stopped else next_look(claimed, now, policy)
    attempts = claimed.attempts + 1 if sent.stopped or after.state is PublicationState.PUBLISHED else 0
    alert = " ".join(why) if sent.refused else lost
    said = "; ".join(why) or None
    kept = evolve(after, due=due, looked_at=now, attempts=attempts, why=said, alert=alert)
    if not (yield from keep(kept)):
        return Outcome(claimed.activity_id, Did.UNDER_WAY, claimed.event_id)
    waiting = undecided(found, choices)
    old: tuple[int, ...] = ()
    if Field.PRICES in sent.done:
        old = yield from transact(lambda ledger: at_another_price(ledger, case.activity))
    return Outcome(
        claimed.activity_id,
        _did(sent, waiting, changed=bool(sent.done or to_accept(found, choices))),
        claimed.event_id,
        sent.done,
        waiting,
        why,
        old,
    )


def _did(sent: Sent, waiting: tuple[Difference, ...], *, changed: bool) -> Did:
    if sent.stopped:
        return Did.UNREACHABLE
    if sent.refused:
        return Did.REFUSED
    if waiting:
        return Did.DIFFERS
    return Did.UPDATED if changed else Did.UNCHANGED

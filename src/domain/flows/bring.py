"""Bring: publish an activity or bring it up to date, whatever it needs, and say what became of it (F34)."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import (
    EventGone,
    Incomplete,
    NotFound,
    PublicationUnderWay,
    PublicationUnknown,
    PubliqError,
    Rejected,
    UitkernError,
)
from ..model.activity import Activity
from ..model.outcome import Did, Outcome
from ..model.permissions import OrganizerPermissions
from ..model.policy import Policy
from ..model.publication import GONE, UNSETTLED, Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..rules.differences import differences, to_send, undecided
from ..rules.explaining import explain_refusal
from ..rules.fields import ours, theirs
from ..rules.missing import missing
from ..rules.status import openness_of
from .editions import claim
from .find_event import find_event
from .publish import NOT_MEANT, publish
from .update import look, republish


def bring(
    activity_id: str,
    publisher: Publisher,
    policy: Policy,
    granted: Iterable[OrganizerPermissions] | None = None,
) -> Flow[Outcome]:
    """Publish an activity that has no event, else send what changed here; no trouble of one is raised.

    Doing it twice is doing it once: an activity that did not change costs one call, which finds edits made
    in UiTdatabank too. Raises `LedgerError` alone.
    """
    try:
        return (yield from _bring(activity_id, publisher, policy, granted))
    except UitkernError as error:
        did = _did(error)
        if did is None:
            raise
        edition = yield from transact(lambda ledger: ledger.edition(activity_id))
        if edition and edition.state in UNSETTLED:
            did = Did.UNKNOWN
        return Outcome(activity_id, did, edition.event_id if edition else None, why=_why(error))


def _bring(
    activity_id: str,
    publisher: Publisher,
    policy: Policy,
    granted: Iterable[OrganizerPermissions] | None,
) -> Flow[Outcome]:
    edition = yield from transact(lambda ledger: ledger.edition(activity_id))
    if edition is None:
        made = yield from publish(activity_id, publisher.organisation, publisher.entry, policy, granted)
        return Outcome(activity_id, Did.CREATED, made.event_id, why=made.warnings)
    if edition.state in UNSETTLED:
        claimed = yield from claim(activity_id, policy)
        yield from find_event(claimed, publisher, policy)
        found = yield from transact(lambda ledger: ledger.publication(activity_id))
        if found is None or found.event_id is None:
            raise PublicationUnknown(activity_id)
    return (yield from republish(activity_id, publisher, policy))


def _did(error: UitkernError) -> Did | None:
    """What an error means for one of many; `None` for what ends them all."""
    match error:
        case Incomplete(missing=(only,)) if only == NOT_MEANT:
            return Did.NOT_APPLICABLE
        case Incomplete():
            return Did.INCOMPLETE
        case EventGone():
            return Did.GONE
        case PublicationUnderWay():
            return Did.UNDER_WAY
        case PublicationUnknown():
            return Did.UNKNOWN
        case Rejected() | NotFound():
            return Did.REFUSED
        case PubliqError():
            return Did.UNREACHABLE
        case _:
            return None


def _why(error: UitkernError) -> tuple[str, ...]:
    match error:
        case Incomplete():
            return error.missing
        case Rejected():
            return (explain_refusal(None, error.problem, ()),)
        case _:
            return (str(error),)


def foresee(activity: Activity, publisher: Publisher, policy: Policy) -> Flow[Outcome]:
    """What `bring` would do with an activity as it is given, with what it inherits; nothing is written.

    Costs one call when it has an event, else none.
    """

    def read(ledger: Ledger) -> tuple[Edition | None, int]:
        return ledger.edition(activity.id), ledger.taken_of(activity.id)

    edition, taken = yield from transact(read)
    lacking = missing(activity)
    if not activity.publish and edition is None:
        return Outcome(activity.id, Did.NOT_APPLICABLE, why=(NOT_MEANT,))
    if lacking:
        return Outcome(activity.id, Did.INCOMPLETE, edition.event_id if edition else None, why=lacking)
    if edition is None:
        return Outcome(activity.id, Did.CREATED)
    if edition.event_id is None:
        return Outcome(activity.id, Did.UNKNOWN, why=(str(PublicationUnknown(activity.id)),))
    if edition.state in GONE:
        gone = EventGone(activity.id, edition.event_id, edition.state.value)
        return Outcome(activity.id, Did.GONE, edition.event_id, why=(str(gone),))
    return (yield from _compared(activity, edition, taken, publisher, policy))


def _compared(
    activity: Activity, edition: Edition, taken: int, publisher: Publisher, policy: Policy
) -> Flow[Outcome]:
    there = yield from look(edition, policy)
    if isinstance(there, Edition):
        gone = there.state in {PublicationState.REJECTED, PublicationState.DELETED}
        did, said = (Did.GONE, there.alert) if gone else (Did.UNREACHABLE, there.why)
        return Outcome(activity.id, did, edition.event_id, why=(said or "",))
    organizer_id = publisher.organisation.organizer_of(activity)
    mine = ours(activity, organizer_id, openness_of(activity, taken, edition))
    told = theirs(there, mine, edition.ours)
    found = differences(mine, told, edition.ours or mine, edition.theirs or told)
    sending, waiting = to_send(found, {}), undecided(found, {})
    did = Did.DIFFERS if waiting else Did.UPDATED if sending else Did.UNCHANGED
    return Outcome(activity.id, did, edition.event_id, sending, waiting)

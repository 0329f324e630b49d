"""Publish: make an activity an event of UiTdatabank that UiTPAS knows (R10, R11)."""

from __future__ import annotations

from ..errors import NotDiscountable, NotFound, PublicationUnknown, PubliqError, Rejected, Unreachable
from ..model.activity import Activity
from ..model.organisation import Organisation
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.publication import Publication, PublicationState
from ..ports.effects import Flow, Now, Pause, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NoAnswer, Refused, Written
from ..ports.publiq import CreateEvent, EventCardSystems, ListPermissions
from ..rules.discount import missing_for_discount
from ..rules.event_body import event_body
from .answers import answer_or_raise

UITPAS, UITDATABANK = "UiTPAS", "UiTdatabank"
PUBLISHED_STATES = frozenset({"READY_FOR_VALIDATION", "APPROVED"})


def publish(activity_id: str, organisation: Organisation, entry: str) -> Flow[Publication]:
    """Create and publish the event of an activity, with the body of seed 000.

    `entry` is the base URL of the Entry API, which its links are made of. Costs two calls: the
    permissions of our credentials (R10) and the event; none when the activity has its event already.
    `POST /events` has no idempotency key: when its answer is lost the publication stays `UNKNOWN`
    and is never sent again.
    Raises `NotFound`, `PublicationUnknown`, `NotDiscountable`, `Unreachable`, `Rejected`.
    """
    activity, present = yield from transact(lambda ledger: _present(ledger, activity_id))
    if present:
        return present
    organizer_id = organisation.organizer_of(activity)
    granted = yield from ask(ListPermissions())
    missing = missing_for_discount(organizer_id, answer_or_raise(UITPAS, granted))
    if missing:
        raise NotDiscountable(activity_id, missing)
    present = yield from transact(lambda ledger: _begin(ledger, activity_id))
    if present:
        return present
    outcome = yield from ask(CreateEvent(event_body(activity, organizer_id, entry)))
    publication, error = yield from transact(lambda ledger: _settle(ledger, activity_id, outcome))
    if error:
        raise error
    return publication


def await_registration(activity_id: str, policy: Policy) -> Flow[Publication]:
    """Ask UiTPAS until it knows the activity's event, or patience is over (F23).

    Comes back `REGISTERED`, or `PUBLISHED` as it was: the wait is a state, not an error.
    Raises `NotFound` when the activity has no event, `Unreachable`, `Rejected`.
    """
    publication = yield from transact(lambda ledger: _with_event(ledger, activity_id))
    event_id = publication.event_id or ""
    until = (yield from ask(Now())) + policy.patience
    while True:
        found = yield from ask(EventCardSystems(event_id))
        if not (isinstance(found, Problem) and found.status == 404):
            answer_or_raise(UITPAS, found)
            return (yield from _keep(Publication(activity_id, PublicationState.REGISTERED, event_id)))
        now = yield from ask(Now())
        if now + policy.poll > until:
            return publication
        yield from ask(Pause(policy.poll))


def _present(ledger: Ledger, activity_id: str) -> tuple[Activity, Publication | None]:
    publication = ledger.publication(activity_id)
    if publication and publication.event_id is None:
        raise PublicationUnknown(activity_id)
    return ledger.activity(activity_id), publication


def _begin(ledger: Ledger, activity_id: str) -> Publication | None:
    """Write that the event is about to be sent, unless another process came first."""
    _, present = _present(ledger, activity_id)
    if present is None:
        ledger.save_publication(Publication(activity_id, PublicationState.PUBLISHING))
    return present


def _settle(
    ledger: Ledger, activity_id: str, outcome: Written[str]
) -> tuple[Publication, PubliqError | None]:
    """Write what UiTdatabank answered; what was refused or never sent leaves no publication behind."""
    match outcome:
        case Done(event_id):
            publication = Publication(activity_id, PublicationState.PUBLISHED, event_id)
            error: PubliqError | None = None
        case NoAnswer(why):
            publication = Publication(activity_id, PublicationState.UNKNOWN)
            error = Unreachable(UITDATABANK, f"the event was sent, no answer came: {why}")
        case Refused(problem):
            ledger.drop_publication(activity_id)
            return Publication(activity_id, PublicationState.PUBLISHING), Rejected(UITDATABANK, problem)
        case _:
            ledger.drop_publication(activity_id)
            return Publication(activity_id, PublicationState.PUBLISHING), Unreachable(
                UITDATABANK, outcome.why
            )
    ledger.save_publication(publication)
    return publication, error


def _keep(publication: Publication) -> Flow[Publication]:
    yield from transact(lambda ledger: ledger.save_publication(publication))
    return publication


def _with_event(ledger: Ledger, activity_id: str) -> Publication:
    publication = ledger.publication(activity_id)
    if publication is None or publication.event_id is None:
        ledger.activity(activity_id)
        raise NotFound("publication of activity", activity_id)
    return publication

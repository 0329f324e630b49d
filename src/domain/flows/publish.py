"""Publish and link: make an activity an event of UiTdatabank that UiTPAS knows (R10, R11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from ..errors import (
    EventGone,
    Incomplete,
    NotFound,
    PublicationUnknown,
    PubliqError,
    Rejected,
    Unreachable,
)
from ..model.field import Field
from ..model.organisation import Organisation
from ..model.permissions import OrganizerPermissions
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.publication import GONE, Edition, Publication, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, Now, Pause, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Done, NoAnswer, Refused, Written
from ..ports.publiq import CreateEvent, EventCardSystems, ListPermissions
from ..rules.discount import missing_for_discount, no_discount, standing_warning
from ..rules.event_body import event_body
from ..rules.fields import ours
from ..rules.missing import missing
from .answers import answer_or_raise
from .editions import Case, claim, next_look, read_case
from .update import update

UITPAS, UITDATABANK = "UiTPAS", "UiTdatabank"
PUBLISHED_STATES = frozenset({"READY_FOR_VALIDATION", "APPROVED"})
BESIDE_IT = "was made for it as well, and is nobody's: delete it in UiTdatabank"
NOT_MEANT = "it is not meant for UiTdatabank"


def publish(
    activity_id: str,
    organisation: Organisation,
    entry: str,
    policy: Policy | None = None,
    granted: Iterable[OrganizerPermissions] | None = None,
) -> Flow[Publication]:
    """Create and publish the event of an activity, with the body of seed 000.

    `entry` is the base URL of the Entry API, which its links are made of. Costs two calls: the
    permissions of our credentials (R10), unless they are `granted` or the activity is free (F39), and the
    event; none when the activity has its event already, but to show it again that was withdrawn.
    `POST /events` has no idempotency key: when its answer is lost the publication stays `UNKNOWN` until
    the worker has looked the event up, and is never sent again before that.
    An organizer that is no UiTPAS partner, or for which our credentials may not sell, is a warning on the
    publication and in the overview: the event is of use without a discount.
    Raises `NotFound`, `Incomplete`, `EventGone`, `PublicationUnknown`, `Unreachable`, `Rejected`.
    """
    policy, publisher = policy or Policy(), Publisher(organisation, entry)
    case, present = yield from transact(lambda ledger: _present(ledger, activity_id, publisher))
    if present:
        return (yield from _shown_again(present, publisher, policy))
    lacking: tuple[str, ...] = ()
    if not case.activity.free:
        answer = tuple(granted) if granted is not None else (yield from ask(ListPermissions()))
        lacking = missing_for_discount(case.organizer_id, answer_or_raise(UITPAS, answer))
    now = yield from ask(Now())

    def begin(ledger: Ledger) -> tuple[Case, Edition | None, Edition | None]:
        fresh, there = _present(ledger, activity_id, publisher)
        return fresh, there, None if there else ledger.begin_edition(activity_id, now, policy.lease)

    case, present, begun = yield from transact(begin)
    if begun is None:
        return (present or Edition(activity_id, PublicationState.PUBLISHING)).publication
    warned = evolve(begun, alert=no_discount(lacking))
    publication, error = yield from create(warned, case, publisher, policy)
    if error:
        raise error
    return evolve(publication, warnings=lacking)


def create(
    begun: Edition, case: Case, publisher: Publisher, policy: Policy
) -> Flow[tuple[Publication, PubliqError | None]]:
    """Send an event that was written ahead, and write what UiTdatabank answered.

    It does not leave after its moment: who stood still for longer may find that a worker sent it meanwhile.
    """
    body = event_body(case.activity, case.organizer_id, publisher.entry, case.openness)
    limits = [begun.sent_at and begun.sent_at + policy.send_within, begun.lease_until]
    outcome = yield from ask(CreateEvent(body, min(filter(None, limits), default=None)))
    now = yield from ask(Now())
    said = ours(case.activity, case.organizer_id, case.openness)
    told = evolve(begun, ours=said, theirs=said, seen=said, looked_at=now)
    return (yield from transact(lambda ledger: _settle(ledger, told, outcome, now, policy)))


def await_registration(activity_id: str, policy: Policy) -> Flow[Publication]:
    """Ask UiTPAS until it knows the activity's event, or patience is over (F23).

    Comes back `REGISTERED`, or `PUBLISHED` as it was: the wait is a state, not an error.
    Raises `NotFound` when the activity has no event, `Unreachable`, `Rejected`.
    """
    publication = yield from transact(lambda ledger: _with_event(ledger, activity_id))
    if publication.state in GONE:
        return publication
    until = (yield from ask(Now())) + policy.patience
    while True:
        if (yield from known(publication.event_id or "")):
            return (yield from _keep(evolve(publication, state=PublicationState.REGISTERED)))
        now = yield from ask(Now())
        if now + policy.poll > until:
            return publication
        yield from ask(Pause(policy.poll))


def known(event_id: str) -> Flow[bool]:
    """Whether UiTPAS knows an event by now; raises `Unreachable` and `Rejected`."""
    found = yield from ask(EventCardSystems(event_id))
    if isinstance(found, Problem) and found.status == 404:
        return False
    answer_or_raise(UITPAS, found)
    return True


def _present(ledger: Ledger, activity_id: str, publisher: Publisher) -> tuple[Case, Edition | None]:
    """What is to be published, and the edition when there is one; raises what stands in the way."""
    edition = ledger.edition(activity_id)
    if edition and edition.event_id is None:
        raise PublicationUnknown(activity_id)
    if edition and edition.state in GONE:
        raise EventGone(activity_id, edition.event_id, edition.state.value)
    case = read_case(ledger, activity_id, edition, publisher)
    if edition is None:
        lacking = missing(case.activity) if case.activity.publish else (NOT_MEANT,)
        if lacking:
            raise Incomplete(activity_id, lacking)
    return case, edition


def _shown_again(present: Edition, publisher: Publisher, policy: Policy) -> Flow[Publication]:
    if present.withdrawn:
        claimed = yield from claim(present.activity_id, policy)
        shown = evolve(claimed, withdrawn=False)
        yield from update(shown, publisher, policy, {}, {Field.AUDIENCE})
    return present.publication


def _settle(
    ledger: Ledger, told: Edition, outcome: Written[str], now: datetime, policy: Policy
) -> tuple[Publication, PubliqError | None]:
    """Write what UiTdatabank answered; what was refused or never sent leaves no publication behind, unless
    the worker has sent it again: nobody waits for that answer, so it stays and says why.

    A refusal of the organizer alone may come after the event was made: it is looked up first.
    """
    match outcome:
        case Done(event_id):
            made = evolve(told, state=PublicationState.PUBLISHED, event_id=event_id, attempts=0, why=None)
            made = evolve(made, due=next_look(made, now, policy), alert=standing_warning(told.alert))
            return (made if ledger.keep_edition(made) else _kept_late(ledger, made)).publication, None
        case NoAnswer(why):
            error: PubliqError = Unreachable(UITDATABANK, f"the event was sent, no answer came: {why}")
            return _unknown(ledger, told, why, now, policy), error
        case Refused(problem) if any(each.pointer == "/organizer" for each in problem.mistakes):
            return _unknown(ledger, told, str(problem), now, policy), Rejected(UITDATABANK, problem)
        case Refused(problem):
            error = Rejected(UITDATABANK, problem)
        case _:
            error = Unreachable(UITDATABANK, outcome.why)
    if told.attempts > 1:
        alert = str(error) if isinstance(outcome, Refused) else told.alert
        return _unknown(ledger, evolve(told, alert=alert), str(error), now, policy), error
    if ledger.keep_edition(told):  # else a worker has sent it since
        ledger.drop_publication(told.activity_id)
    return Publication(told.activity_id, PublicationState.PUBLISHING), error


def _kept_late(ledger: Ledger, made: Edition) -> Edition:
    """Keep an event whose answer came after our lease, unless there is another by now: then a person hears
    that there are two.
    """
    present = ledger.edition(made.activity_id)
    if present is None or present.event_id is None:
        ledger.save_publication(made.publication)
        return made
    if present.event_id != made.event_id:
        ledger.keep_edition(evolve(present, alert=f"event {made.event_id} {BESIDE_IT}", due=made.due))
    return present


def _unknown(ledger: Ledger, told: Edition, why: str, now: datetime, policy: Policy) -> Publication:
    """An event may be there: nothing is sent again until it was looked for."""
    waits = evolve(told, state=PublicationState.UNKNOWN, due=now + policy.quiet, why=why)
    ledger.keep_edition(waits)
    return waits.publication


def _keep(publication: Publication) -> Flow[Publication]:
    yield from transact(lambda ledger: ledger.save_publication(publication))
    return publication


def _with_event(ledger: Ledger, activity_id: str) -> Publication:
    publication = ledger.publication(activity_id)
    if publication is None or publication.event_id is None:
        ledger.activity(activity_id)
        raise NotFound("publication of activity", activity_id)
    return publication

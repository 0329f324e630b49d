"""Watch: look at events that are due: registered, moderated, edited, sold out, cancelled (R17, F23, F36)."""

from __future__ import annotations

from attrs import evolve, frozen

from ..errors import PubliqError
from ..model.difference import Side
from ..model.field import FOLLOWING, Field
from ..model.outcome import Alert
from ..model.policy import Policy
from ..model.problem import Problem
from ..model.publication import GONE, UNSETTLED, Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..ports.outcomes import Unavailable
from ..ports.publiq import ListPermissions
from ..rules.discount import missing_for_discount, no_discount, standing_warning
from ..rules.status import overview
from .editions import keep, next_look, read_case
from .find_event import find_event
from .publish import known
from .update import update


@frozen
class Watched:
    """How many events were looked at, and what a person has to hear of them."""

    count: int = 0
    alerts: tuple[Alert, ...] = ()


def watch(publisher: Publisher, policy: Policy, most: int = 100) -> Flow[Watched]:
    """Go on with every publication that is due, at most `most`; each is claimed by one worker.

    A lost creation is looked up. An event that UiTPAS may know by now is asked for. A full or cancelled
    activity says so in UiTdatabank, and no longer when places come free. One that was rejected or deleted
    there sells no discount any more, and is told in an alert, once.
    """
    count = 0
    alerts: list[Alert] = []
    while count < most:
        claimed = yield from _next_due(policy)
        if claimed is None:
            break
        count += 1
        yield from _look_after(claimed, publisher, policy)
        after = yield from _as_it_is(claimed.activity_id)
        if after and after.alert and after.alert != claimed.alert:
            alerts.append(Alert(after.activity_id, after.event_id, after.alert))
    return Watched(count, tuple(alerts))


def _next_due(policy: Policy) -> Flow[Edition | None]:
    now = yield from ask(Now())
    return (yield from transact(lambda ledger: ledger.claim_due_edition(now, policy.lease)))


def _as_it_is(activity_id: str) -> Flow[Edition | None]:
    return (yield from transact(lambda ledger: ledger.edition(activity_id)))


def _look_after(claimed: Edition, publisher: Publisher, policy: Policy) -> Flow[None]:
    now = yield from ask(Now())
    if claimed.state in UNSETTLED:
        yield from find_event(claimed, publisher, policy)
        return
    if claimed.state not in GONE:
        claimed = yield from _registered(claimed)
        claimed = yield from _warned(claimed, publisher)
    overdue = claimed.looked_at is None or now >= claimed.looked_at + policy.watch
    if not overdue and claimed.ours and not (yield from _follows(claimed, publisher)):
        attempts = claimed.attempts + 1 if claimed.state is PublicationState.PUBLISHED else 0
        waits = evolve(claimed, attempts=attempts)
        yield from keep(evolve(waits, due=next_look(waits, now, policy)))
        return
    whole = claimed.theirs.get(Field.ORGANIZER, "") is not None
    yield from update(claimed, publisher, policy, {}, FOLLOWING if whole else None)


def _registered(claimed: Edition) -> Flow[Edition]:
    """Ask UiTPAS whether it knows the event by now; silence is no answer, and no error (F23)."""
    if claimed.state is not PublicationState.PUBLISHED:
        return claimed
    try:
        if not (yield from known(claimed.event_id or "")):
            return claimed
    except PubliqError as error:
        return evolve(claimed, why=str(error))
    return evolve(claimed, state=PublicationState.REGISTERED, attempts=0, why=None)


def _warned(claimed: Edition, publisher: Publisher) -> Flow[Edition]:
    """Ask for our permissions again while it is known that they give no discount (R10)."""
    if standing_warning(claimed.alert) is None:
        return claimed
    granted = yield from ask(ListPermissions())
    if isinstance(granted, Problem | Unavailable):
        return claimed
    case = yield from transact(lambda ledger: read_case(ledger, claimed.activity_id, claimed, publisher))
    return evolve(claimed, alert=no_discount(missing_for_discount(case.organizer_id, granted)))


def _follows(claimed: Edition, publisher: Publisher) -> Flow[bool]:
    """Whether what is full or cancelled changed here since both sides agreed."""

    def work(ledger: Ledger) -> bool:
        case = read_case(ledger, claimed.activity_id, claimed, publisher)
        taken = ledger.taken_of(claimed.activity_id)
        found = overview(case.activity, case.organizer_id, claimed, taken).differences
        return any(each.field in FOLLOWING and each.side is not Side.THERE for each in found)

    return (yield from transact(work))

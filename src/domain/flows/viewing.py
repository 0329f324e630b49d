"""Viewing: what may be shown to whom, and how often they may ask (F38)."""

from __future__ import annotations

from datetime import UTC, datetime

from ..errors import NotFound, PassTaken, Rejected, TooManyQuestions
from ..model.identifier import Identifier
from ..model.offer import Offer
from ..model.pass_status import PassStatus
from ..model.policy import Policy
from ..model.said import Said
from ..model.sentences import explain
from ..model.standing import Standing
from ..model.viewer import Viewer
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules.freshness import valid_until
from ..rules.pricing import price_of
from ..rules.standing import status_of
from .offer import offer
from .passes import link_pass, pass_status

NOTHING = PassStatus(Standing.NOT_CHECKED, said=(explain(Said.NOTHING_TO_SHOW),))
"""What is told of everybody whose status one may not see, whether they exist or not."""
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def count_question(viewer: Viewer, policy: Policy) -> Flow[datetime]:
    """Count one question of a viewer, and tell the time; raises `TooManyQuestions`, whatever was asked."""
    now = yield from ask(Now())
    window = policy.privacy.window
    since = now - (now - _BEGINNING) % window
    asked = yield from transact(lambda ledger: ledger.count_question(viewer.id, since))
    if asked > policy.privacy.questions:
        raise TooManyQuestions(since + window - now)
    return now


def status_for(viewer: Viewer, participant_id: str, policy: Policy) -> Flow[PassStatus]:
    """How a pass stands, for who may see it; for others always the same, and nothing is looked up.

    Raises `TooManyQuestions`.
    """
    yield from count_question(viewer, policy)
    if not viewer.may_see(participant_id):
        return NOTHING
    try:
        return (yield from pass_status(participant_id, policy))
    except NotFound:
        return NOTHING


def offer_for(viewer: Viewer, participant_id: str, activity_id: str, policy: Policy) -> Flow[Offer]:
    """What a participant can pay, for who may see it; for others always the base price, without a reason.

    Raises `TooManyQuestions`, `NotFound` for an activity, and for a participant that may be seen.
    """
    now = yield from count_question(viewer, policy)
    if viewer.may_see(participant_id):
        return (yield from offer(participant_id, activity_id, policy))
    return (yield from transact(lambda ledger: _base_price(ledger, participant_id, activity_id, now, policy)))


def _base_price(
    ledger: Ledger, participant_id: str, activity_id: str, now: datetime, policy: Policy
) -> Offer:
    price = price_of(ledger.activity(activity_id))
    return Offer(participant_id, activity_id, price, valid_until(now, policy.cache, policy.renewal))


def link_pass_for(
    viewer: Viewer,
    participant_id: str,
    identifier: Identifier,
    policy: Policy,
    consent_by: str | None = None,
) -> Flow[PassStatus]:
    """Keep the pass that a parent typed in for their child, and tell how it stands.

    A number that is nobody's and one that is another child's are told alike: who types numbers in learns
    nothing of others. For whom they may not see nothing happens, and nothing is told. Raises
    `TooManyQuestions`, `ConsentNeeded`, `Unreachable`.
    """
    now = yield from count_question(viewer, policy)
    if not viewer.may_see(participant_id):
        return NOTHING
    try:
        yield from link_pass(participant_id, identifier, policy, consent_by)
    except NotFound:
        return NOTHING
    except PassTaken:
        return PassStatus(Standing.NO_SUCH_PASS, now)
    except Rejected as refused:
        seen = status_of(refused.problem, now)
        hidden = seen.standing is Standing.NO_SUCH_PASS
        return PassStatus(Standing.NO_SUCH_PASS, now) if hidden else seen
    return (yield from pass_status(participant_id, policy))

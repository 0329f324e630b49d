"""Editions: claim them, read what belongs to them, and give them back."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from ..errors import NotFound, PublicationUnderWay
from ..model.activity import Activity
from ..model.enrolment import STANDING, TAKES_A_PLACE, EnrolmentState
from ..model.openness import Openness
from ..model.policy import Policy
from ..model.publication import Edition, PublicationState
from ..model.publisher import Publisher
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules.status import openness_of

HAS_A_SALE = STANDING | {EnrolmentState.CANCELLING}
"""States in which UiTPAS holds the sale of an enrolment that has one."""


@frozen
class Case:
    """An activity with what it inherits, and what the ledger knows beside it."""

    activity: Activity
    organizer_id: str
    openness: Openness
    sold: tuple[int, ...] = ()


def read_case(ledger: Ledger, activity_id: str, edition: Edition | None, publisher: Publisher) -> Case:
    """What is to be told of an activity, and the enrolments of which UiTPAS holds a sale."""
    activity = ledger.activity(activity_id)
    openness = openness_of(activity, ledger.taken_of(activity_id), edition)
    return Case(activity, publisher.organisation.organizer_of(activity), openness, sold(ledger, activity_id))


def sold(ledger: Ledger, activity_id: str) -> tuple[int, ...]:
    """The enrolments of an activity of which UiTPAS holds a sale."""
    return tuple(e.id for e in ledger.enrolments(activity_id) if e.sale_id and e.state in HAS_A_SALE)


def at_another_price(ledger: Ledger, activity: Activity) -> tuple[int, ...]:
    """The enrolments that keep another base price than the activity has now (F24)."""
    return tuple(
        each.id
        for each in ledger.enrolments(activity.id)
        if each.state in TAKES_A_PLACE and each.base_price != activity.base_price
    )


def claim(activity_id: str, policy: Policy) -> Flow[Edition]:
    """Take the edition of an activity; raises `NotFound` and `PublicationUnderWay`."""
    now = yield from ask(Now())

    def work(ledger: Ledger) -> Edition:
        if ledger.edition(activity_id) is None:
            ledger.activity(activity_id)
            raise NotFound("publication of activity", activity_id)
        claimed = ledger.claim_edition(activity_id, now, policy.lease)
        if claimed is None:
            raise PublicationUnderWay(activity_id)
        return claimed

    return (yield from transact(work))


def keep(edition: Edition) -> Flow[bool]:
    """Write an edition and give it back; `False` when it was somebody else's meanwhile."""
    return (yield from transact(lambda ledger: ledger.keep_edition(edition)))


def next_look(edition: Edition, now: datetime, policy: Policy) -> datetime:
    """When an event is looked at again: soon until UiTPAS knows it, then at the pace of the policy."""
    if edition.state is not PublicationState.PUBLISHED:
        return now + policy.watch
    doublings = min(edition.attempts, 20)
    return now + min(policy.poll * (1 << doublings), policy.watch)


def after_trouble(edition: Edition, now: datetime, policy: Policy) -> datetime:
    """When to try again what went wrong."""
    wait: timedelta = policy.wait(edition.attempts + 1)
    return now + min(wait, policy.watch)

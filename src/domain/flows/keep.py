"""Keep what the host tells of its activities, and have the worker follow what that means."""

from __future__ import annotations

from attrs import evolve

from ..errors import NotFound
from ..model.activity import Activity
from ..model.activity_type import ActivityType
from ..model.calendar import Slot
from ..model.publication import Overview, PublicationStatus
from ..model.publisher import Publisher
from ..ports.effects import Flow, transact
from ..ports.ledger import Ledger
from ..rules.status import overview


def keep_activity(activity: Activity) -> Flow[None]:
    """Keep an activity over what was known of it; the worker looks when it is cancelled or full by that."""

    def work(ledger: Ledger) -> None:
        try:
            before: Activity | None = ledger.own_activity(activity.id)
        except NotFound:
            before = None
        ledger.save_activity(activity)
        if before and _follows(before) != _follows(activity):
            ledger.touch_edition(activity.id)

    yield from transact(work)


def _follows(activity: Activity) -> tuple[object, ...]:
    slots = [(slot.order, slot.cancelled, slot.sold_out) for slot in activity.slots]
    return activity.cancelled, activity.capacity, slots


def keep_type(activity_type: ActivityType) -> Flow[None]:
    """Keep an activity type over what was known of it; its activities say so when they are next sent."""
    yield from transact(lambda ledger: ledger.save_activity_type(activity_type))


def cancel_activity(activity_id: str, slot: Slot | None = None) -> Flow[Activity]:
    """Say that an activity, or one of its slots, does not take place; the worker tells UiTdatabank (R17).

    Enrolments stay as they are: each is cancelled by itself. Raises `NotFound`, also for a slot that the
    activity does not have.
    """
    before = yield from transact(lambda ledger: ledger.own_activity(activity_id))
    if slot is None:
        after = evolve(before, cancelled=True)
    else:
        if slot.order not in {each.order for each in before.slots}:
            raise NotFound("slot", f"{slot.start.isoformat()}")
        after = evolve(before, slots=[_cancelled(each, slot) for each in before.slots])
    yield from keep_activity(after)
    return after


def _cancelled(each: Slot, slot: Slot) -> Slot:
    return evolve(each, cancelled=True) if each.order == slot.order else each


def overviews(
    publisher: Publisher, statuses: frozenset[PublicationStatus] = frozenset()
) -> Flow[tuple[Overview, ...]]:
    """How every activity stands, or those of some statuses, from the ledger alone."""

    def work(ledger: Ledger) -> tuple[Overview, ...]:
        editions, taken = ledger.editions(), ledger.taken()
        return tuple(
            overview(
                each, publisher.organisation.organizer_of(each), editions.get(each.id), taken.get(each.id, 0)
            )
            for each in ledger.activities()
        )

    found = yield from transact(work)
    return tuple(each for each in found if not statuses or each.status in statuses)


def overview_of(activity_id: str, publisher: Publisher) -> Flow[Overview]:
    """How one activity stands, from the ledger alone; raises `NotFound`."""

    def work(ledger: Ledger) -> Overview:
        activity = ledger.activity(activity_id)
        organizer_id = publisher.organisation.organizer_of(activity)
        return overview(activity, organizer_id, ledger.edition(activity_id), ledger.taken_of(activity_id))

    return (yield from transact(work))

"""The publication status of an activity: one word, from what the ledger knows alone."""

from __future__ import annotations

from ..model.activity import Activity
from ..model.difference import Difference, Side
from ..model.field import FOLLOWING
from ..model.openness import Openness
from ..model.publication import Edition, Overview, PublicationState, PublicationStatus
from .differences import differences
from .fields import ours
from .missing import missing

_S = PublicationStatus
_GONE = {PublicationState.REJECTED: _S.REJECTED, PublicationState.DELETED: _S.DELETED}


def openness_of(activity: Activity, taken: int, edition: Edition | None) -> Openness:
    """Whether it is full, and whether it was withdrawn."""
    full = activity.capacity is not None and taken >= activity.capacity
    return Openness(full, edition is not None and edition.withdrawn)


def overview(activity: Activity, organizer_id: str, edition: Edition | None, taken: int) -> Overview:
    """How an activity stands; `activity` has what it inherits."""
    lacking = missing(activity)
    openness = openness_of(activity, taken, edition)
    found: tuple[Difference, ...] = ()
    if edition and edition.event_id and not lacking and edition.state not in _GONE:
        found = differences(
            ours(activity, organizer_id, openness), edition.seen, edition.ours, edition.theirs
        )
    return Overview(
        activity_id=activity.id,
        name=activity.name,
        status=_status(activity, edition, lacking, found, openness),
        event_id=edition.event_id if edition else None,
        missing=lacking,
        differences=found,
        taken=taken,
        capacity=activity.capacity,
        why=edition.why if edition else None,
        alert=edition.alert if edition else None,
    )


def _status(
    activity: Activity,
    edition: Edition | None,
    lacking: tuple[str, ...],
    found: tuple[Difference, ...],
    openness: Openness,
) -> PublicationStatus:
    """What weighs most comes first: what is gone, then what waits for somebody, then how it is."""
    if edition is None:
        return _unpublished(activity, lacking)
    if edition.state in _GONE:
        return _GONE[edition.state]
    if edition.event_id is None:
        return _S.PUBLISHING
    if activity.cancelled:
        return _S.CANCELLED
    if any(each.side is not Side.HERE for each in found):
        return _S.CHANGED_THERE
    if lacking or any(each.field not in FOLLOWING for each in found):
        return _S.CHANGED_HERE
    if openness.full:
        return _S.SOLD_OUT
    if openness.withdrawn:
        return _S.WITHDRAWN
    return _S.REGISTERED if edition.state is PublicationState.REGISTERED else _S.PUBLISHED


def _unpublished(activity: Activity, lacking: tuple[str, ...]) -> PublicationStatus:
    if not activity.publish:
        return _S.NOT_APPLICABLE
    if activity.cancelled:
        return _S.CANCELLED
    return _S.INCOMPLETE if lacking else _S.READY

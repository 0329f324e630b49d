"""Where a pass stands, given what UiTPAS said of it (F26, F27)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from ..model.pass_status import PassStatus
from ..model.problem import Problem
from ..model.reason import Reason
from ..model.standing import Standing
from ..model.uitpas import Pass, SocialTariffStatus
from .entitlement import reason_of

_OF_REASON = {
    Reason.BLOCKED: Standing.BLOCKED,
    Reason.UNREGISTERED: Standing.UNREGISTERED,
    Reason.REPLACED: Standing.REPLACED,
    Reason.NO_SUCH_PASS: Standing.NO_SUCH_PASS,
    Reason.EXPIRED: Standing.EXPIRED,
    Reason.SUSPENDED: Standing.SUSPENDED,
}
_OF_STATUS = {
    SocialTariffStatus.NONE: Standing.NONE,
    SocialTariffStatus.EXPIRED: Standing.EXPIRED,
    SocialTariffStatus.SUSPENDED: Standing.SUSPENDED,
}


def status_of(answer: Pass | Problem, at: datetime, ours: Collection[int] = ()) -> PassStatus:
    """How a pass stands; `ours` are the card systems whose passes count here, none for all of them."""
    match answer:
        case Problem():
            said = (answer.message,) if answer.message else ()
            standing = _OF_REASON.get(reason_of(answer) or Reason.PASS_REFUSED, Standing.REFUSED)
            return PassStatus(standing, at, passholder_id=answer.passholder_id, said=said)
        case Pass():
            return PassStatus(
                _standing(answer, at, ours),
                at,
                answer.social_tariff.end_date,
                answer.passholder_id,
                answer.card_system,
                answer.messages,
            )


def is_elsewhere(found: Pass, ours: Collection[int]) -> bool:
    """Whether a pass is of a region that is not ours; where we were told of none, no pass is."""
    return bool(ours) and found.card_system is not None and found.card_system.id not in ours


def _standing(found: Pass, at: datetime, ours: Collection[int]) -> Standing:
    right = found.social_tariff
    if right.status is not SocialTariffStatus.ACTIVE:
        return _OF_STATUS[right.status]
    if is_elsewhere(found, ours):
        return Standing.OTHER_REGION
    ended = right.end_date is not None and right.end_date.astimezone(UTC) < at.astimezone(UTC)
    return Standing.GRACE if ended else Standing.ENTITLED  # entitled both: the date only explains (R3)

"""Where a pass stands, given what UiTPAS said of it (F26, F27)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from attrs import evolve

from ..model.pass_status import PassStatus
from ..model.problem import Problem
from ..model.reason import Reason
from ..model.standing import Standing
from ..model.uitpas import CardSystem, Pass, SocialTariffStatus
from .entitlement import reason_of

GONE = frozenset({Reason.BLOCKED, Reason.REPLACED, Reason.NO_SUCH_PASS})
"""Refusals after which the holder may have another card (F25)."""
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
_VALID = frozenset({Standing.ENTITLED, Standing.GRACE})


def status_of(answer: Pass | Problem, at: datetime, passholder_id: str | None = None) -> PassStatus:
    """How a pass stands; `passholder_id` is who was known to hold it, for when UiTPAS does not say."""
    match answer:
        case Problem():
            said = (answer.message,) if answer.message else ()
            standing = _OF_REASON.get(reason_of(answer) or Reason.PASS_REFUSED, Standing.REFUSED)
            return PassStatus(standing, at, passholder_id=answer.passholder_id or passholder_id, said=said)
        case _:
            return PassStatus(
                _standing(answer, at),
                at,
                answer.social_tariff.end_date,
                answer.passholder_id,
                answer.card_system,
                answer.messages,
            )


def seen_from(status: PassStatus, ours: Collection[int]) -> PassStatus:
    """The same, seen from our own regions: elsewhere a right says nothing here (F26)."""
    if status.standing in _VALID and is_elsewhere(status.card_system, ours):
        return evolve(status, standing=Standing.OTHER_REGION)
    return status


def is_elsewhere(system: CardSystem | None, ours: Collection[int]) -> bool:
    """Whether a card is of a region that is not ours; where we were told of none, no card is."""
    return bool(ours) and system is not None and system.id not in ours


def may_have_another(answer: object) -> bool:
    """Whether the holder of a refused pass may have another card by now (F25)."""
    return isinstance(answer, Problem) and reason_of(answer) in GONE


def _standing(found: Pass, at: datetime) -> Standing:
    right = found.social_tariff
    if right.status is not SocialTariffStatus.ACTIVE:
        return _OF_STATUS[right.status]
    ended = right.end_date is not None and right.end_date.astimezone(UTC) < at.astimezone(UTC)
    return Standing.GRACE if ended else Standing.ENTITLED  # entitled both: the date only explains (R3)

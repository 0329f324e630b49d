"""What an offer says, given what UiTPAS answered (R3, R10, R15)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeAlias

from ..model.activity import Activity
from ..model.message import EndUserMessage
from ..model.offer import Offer
from ..model.participant import Bearer, Participant
from ..model.problem import Problem
from ..model.reason import Reason
from ..model.sentences import explain
from ..model.tariff import Tariffs
from ..model.uitpas import Pass, PassType
from ..ports.outcomes import Unavailable
from .entitlement import reason_now, reason_of, why_not
from .pricing import price_of
from .standing import is_elsewhere

PassAnswer: TypeAlias = Pass | Problem | Unavailable | None
TariffsAnswer: TypeAlias = Tariffs | Problem | Unavailable | None


def make_offer(
    participant: Participant | Bearer,
    activity: Activity,
    event_id: str | None,
    found: PassAnswer,
    quoted: TariffsAnswer,
    valid_until: datetime,
    ours: Collection[int] = (),
) -> Offer:
    """Put an offer together; `found` and `quoted` are `None` where nothing was asked.

    `ours` are the card systems whose passes count here, none for all of them.
    """
    reason = _reason_of_activity(activity) or _reason(participant, event_id, found, quoted)
    reason = _seen_from(reason, found, ours)
    said = _said(found) + _said(quoted)
    return Offer(
        participant_id=participant.id,
        activity_id=activity.id,
        base_price=price_of(activity),
        valid_until=valid_until,
        tariffs=quoted.available if isinstance(quoted, Tariffs) else (),
        reason=reason,
        messages=said or ((explain(reason),) if reason else ()),
        number=participant.uitpas_number,
        event_id=event_id,
        group=isinstance(found, Pass) and found.kind is PassType.GROUP,
    )


def _reason_of_activity(activity: Activity) -> Reason | None:
    if activity.free:
        return Reason.FREE
    return None if activity.uitpas else Reason.SWITCHED_OFF


def _reason(
    participant: Participant | Bearer, event_id: str | None, found: PassAnswer, quoted: TariffsAnswer
) -> Reason | None:
    if participant.uitpas_number is None:
        return Reason.NO_PASS
    if event_id is None:
        return Reason.NOT_PUBLISHED
    if isinstance(found, Pass):
        missing = why_not(found)
        return missing if missing or quoted is None else _refusal(quoted)
    return _refusal(found)


def _seen_from(reason: Reason | None, found: PassAnswer, ours: Collection[int]) -> Reason | None:
    """Say that a right is of another region, where that is why it gives nothing here (F26)."""
    elsewhere = isinstance(found, Pass) and is_elsewhere(found.card_system, ours)
    return Reason.OTHER_REGION if reason is Reason.NOT_AVAILABLE and elsewhere else reason


def _refusal(answer: PassAnswer | TariffsAnswer) -> Reason | None:
    match answer:
        case Problem():
            return reason_of(answer) or reason_now(answer)
        case Unavailable():
            return Reason.UNREACHABLE
        case Tariffs():
            return None if answer.social and answer.social.remaining else Reason.NOT_AVAILABLE
        case _:
            return None


def _said(answer: PassAnswer | TariffsAnswer) -> tuple[EndUserMessage, ...]:
    match answer:
        case Pass():
            return answer.messages
        case Tariffs() | Problem():
            return (answer.message,) if answer.message else ()
        case _:
            return ()

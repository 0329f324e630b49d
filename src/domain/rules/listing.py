"""What a price list says, given what UiTPAS answered."""

from __future__ import annotations

from ..model.activity import Activity
from ..model.list_price import ListPrice
from ..model.message import EndUserMessage
from ..model.problem import Problem
from ..model.reason import Reason
from ..model.sentences import explain
from ..model.tariff import Tariffs
from ..ports.outcomes import Answered, Unavailable
from ..ports.publiq import QuoteStaticTariff
from .entitlement import reason_now
from .pricing import price_of


def question_of(activity: Activity, event_id: str | None) -> QuoteStaticTariff | Reason:
    """What to ask for an activity, or why there is nothing to ask."""
    if activity.free:
        return Reason.FREE
    if not activity.uitpas:
        return Reason.SWITCHED_OFF
    return Reason.NOT_PUBLISHED if event_id is None else QuoteStaticTariff(event_id, price_of(activity))


def listed(activity: Activity, quoted: Answered[Tariffs] | Reason) -> ListPrice:
    """An activity with its general social tariff, or with the reason why there is none."""
    social = quoted.social if isinstance(quoted, Tariffs) else None
    return ListPrice(
        activity.id,
        activity.name,
        price_of(activity),
        social.price if social else None,
        None if social else _why_not(quoted),
    )


def _why_not(quoted: Answered[Tariffs] | Reason) -> EndUserMessage:
    match quoted:
        case Reason():
            return explain(quoted)
        case Unavailable():
            return explain(Reason.UNREACHABLE)
        case Problem():
            return quoted.message or explain(reason_now(quoted))
        case _:
            return quoted.message or explain(Reason.NOT_AVAILABLE)

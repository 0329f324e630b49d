"""Price list: the social tariff in general, for activities nobody has been chosen for yet."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.activity import Activity
from ..model.list_price import ListPrice
from ..model.reason import Reason
from ..ports.effects import Flow, together, transact
from ..ports.ledger import Ledger
from ..ports.publiq import QuoteStaticTariff
from ..rules.listing import listed, question_of


def price_list(activity_ids: Iterable[str]) -> Flow[tuple[ListPrice, ...]]:
    """The indicative social tariff of many activities, one call each, all at once.

    An activity without an event, or for which UiTPAS tells none, is listed with its base price and the
    reason. Raises `NotFound`, and `NotDiscountable` for one without a base price.
    """
    wanted = list(dict.fromkeys(activity_ids))
    known = yield from transact(lambda ledger: [_question(ledger, each) for each in wanted])
    asked = [question for _, question in known if isinstance(question, QuoteStaticTariff)]
    answers = dict(zip(asked, (yield from together(asked)), strict=True))
    return tuple(
        listed(activity, answers[question] if isinstance(question, QuoteStaticTariff) else question)
        for activity, question in known
    )


def _question(ledger: Ledger, activity_id: str) -> tuple[Activity, QuoteStaticTariff | Reason]:
    publication = ledger.publication(activity_id)
    activity = ledger.activity(activity_id)
    return activity, question_of(activity, publication.sells_as if publication else None)

"""Which of the sales at UiTPAS are those of an intent that was not answered (F1 to F3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from ..model.intent import Intent
from ..model.policy import Policy
from ..model.reward import Redeemed
from ..model.sale import SaleRequest, TicketSale

_NEVER = datetime.max.replace(tzinfo=UTC)


def match(
    intent: Intent, listed: Iterable[TicketSale], taken: Collection[str], policy: Policy
) -> tuple[TicketSale | None, ...]:
    """For each line of an intent the sale that is it: of the same pass, event, tariff and price, made
    since the first attempt and not kept for another line or intent; `None` where there is none.

    Of several it is the one made nearest to that attempt: a later one may belong to a later intent, which
    could not take an earlier one in its place and would be sent once more.

    With a reference in `regularPriceLabel` only a sale with that reference is it.
    """
    begun = intent.first_sent_at or intent.due
    since = begun - policy.skew
    free = {sale.id: sale for sale in listed if sale.id not in taken and _made_since(sale, since)}
    nearest_first = sorted(free.values(), key=lambda sale: (abs((sale.created or _NEVER) - begun), sale.id))
    found: list[TicketSale | None] = []
    for request in intent.requests:
        sale = next((sale for sale in nearest_first if _is(sale, request)), None)
        found.append(sale)
        if sale is not None:
            nearest_first.remove(sale)
    return tuple(found)


def match_redeemed(
    intent: Intent, listed: Iterable[Redeemed], taken: Collection[str], policy: Policy
) -> Redeemed | None:
    """The redeemed reward that is an intent's: the same reward, redeemed since the first attempt and not
    kept for another intent; of several the one nearest to that attempt.
    """
    begun = intent.first_sent_at or intent.due
    wanted = intent.redemption.reward_id if intent.redemption else None
    since = begun - policy.skew
    free = [each for each in listed if each.reward_id == wanted and each.id not in taken]
    fitting = [each for each in free if each.at is None or each.at >= since]
    return min(fitting, key=lambda each: (abs((each.at or _NEVER) - begun), each.id), default=None)


def sold_for(sale: TicketSale, sent: Iterable[Intent], policy: Policy) -> int | None:
    """The enrolment for which we can have made a sale: one that asked for the same just then.

    What was made at any other moment was sold elsewhere, by another till of the organizer.
    """
    under_way = [each for each in sent if _was_under_way(each, sale.created, policy)]
    lines = (line for each in under_way for line in each.lines if line.request and _is(sale, line.request))
    return next((line.enrolment_id for line in lines), None)


def redeemed_for(taken: Redeemed, sent: Iterable[Intent], policy: Policy) -> int | None:
    """The enrolment for which we can have redeemed a reward, as `sold_for`; `sent` asked for the same."""
    under_way = (each for each in sent if _was_under_way(each, taken.at, policy))
    return next((each.lines[0].enrolment_id for each in under_way), None)


def _was_under_way(intent: Intent, made: datetime | None, policy: Policy) -> bool:
    if intent.first_sent_at is None or intent.sent_at is None:
        return False
    earliest, latest = intent.first_sent_at - policy.skew, intent.sent_at + policy.quiet + policy.skew
    return made is None or earliest <= made <= latest


def _made_since(sale: TicketSale, since: datetime) -> bool:
    return sale.created is None or sale.created >= since


def _is(sale: TicketSale, request: SaleRequest) -> bool:
    same = (sale.number, sale.event_id, sale.tariff_id) == (
        request.number,
        request.event_id,
        request.tariff_id,
    )
    price = sale.regular_price is None or sale.regular_price == request.regular_price
    return same and price and (request.label is None or sale.label == request.label)

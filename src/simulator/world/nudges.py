"""What others do to a world while an application runs: counters, card systems, publiq's own staff."""

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve, frozen

from . import cards, events, udb_marks
from .clock import period_keys
from .pricing import PriceRule
from .refusals import Refusal, not_found
from .state import State
from .udb_values import Attached
from .values import (
    Card,
    CardStatus,
    CardSystem,
    Client,
    Event,
    Membership,
    Passholder,
    SocialTariff,
    WorkflowStatus,
)

_YEAR = timedelta(days=365)


@frozen(slots=False)
class Right:
    """A social tariff to grant: where (None is the card's own card system), until when, with which grace."""

    card_system: int | None = None
    end: datetime | None = None
    grace: timedelta = timedelta()


def grant_tariff(state: State, now: datetime, number: str, right: Right) -> Passholder:
    """Give a passholder a social tariff, of a year unless said otherwise."""
    tariff = SocialTariff(right.end or now + _YEAR, right.grace)
    return _change_tariff(state, number, right.card_system, lambda _: tariff)


def end_tariff(state: State, now: datetime, number: str, card_system: int | None = None) -> Passholder:
    """Let a social tariff end a moment ago, without grace."""

    def ended(_: SocialTariff) -> SocialTariff:
        return SocialTariff(now - timedelta(seconds=1))

    return _change_tariff(state, number, card_system, _of_one_there(ended))


def suspend_tariff(state: State, number: str, until: datetime, card_system: int | None = None) -> Passholder:
    """Suspend a social tariff until an instant."""
    return _change_tariff(
        state, number, card_system, _of_one_there(lambda tariff: evolve(tariff, suspended_until=until))
    )


def _of_one_there(
    change: Callable[[SocialTariff], SocialTariff],
) -> Callable[[SocialTariff | None], SocialTariff]:
    def changed(tariff: SocialTariff | None) -> SocialTariff:
        if tariff is None:
            raise not_found("This passholder has no social tariff there.")
        return change(tariff)

    return changed


def _change_tariff(
    state: State,
    number: str,
    card_system: int | None,
    change: Callable[[SocialTariff | None], SocialTariff],
) -> Passholder:
    card = _card(state, number)
    holder = _holder(state, card)
    system = card.card_system if card_system is None else card_system
    if system not in state.card_systems:
        raise not_found("There is no such card system.")
    present = holder.membership(system) or Membership(system)
    changed = evolve(present, social_tariff=change(present.social_tariff))
    others = tuple(each for each in holder.memberships if each.card_system != system)
    state.passholders.put(holder.id, evolve(holder, memberships=(*others, changed)))
    return state.passholders[holder.id]


def block_card(state: State, number: str) -> Card:
    """Block a card that is in use."""
    try:
        return cards.move(state, _card(state, number), CardStatus.BLOCKED)
    except cards.IllegalTransition as error:
        raise _impossible(str(error)) from None


def replace_card(state: State, number: str, by: str | None = None) -> Card:
    """Give the holder another card; its number is `by`, of a card in stock, or a new one."""
    old, new = _card(state, number), _card(state, by) if by is not None else None
    if new is not None and new.status is not CardStatus.LOCAL_STOCK:
        raise _impossible("the new card is not in stock")
    try:
        return cards.replace(state, old, new)
    except cards.IllegalTransition as error:
        raise _impossible(str(error)) from None


def use_up_coupon(state: State, now: datetime, number: str, coupon_id: str) -> None:
    """Use up what is left of a coupon in the present period."""
    holder = _holder(state, _card(state, number))
    coupon = state.coupons.get(coupon_id)
    if coupon is None or coupon_id not in state.coupons_of.of(holder.id):
        raise not_found("This passholder has no such coupon.")
    period = period_keys(now)[coupon.limit.period]
    state.usage.put((("coupon", holder.id, coupon.id), period), coupon.limit.volume)


def change_tariff_rule(state: State, card_system: int, rule: PriceRule) -> CardSystem:
    """Let a card system compute its social tariff by another rule, special rules aside."""
    system = state.card_systems.get(card_system)
    if system is None:
        raise not_found("There is no such card system.")
    state.card_systems.put(card_system, evolve(system, social_tariff=rule))
    return state.card_systems[card_system]


def grant_permission(state: State, client_id: str, organizer: str, permission: str) -> Client:
    """Give a client a permission for an organizer."""
    if organizer not in state.organizers:
        raise not_found("There is no such organizer.")
    client = _client(state, client_id)
    granted = client.permissions.get(organizer, frozenset()) | {permission}
    return _permit(state, client, organizer, granted)


def withdraw_permission(state: State, client_id: str, organizer: str, permission: str | None) -> Client:
    """Take a permission for an organizer from a client; None takes all of them."""
    client = _client(state, client_id)
    if permission is None:
        return _permit(state, client, organizer, frozenset())
    return _permit(state, client, organizer, client.permissions.get(organizer, frozenset()) - {permission})


def _permit(state: State, client: Client, organizer: str, granted: frozenset[str]) -> Client:
    others = {name: each for name, each in client.permissions.items() if name != organizer}
    permissions = {**others, organizer: granted} if granted else others
    state.clients.put(client.id, evolve(client, permissions=permissions))
    return state.clients[client.id]


def judge_event(
    state: State, now: datetime, event_id: str, *, approved: bool, reason: str | None = None
) -> Event:
    """Approve or reject an event as a moderator does, whatever its status was."""
    event = state.events.get(event_id)
    if event is None:
        raise not_found("There is no such event.")
    status = WorkflowStatus.APPROVED if approved else WorkflowStatus.REJECTED
    shown_from = event.available_from or now
    changed = evolve(event, workflow_status=status, available_from=shown_from, modified=now)
    udb_marks.remember(state, now, changed)
    events.store(state, now, changed)
    if not approved:
        attached = state.udb_attached.get(event_id) or Attached()
        state.udb_attached.put(event_id, evolve(attached, rejection=reason))
    return state.events[event_id]


def close_report_period(state: State, now: datetime, organizer: str | None = None) -> tuple[int, int]:
    """Settle what an organizer, or each, has sold until now: none of it can be undone from then on.

    The financial reports that are still being made are ready. Says how many of those there were, and how many
    sales are settled by this.
    """
    open_sales = [
        sale.id
        for sale in state.sales.values()
        if organizer in (None, sale.organizer) and sale.id not in state.settled
    ]
    for sale_id in open_sales:
        state.settled.put(sale_id, now)
    pending = [
        (key, report)
        for key, report in state.reports.items()
        if report.ready > now and organizer in (None, report.organizer)
    ]
    for key, report in pending:
        state.reports.put(key, evolve(report, ready=now))
    return len(pending), len(open_sales)


def revoke_tokens(state: State, client_id: str | None = None) -> int:
    """Revoke the tokens of a client, or all; say how many there were."""
    revoked = [token.value for token in state.tokens.values() if client_id in (None, token.client)]
    for value in revoked:
        state.tokens.drop(value)
    return len(revoked)


def _card(state: State, number: str) -> Card:
    card = state.cards.get(number)
    if card is None:
        raise not_found("There is no such card.")
    return card


def _holder(state: State, card: Card) -> Passholder:
    holder = state.passholders.get(card.holder)
    if holder is None:
        raise not_found("Nobody holds this card.")
    return holder


def _client(state: State, client_id: str) -> Client:
    client = state.clients.get(client_id)
    if client is None:
        raise not_found("There is no such client.")
    return client


def _impossible(why: str) -> Refusal:
    return Refusal("body/invalid-data", "Invalid body data", detail=f"{why[:1].upper()}{why[1:]}.")

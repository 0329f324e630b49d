"""Compute what a pass pays for an event: the social tariff of its region, and its coupons."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import evolve

from . import refusals
from .limits import Limited, Tally, limits_on, sold_out_message
from .passes import Pass, active_memberships
from .pricing import price_under
from .quick import quick
from .refusals import Refusal
from .reward_tariffs import reward_tariffs
from .state import State
from .tickets import Quote, Tariff, TariffType
from .values import Coupon, Event, Membership, PeriodLimit, SocialTariffStatus

SOCIAL_TARIFF = "SOCIALTARIFF"
WITHOUT_LIMIT = 1000
"""What `remaining` says when nothing limits the number of tickets."""
_SOCIAL_TARIFF_NAME = "Kansentarief"
_SOCIAL, _COUPON, _ACTIVE = TariffType.SOCIALTARIFF, TariffType.COUPON, SocialTariffStatus.ACTIVE
_OTHER_REGION = "Het kansentarief van deze UiTPAS geldt niet in de regio van deze activiteit."
_NO_COUPON = "Met deze UiTPAS heb je geen coupon die je voor deze activiteit kan gebruiken."


@quick
class Buyer:
    """A pass that buys for an event, with the card systems that give a discount and the limits there.

    `memberships` are those that count: of these card systems, and not blocked.
    """

    held: Pass
    event: Event
    card_systems: tuple[int, ...]
    limits: Sequence[Limited]
    memberships: Sequence[Membership]


def registered_event(state: State, now: datetime, event_id: str) -> Event:
    """Take an event that UiTPAS knows by now; refused with `event-not-found`."""
    event = state.events.get(event_id)
    if event is None or event.known_to_uitpas_from is None or event.known_to_uitpas_from > now:
        raise refusals.event_not_found(event_id)
    return event


def card_systems_of(state: State, event: Event) -> tuple[int, ...]:
    """List the card systems that give a discount: the organizer's, less those switched off for the event."""
    systems, chosen = organizer_card_systems(state, event), state.event_card_systems.get(event.id)
    return systems if chosen is None else tuple(each for each in systems if each in chosen.enabled)


def organizer_card_systems(state: State, event: Event) -> tuple[int, ...]:
    """List the card systems of an event's organizer."""
    organizer = state.organizers.get(event.organizer)
    return organizer.card_systems if organizer else ()


def social_price(state: State, event: Event, system: int, regular: int, age: int | None = None) -> int:
    """Compute the social tariff of a card system, in cents: by manual keys, a rule that fits, or as usual."""
    rules = state.card_systems[system]
    if rules.manual_keys and (chosen := state.event_card_systems.get(event.id)) is not None:
        prices = [price_under(key.price, regular) for key in rules.manual_keys if key.id in chosen.keys]
        if prices:
            return min(prices)
    for rule in rules.rules:
        if rule.fits(event.id, age):
            return price_under(rule.price, regular)
    return price_under(rules.social_tariff, regular)


def _age(by: Buyer, today: date) -> int | None:
    """Count the years of a holder on a day."""
    born = by.held.holder.date_of_birth
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def buyer(state: State, held: Pass, event: Event) -> Buyer:
    """Let a pass buy; refused with `passholder-no-active-cardsystems` when no membership counts."""
    memberships = active_memberships(held.holder)
    if not memberships:
        raise refusals.no_active_card_systems()
    systems = card_systems_of(state, event)
    here = [each for each in memberships if each.card_system in systems]
    return Buyer(held, event, systems, limits_on(state, held.holder, event), here)


def quote(tally: Tally, by: Buyer, regular: int, wanted: TariffType | None) -> Quote:
    """List the tariffs for a regular price in cents (`get-tariffs`).

    Where a social tariff is missing the quote says why. Refused with `social-tariff-expired` or
    `social-tariff-suspended` when that is the reason and there is no coupon either.
    """
    left = remaining(tally, by)
    if not left:
        return Quote((), sold_out_message(_used_up(tally, by)))
    coupons = tuple(_coupons(tally, by, regular, left)) if wanted is not _SOCIAL else ()
    if wanted is _COUPON:
        return Quote(coupons, None if coupons else _NO_COUPON)
    try:
        return Quote((social_tariff(tally, by, regular, left), *coupons))
    except Refusal as why:
        if not coupons and why.kind in _ERRORS_OF_A_QUOTE:
            raise
        return Quote(coupons, _OTHER_REGION if _is_entitled_elsewhere(tally, by) else why.message)


_ERRORS_OF_A_QUOTE = frozenset({"uitpas/social-tariff-expired", "uitpas/social-tariff-suspended"})


def static_quote(state: State, event: Event, regular: int) -> Quote:
    """Say what somebody of the organizer's own region pays at the social tariff (`get-tariffs-static`)."""
    prices = [social_price(state, event, system, regular) for system in card_systems_of(state, event)]
    if not prices:
        raise refusals.social_tariff_not_available()
    return Quote((Tariff(SOCIAL_TARIFF, _SOCIAL_TARIFF_NAME, min(prices), TariffType.SOCIALTARIFF, 1),))


def social_tariff(tally: Tally, by: Buyer, regular: int, left: int) -> Tariff:
    """Compute the social tariff, the lowest when several regions give one; `left` is what the limits leave.

    Refused when the pass has none here, or none any more.
    """
    statuses: list[SocialTariffStatus] = []
    lowest: int | None = None
    for membership in by.memberships:
        status = membership.status(tally.now)
        statuses.append(status)
        if status is _ACTIVE:
            age = _age(by, tally.today)
            price = social_price(tally.state, by.event, membership.card_system, regular, age)
            lowest = price if lowest is None else min(lowest, price)
    if lowest is not None:
        return Tariff(SOCIAL_TARIFF, _SOCIAL_TARIFF_NAME, lowest, _SOCIAL, left)
    if SocialTariffStatus.SUSPENDED in statuses:
        raise refusals.social_tariff_suspended()
    if SocialTariffStatus.EXPIRED in statuses:
        raise refusals.social_tariff_expired()
    if not statuses:
        raise refusals.no_active_card_systems()
    raise refusals.tariff_not_available()


def coupon_tariff(tally: Tally, by: Buyer, regular: int, coupon_id: str, left: int) -> Tariff:
    """Compute the price with a coupon; refused with `invalid-coupon` when the pass has none such here."""
    coupon = tally.state.coupons.get(coupon_id)
    granted = tally.state.coupons_of.of(by.held.holder.id)
    if coupon is None or coupon_id not in granted or not _is_good(tally, by, coupon):
        raise refusals.invalid_coupon()
    return _priced(tally, by, regular, coupon, left)


def _coupons(tally: Tally, by: Buyer, regular: int, left: int) -> Iterator[Tariff]:
    for coupon_id in tally.state.coupons_of.of(by.held.holder.id):
        coupon = tally.state.coupons[coupon_id]
        if _is_good(tally, by, coupon):
            tariff = _priced(tally, by, regular, coupon, left)
            if tariff.remaining:
                yield tariff
    for spent in reward_tariffs(tally, by.held, by.event, regular):
        yield evolve(spent, remaining=min(spent.remaining, left))


def _is_good(tally: Tally, by: Buyer, coupon: Coupon) -> bool:
    """Say whether a coupon is for here and now; a holder who is blocked in its card system cannot use it."""
    membership = by.held.holder.membership(coupon.card_system)
    is_blocked = membership is not None and membership.blocked
    return coupon.card_system in by.card_systems and coupon.holds(tally.now) and not is_blocked


def _priced(tally: Tally, by: Buyer, regular: int, coupon: Coupon, left: int) -> Tariff:
    of_coupon = tally.left(("coupon", by.held.holder.id, coupon.id), coupon.limit)
    price = price_under(coupon.rule, regular)
    return Tariff(coupon.id, coupon.name, price, TariffType.COUPON, min(of_coupon, left))


def remaining(tally: Tally, by: Buyer) -> int:
    """Say how many tickets the limits leave a pass for an event."""
    limits = by.limits
    return min([tally.left(subject, limit) for subject, limit in limits]) if limits else WITHOUT_LIMIT


def _used_up(tally: Tally, by: Buyer) -> PeriodLimit:
    """Find the limit that leaves nothing."""
    return next(limit for subject, limit in by.limits if not tally.left(subject, limit))


def _is_entitled_elsewhere(tally: Tally, by: Buyer) -> bool:
    return not by.memberships and any(
        m.status(tally.now) is _ACTIVE for m in active_memberships(by.held.holder)
    )

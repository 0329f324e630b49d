"""Register tickets all or none, undo them, and search them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from . import refusals
from .limits import Tally, count, reward_id_of, sold_out_message
from .passes import active_pass, card_by_number
from .refusals import Refusal
from .reward_tariffs import give_back, reward_tariff, spend
from .state import State
from .tariffs import SOCIAL_TARIFF, Buyer, buyer, coupon_tariff, registered_event, remaining, social_tariff
from .tickets import SaleRequest, Tariff, TicketSale
from .values import Event


@frozen(slots=False)
class Page:
    """A part of what was found, and how much there is in all."""

    total: int
    sales: Sequence[TicketSale]


def register(state: State, now: datetime, requests: Sequence[SaleRequest]) -> tuple[TicketSale, ...]:
    """Register every ticket or, when one is refused, none; the refusal points at that one."""
    tally = Tally(state, now)
    sales: list[TicketSale] = []
    for index, request in enumerate(requests):
        try:
            sale = _checked(tally, request, str(state.next_sale + index))
        except Refusal as refusal:
            raise refusal.of_element(index) from None
        tally.take(sale)
        sales.append(sale)
    for sale in sales:
        _record(state, sale)
        if reward_id_of(sale.tariff.id):
            spend(state, sale, active_pass(state, card_by_number(state, sale.uitpas_number)))
    state.next_sale += len(sales)
    return tuple(sales)


def undo(state: State, sale: TicketSale) -> None:
    """Take a sale back; its limits and coupon are free again. Refused when it was settled."""
    if sale.id in state.settled:
        raise refusals.sale_settled()
    state.sales.drop(sale.id)
    state.sales_of_event.discard(sale.event, sale.id)
    state.sales_of_holder.discard(sale.holder, sale.id)
    count(state, sale, -1)
    if reward_id_of(sale.tariff.id):
        give_back(state, sale)


def sale_by_id(state: State, sale_id: str) -> TicketSale:
    """Take a registered sale; refused with `ticket-sale-not-found`, also when it was undone."""
    sale = state.sales.get(sale_id)
    if sale is None:
        raise refusals.ticket_sale_not_found()
    return sale


@frozen(slots=False)
class Search:
    """Which sales to find: of an event, of a passholder, of organizers, with a part of a title."""

    event: str | None = None
    holder: str | None = None
    organizers: Sequence[str] = ()
    title: str | None = None

    def candidates(self, state: State) -> Iterable[str]:
        if self.event is not None:
            return state.sales_of_event.of(self.event)
        return state.sales_of_holder.of(self.holder) if self.holder is not None else state.sales

    def finds(self, state: State, sale: TicketSale) -> bool:
        return (
            self.holder in (None, sale.holder)
            and (not self.organizers or self._is_at_an_organizer(state, sale))
            and (self.title is None or self.title.casefold() in sale.event_title.casefold())
        )

    def _is_at_an_organizer(self, state: State, sale: TicketSale) -> bool:
        """Say whether the event is one of the organizers, or takes place at the location of one."""
        if sale.organizer in self.organizers:
            return True
        event = state.events.get(sale.event)
        places = {organizer.place for each in self.organizers if (organizer := state.organizers.get(each))}
        return event is not None and event.place in places


def search(state: State, wanted: Search, start: int, limit: int) -> Page:
    """Find sales, oldest first."""
    found = [sale for each in wanted.candidates(state) if wanted.finds(state, sale := state.sales[each])]
    return Page(len(found), found[start : start + limit])


def _checked(tally: Tally, request: SaleRequest, sale_id: str) -> TicketSale:
    event = registered_event(tally.state, tally.now, request.event)
    card = card_by_number(tally.state, request.uitpas_number)
    by = buyer(tally.state, active_pass(tally.state, card), event)
    tariff = _tariff(tally, by, request)
    if not tariff.remaining:
        raise _too_many(tally, by, tariff)
    return TicketSale(
        id=sale_id,
        created=tally.now,
        event=event.id,
        event_title=event.title,
        organizer=_organizer(event),
        holder=by.held.holder.id,
        uitpas_number=request.uitpas_number,
        tariff=tariff,
        regular_price=request.regular_price,
        label=request.label,
    )


def _tariff(tally: Tally, by: Buyer, request: SaleRequest) -> Tariff:
    left = remaining(tally, by)
    if request.tariff == SOCIAL_TARIFF:
        return social_tariff(tally, by, request.regular_price, left)
    if reward_id_of(request.tariff):
        tariff = reward_tariff(tally, by.held, by.event, request.regular_price, request.tariff)
        return evolve(tariff, remaining=min(tariff.remaining, left))
    return coupon_tariff(tally, by, request.regular_price, request.tariff, left)


def _too_many(tally: Tally, by: Buyer, tariff: Tariff) -> Refusal:
    """Tell a limit that was used up before from one that this request alone exceeds."""
    checked = list(by.limits)
    if tariff.id in tally.state.coupons:
        coupon = tally.state.coupons[tariff.id]
        checked.append((("coupon", by.held.holder.id, coupon.id), coupon.limit))
    for subject, limit in checked:
        if not tally.before(subject, limit):
            return refusals.maximum_reached(sold_out_message(limit))
    return refusals.invalid_number_of_tickets()


def _organizer(event: Event) -> str:
    if event.organizer is None:
        raise AssertionError("an event that UiTPAS knows has an organizer")
    return event.organizer


def _record(state: State, sale: TicketSale) -> None:
    state.sales.put(sale.id, sale)
    state.sales_of_event.add(sale.event, sale.id)
    state.sales_of_holder.add(sale.holder, sale.id)
    count(state, sale, 1)

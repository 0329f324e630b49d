"""What the operations of UiTPAS do, by operationId.

Permissions that hold for an organizer are checked once the event is known, before anything is said of a pass.
"""

from collections.abc import Callable, Mapping
from typing import cast

from ..wire.messages import Answer
from ..wire.service import Behaviour, Call, invalid_query
from ..world import people_refusals, refusals
from ..world.money import to_cents
from ..world.passes import Pass, active_memberships
from ..world.refusals import Refusal
from ..world.sales import Search
from ..world.tickets import SaleRequest, TariffType, TicketSale
from ..world.values import CardStatus, PassType
from . import person_shapes, shapes
from .shapes import Json

_DEFAULT_PAGE = 20
_PRICE_RULE = "The regular price must be greater than 0."


def get_passes(call: Call) -> Answer:
    call.need_somewhere()
    found = _pass(call, call.first("identifier") or "")
    return Answer(body=shapes.pass_of(found, call.world.clock.now()))


def get_pass_by_number(call: Call) -> Answer:
    """Answer as the deprecated operation does, which knows cards that are or were in use only."""
    call.need_somewhere()
    try:
        found = _pass(call, call.parameters["uitpasNumber"])
    except Refusal as refusal:
        raise _as_deprecated(refusal) from None
    return Answer(body=shapes.pass_of(found, call.world.clock.now()))


def get_tariffs(call: Call) -> Answer:
    event_id = call.first("eventId") or ""
    regular = _regular_price(call)
    call.need_for(call.world.registered_event(event_id).organizer)
    wanted = call.first("type")
    only = None if wanted in (None, "ANY") else TariffType(wanted)
    quoted = call.world.quote(event_id, call.first("uitpasNumber") or "", regular, only)
    return Answer(body=shapes.quote(quoted))


def get_static_tariffs(call: Call) -> Answer:
    event_id = call.first("eventId") or ""
    regular = _regular_price(call)
    call.need_for(call.world.registered_event(event_id).organizer)
    return Answer(body=shapes.quote(call.world.static_quote(event_id, regular)))


def post_ticket_sales(call: Call) -> Answer:
    elements = cast("list[dict[str, object]]", call.body)
    requests = [_sale_request(index, element) for index, element in enumerate(elements)]
    for index, request in enumerate(requests):
        try:
            event = call.world.registered_event(request.event)
        except Refusal as refusal:
            raise refusal.of_element(index) from None
        call.need_for(event.organizer)
    write = _writer(call)
    return Answer(body=[write(sale) for sale in call.world.register_sales(requests)])


def get_ticket_sales(call: Call) -> Answer:
    """List sales of an event, or of a passholder at organizers, or of both.

    Without either, which the contract refuses, they are those of all organizers of the caller.
    """
    event_id, holder = call.first("eventId"), call.first("passholderId")
    organizers = call.request.query.get("organizerId", [])
    if event_id is None and not organizers:
        organizers = [each for each in call.caller.permissions if call.caller.may("TICKETSALES_SEARCH", each)]
        if not organizers:
            call.need_for(None)
    for organizer in organizers:
        call.need_for(organizer)
    if event_id is not None:
        _need_for_event(call, event_id)
    wanted = Search(event_id, holder, organizers, call.first("eventTitle"))
    start, limit = int(call.first("start") or 0), int(call.first("limit") or _DEFAULT_PAGE)
    found = call.world.search_sales(wanted, start, limit)
    return Answer(body={"totalItems": found.total, "member": [*map(_writer(call), found.sales)]})


def _writer(call: Call) -> Callable[[TicketSale], Json]:
    """Write sales, and their passholders for a caller who may search those; a group is none."""
    if not call.may("PASSHOLDERS_SEARCH"):
        return shapes.sale
    holders = call.state.passholders

    def write(sale: TicketSale) -> Json:
        shape, holder = shapes.sale(sale), holders.get(sale.holder)
        if holder is not None and holder.pass_type is PassType.INDIVIDUAL:
            shape["passholder"] = person_shapes.passholder(call.state, call.now, holder)
        return shape

    return write


def _need_for_event(call: Call, event_id: str) -> None:
    """Check the permission for an event's organizer; one that nobody organizes has no sales to hide."""
    event = call.world.state.events.get(event_id)
    if event is None or event.organizer is None:
        call.need_somewhere()
    else:
        call.need_for(event.organizer)


def delete_ticket_sale(call: Call) -> Answer:
    sale = call.world.sale(call.parameters["ticketSaleId"])
    call.need_for(sale.organizer)
    call.world.undo_sale(sale.id)
    return Answer(204)


def _pass(call: Call, identifier: str) -> Pass:
    """Take a pass in use; refused with `passholder-blocked` for somebody whose memberships all are."""
    try:
        found = call.world.find_pass(identifier)
    except Refusal as refusal:
        raise refusals.pass_not_found() if refusal.kind == "uitpas/invalid-card" else refusal from None
    if found.holder.memberships and not active_memberships(found.holder):
        raise people_refusals.passholder_blocked()
    return found


def _as_deprecated(refusal: Refusal) -> Refusal:
    if refusal.members.get("cardStatus") in (None, CardStatus.DELETED):
        return refusal
    if refusal.members["cardStatus"] == CardStatus.BLOCKED:
        return refusals.card_blocked()
    return refusals.pass_not_found()


def _regular_price(call: Call) -> int:
    """Read the regular price, in cents, or refuse one that is not above zero."""
    try:
        cents = to_cents(call.first("regularPrice") or "")
    except ValueError:
        raise invalid_query("regularPrice: The data must match the type: number.") from None
    if cents <= 0:
        raise invalid_query(f"regularPrice: {_PRICE_RULE}")
    return cents


def _sale_request(index: int, element: dict[str, object]) -> SaleRequest:
    try:
        regular = to_cents(cast("float | str", element["regularPrice"]))
    except ValueError:
        raise refusals.invalid_data(
            (f"/{index}/regularPrice", "The data must match the type: number")
        ) from None
    if regular <= 0:
        raise refusals.invalid_data((f"/{index}/regularPrice", _PRICE_RULE))
    label = element.get("regularPriceLabel")
    tariff = cast("dict[str, object]", element["tariff"])
    return SaleRequest(
        uitpas_number=str(element["uitpasNumber"]),
        event=str(element["eventId"]),
        tariff=str(tariff["id"]),
        regular_price=regular,
        label=None if label is None else str(label),
    )


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-passes": Behaviour(get_passes),
    "get-passes-uitpasNumber": Behaviour(get_pass_by_number),
    "get-tariffs": Behaviour(get_tariffs),
    "get-tariffs-static": Behaviour(get_static_tariffs),
    "post-ticket-sales": Behaviour(post_ticket_sales),
    "get-ticket-sales": Behaviour(get_ticket_sales),
    "delete-ticket-sales": Behaviour(delete_ticket_sale),
}

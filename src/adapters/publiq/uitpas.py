"""UiTPAS: how each question is asked, and how its answer is read."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from ...domain.errors import ContractViolation
from ...domain.model.euro import Euro
from ...domain.model.message import EndUserMessage
from ...domain.model.permissions import OrganizerPermissions
from ...domain.model.sale import SaleRequest, SalesPage, TicketSale
from ...domain.model.tariff import Tariff, Tariffs, TariffType
from ...domain.model.uitpas import CardSystem, Pass, PassType, SocialTariff, SocialTariffStatus
from ...domain.model.uitpas_number import UitpasNumber
from ...domain.ports.publiq import (
    EventCardSystems,
    FindPass,
    ListPermissions,
    ListSales,
    QuoteStaticTariff,
    QuoteTariffs,
    RegisterSales,
    UndoSale,
)
from .call import Call, Reply
from .environment import Service
from .problems import message_of
from .reading import read
from .shapes import (
    CardSystemShape,
    PassShape,
    PermissionsShape,
    SaleShape,
    SalesShape,
    TariffShape,
    TariffsShape,
)

E = TypeVar("E", bound=StrEnum)

UITPAS = Service.UITPAS
_KINDS = frozenset(kind.value for kind in TariffType)


def find_pass(question: FindPass) -> Call:
    """publiq `get-passes`."""
    return Call(UITPAS, "get-passes", "GET", "/passes", query={"identifier": question.identifier.value})


def find_pass_by_number(question: FindPass) -> Call:
    """publiq `get-passes-uitpasNumber`, the deprecated twin for environments without `get-passes`."""
    path, arguments = "/passes/{uitpasNumber}", {"uitpasNumber": question.identifier.value}
    return Call(UITPAS, "get-passes-uitpasNumber", "GET", path, arguments)


def read_pass(_: FindPass, reply: Reply) -> Pass:
    """Read a pass; an entitlement that has no name here is outside the contract."""
    shape = read(UITPAS, reply, PassShape)
    status = _known(SocialTariffStatus, shape.social_tariff.status, "/socialTariff/status")
    kind = _known(PassType, shape.pass_type, "/passType")
    system = shape.card_system
    return Pass(
        passholder_id=shape.passholder_id,
        number=number(shape.uitpas_number, "/uitpasNumber"),
        social_tariff=SocialTariff(status, shape.social_tariff.end_date),
        kind=kind,
        card_system=CardSystem(system.id, system.name or "") if system else None,
        messages=tuple(EndUserMessage(message.text) for message in shape.messages),
        points=int(shape.points) if shape.points is not None else None,
    )


def _known(kind: type[E], value: str, pointer: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise ContractViolation(UITPAS, pointer, "has a value we do not know") from None


def quote_tariffs(question: QuoteTariffs) -> Call:
    """publiq `get-tariffs`."""
    query = {
        "eventId": question.event_id,
        "uitpasNumber": question.number.value,
        "regularPrice": amount(question.regular_price),
    }
    return Call(UITPAS, "get-tariffs", "GET", "/tariffs", query=query)


def quote_static_tariff(question: QuoteStaticTariff) -> Call:
    """publiq `get-tariffs-static`."""
    query = {"eventId": question.event_id, "regularPrice": amount(question.regular_price)}
    return Call(UITPAS, "get-tariffs-static", "GET", "/tariffs/static", query=query)


def read_tariffs(_: object, reply: Reply) -> Tariffs:
    """Read tariffs; one of a kind that has no name here is left out, not an error."""
    shape = read(UITPAS, reply, TariffsShape)
    known = [tariff for tariff in shape.available if tariff.type in _KINDS]
    return Tariffs(tuple(_tariff(tariff) for tariff in known), message_of(shape.end_user_message))


def _tariff(shape: TariffShape) -> Tariff:
    price = Euro.from_decimal(shape.price)
    return Tariff(shape.id, shape.name, price, TariffType(shape.type), shape.remaining)


def register_sales(question: RegisterSales) -> Call:
    """publiq `post-ticket-sales`: all or none."""
    body = [_requested(request) for request in question.requests]
    return Call(
        UITPAS,
        "post-ticket-sales",
        "POST",
        "/ticket-sales",
        body=body,
        writes=True,
        deadline=question.deadline,
    )


def _requested(request: SaleRequest) -> dict[str, object]:
    label = {"regularPriceLabel": request.label} if request.label else {}
    return {
        "regularPrice": request.regular_price.decimal,
        **label,
        "tariff": {"id": request.tariff_id},
        "eventId": request.event_id,
        "uitpasNumber": request.number.value,
    }


def read_registered(question: RegisterSales, reply: Reply) -> tuple[TicketSale, ...]:
    """Read the registered sales, one for each request and in their order."""
    shapes = read(UITPAS, reply, tuple[SaleShape, ...])
    if len(shapes) != len(question.requests):
        raise ContractViolation(
            UITPAS, "", f"holds {len(shapes)} sales for {len(question.requests)} requests"
        )
    return tuple(_sale(shape, f"/{index}") for index, shape in enumerate(shapes))


def list_sales(question: ListSales) -> Call:
    """publiq `get-ticket-sales`."""
    query = {"eventId": question.event_id, "start": str(question.start), "limit": str(question.limit)}
    return Call(UITPAS, "get-ticket-sales", "GET", "/ticket-sales", query=query)


def read_sales(_: ListSales, reply: Reply) -> SalesPage:
    """Read one page of sales."""
    shape = read(UITPAS, reply, SalesShape)
    return SalesPage(
        shape.total_items, tuple(_sale(s, f"/member/{index}") for index, s in enumerate(shape.member))
    )


def _sale(shape: SaleShape, pointer: str) -> TicketSale:
    regular = shape.regular_price
    return TicketSale(
        id=shape.id,
        price=Euro.from_decimal(shape.tariff.price),
        tariff_id=shape.tariff.id,
        event_id=shape.event_id,
        number=number(shape.uitpas_number, f"{pointer}/uitpasNumber"),
        regular_price=Euro.from_decimal(regular) if regular is not None else None,
        created=shape.creation_date,
        label=shape.regular_price_label,
    )


def undo_sale(question: UndoSale) -> Call:
    """publiq `delete-ticket-sales`."""
    path, arguments = "/ticket-sales/{ticketSaleId}", {"ticketSaleId": question.sale_id}
    return Call(
        UITPAS, "delete-ticket-sales", "DELETE", path, arguments, writes=True, deadline=question.deadline
    )


def read_nothing(_: UndoSale, __: Reply) -> None:
    """A 204 says all there is to say."""


def event_card_systems(question: EventCardSystems) -> Call:
    """publiq `get-events-card-systems`."""
    path = "/events/{eventId}/card-systems"
    return Call(UITPAS, "get-events-card-systems", "GET", path, {"eventId": question.event_id})


def read_card_systems(_: EventCardSystems, reply: Reply) -> tuple[CardSystem, ...]:
    """Read the card systems that give a discount on the event."""
    shapes = read(UITPAS, reply, tuple[CardSystemShape, ...])
    return tuple(CardSystem(shape.id, shape.name or "") for shape in shapes if shape.enabled)


def list_permissions(_: ListPermissions) -> Call:
    """publiq `get-permissions`."""
    return Call(UITPAS, "get-permissions", "GET", "/permissions")


def read_permissions(_: ListPermissions, reply: Reply) -> tuple[OrganizerPermissions, ...]:
    """Read permissions, those of linked organizers as well."""
    shapes = read(UITPAS, reply, tuple[PermissionsShape, ...])
    return tuple(_permissions(each) for shape in shapes for each in (shape, *shape.linked_organizers))


def _permissions(shape: PermissionsShape) -> OrganizerPermissions:
    granted = {detail.id for detail in shape.permission_details} | set(shape.permissions)
    return OrganizerPermissions(shape.organizer.id, frozenset(granted))


def number(text: str, pointer: str) -> UitpasNumber:
    """A pass number in an answer; its digits stay out of the error."""
    try:
        return UitpasNumber(text)
    except ValueError:
        raise ContractViolation(UITPAS, pointer, "is no UiTPAS number") from None


def amount(price: Euro) -> str:
    """A price in a query: `10`, `10.5`, `10.55`."""
    return format(price.decimal.normalize(), "f")

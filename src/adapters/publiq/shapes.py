"""What we need of publiq's answers, as it names it; members we do not need are not looked at."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

PUBLISHED_NAME = "published name"
"""Metadata of a field that is not published in camel case."""


@frozen
class MessageShape:
    """`endUserMessage`."""

    nl: str
    fr: str | None = None
    de: str | None = None
    en: str | None = None


@frozen
class PassMessageShape:
    """One of a pass's `messages`, in Dutch."""

    text: str


@frozen
class SocialTariffShape:
    """A pass's `socialTariff`."""

    status: str
    end_date: datetime | None = None


@frozen
class CardSystemShape:
    """A card system, of a pass or of an event."""

    id: int
    name: str | None = None
    enabled: bool = True


@frozen
class PassShape:
    """`Pass` (publiq `get-passes`)."""

    passholder_id: str
    uitpas_number: str
    social_tariff: SocialTariffShape
    pass_type: str = "INDIVIDUAL"
    card_system: CardSystemShape | None = None
    messages: tuple[PassMessageShape, ...] = ()
    points: Decimal | None = None


@frozen
class TariffShape:
    """One of the tariffs a pass can pay."""

    id: str
    name: str
    price: Decimal
    type: str
    remaining: int


@frozen
class TariffsShape:
    """`TariffsResponse` (publiq `get-tariffs`)."""

    available: tuple[TariffShape, ...]
    end_user_message: MessageShape | None = None


@frozen
class SoldTariffShape:
    """The tariff of a registered sale: its price is what the buyer pays."""

    id: str
    price: Decimal


@frozen
class SaleShape:
    """`TicketSale` in an answer (publiq `post-ticket-sales`, `get-ticket-sales`)."""

    id: str
    tariff: SoldTariffShape
    event_id: str
    uitpas_number: str
    regular_price: Decimal | None = None
    regular_price_label: str | None = None
    creation_date: datetime | None = None


@frozen
class SalesShape:
    """`TicketSalesPaginatedResponse`."""

    total_items: int
    member: tuple[SaleShape, ...]


@frozen
class OrganizerShape:
    """An organizer we have permissions for."""

    id: str


@frozen
class PermissionShape:
    """One of `permissionDetails`."""

    id: str


@frozen
class PermissionsShape:
    """`OrganizerPermissions`; linked organizers have their own permissions."""

    organizer: OrganizerShape
    permission_details: tuple[PermissionShape, ...] = ()
    permissions: tuple[str, ...] = ()
    linked_organizers: tuple[PermissionsShape, ...] = ()


@frozen
class CreatedShape:
    """The answer to `POST /events`; copies carry `eventId` alone."""

    id: str | None = None
    event_id: str | None = None


@frozen
class MistakeShape:
    """One of the `schemaErrors` of UiTdatabank."""

    json_pointer: str
    error: str


@frozen
class ProblemShape:
    """RFC 7807, with what UiTPAS and UiTdatabank add."""

    type: str
    title: str = ""
    end_user_message: MessageShape | None = None
    json_pointer: str | None = None
    card_status: str | None = None
    passholder_id: str | None = None
    detail: str = ""
    schema_errors: tuple[MistakeShape, ...] = ()
    duplicate_place_uri: str | None = None
    duplicate_place_url: str | None = None


@frozen
class ProblemTypeShape:
    """What decides, of a problem whose other members cannot be read."""

    type: str


@frozen
class TokenShape:
    """UiTID's token; nothing is ever read from inside it."""

    access_token: str = field(metadata={PUBLISHED_NAME: "access_token"})
    expires_in: int = field(metadata={PUBLISHED_NAME: "expires_in"})

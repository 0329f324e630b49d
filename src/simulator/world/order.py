"""Orders of passes, and the proof of a right to the social tariff that goes with them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from attrs import frozen


class OrderStatus(StrEnum):
    PENDING_PAYMENT = "PENDING_PAYMENT"
    PENDING_UITID_CONNECT = "PENDING_UITID_CONNECT"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


@frozen(slots=False, repr=False)
class Registration:
    """One person in an order; `holder` is the passholder once there is one. Prices are in cents."""

    id: str
    created: datetime
    document: Mapping[str, object]
    organizer: str
    card_system: int
    price: int
    holder: str | None = None


@frozen(slots=False, repr=False)
class Order:
    """An order with the person who orders first; `custom_token` reads it without any other credential."""

    id: str
    created: datetime
    status: OrderStatus
    registrations: tuple[Registration, ...]
    custom_token: str
    payment_token: str
    registration_token: str | None = None
    after_payment: str | None = None
    after_cancelling: str | None = None

    @property
    def total(self) -> int:
        return sum(each.price for each in self.registrations)


@frozen(slots=False, repr=False)
class Citizen:
    """A person as the government knows them, with or without a UiTPAS; `children` are INSZ numbers."""

    insz: str
    family_name: str
    given_name: str
    street: str
    postal_code: str
    city: str
    has_social_tariff: bool = False
    children: tuple[str, ...] = ()


@frozen(slots=False, repr=False)
class Validation:
    """A login with the government's keys on its way back, then its token: who, by INSZ number."""

    token: str
    insz: str
    challenge: str
    expires: datetime
    is_code: bool


@frozen(slots=False, repr=False)
class Validated:
    """An identity token for `post-orders`: whether a person has a right to the social tariff."""

    token: str
    insz: str
    has_social_tariff: bool
    expires: datetime

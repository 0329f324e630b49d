"""What is registered for: a camp, a class, a performance (activiteit)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen
from attrs.validators import optional

from .activity_parts import Ages, Contact, Picture, RegistrationLink, Window, each_label
from .calendar import Hours, Periodic, Permanent, Slot
from .checks import filled, of_type, uitdatabank_id
from .euro import Euro
from .event_parts import Audience
from .invalid import InvalidValue
from .languages import language, translated, translations
from .price import PriceCategory, check_prices

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["CAMP", "Activity", "Slot", "described", "term"]

_TERM = re.compile(r"[A-Za-z0-9.\-]{1,40}")
CAMP = "0.57.0.0.0"
"""Term of UiTdatabank's taxonomy for a camp or holiday (kamp of vakantie): what an activity is unless
it or its type says otherwise."""
LONGEST_NAME = 90
LONGEST_DESCRIPTION = 65_535


def term(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse what cannot be the id of a term."""
    if not isinstance(value, str) or not _TERM.fullmatch(value):
        raise InvalidValue(attribute.name, "must be the id of a term, such as 0.57.0.0.0")


def described(_: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse a description that is empty or too long to be kept."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(attribute.name, "must be a text that is not empty")
    _at_most(LONGEST_DESCRIPTION, attribute.name, value, "nl")


def _at_most(longest: int, name: str, text: str, code: str) -> None:
    if len(text) > longest:
        said = f"/{name}/{code}: Maximum string length is {longest}, found {len(text)}"
        raise InvalidValue(name, f"must be at most {longest} characters, the limit of UiTdatabank ({said})")


def optional_labels(labels: Iterable[str] | None) -> tuple[str, ...] | None:
    """Labels in their order, or none said; raises `InvalidValue`."""
    return None if labels is None else each_label(labels)


def _slots(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    return tuple(slots)


def each_price(prices: Iterable[PriceCategory] | None) -> tuple[PriceCategory, ...] | None:
    """Prices in their order, or none said."""
    return None if prices is None else tuple(prices)


def each_picture(pictures: Iterable[Picture] | None) -> tuple[Picture, ...] | None:
    """Pictures in their order, or none said."""
    return None if pictures is None else tuple(pictures)


def _each(kind: type) -> Any:
    def check(_: object, attribute: Attribute[Any], value: tuple[object, ...]) -> None:
        for each in value:
            of_type(kind)(None, attribute, each)

    return check


def _calendar(_: object, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, Periodic | Permanent):
        raise InvalidValue(attribute.name, "must be Periodic or Permanent")


@frozen
class Activity:
    """An activity under the host's own id, with what UiTdatabank needs to publish it.

    `price` is the base price in cents, 0 for what is free (no UiTPAS discount then, F39); it may stand
    among `prices` instead. It takes place on `slots`, or by `hours`. `place_id` and `promoter_id` are
    UiTdatabank ids; a promoter takes the place of the organisation as organizer (R11). `event_type` and
    `theme` are terms of the taxonomy. `capacity` is the number of places, `None` for no limit.
    `registration` is when parents can register. `names` and `descriptions` are translations of those in
    `language`. With `publish=False` it is not for UiTdatabank. What is `None` comes from the type
    `type_id`, when it has one; what is missing after that keeps it from being published, not from being
    kept. Without `uitpas` nobody gets a UiTPAS discount (the label of seed 001). Raises `InvalidValue`
    naming the field, in UiTdatabank's terms where it would refuse.
    """

    id: str = field(validator=filled)
    name: str = field(validator=filled)
    price: Euro | None = field(default=None, validator=optional(of_type(Euro)))
    slots: tuple[Slot, ...] = field(default=(), converter=_slots, validator=_each(Slot))
    place_id: str | None = field(default=None, validator=optional(uitdatabank_id))
    event_type: str | None = field(default=None, validator=optional(term))
    promoter_id: str | None = field(default=None, validator=optional(uitdatabank_id))
    capacity: int | None = field(default=None, validator=optional(of_type(int)))
    uitpas: bool = field(default=True, validator=of_type(bool))
    type_id: str | None = field(default=None, validator=optional(filled))
    hours: Hours | None = field(default=None, kw_only=True, validator=optional(_calendar))
    prices: tuple[PriceCategory, ...] | None = field(default=None, kw_only=True, converter=each_price)
    theme: str | None = field(default=None, kw_only=True, validator=optional(term))
    description: str | None = field(default=None, kw_only=True, validator=optional(described))
    audience: Audience | None = field(default=None, kw_only=True, validator=optional(of_type(Audience)))
    ages: Ages | None = field(default=None, kw_only=True, validator=optional(of_type(Ages)))
    link: RegistrationLink | None = field(
        default=None, kw_only=True, validator=optional(of_type(RegistrationLink))
    )
    registration: Window | None = field(default=None, kw_only=True, validator=optional(of_type(Window)))
    contact: Contact | None = field(default=None, kw_only=True, validator=optional(of_type(Contact)))
    labels: tuple[str, ...] | None = field(default=None, kw_only=True, converter=optional_labels)
    pictures: tuple[Picture, ...] | None = field(default=None, kw_only=True, converter=each_picture)
    language: str = field(default="nl", kw_only=True, validator=language)
    names: tuple[tuple[str, str], ...] = field(
        default=(), kw_only=True, converter=translations, validator=translated
    )
    descriptions: tuple[tuple[str, str], ...] = field(
        default=(), kw_only=True, converter=translations, validator=translated
    )
    cancelled: bool = field(default=False, kw_only=True)
    publish: bool = field(default=True, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for code, name in ((self.language, self.name), *self.names):
            _at_most(LONGEST_NAME, "name", name, code)
        for code, text in self.descriptions:
            _at_most(LONGEST_DESCRIPTION, "description", text, code)
        if self.slots and self.hours:
            raise InvalidValue("hours", "must be absent beside slots: an activity has one calendar")
        if self.capacity is not None and self.capacity < 1:
            raise InvalidValue("capacity", "must be 1 or more, or absent for no limit")
        for each in self.prices or ():
            if not isinstance(each, PriceCategory):
                raise InvalidValue("prices", "must each be a PriceCategory")
        check_prices(self.price, self.prices or ())

    @property
    def base_price(self) -> Euro | None:
        """What everybody pays without a benefit, when that is known."""
        named = (each.price for each in self.prices or () if each.base)
        return self.price if self.price is not None else next(named, None)

    @property
    def free(self) -> bool:
        """Whether there is nothing to pay: no quote, no sale, yet a check-in is possible (F39)."""
        return self.base_price == Euro(0)

"""What is registered for: a camp, a class, a performance (activiteit)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from attrs import field, frozen
from attrs.validators import optional

from .checks import aware, filled, of_type, uitdatabank_id
from .euro import Euro
from .invalid import InvalidValue

_TERM = re.compile(r"[A-Za-z0-9.\-]{1,40}")
CAMP = "0.57.0.0.0"
"""Term of UiTdatabank's taxonomy for a camp or holiday (kamp of vakantie)."""


def _moment(field_name: str, text: str) -> datetime:
    rule = "must be a date and time with a time zone, such as 2027-07-05T09:00+02:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(field_name, rule) from error
    if moment.tzinfo is None:
        raise InvalidValue(field_name, rule)
    return moment


@frozen
class Slot:
    """A stretch of time, from `start` to `end`, both with a time zone (moment)."""

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)

    @classmethod
    def of(cls, start: str, end: str) -> Slot:
        """Read two moments in ISO 8601 with a time zone, such as `2027-07-05T09:00+02:00`."""
        return cls(_moment("start", start), _moment("end", end))

    def __attrs_post_init__(self) -> None:
        if self.end.astimezone(UTC) < self.start.astimezone(UTC):  # within one zone wall clocks are compared
            raise InvalidValue("end", "must not be before start")


def _in_a_tuple(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    return tuple(slots)


@frozen
class Activity:
    """An activity under the host's own id, with what UiTdatabank needs to publish it.

    `price` is the base price, in cents above 0. `place_id` and `promoter_id` are UiTdatabank ids; a
    promoter takes the place of the organisation as organizer (R11). `event_type` is a term of the
    taxonomy. `capacity` is the number of places, `None` for no limit. `price` is the one standard price
    that every UiTPAS discount starts from; without `uitpas` nobody gets one (the label of seed 001).
    `type_id` is the host's own id of its activity type, for what is decided once for all of a type.
    Raises `InvalidValue` naming the field.
    """

    id: str = field(validator=filled)
    name: str = field(validator=filled)
    price: Euro = field(validator=of_type(Euro))
    slots: tuple[Slot, ...] = field(converter=_in_a_tuple)
    place_id: str = field(validator=uitdatabank_id)
    event_type: str = CAMP
    promoter_id: str | None = field(default=None, validator=optional(uitdatabank_id))
    capacity: int | None = field(default=None, validator=optional(of_type(int)))
    uitpas: bool = field(default=True, validator=of_type(bool))
    type_id: str | None = field(default=None, validator=optional(filled))

    def __attrs_post_init__(self) -> None:
        if len(self.name) > 90:
            raise InvalidValue("name", "must be at most 90 characters, the limit of UiTdatabank")
        if self.price.cents == 0:
            raise InvalidValue("price", "must be above 0: UiTPAS gives no discount on what is free")
        if not self.slots:
            raise InvalidValue("slots", "must hold at least one start and end")
        if not _TERM.fullmatch(self.event_type):
            raise InvalidValue("event_type", "must be the id of a term, such as 0.57.0.0.0")
        if self.capacity is not None and self.capacity < 1:
            raise InvalidValue("capacity", "must be 1 or more, or absent for no limit")

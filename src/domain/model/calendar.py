"""When an activity takes place: on set moments, in a period, or always (kalender)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from attrs import field, frozen
from attrs.validators import optional

from .checks import aware, of_type
from .invalid import InvalidValue

if TYPE_CHECKING:
    from attrs import Attribute

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of a week as UiTdatabank spells them."""
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)


def _moment(field_name: str, text: str) -> datetime:
    rule = "must be a date and time with a time zone, such as 2027-07-05T09:00+02:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(field_name, rule) from error
    if moment.tzinfo is None:
        raise InvalidValue(field_name, rule)
    return moment


def _clock(value: str) -> str:
    return value.rjust(5, "0") if isinstance(value, str) else value


def _clock_time(_: object, attribute: Attribute[Any], value: str) -> None:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise InvalidValue(attribute.name, "must be a time such as 09:00")


def _optional_clock(value: str | None) -> str | None:
    return None if value is None else _clock(value)


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Any series of texts as a tuple, so that the value can be compared and hashed."""
    return tuple(values)


@frozen
class Childcare:
    """Care before the activity from `start`, and after it until `end`, as `HH:MM` in Brussels (opvang)."""

    start: str | None = field(default=None, converter=_optional_clock, validator=optional(_clock_time))
    end: str | None = field(default=None, converter=_optional_clock, validator=optional(_clock_time))

    def __attrs_post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise InvalidValue("childcare", "must have a start, an end or both")

    def around(self, begins: str, ends: str, names: tuple[str, str]) -> None:
        """Refuse care that does not lie around the activity, in UiTdatabank's words."""
        if self.start is not None and self.start >= begins:
            raise InvalidValue("childcare", f"childcare.start must be before {names[0]}")
        if self.end is not None and self.end <= ends:
            raise InvalidValue("childcare", f"childcare.end must be after {names[1]}")


@frozen
class Slot:
    """A stretch of time, from `start` to `end`, both with a time zone (moment).

    One of several may be `cancelled` or `sold_out` on its own; `overnight` says that children stay the
    night, which only a camp may say. Raises `InvalidValue`.
    """

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    childcare: Childcare | None = field(default=None, validator=optional(of_type(Childcare)))
    overnight: bool = False
    cancelled: bool = False
    sold_out: bool = False

    @classmethod
    def of(cls, start: str, end: str) -> Slot:
        """Read two moments in ISO 8601 with a time zone, such as `2027-07-05T09:00+02:00`."""
        return cls(_moment("start", start), _moment("end", end))

    def __attrs_post_init__(self) -> None:
        if self.end.astimezone(UTC) < self.start.astimezone(UTC):  # within one zone wall clocks are compared
            raise InvalidValue("end", "must not be before start")
        if self.childcare:
            begins, ends = (f"{moment.astimezone(BRUSSELS):%H:%M}" for moment in (self.start, self.end))
            names = ("the time portion of startDate", "the time portion of endDate")
            self.childcare.around(begins, ends, names)

    @property
    def order(self) -> tuple[datetime, datetime]:
        """What slots are sorted by, in UTC."""
        return self.start.astimezone(UTC), self.end.astimezone(UTC)


@frozen
class OpeningHours:
    """Open on these `days` (`monday`, ...) from `opens` to `closes`, `HH:MM` in Brussels (openingsuren)."""

    opens: str = field(converter=_clock, validator=_clock_time)
    closes: str = field(converter=_clock, validator=_clock_time)
    days: tuple[str, ...] = field(default=DAYS, converter=texts)
    childcare: Childcare | None = field(default=None, validator=optional(of_type(Childcare)))

    def __attrs_post_init__(self) -> None:
        if not self.days or len(set(self.days)) != len(self.days) or not set(self.days) <= set(DAYS):
            raise InvalidValue("days", f"must be one or more of {', '.join(DAYS)}, each once")
        if self.closes < self.opens:
            raise InvalidValue("closes", "closes should not be before opens")
        if self.childcare:
            self.childcare.around(self.opens, self.closes, ("opens", "closes"))


def _opening_hours(values: Iterable[OpeningHours]) -> tuple[OpeningHours, ...]:
    return tuple(values)


@frozen
class ClosedDays:
    """Closed from `start` to `end`, both days included; `note` says why (sluitingsdagen)."""

    start: date = field(validator=of_type(date))
    end: date = field(validator=of_type(date))
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidValue("end", "endDate should not be before startDate")
        _note(self.note)


@frozen
class AdjustedDays:
    """Other `hours` from `start` to `end`, both days included; `note` says why (aangepaste uren)."""

    start: date = field(validator=of_type(date))
    end: date = field(validator=of_type(date))
    hours: tuple[OpeningHours, ...] = field(converter=_opening_hours)
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidValue("end", "startDate should not be later than endDate")
        if not self.hours:
            raise InvalidValue("hours", "must hold opening hours; days without any are closed days")
        _note(self.note)


def _adjusted(values: Iterable[AdjustedDays]) -> tuple[AdjustedDays, ...]:
    return tuple(values)


def _closed(values: Iterable[ClosedDays]) -> tuple[ClosedDays, ...]:
    return tuple(values)


def _note(note: str | None) -> None:
    if note is not None and not 1 <= len(note) <= 1000:
        raise InvalidValue("note", "must be a text of at most 1000 characters, the limit of UiTdatabank")


def _apart(adjusted: tuple[AdjustedDays, ...]) -> None:
    ordered = sorted(adjusted, key=lambda days: days.start)
    if any(later.start <= earlier.end for earlier, later in pairwise(ordered)):
        raise InvalidValue("adjusted", "adjusted opening hours entries must not overlap")


@frozen
class Permanent:
    """Always, or whenever it is open (permanent)."""

    hours: tuple[OpeningHours, ...] = field(default=(), converter=_opening_hours)
    adjusted: tuple[AdjustedDays, ...] = field(default=(), converter=_adjusted)
    closed: tuple[ClosedDays, ...] = field(default=(), converter=_closed)

    def __attrs_post_init__(self) -> None:
        _apart(self.adjusted)


@frozen
class Periodic:
    """From the day `start` to the day `end`, both included, whenever it is open (periodiek)."""

    start: date = field(validator=of_type(date))
    end: date = field(validator=of_type(date))
    hours: tuple[OpeningHours, ...] = field(default=(), converter=_opening_hours)
    adjusted: tuple[AdjustedDays, ...] = field(default=(), converter=_adjusted)
    closed: tuple[ClosedDays, ...] = field(default=(), converter=_closed)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.start, datetime) or isinstance(self.end, datetime):
            raise InvalidValue("start", "must be a day without a time, as is end")
        if self.end < self.start:
            raise InvalidValue("end", "endDate should not be before startDate")
        _apart(self.adjusted)
        for name, what in (("adjusted", "adjusted opening hours"), ("closed", "a closed day")):
            for days in getattr(self, name):
                if days.start < self.start:
                    rule = f"the start date of {what} should not be before the calendar start date"
                    raise InvalidValue(name, rule)
                if days.end > self.end:
                    rule = f"the end date of {what} should not be after the calendar end date"
                    raise InvalidValue(name, rule)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of the first day and the last second of the last, in Brussels."""
        return (
            datetime.combine(self.start, time(0), BRUSSELS),
            datetime.combine(self.end, time(23, 59, 59), BRUSSELS),
        )


Hours: TypeAlias = Periodic | Permanent
"""A calendar without set moments."""

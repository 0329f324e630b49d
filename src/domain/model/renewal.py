"""The day on which a region renews entitlements (hernieuwingsdag)."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from .invalid import InvalidValue


def _of_a_month(instance: Renewal, _: object, value: int) -> None:
    try:
        date(2001, instance.month, value)  # a common year: 29 February comes too seldom
    except (TypeError, ValueError) as error:
        raise InvalidValue("renewal", "must be a month and a day that every year has") from error


@frozen
class Renewal:
    """Each year on this day, what was known of passes before it counts no more (F11)."""

    month: int
    day: int = field(validator=_of_a_month)

    @classmethod
    def parse(cls, text: str) -> Renewal:
        """Read a month and a day, such as `09-01` for the first of September."""
        month, dash, day = text.partition("-")
        if not (dash and month.isdecimal() and day.isdecimal()):
            raise InvalidValue("renewal", "must be a month and a day such as 09-01")
        return cls(int(month), int(day))

    def latest(self, today: date) -> date:
        """The last one on or before a day."""
        this_year = date(today.year, self.month, self.day)
        return this_year if this_year <= today else date(today.year - 1, self.month, self.day)

"""Read the parameters of a search as PHP would, and refuse what is wrong with 404, as the service does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import parse_qsl

from ..world.refusals import Refusal, not_found

T = TypeVar("T")
Several = dict[str, str]
GLOBAL = ("apiKey", "clientId", "embed", "start", "limit")
_OF_OFFERS = """
q id text locationId departurePlaces organizerId availableFrom availableTo birthdateRangeFrom
birthdateRangeTo workflowStatus regions coordinates distance bounds postalCode addressCountry minAge
maxAge allAges price minPrice maxPrice audienceType childrenOnly hasOvernight hasChildcare
hasMediaObjects hasVideos labels locationLabels organizerLabels textLanguages mainLanguage languages
completedLanguages calendarType dateFrom dateTo localTimeFrom localTimeTo status attendanceMode
recurringOnDayOfWeek bookingAvailability termIds termLabels locationTermIds uitpas locationTermLabels
organizerTermIds organizerTermLabels recommendationFor facets creator sort createdFrom createdTo
modifiedFrom modifiedTo disableDefaultFilters isDuplicate productionId groupBy embedCalendarSummaries
embedUitpasPrices contributors
"""
_OF_ORGANIZERS = """
q id name website domain postalCode addressCountry regions coordinates distance bounds facets creator
hasImages labels textLanguages workflowStatus disableDefaultFilters sort contributors uitpas
"""
OFFERS = frozenset((*_OF_OFFERS.split(), *GLOBAL))
ORGANIZERS = frozenset((*_OF_ORGANIZERS.split(), *GLOBAL))
_TRUE = frozenset({"1", "true", "on", "yes"})
_NAME = re.compile(r"([^\[]+)(?:\[([^\]]*)\])?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_LEADING = re.compile(r"\s*([+-]?\d{1,15}(?:\.\d{1,15})?)")


def parsed(text: str) -> dict[str, str | Several]:
    """Read a query: the last of several values counts, unless the name ends in brackets."""
    values: dict[str, str | Several] = {}
    for name, value in parse_qsl(text, keep_blank_values=True, errors="replace"):
        found = _NAME.match(name.lstrip())
        if found is None:
            continue
        plain = re.sub(r"[. ]", "_", found[1])
        if found[2] is None:
            values[plain] = value
            continue
        held = values.get(plain)
        several: Several = held if isinstance(held, dict) else {}
        several[found[2] or str(len(several))] = value
        values[plain] = several
    return values


class Given:
    """The parameters of one search."""

    def __init__(self, values: Mapping[str, str | Several]) -> None:
        self._values = values
        self.defaults = not self.flag("disableDefaultFilters")

    def refuse_unknown(self, known: Iterable[str]) -> None:
        unknown = [name for name in self._values if name not in known]
        if unknown:
            raise not_found(f"Unknown query parameter(s): {', '.join(unknown)}")

    def several(self, name: str) -> Several | None:
        """Take a parameter with keys in brackets; None when it is not one."""
        value = self._values.get(name)
        return value if isinstance(value, dict) else None

    def given(self, name: str) -> bool:
        return name in self._values

    def one(self, name: str, usual: str | None = None) -> str | None:
        """Take a single value; None when it is not given or `*`, which takes the usual value away."""
        value = self._values.get(name)
        if isinstance(value, dict):
            raise not_found(f'The parameter "{name}" can only have a single value.')
        if value == "*":
            return None
        return value or (usual if self.defaults else None)

    def many(self, name: str) -> list[str]:
        """Take every value of a parameter that can be repeated."""
        value = self._values.get(name, "")
        return [each for each in (value.values() if isinstance(value, dict) else [value]) if each]

    def listed(self, name: str, usual: str | None = None) -> list[str]:
        """Take the values that are written with commas between them."""
        return [each.strip() for each in (self.one(name, usual) or "").split(",") if each.strip()]

    def flag(self, name: str, usual: str | None = None) -> bool | None:
        """Read a boolean by the rules of PHP; None when it is not given."""
        value = self._values.get(name)
        if isinstance(value, dict) or value == "*":
            return None
        if not value:
            return None if usual is None or not self.defaults else usual == "true"
        return value.strip().lower() in _TRUE

    def number(self, name: str) -> float | None:
        """Read a number by the rules of PHP: what does not begin with one is 0."""
        value = self.one(name)
        if value is None:
            return None
        found = _LEADING.match(value)
        return float(found[1]) if found else 0.0

    def whole(self, name: str) -> int:
        return int(self.number(name) or 0)

    def instant(self, name: str, usual: datetime | None = None) -> datetime | None:
        """Read a date and time; a plus that became a space is one again."""
        if usual is not None and not self._values.get(name):
            return usual if self.defaults else None
        value = self.one(name)
        if value is None:
            return None
        text = value.replace(" ", "+")
        read = _read(datetime.fromisoformat, text) if _INSTANT.match(text) else None
        if read is None:
            example = "2017-04-26T12:20:05+01:00"
            raise not_found(f"{name} should be an ISO-8601 datetime, for example {example}")
        return read

    def day(self, name: str) -> int | None:
        """Read a date as its ordinal."""
        value = self.one(name)
        if value is None:
            return None
        read = _read(date.fromisoformat, value) if _DAY.match(value) else None
        if read is None:
            raise not_found(f"{name} should be in the format YYYY-MM-DD, for example 2017-04-26")
        return read.toordinal()

    def page(self) -> tuple[int, int]:
        """Read which part of what is found is wanted: from where, and how many."""
        start, limit = self.whole("start"), self.whole("limit") or 30
        if not 0 <= start <= 10000:
            raise not_found('The "start" parameter should be between 0 and 10000')
        if not 0 <= limit <= 2000:
            raise not_found('The "limit" parameter should be between 0 and 2000')
        if start + limit > 10000:
            raise not_found(
                f"Parameters start + limit must be less than or equal to 10000, got {start + limit}."
            )
        return start, limit


def _read(read: Callable[[str], T], text: str) -> T | None:
    """Read a text that looks right; None when it is no date after all."""
    try:
        return read(text)
    except ValueError:
        return None


def out_of_order(what: str) -> Refusal:
    return not_found(f"Start {what} date should be equal to or smaller than end {what} date.")

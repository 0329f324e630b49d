"""Searches in UiTdatabank and what they find (zoekopdracht)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, TypeAlias, TypeVar

from attrs import field, frozen

from .checks import aware
from .event_calendar import BookingType, CalendarType, StatusType
from .invalid import InvalidValue

T = TypeVar("T")
MOST = 2000
"""The largest page the Search API gives."""
DEEPEST = 10_000
"""How far its pages reach: start and limit together."""
Window: TypeAlias = tuple[datetime | None, datetime | None]
"""From and to, both included and aware; `None` is open on that side."""


def _window(_: object, attribute: object, value: Window | None) -> None:
    for moment in value or ():
        if moment is not None:
            aware(None, attribute, moment)  # type: ignore[arg-type]


@frozen
class Paging:
    """Which part of what is found: at most 2000 at once, and no further than 10,000."""

    start: int = 0
    limit: int = 30

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= DEEPEST:
            raise InvalidValue("start", f"must be from 0 to {DEEPEST}")
        if not 1 <= self.limit <= MOST:
            raise InvalidValue("limit", f"must be from 1 to {MOST}")
        if self.start + self.limit > DEEPEST:
            raise InvalidValue("limit", f"must not reach beyond {DEEPEST} with start")


@frozen
class OfferQuery:
    """What to look for among events, places or both; what is absent does not narrow the search.

    Without more the service shows what is published, available now, in Belgium and for everyone, and no
    duplicates. `everything` switches all of that off; the fields below it switch off one each.
    `dates` asks for what takes place in a stretch of time, and `status` and `booking` then for the
    moments in it. `labels` and `terms` must all be there. `lucene` is the service's own language (`q`).
    `more` holds parameters that have no field here, as the service names them. `sort` is a field and
    `asc` or `desc`.
    """

    text: str | None = None
    lucene: str | None = None
    id: str | None = None
    place_id: str | None = None
    organizer_id: str | None = None
    postal_code: str | None = None
    country: str | None = None
    regions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    dates: Window | None = field(default=None, validator=_window)
    modified: Window | None = field(default=None, validator=_window)
    created: Window | None = field(default=None, validator=_window)
    calendar_types: tuple[CalendarType, ...] = ()
    status: tuple[StatusType, ...] = ()
    booking: BookingType | None = None
    ages: tuple[int | None, int | None] | None = None
    born: tuple[date | None, date | None] | None = None
    uitpas: bool | None = None
    creator: str | None = None
    everything: bool = False
    workflow_statuses: tuple[str, ...] = ()
    any_workflow_status: bool = False
    any_availability: bool = False
    any_audience: bool = False
    audience: str | None = None
    duplicates: bool | None = None
    uitpas_prices: bool = False
    sort: Mapping[str, str] = field(factory=dict[str, str])
    more: Mapping[str, str | tuple[str, ...]] = field(factory=dict[str, str | tuple[str, ...]])
    page: Paging = Paging()


@frozen
class OrganizerQuery:
    """What to look for among organizers; without more the service shows those that are active.

    `name` is matched from its beginning, as for suggestions while typing.
    """

    name: str | None = None
    lucene: str | None = None
    id: str | None = None
    website: str | None = None
    domain: str | None = None
    postal_code: str | None = None
    labels: tuple[str, ...] = ()
    uitpas: bool | None = None
    creator: str | None = None
    everything: bool = False
    workflow_statuses: tuple[str, ...] = ()
    sort: Mapping[str, str] = field(factory=dict[str, str])
    more: Mapping[str, str | tuple[str, ...]] = field(factory=dict[str, str | tuple[str, ...]])
    page: Paging = Paging()


@frozen
class Unread:
    """A member of a page that could not be read: where it is and which rule it breaks."""

    pointer: str
    rule: str


@frozen
class Found(Generic[T]):
    """One page of what was found; `total` counts all pages.

    A member that cannot be read does not hide the others: it is named in `unread`.
    """

    total: int
    members: tuple[T, ...]
    unread: tuple[Unread, ...] = ()

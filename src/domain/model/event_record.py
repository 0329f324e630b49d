"""An event as UiTdatabank tells it (evenement)."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from attrs import field, frozen

from .event_calendar import EventCalendar
from .event_parts import (
    AgeRange,
    Attendance,
    Audience,
    BookingInfo,
    ContactPoint,
    Image,
    PriceKind,
    PriceLine,
)
from .organizer import Organizer, uitpas_labels
from .place import Place
from .term import EVENT_TYPE, Term
from .texts import Texts, spoken

FOREVER = datetime(2100, 1, 1, tzinfo=UTC)
"""What UiTdatabank says when something never ends, and means when it says nothing."""


class WorkflowStatus(StrEnum):
    """How far a record has come: a draft, offered, approved, rejected by a moderator, deleted."""

    DRAFT = "DRAFT"
    READY_FOR_VALIDATION = "READY_FOR_VALIDATION"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    DELETED = "DELETED"


PUBLISHED = frozenset({WorkflowStatus.READY_FOR_VALIDATION, WorkflowStatus.APPROVED})
"""The two states in which everybody sees it, once `available_from` has come."""


@frozen
class EventRecord:
    """An event with what an integrator needs of it; texts by language, prices in cents, moments aware.

    `url` is its address at the Entry API. `place` and `organizer` are what the event embeds: their id
    is `None` for dummies, and `organizer` is `None` without one. `uitpas_prices` are those that UiTPAS
    computed, told only when they were asked for; they are never written back. `audience` and
    `attendance` are plain texts when they are of a kind not known here. Source: `GET /events/{id}`.
    """

    id: str
    url: str
    name: Texts
    workflow_status: WorkflowStatus
    calendar: EventCalendar
    place: Place
    organizer: Organizer | None = None
    main_language: str = "nl"
    terms: tuple[Term, ...] = ()
    description: Texts = field(factory=dict[str, str])
    prices: tuple[PriceLine, ...] = ()
    uitpas_prices: tuple[PriceLine, ...] = ()
    audience: Audience | str = Audience.EVERYONE
    attendance: Attendance | str = Attendance.OFFLINE
    online_url: str | None = None
    ages: AgeRange | None = None
    children_only: bool = False
    booking_info: BookingInfo = field(factory=BookingInfo)
    contact: ContactPoint = field(factory=ContactPoint)
    labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    videos: tuple[str, ...] = ()
    available_from: datetime | None = None
    available_to: datetime = FOREVER
    created: datetime | None = None
    modified: datetime | None = None
    creator: str | None = None
    languages: tuple[str, ...] = ()
    completed_languages: tuple[str, ...] = ()
    completeness: int | None = None
    same_as: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its name in its own language."""
        return spoken(self.name, self.main_language)

    @property
    def published(self) -> bool:
        """Whether it was offered to the public, now or from a later moment on."""
        return self.workflow_status in PUBLISHED

    @property
    def base_price(self) -> PriceLine | None:
        """The price everybody pays, when there is one."""
        return next((line for line in self.prices if line.kind is PriceKind.BASE), None)

    @property
    def type_id(self) -> str | None:
        """The term of its type."""
        return next((term.id for term in self.terms if term.domain == EVENT_TYPE), None)

    @property
    def card_systems(self) -> tuple[str, ...]:
        """The labels of card systems that UiTPAS gave it once it knew the event."""
        return uitpas_labels((*self.hidden_labels, *self.labels))

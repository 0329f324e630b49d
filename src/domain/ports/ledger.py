"""What flows keep: one organisation's own records, read and written in transactions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from ..model.activity import Activity
from ..model.enrolment import Enrolment
from ..model.euro import Euro
from ..model.intent import Intent, IntentKind, IntentState
from ..model.participant import Participant
from ..model.problem import Problem
from ..model.publication import Publication
from ..model.sale import SaleRequest, TicketSale
from ..model.tariff import Tariffs
from ..model.uitpas import Pass
from ..model.uitpas_number import UitpasNumber

T = TypeVar("T")


@frozen
class Remembered(Generic[T]):
    """An answer of UiTPAS and the moment it was given."""

    answer: T
    at: datetime


class Ledger(Protocol):
    """The records of one organisation, inside one transaction.

    Every method raises `LedgerError` when the store cannot be read or written; looking up what is
    not there raises `NotFound`, but for the methods that answer `None`.
    """

    def activity(self, activity_id: str) -> Activity: ...

    def save_activity(self, activity: Activity) -> None: ...

    def participant(self, participant_id: str) -> Participant: ...

    def save_participant(self, participant: Participant) -> None: ...

    def publication(self, activity_id: str) -> Publication | None: ...

    def save_publication(self, publication: Publication) -> None: ...

    def drop_publication(self, activity_id: str) -> None: ...

    def remembered_pass(self, number: UitpasNumber) -> Remembered[Pass | Problem] | None: ...

    def remember_pass(self, number: UitpasNumber, answer: Pass | Problem, at: datetime) -> None: ...

    def remembered_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro
    ) -> Remembered[Tariffs | Problem] | None: ...

    def remember_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro, answer: Tariffs | Problem, at: datetime
    ) -> None: ...

    def forget_pass(self, number: UitpasNumber) -> None:
        """Drop everything remembered about a pass: its entitlement and all its tariffs."""
        ...

    def reserve(self, enrolment: Enrolment, capacity: int | None) -> Enrolment:
        """Insert a new enrolment and answer it with its own id.

        Raises `AlreadyEnrolled` when its participant has a live one in the activity (R1, a unique
        index), `ActivityFull` when `capacity` places are taken (R17).
        """
        ...

    def enrolment(self, enrolment_id: int) -> Enrolment: ...

    def live_enrolment(self, participant_id: str, activity_id: str) -> Enrolment | None:
        """The one that still has, or may have, a place (R1)."""
        ...

    def enrolments(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        """Every enrolment, of one activity or of all, in the order of their ids."""
        ...

    def save_enrolment(self, before: Enrolment, after: Enrolment) -> None:
        """Write `after` over `before`; raises `IllegalTransition` when the row moved on meanwhile."""
        ...

    def add_intent(
        self,
        kind: IntentKind,
        enrolment_id: int,
        request: SaleRequest | None,
        sale_id: str | None,
        now: datetime,
    ) -> Intent: ...

    def intent(self, enrolment_id: int, kind: IntentKind) -> Intent | None:
        """The latest intent of a kind for an enrolment."""
        ...

    def claim(self, intent_id: int, now: datetime, lease: timedelta) -> Intent | None:
        """Take a pending intent for the length of a lease, under a new fence; `None` when it is not free."""
        ...

    def mark_sending(self, claimed: Intent, now: datetime) -> bool:
        """Write that the request leaves now; `False` when the claim is no longer ours."""
        ...

    def settle(
        self, claimed: Intent, state: IntentState, sale_id: str | None = None, why: str | None = None
    ) -> bool:
        """Write how it ended and give the claim back; `False` when the claim is no longer ours."""
        ...

    def save_sale(self, enrolment_id: int, sale: TicketSale) -> None:
        """Keep a registered sale; publiq's id is unique, so that no sale is counted for two enrolments."""
        ...

    def sale(self, sale_id: str) -> TicketSale: ...

    def mark_undone(self, sale_id: str, now: datetime) -> None: ...

"""What flows keep: one organisation's own records, read and written in transactions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from ..model.activity import Activity
from ..model.enrolment import Enrolment
from ..model.euro import Euro
from ..model.intent import Intent, IntentKind, IntentLine, IntentState
from ..model.problem import Problem
from ..model.publication import Publication
from ..model.report import Comparison
from ..model.sale import KeptSale, TicketSale
from ..model.tariff import Tariffs
from ..model.uitpas import Pass
from ..model.uitpas_number import UitpasNumber
from .checkin_ledger import CheckinLedger
from .ledger_publications import PublicationLedger
from .people import PeopleLedger
from .rest_ledger import RestLedger
from .reward_ledger import RewardLedger
from .sent_ledger import SentLedger

T = TypeVar("T")


@frozen
class Remembered(Generic[T]):
    """An answer of UiTPAS and the moment it was given."""

    answer: T
    at: datetime


class Ledger(CheckinLedger, PeopleLedger, PublicationLedger, RestLedger, RewardLedger, SentLedger, Protocol):
    """The records of one organisation, inside one transaction.

    Every method raises `LedgerError` when the store cannot be read or written; looking up what is
    not there raises `NotFound`, but for the methods that answer `None`.
    """

    def activity(self, activity_id: str) -> Activity:
        """An activity with what it inherits from its type."""
        ...

    def save_activity(self, activity: Activity) -> None: ...

    def publication(self, activity_id: str) -> Publication | None: ...

    def save_publication(self, publication: Publication) -> None:
        """Keep a publication whoever claimed it, and have the worker look at it at once."""
        ...

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

    def forget_tariffs(self, number: UitpasNumber, but_of: str | None = None) -> None:
        """Drop the remembered tariffs of a pass; those of the event `but_of` stay."""
        ...

    def reserve(self, enrolment: Enrolment, capacity: int | None) -> Enrolment:
        """Insert a new enrolment and answer it with its own id.

        Raises `AlreadyEnrolled` when its participant has a live one in the activity (R1, a unique
        index; not for tickets), `ActivityFull` when `capacity` places are taken (R17).
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

    def lapsed_holds(self, now: datetime, limit: int) -> tuple[Enrolment, ...]:
        """Enrolments that still await payment though their hold ran out, oldest first (R16)."""
        ...

    def add_intent(
        self,
        kind: IntentKind,
        lines: tuple[IntentLine, ...],
        now: datetime,
        lease: timedelta | None = None,
        after: int | None = None,
    ) -> Intent:
        """Keep a new intent, due now; with a lease it is claimed by the caller at once.

        One that comes `after` another is nobody's while that one is open; when it is parked it goes on.
        """
        ...

    def intent(self, intent_id: int) -> Intent: ...

    def intent_of(self, enrolment_id: int, kind: IntentKind) -> Intent | None:
        """The latest intent of a kind with a line for an enrolment."""
        ...

    def intents(self, states: Collection[IntentState]) -> tuple[Intent, ...]:
        """Every intent in one of these states, oldest first."""
        ...

    def claim(self, intent_id: int, now: datetime, lease: timedelta) -> Intent | None:
        """Take an intent that is not settled, due or not, for the length of a lease, under a new fence.

        `None` when somebody holds it, when it is settled or parked, when it comes after one that is open,
        or when it would register a sale or redeem a reward of which another attempt (same pass, event and
        tariff, or pass and reward) is not settled.
        """
        ...

    def claim_due(self, now: datetime, lease: timedelta) -> Intent | None:
        """Take any intent that is due, as `claim`; of many workers each gets another one."""
        ...

    def mark_sending(self, claimed: Intent, now: datetime) -> Intent | None:
        """Write that the request leaves now; `None` when the claim is no longer ours."""
        ...

    def settle(self, claimed: Intent, state: IntentState, due: datetime, why: str | None = None) -> bool:
        """Write how far it came and give the claim back; `False` when the claim is no longer ours."""
        ...

    def rouse(self, intent_id: int, now: datetime) -> None:
        """Make a parked intent due again; others are left as they are."""
        ...

    def save_sale(self, enrolment_id: int, sale: TicketSale) -> None:
        """Keep a registered sale; publiq's id is unique, so that no sale is counted for two enrolments."""
        ...

    def known_sales(self, sale_ids: Collection[str]) -> frozenset[str]:
        """Which of these sales are kept already, whoever's they are."""
        ...

    def kept_sales(self, event_id: str) -> tuple[KeptSale, ...]:
        """Every sale kept for an event, undone ones as well."""
        ...

    def begin_audit(self, day: date, now: datetime) -> bool:
        """Take the audit of a day; `False` when it is done, or another worker began it within the hour."""
        ...

    def save_audit(self, day: date, comparisons: tuple[Comparison, ...], now: datetime) -> None: ...

    def audit(self) -> tuple[Comparison, ...]:
        """What the latest finished audit found."""
        ...

    def sold_activities(self) -> tuple[str, ...]:
        """The ids of the activities for which a sale was ever wanted."""
        ...

    def sale(self, sale_id: str) -> TicketSale: ...

    def mark_undone(self, sale_id: str, now: datetime) -> None: ...

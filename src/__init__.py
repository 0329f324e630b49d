"""Sell at the UiTPAS social tariff: the right price, every sale registered, every cancellation undone.

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers know this name; importing it would double the cost of this module
if TYPE_CHECKING:
    from .adapters.async_core import AsyncUitkern
    from .adapters.clock import Clock, SystemClock
    from .adapters.core import Uitkern
    from .adapters.ledger.engines import LedgerAt
    from .adapters.publiq.calls import CallRecord
    from .adapters.publiq.credentials import Credentials, TokenPath
    from .adapters.publiq.environment import Environment, PassPath
    from .domain import errors
    from .domain.errors import UitkernError
    from .domain.model.activity import Activity, Slot
    from .domain.model.activity_parts import Ages, Contact, Picture, RegistrationLink, Window
    from .domain.model.activity_type import ActivityType
    from .domain.model.basket import Basket, Line, Refusal, Ticket, TicketLine
    from .domain.model.benefit import BenefitKind, RewardOffer, Spend
    from .domain.model.bulk import Bulk
    from .domain.model.calendar import AdjustedDays, Childcare, ClosedDays, OpeningHours, Periodic, Permanent
    from .domain.model.diagnosis import Diagnosis, Severity
    from .domain.model.difference import Keep
    from .domain.model.enrolment import Enrolment, EnrolmentState, PlaceKind
    from .domain.model.euro import Euro
    from .domain.model.event_parts import Audience
    from .domain.model.field import Field
    from .domain.model.identifier import parse_identifier
    from .domain.model.insz import Insz
    from .domain.model.intent import Intent, IntentState
    from .domain.model.list_price import ListPrice
    from .domain.model.match import (
        CardSystemChoice,
        EventCheck,
        Partnership,
        PlaceCheck,
        PlaceMatch,
        Suggestion,
    )
    from .domain.model.message import EndUserMessage
    from .domain.model.offer import Choose, Offer, Option
    from .domain.model.organisation import Organisation
    from .domain.model.outcome import Alert, Did, Outcome
    from .domain.model.participant import Participant
    from .domain.model.pass_status import PassStatus
    from .domain.model.policy import CacheRule, Policy, QuoteRule
    from .domain.model.price import PriceCategory
    from .domain.model.privacy import Privacy
    from .domain.model.publication import Overview, Publication, PublicationState, PublicationStatus
    from .domain.model.reason import Reason
    from .domain.model.renewal import Renewal
    from .domain.model.report import Comparison, Difference, Finding, HeldLine, Owed, Tick
    from .domain.model.reward import (
        KeptRedeemed,
        KeptReward,
        PricedFor,
        Redeemed,
        RedeemLimit,
        Reward,
        RewardPeriod,
        RewardPrice,
        RewardSearch,
        RewardType,
    )
    from .domain.model.sale import TicketSale
    from .domain.model.standing import Standing
    from .domain.model.tariff import Tariff, TariffType
    from .domain.model.uitpas import Pass, PassType, SocialTariffStatus
    from .domain.model.uitpas_number import UitpasNumber
    from .domain.model.viewer import Viewer
    from .domain.rules.comparing import Period

_NAMES = {
    "adapters.async_core": "AsyncUitkern",
    "adapters.clock": "Clock SystemClock",
    "adapters.core": "Uitkern",
    "adapters.ledger.engines": "LedgerAt",
    "adapters.publiq.calls": "CallRecord",
    "adapters.publiq.credentials": "Credentials TokenPath",
    "adapters.publiq.environment": "Environment PassPath",
    "domain.errors": "UitkernError",
    "domain.model.activity": "Activity Slot",
    "domain.model.activity_parts": "Ages Contact Picture RegistrationLink Window",
    "domain.model.activity_type": "ActivityType",
    "domain.model.basket": "Basket Line Refusal Ticket TicketLine",
    "domain.model.benefit": "BenefitKind RewardOffer Spend",
    "domain.model.bulk": "Bulk",
    "domain.model.calendar": "AdjustedDays Childcare ClosedDays OpeningHours Periodic Permanent",
    "domain.model.diagnosis": "Diagnosis Severity",
    "domain.model.difference": "Keep",
    "domain.model.enrolment": "Enrolment EnrolmentState PlaceKind",
    "domain.model.euro": "Euro",
    "domain.model.event_parts": "Audience",
    "domain.model.field": "Field",
    "domain.model.identifier": "parse_identifier",
    "domain.model.insz": "Insz",
    "domain.model.intent": "Intent IntentState",
    "domain.model.list_price": "ListPrice",
    "domain.model.match": "CardSystemChoice EventCheck Partnership PlaceCheck PlaceMatch Suggestion",
    "domain.model.message": "EndUserMessage",
    "domain.model.offer": "Choose Offer Option",
    "domain.model.organisation": "Organisation",
    "domain.model.outcome": "Alert Did Outcome",
    "domain.model.participant": "Participant",
    "domain.model.pass_status": "PassStatus",
    "domain.model.policy": "CacheRule Policy QuoteRule",
    "domain.model.price": "PriceCategory",
    "domain.model.privacy": "Privacy",
    "domain.model.publication": "Overview Publication PublicationState PublicationStatus",
    "domain.model.reason": "Reason",
    "domain.model.renewal": "Renewal",
    "domain.model.report": "Comparison Difference Finding HeldLine Owed Tick",
    "domain.model.reward": (
        "KeptRedeemed KeptReward PricedFor RedeemLimit Redeemed Reward RewardPeriod RewardPrice "
        "RewardSearch RewardType"
    ),
    "domain.model.sale": "TicketSale",
    "domain.model.standing": "Standing",
    "domain.model.tariff": "Tariff TariffType",
    "domain.model.uitpas": "Pass PassType SocialTariffStatus",
    "domain.model.uitpas_number": "UitpasNumber",
    "domain.model.viewer": "Viewer",
    "domain.rules.comparing": "Period",
}
"""Where the names are, module by module."""

_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Activity",
    "ActivityType",
    "AdjustedDays",
    "Ages",
    "Alert",
    "AsyncUitkern",
    "Audience",
    "Basket",
    "BenefitKind",
    "Bulk",
    "CacheRule",
    "CallRecord",
    "CardSystemChoice",
    "Childcare",
    "Choose",
    "Clock",
    "ClosedDays",
    "Comparison",
    "Contact",
    "Credentials",
    "Diagnosis",
    "Did",
    "Difference",
    "EndUserMessage",
    "Enrolment",
    "EnrolmentState",
    "Environment",
    "Euro",
    "EventCheck",
    "Field",
    "Finding",
    "HeldLine",
    "Insz",
    "Intent",
    "IntentState",
    "Keep",
    "KeptRedeemed",
    "KeptReward",
    "LedgerAt",
    "Line",
    "ListPrice",
    "Offer",
    "OpeningHours",
    "Option",
    "Organisation",
    "Outcome",
    "Overview",
    "Owed",
    "Participant",
    "Partnership",
    "Pass",
    "PassPath",
    "PassStatus",
    "PassType",
    "Period",
    "Periodic",
    "Permanent",
    "Picture",
    "PlaceCheck",
    "PlaceKind",
    "PlaceMatch",
    "Policy",
    "PriceCategory",
    "PricedFor",
    "Privacy",
    "Publication",
    "PublicationState",
    "PublicationStatus",
    "QuoteRule",
    "Reason",
    "RedeemLimit",
    "Redeemed",
    "Refusal",
    "RegistrationLink",
    "Renewal",
    "Reward",
    "RewardOffer",
    "RewardPeriod",
    "RewardPrice",
    "RewardSearch",
    "RewardType",
    "Severity",
    "Slot",
    "SocialTariffStatus",
    "Spend",
    "Standing",
    "Suggestion",
    "SystemClock",
    "Tariff",
    "TariffType",
    "Tick",
    "Ticket",
    "TicketLine",
    "TicketSale",
    "TokenPath",
    "Uitkern",
    "UitkernError",
    "UitpasNumber",
    "Viewer",
    "Window",
    "errors",
    "parse_identifier",
]


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module(".domain.errors", __name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]

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
    from .domain.model.calendar import AdjustedDays, Childcare, ClosedDays, OpeningHours, Periodic, Permanent
    from .domain.model.diagnosis import Diagnosis, Severity
    from .domain.model.difference import Keep
    from .domain.model.enrolment import Enrolment, EnrolmentState, PlaceKind
    from .domain.model.euro import Euro
    from .domain.model.event_parts import Audience
    from .domain.model.field import Field
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
    from .domain.model.participant import Participant
    from .domain.model.policy import CacheRule, Policy, QuoteRule
    from .domain.model.price import PriceCategory
    from .domain.model.publication import Overview, Publication, PublicationState, PublicationStatus
    from .domain.model.reason import Reason
    from .domain.model.report import Comparison, Difference, Finding, Owed, Tick
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
    from .domain.model.tariff import Tariff, TariffType
    from .domain.model.uitpas import Pass, PassType, SocialTariffStatus
    from .domain.model.uitpas_number import UitpasNumber
    from .domain.rules.comparing import Period

_HOME = {
    "Activity": "domain.model.activity",
    "ActivityType": "domain.model.activity_type",
    "AdjustedDays": "domain.model.calendar",
    "Ages": "domain.model.activity_parts",
    "AsyncUitkern": "adapters.async_core",
    "Audience": "domain.model.event_parts",
    "Basket": "domain.model.basket",
    "BenefitKind": "domain.model.benefit",
    "CacheRule": "domain.model.policy",
    "CallRecord": "adapters.publiq.calls",
    "CardSystemChoice": "domain.model.match",
    "Childcare": "domain.model.calendar",
    "Choose": "domain.model.offer",
    "Clock": "adapters.clock",
    "ClosedDays": "domain.model.calendar",
    "Comparison": "domain.model.report",
    "Contact": "domain.model.activity_parts",
    "Credentials": "adapters.publiq.credentials",
    "Diagnosis": "domain.model.diagnosis",
    "Difference": "domain.model.report",
    "EndUserMessage": "domain.model.message",
    "Enrolment": "domain.model.enrolment",
    "EnrolmentState": "domain.model.enrolment",
    "Environment": "adapters.publiq.environment",
    "Euro": "domain.model.euro",
    "EventCheck": "domain.model.match",
    "Field": "domain.model.field",
    "Finding": "domain.model.report",
    "Insz": "domain.model.insz",
    "Intent": "domain.model.intent",
    "IntentState": "domain.model.intent",
    "Keep": "domain.model.difference",
    "KeptRedeemed": "domain.model.reward",
    "KeptReward": "domain.model.reward",
    "LedgerAt": "adapters.ledger.engines",
    "Line": "domain.model.basket",
    "ListPrice": "domain.model.list_price",
    "Offer": "domain.model.offer",
    "OpeningHours": "domain.model.calendar",
    "Option": "domain.model.offer",
    "Organisation": "domain.model.organisation",
    "Overview": "domain.model.publication",
    "Owed": "domain.model.report",
    "Participant": "domain.model.participant",
    "Partnership": "domain.model.match",
    "Pass": "domain.model.uitpas",
    "PassPath": "adapters.publiq.environment",
    "PassType": "domain.model.uitpas",
    "Period": "domain.rules.comparing",
    "Periodic": "domain.model.calendar",
    "Permanent": "domain.model.calendar",
    "Picture": "domain.model.activity_parts",
    "PlaceCheck": "domain.model.match",
    "PlaceKind": "domain.model.enrolment",
    "PlaceMatch": "domain.model.match",
    "Policy": "domain.model.policy",
    "PriceCategory": "domain.model.price",
    "PricedFor": "domain.model.reward",
    "Publication": "domain.model.publication",
    "PublicationState": "domain.model.publication",
    "PublicationStatus": "domain.model.publication",
    "QuoteRule": "domain.model.policy",
    "Reason": "domain.model.reason",
    "RedeemLimit": "domain.model.reward",
    "Redeemed": "domain.model.reward",
    "Refusal": "domain.model.basket",
    "RegistrationLink": "domain.model.activity_parts",
    "Reward": "domain.model.reward",
    "RewardOffer": "domain.model.benefit",
    "RewardPeriod": "domain.model.reward",
    "RewardPrice": "domain.model.reward",
    "RewardSearch": "domain.model.reward",
    "RewardType": "domain.model.reward",
    "Severity": "domain.model.diagnosis",
    "Slot": "domain.model.activity",
    "SocialTariffStatus": "domain.model.uitpas",
    "Spend": "domain.model.benefit",
    "Suggestion": "domain.model.match",
    "SystemClock": "adapters.clock",
    "Tariff": "domain.model.tariff",
    "TariffType": "domain.model.tariff",
    "Tick": "domain.model.report",
    "Ticket": "domain.model.basket",
    "TicketLine": "domain.model.basket",
    "TicketSale": "domain.model.sale",
    "TokenPath": "adapters.publiq.credentials",
    "Uitkern": "adapters.core",
    "UitkernError": "domain.errors",
    "UitpasNumber": "domain.model.uitpas_number",
    "Window": "domain.model.activity_parts",
}

__all__ = [
    "Activity",
    "ActivityType",
    "AdjustedDays",
    "Ages",
    "AsyncUitkern",
    "Audience",
    "Basket",
    "BenefitKind",
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
    "Difference",
    "EndUserMessage",
    "Enrolment",
    "EnrolmentState",
    "Environment",
    "Euro",
    "EventCheck",
    "Field",
    "Finding",
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
    "Overview",
    "Owed",
    "Participant",
    "Partnership",
    "Pass",
    "PassPath",
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
    "Publication",
    "PublicationState",
    "PublicationStatus",
    "QuoteRule",
    "Reason",
    "RedeemLimit",
    "Redeemed",
    "Refusal",
    "RegistrationLink",
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
    "Window",
    "errors",
]


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module(".domain.errors", __name__)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]

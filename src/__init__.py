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
    from .domain.model.basket import Basket, Line, Refusal
    from .domain.model.bulk import Bulk
    from .domain.model.calendar import AdjustedDays, Childcare, ClosedDays, OpeningHours, Periodic, Permanent
    from .domain.model.diagnosis import Diagnosis, Severity
    from .domain.model.difference import Keep
    from .domain.model.enrolment import Enrolment, EnrolmentState
    from .domain.model.euro import Euro
    from .domain.model.event_parts import Audience
    from .domain.model.field import Field
    from .domain.model.insz import Insz
    from .domain.model.intent import Intent, IntentState
    from .domain.model.match import (
        CardSystemChoice,
        EventCheck,
        Partnership,
        PlaceCheck,
        PlaceMatch,
        Suggestion,
    )
    from .domain.model.message import EndUserMessage
    from .domain.model.offer import Choose, Offer
    from .domain.model.organisation import Organisation
    from .domain.model.outcome import Alert, Did, Outcome
    from .domain.model.participant import Participant
    from .domain.model.policy import CacheRule, Policy, QuoteRule
    from .domain.model.price import PriceCategory
    from .domain.model.publication import Overview, Publication, PublicationState, PublicationStatus
    from .domain.model.reason import Reason
    from .domain.model.report import Comparison, Difference, Finding, Owed, Tick
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
    "Alert": "domain.model.outcome",
    "AsyncUitkern": "adapters.async_core",
    "Audience": "domain.model.event_parts",
    "Basket": "domain.model.basket",
    "Bulk": "domain.model.bulk",
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
    "Did": "domain.model.outcome",
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
    "LedgerAt": "adapters.ledger.engines",
    "Line": "domain.model.basket",
    "Offer": "domain.model.offer",
    "OpeningHours": "domain.model.calendar",
    "Organisation": "domain.model.organisation",
    "Outcome": "domain.model.outcome",
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
    "PlaceMatch": "domain.model.match",
    "Policy": "domain.model.policy",
    "PriceCategory": "domain.model.price",
    "Publication": "domain.model.publication",
    "PublicationState": "domain.model.publication",
    "PublicationStatus": "domain.model.publication",
    "QuoteRule": "domain.model.policy",
    "Reason": "domain.model.reason",
    "Refusal": "domain.model.basket",
    "RegistrationLink": "domain.model.activity_parts",
    "Severity": "domain.model.diagnosis",
    "Slot": "domain.model.activity",
    "SocialTariffStatus": "domain.model.uitpas",
    "Suggestion": "domain.model.match",
    "SystemClock": "adapters.clock",
    "Tariff": "domain.model.tariff",
    "TariffType": "domain.model.tariff",
    "Tick": "domain.model.report",
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
    "Alert",
    "AsyncUitkern",
    "Audience",
    "Basket",
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
    "Insz",
    "Intent",
    "IntentState",
    "Keep",
    "LedgerAt",
    "Line",
    "Offer",
    "OpeningHours",
    "Organisation",
    "Outcome",
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
    "PlaceMatch",
    "Policy",
    "PriceCategory",
    "Publication",
    "PublicationState",
    "PublicationStatus",
    "QuoteRule",
    "Reason",
    "Refusal",
    "RegistrationLink",
    "Severity",
    "Slot",
    "SocialTariffStatus",
    "Suggestion",
    "SystemClock",
    "Tariff",
    "TariffType",
    "Tick",
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

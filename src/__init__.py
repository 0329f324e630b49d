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
    from .domain.model.basket import Basket, Line, Refusal
    from .domain.model.enrolment import Enrolment, EnrolmentState
    from .domain.model.euro import Euro
    from .domain.model.insz import Insz
    from .domain.model.intent import Intent, IntentState
    from .domain.model.message import EndUserMessage
    from .domain.model.offer import Choose, Offer
    from .domain.model.organisation import Organisation
    from .domain.model.participant import Participant
    from .domain.model.policy import CacheRule, Policy, QuoteRule
    from .domain.model.publication import Publication, PublicationState
    from .domain.model.reason import Reason
    from .domain.model.report import Comparison, Difference, Finding, Owed, Tick
    from .domain.model.sale import TicketSale
    from .domain.model.tariff import Tariff, TariffType
    from .domain.model.uitpas import Pass, PassType, SocialTariffStatus
    from .domain.model.uitpas_number import UitpasNumber
    from .domain.rules.comparing import Period

_HOME = {
    "Activity": "domain.model.activity",
    "AsyncUitkern": "adapters.async_core",
    "Basket": "domain.model.basket",
    "CacheRule": "domain.model.policy",
    "CallRecord": "adapters.publiq.calls",
    "Choose": "domain.model.offer",
    "Clock": "adapters.clock",
    "Comparison": "domain.model.report",
    "Credentials": "adapters.publiq.credentials",
    "Difference": "domain.model.report",
    "EndUserMessage": "domain.model.message",
    "Enrolment": "domain.model.enrolment",
    "EnrolmentState": "domain.model.enrolment",
    "Environment": "adapters.publiq.environment",
    "Euro": "domain.model.euro",
    "Finding": "domain.model.report",
    "Insz": "domain.model.insz",
    "Intent": "domain.model.intent",
    "IntentState": "domain.model.intent",
    "LedgerAt": "adapters.ledger.engines",
    "Line": "domain.model.basket",
    "Offer": "domain.model.offer",
    "Organisation": "domain.model.organisation",
    "Owed": "domain.model.report",
    "Participant": "domain.model.participant",
    "Pass": "domain.model.uitpas",
    "PassPath": "adapters.publiq.environment",
    "PassType": "domain.model.uitpas",
    "Period": "domain.rules.comparing",
    "Policy": "domain.model.policy",
    "Publication": "domain.model.publication",
    "PublicationState": "domain.model.publication",
    "QuoteRule": "domain.model.policy",
    "Reason": "domain.model.reason",
    "Refusal": "domain.model.basket",
    "Slot": "domain.model.activity",
    "SocialTariffStatus": "domain.model.uitpas",
    "SystemClock": "adapters.clock",
    "Tariff": "domain.model.tariff",
    "TariffType": "domain.model.tariff",
    "Tick": "domain.model.report",
    "TicketSale": "domain.model.sale",
    "TokenPath": "adapters.publiq.credentials",
    "Uitkern": "adapters.core",
    "UitkernError": "domain.errors",
    "UitpasNumber": "domain.model.uitpas_number",
}

__all__ = [
    "Activity",
    "AsyncUitkern",
    "Basket",
    "CacheRule",
    "CallRecord",
    "Choose",
    "Clock",
    "Comparison",
    "Credentials",
    "Difference",
    "EndUserMessage",
    "Enrolment",
    "EnrolmentState",
    "Environment",
    "Euro",
    "Finding",
    "Insz",
    "Intent",
    "IntentState",
    "LedgerAt",
    "Line",
    "Offer",
    "Organisation",
    "Owed",
    "Participant",
    "Pass",
    "PassPath",
    "PassType",
    "Period",
    "Policy",
    "Publication",
    "PublicationState",
    "QuoteRule",
    "Reason",
    "Refusal",
    "Slot",
    "SocialTariffStatus",
    "SystemClock",
    "Tariff",
    "TariffType",
    "Tick",
    "TicketSale",
    "TokenPath",
    "Uitkern",
    "UitkernError",
    "UitpasNumber",
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

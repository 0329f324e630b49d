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
    from .adapters.publiq.calls import CallRecord
    from .adapters.publiq.credentials import Credentials, TokenPath
    from .adapters.publiq.environment import Environment
    from .domain import errors
    from .domain.errors import UitkernError
    from .domain.model.activity import Activity, Slot
    from .domain.model.enrolment import Enrolment, EnrolmentState
    from .domain.model.euro import Euro
    from .domain.model.insz import Insz
    from .domain.model.message import EndUserMessage
    from .domain.model.offer import Choose, Offer, Reason
    from .domain.model.organisation import Organisation
    from .domain.model.participant import Participant
    from .domain.model.policy import CacheRule, Policy, QuoteRule
    from .domain.model.publication import Publication, PublicationState
    from .domain.model.sale import TicketSale
    from .domain.model.tariff import Tariff, TariffType
    from .domain.model.uitpas import Pass, PassType, SocialTariffStatus
    from .domain.model.uitpas_number import UitpasNumber

_HOME = {
    "Activity": "domain.model.activity",
    "AsyncUitkern": "adapters.async_core",
    "CacheRule": "domain.model.policy",
    "CallRecord": "adapters.publiq.calls",
    "Choose": "domain.model.offer",
    "Clock": "adapters.clock",
    "Credentials": "adapters.publiq.credentials",
    "EndUserMessage": "domain.model.message",
    "Enrolment": "domain.model.enrolment",
    "EnrolmentState": "domain.model.enrolment",
    "Environment": "adapters.publiq.environment",
    "Euro": "domain.model.euro",
    "Insz": "domain.model.insz",
    "Offer": "domain.model.offer",
    "Organisation": "domain.model.organisation",
    "Participant": "domain.model.participant",
    "Pass": "domain.model.uitpas",
    "PassType": "domain.model.uitpas",
    "Policy": "domain.model.policy",
    "Publication": "domain.model.publication",
    "PublicationState": "domain.model.publication",
    "QuoteRule": "domain.model.policy",
    "Reason": "domain.model.offer",
    "Slot": "domain.model.activity",
    "SocialTariffStatus": "domain.model.uitpas",
    "SystemClock": "adapters.clock",
    "Tariff": "domain.model.tariff",
    "TariffType": "domain.model.tariff",
    "TicketSale": "domain.model.sale",
    "TokenPath": "adapters.publiq.credentials",
    "Uitkern": "adapters.core",
    "UitkernError": "domain.errors",
    "UitpasNumber": "domain.model.uitpas_number",
}

__all__ = [
    "Activity",
    "AsyncUitkern",
    "CacheRule",
    "CallRecord",
    "Choose",
    "Clock",
    "Credentials",
    "EndUserMessage",
    "Enrolment",
    "EnrolmentState",
    "Environment",
    "Euro",
    "Insz",
    "Offer",
    "Organisation",
    "Participant",
    "Pass",
    "PassType",
    "Policy",
    "Publication",
    "PublicationState",
    "QuoteRule",
    "Reason",
    "Slot",
    "SocialTariffStatus",
    "SystemClock",
    "Tariff",
    "TariffType",
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

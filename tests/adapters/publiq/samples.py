"""Questions to publiq and the answers its documents promise, each with what is not needed left out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from tests.adapters.publiq.wire import NOON
from uitkern import Euro, UitpasNumber
from uitkern.domain.model.sale import SaleRequest
from uitkern.domain.ports.publiq import (
    CreateEvent,
    EventCardSystems,
    FindPass,
    ListPermissions,
    ListSales,
    QuoteStaticTariff,
    QuoteTariffs,
    RegisterSales,
    UndoSale,
)

DIGITS = "0900000067513"
INSZ_DIGITS = "36051380284"
EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
NUMBER = UitpasNumber(DIGITS)
SOON = NOON + timedelta(seconds=20)


def a_sale_request(price: Euro | None = None, label: str | None = None) -> SaleRequest:
    return SaleRequest(NUMBER, EVENT, price or Euro(1000), "SOCIALTARIFF", label)


REGISTER = RegisterSales((a_sale_request(),), SOON)
UNDO = UndoSale("499853", SOON)
CREATE = CreateEvent({"name": {"nl": "Zomerkamp"}})
WRITES: dict[str, Any] = {"register": REGISTER, "undo": UNDO, "create": CREATE}

PASS: dict[str, Any] = {
    "passholderId": "b34c19fc-bcf9-4d10-aeb2-6bc9efd38b68",
    "uitpasNumber": DIGITS,
    "socialTariff": {"status": "ACTIVE", "endDate": "2022-12-31T22:59:59"},
    "messages": [{"level": "WARN", "text": "Haal een nieuwe kaart."}],
}
TARIFFS: dict[str, Any] = {
    "available": [
        {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF", "remaining": 1}
    ],
    "endUserMessage": {"nl": "Nog een keer dit jaar."},
}
SALE: dict[str, Any] = {
    "id": "499853",
    "tariff": {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF"},
    "eventId": EVENT,
    "uitpasNumber": DIGITS,
}
SALES: dict[str, Any] = {"totalItems": 1, "member": [SALE]}
PERMISSIONS: list[dict[str, Any]] = [
    {"organizer": {"id": ORGANIZER}, "permissionDetails": [{"id": "TARIFFS_READ"}]}
]
CARD_SYSTEMS: list[dict[str, Any]] = [{"id": 5, "name": "UiTPAS Gent"}]

READS: dict[str, tuple[Any, Any]] = {
    "pass": (FindPass(NUMBER), PASS),
    "tariffs": (QuoteTariffs(NUMBER, EVENT, Euro(1000)), TARIFFS),
    "static tariff": (QuoteStaticTariff(EVENT, Euro(1000)), TARIFFS),
    "sales": (ListSales(EVENT), SALES),
    "card systems": (EventCardSystems(EVENT), CARD_SYSTEMS),
    "permissions": (ListPermissions(), PERMISSIONS),
}
ANSWERS: dict[str, tuple[Any, Any]] = {
    **READS,
    "register": (REGISTER, [SALE]),
    "create": (CREATE, {"id": EVENT, "eventId": EVENT}),
}


def ok(body: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)

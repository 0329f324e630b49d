"""The yardstick: bare Starlette routes that answer as much as the simulator does and check nothing."""

import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

_TARIFF = {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF"}
_NAMES = [f"ONE_OF_MANY_PERMISSIONS_{number}" for number in range(34)]
TARIFFS = {"available": [_TARIFF | {"remaining": 99}]}
PERMISSIONS = [
    {
        "organizer": {"id": "0ce87cbc-9299-4528-8d35-92225dc9489f", "name": "An organizer with a name"},
        "permissions": _NAMES,
        "permissionDetails": [{"id": each, "label": {"nl": each}} for each in _NAMES],
    }
]
SALE = {
    "id": "1",
    "creationDate": "2026-03-04T12:00:00+01:00",
    "regularPrice": 10,
    "tariff": _TARIFF,
    "eventTitle": "An event with a name as events have it",
    "uitpasNumber": "0900000067513",
}


async def tariffs(_: Request) -> JSONResponse:
    return JSONResponse(TARIFFS)


async def permissions(_: Request) -> JSONResponse:
    return JSONResponse(PERMISSIONS)


async def ticket_sales(request: Request) -> JSONResponse:
    asked = json.loads(await request.body())
    return JSONResponse([SALE | {"eventId": each["eventId"]} for each in asked])


app = Starlette(
    routes=[
        Route("/uitpas/tariffs", tariffs),
        Route("/uitpas/permissions", permissions),
        Route("/uitpas/ticket-sales", ticket_sales, methods=["POST"]),
    ]
)

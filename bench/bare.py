"""The yardstick: bare Starlette routes that answer as much as the simulator does and check nothing."""

import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

TARIFFS = {
    "available": [
        {"id": "SOCIALTARIFF", "name": "Kansentarief", "price": 2, "type": "SOCIALTARIFF", "remaining": 99}
    ]
}
PERMISSIONS = [
    {
        "organizer": {"id": f"0ce87cbc-9299-4528-8d35-92225dc9489{last}", "name": "An organizer with a name"},
        "permissions": ["EVENTS_READ", "PASSES_READ", "TARIFFS_READ", "TICKETSALES_REGISTER"],
        "permissionDetails": [
            {"id": each, "label": {"nl": each}} for each in ("TARIFFS_READ", "PASSES_READ")
        ],
    }
    for last in "abc"
]
SALE = {"id": "1", "regularPrice": 10, "tariff": TARIFFS["available"][0], "eventTitle": "An event"}


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

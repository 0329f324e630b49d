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
_ID = "5a0967f9-cc06-4c3c-9206-30481a767434"
_AT = f"http://127.0.0.1:8800/uitdatabank/events/{_ID}"
FOUND = {
    "@context": "http://www.w3.org/ns/hydra/context.jsonld",
    "@type": "PagedCollection",
    "itemsPerPage": 30,
    "totalItems": 1,
    "member": [{"@id": _AT, "@type": "Event"}],
}
EVENT = {"@id": _AT, **{f"member{number}": "as long as those of an event are" for number in range(50)}}
MADE = {"id": _ID, "eventId": _ID, "url": _AT, "commandId": "00000000-0000-0000-0000-000000000000"}


async def tariffs(_: Request) -> JSONResponse:
    return JSONResponse(TARIFFS)


async def permissions(_: Request) -> JSONResponse:
    return JSONResponse(PERMISSIONS)


async def ticket_sales(request: Request) -> JSONResponse:
    asked = json.loads(await request.body())
    return JSONResponse([SALE | {"eventId": each["eventId"]} for each in asked])


async def search(_: Request) -> JSONResponse:
    return JSONResponse(FOUND, media_type="application/ld+json")


async def event(_: Request) -> JSONResponse:
    return JSONResponse(EVENT, media_type="application/ld+json")


async def publish(request: Request) -> JSONResponse:
    json.loads(await request.body())
    return JSONResponse(MADE, 201)


app = Starlette(
    routes=[
        Route("/uitpas/tariffs", tariffs),
        Route("/uitpas/permissions", permissions),
        Route("/uitpas/ticket-sales", ticket_sales, methods=["POST"]),
        Route("/search/events", search),
        Route("/uitdatabank/events", publish, methods=["POST"]),
        Route("/uitdatabank/events/{event}", event),
    ]
)

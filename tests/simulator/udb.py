"""Small builders for tests of UiTdatabank."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import frozen

from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.udb_values import Role
from uitkern.simulator.world.values import Client

ORGANIZER, PLACE = "0ce87cbc-9299-4528-8d35-92225dc9489f", "8248e289-c986-4006-902f-b0616dcbcde7"
NOT_IN_UITPAS = "b7f0d2f6-3f0e-4f0c-8f59-1f6f0d3a2c11"
ONLINE = "00000000-0000-0000-0000-000000000000"
NOBODY = "11111111-2222-4333-8444-555555555555"
PROBS = "https://api.publiq.be/probs/"
MORNING = {"startDate": "2026-07-06T09:00:00+02:00", "endDate": "2026-07-06T12:00:00+02:00"}
TOMORROW = {"startDate": "2026-07-07T09:00:00+02:00", "endDate": "2026-07-07T12:00:00+02:00"}
BASE = {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}
ADDRESS = {
    "addressCountry": "BE",
    "addressLocality": "Gent",
    "postalCode": "9000",
    "streetAddress": "Kerkstraat 1",
}


def an_event(**more: object) -> dict[str, Any]:
    """A published event of a UiTPAS organizer; None leaves a member out."""
    whole = {
        "workflowStatus": "READY_FOR_VALIDATION",
        "mainLanguage": "nl",
        "name": {"nl": "Speelweek"},
        "organizer": {"@id": f"/organizers/{ORGANIZER}"},
        "priceInfo": [BASE],
        "calendarType": "single",
        "subEvent": [MORNING],
        "location": {"@id": f"https://io-test.uitdatabank.be/places/{PLACE}"},
        "terms": [{"id": "0.50.4.0.0"}],
    } | more
    return {name: value for name, value in whole.items() if value is not None}


def a_draft(**more: object) -> dict[str, Any]:
    return an_event(**({"workflowStatus": None, "organizer": None} | more))


def a_place(**more: object) -> dict[str, Any]:
    return {
        "mainLanguage": "nl",
        "name": {"nl": "Buurthuis"},
        "terms": [{"id": "Yf4aZBfsUEu2NsQqsprngw"}],
        "calendarType": "permanent",
        "address": {"nl": ADDRESS},
    } | more


def an_organizer(**more: object) -> dict[str, Any]:
    return {
        "mainLanguage": "nl",
        "name": {"nl": "Speelplein"},
        "url": "https://www.speelplein.example/",
    } | more


@frozen
class Caller:
    """One who calls the Entry API."""

    http: httpx.Client
    headers: dict[str, str]

    def ask(self, method: str, path: str, body: object = None, **more: Any) -> httpx.Response:
        if body is not None:
            more["json"] = body
        headers = {**self.headers, **more.pop("headers", {})}
        return self.http.request(method, f"/uitdatabank{path}", headers=headers, **more)

    def made(self, what: str, body: object) -> str:
        """Create an event, place, organizer or image; gives its id."""
        answer = self.ask("POST", f"/{what}", body)
        assert answer.status_code == 201, answer.text
        return str(answer.json().get("id") or answer.json().get("imageId"))

    def put(self, path: str, body: object = None) -> None:
        answer = self.ask("PUT", path, body)
        assert answer.status_code in (200, 204), answer.text
        assert (answer.status_code == 204) == (answer.content == b"")

    def shown(self, path: str) -> dict[str, Any]:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refused(self, method: str, path: str, body: object = None, **more: Any) -> dict[str, Any]:
        """Give a problem, its type without the prefix."""
        answer = self.ask(method, path, body, **more)
        assert answer.status_code >= 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem = dict(answer.json())
        assert problem["status"] == answer.status_code
        return problem | {"type": problem["type"].removeprefix(PROBS)}

    def mistakes(self, method: str, path: str, body: object) -> list[tuple[str, str]]:
        problem = self.refused(method, path, body)
        assert (problem["type"], problem["status"]) == ("body/invalid-data", 400)
        return [(each["jsonPointer"], each["error"]) for each in problem["schemaErrors"]]


def caller(publiq: Publiq, http: httpx.Client, name: str = "", role: Role | None = None) -> Caller:
    """Call as the default client, or as another one with a role."""
    secret = publiq.client_secret
    if name:
        secret = "secret"
        publiq.world.state.clients.put(name, Client(name, secret, {}))
        publiq.world.state.udb_roles.put(f"{name}@clients", role or Role())
    token = publiq.world.issue_token(name or publiq.client_id, secret).value
    return Caller(http, {"authorization": f"Bearer {token}"})


def person(publiq: Publiq, http: httpx.Client, user_id: str) -> Caller:
    """Call as somebody who is logged in."""
    token = publiq.world.log_in(user_id, publiq.client_id).value
    return Caller(http, {"authorization": f"Bearer {token}"})

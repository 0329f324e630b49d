"""Make the calls of `tests/contract/calls` to a simulator."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from attrs import evolve

from tests.contract.calls.call import ORGANIZER, Call
from uitkern.simulator.contract import MISSING, Operation
from uitkern.simulator.services import services
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import accounts
from uitkern.simulator.world.udb_values import Role
from uitkern.simulator.world.values import Client

OPERATIONS = {
    name: (service, operation)
    for service in services().values()
    for name, operation in service.operations.items()
}
EVERY_PERMISSION = frozenset(
    name
    for _, operation in OPERATIONS.values()
    for name in (operation.permission, *operation.permissions.besides)
    if name is not None
)
WEDNESDAY = "2026-03-04T10:00:00"
FORGED = {"authorization": "Bearer forged", "x-custom-token": "forged", "x-client-id": "forged"}


class Caller:
    """Calls a simulator whose own check of its answers is off, so that a wrong one gets here."""

    def __init__(self, publiq: Publiq, http: httpx.Client) -> None:
        publiq.simulator.check_answers = False
        publiq.clock.freeze(WEDNESDAY)
        client = Client(publiq.client_id, publiq.client_secret, {ORGANIZER: EVERY_PERMISSION})
        for each in (client, Client("stranger", "secret", {}), Client("moderator", "secret", {})):
            publiq.world.state.clients.put(each.id, each)
        publiq.world.state.udb_roles.put("moderator@clients", Role(god=True))
        self.publiq = publiq
        self.http = http
        self.tokens: dict[str, str] = {}

    def make(self, call: Call, earlier: Sequence[Any] = ()) -> tuple[Operation, httpx.Response]:
        service, operation = OPERATIONS[call.operation]
        given = call.given(self.publiq) if call.given else {}
        known = self.made(call.before) or list(earlier)
        path, query, told, body = (
            filled(each, known, given) for each in (call.path, call.query, call.headers, call.body)
        )
        headers = {**told, **self.credentials(call.who, operation)}
        if call.who == "nobody":
            headers = {name: value for name, value in headers.items() if name not in FORGED}
        content = call.content if body is MISSING else json.dumps(body)
        if content is not None:
            headers["content-type"] = call.media
        if isinstance(content, str):
            content = (
                content.replace("=ID", f"={self.publiq.client_id}")
                .replace('"ID"', f'"{self.publiq.client_id}"')
                .replace("SECRET", self.publiq.client_secret)
            )
        if call.too_often:
            settings = evolve(self.publiq.world.settings, rate_limit=0, token_rate_limit=0)
            self.publiq.world.configure(settings)
        place = f"/{service.name}{operation.path.format_map(path)}"
        return operation, self.http.request(
            operation.method, place, params=query, content=content, headers=headers
        )

    def made(self, calls: Sequence[Call]) -> list[Any]:
        """Make calls one after the other; one without earlier calls of its own knows those before it."""
        known: list[Any] = []
        for each in calls:
            _, answer = self.make(each, known)
            known.append(answer.json() if answer.content else None)
        return known

    def credentials(self, who: str, operation: Operation) -> dict[str, str]:
        kind, _, name = who.partition(" ")
        if not operation.security or who == "nobody":
            return {}
        if who == "forger":
            return FORGED
        if kind == "device":
            return {"x-custom-token": name}
        if kind == "bearer":
            return {}
        return {"x-client-id": self.publiq.client_id} if kind == "id" else {"authorization": self.token(who)}

    def token(self, who: str) -> str:
        if who not in self.tokens:
            self.tokens[who] = f"Bearer {self.new_token(who)}"
        return self.tokens[who]

    def new_token(self, who: str) -> str:
        world = self.publiq.world
        kind, _, name = who.partition(" ")
        if kind == "holder":
            holder = world.state.cards[name].holder or ""
            name = accounts.user_of_passholder(world.state, holder).id
        if kind == "person":
            name = next(iter(world.state.users))
        if name:
            return world.log_in(name, self.publiq.client_id).value
        known = (self.publiq.client_id, self.publiq.client_secret) if who == "client" else (who, "secret")
        form = {"grant_type": "client_credentials", "client_id": known[0], "client_secret": known[1]}
        answer = self.http.post("/uitid/realms/uitid/protocol/openid-connect/token", data=form)
        return str(answer.json()["access_token"])


def filled(value: Any, known: list[Any], given: Mapping[str, str]) -> Any:
    """Fill the places that name an earlier answer or what was given, as deep as they lie."""
    if isinstance(value, str):
        return value.format(*known, **given) if value.startswith("{") else value
    if isinstance(value, dict):
        return {name: filled(each, known, given) for name, each in value.items()}
    return [filled(each, known, given) for each in value] if isinstance(value, list) else value

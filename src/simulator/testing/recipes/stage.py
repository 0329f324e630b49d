"""The world and the callers that recipes work with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from attrs import evolve

from ...contract import Operation
from ...services import services
from ...world.state import State
from ...world.users import User
from ...world.values import Client
from ..publiq import Publiq
from .cast import ORGANIZER, OTHER_ORGANIZER, as_user, client

OPERATIONS = services()["uitpas"].operations
BODIES: dict[str, dict[str, Any] | list[Any]] = {}
"""Bodies that fit the contract, for recipes that are about something else; by operationId."""
QUERIES: dict[str, dict[str, Any]] = {}
"""Queries that fit the contract, in the same way."""


class Stage:
    """A fresh world; `all` is a client that may do everything at two organizers."""

    def __init__(self, publiq: Publiq) -> None:
        self.publiq = publiq
        asked = [each.permissions for each in OPERATIONS.values()]
        everything = frozenset(name for each in asked for name in (*each.sufficient, *each.besides))
        permitted = {ORGANIZER: everything, OTHER_ORGANIZER: everything}
        self.state.clients.put("all", Client("all", "secret", permitted))
        self.state.clients.put(publiq.client_id, Client(publiq.client_id, publiq.client_secret, permitted))

    @property
    def state(self) -> State:
        return self.publiq.world.state

    @property
    def all(self) -> httpx.Client:
        token = self.publiq.world.issue_token("all", "secret").value
        return client(self.publiq, authorization=f"Bearer {token}")

    def user(self, **members: Any) -> httpx.Client:
        """Log in as a user without a passholder, or with the members given."""
        user = evolve(User("somebody", "iemand@example.org", "Iemand"), **members)
        self.state.users.put(user.id, user)
        return as_user(self.publiq, user.id)

    def device(self, device_id: str = "test-device-1") -> httpx.Client:
        return client(self.publiq, x_custom_token=device_id)

    def caller(self, operation: Operation) -> httpx.Client:
        """Give a caller of a kind that an operation takes."""
        taken = operation.security
        if "CLIENT_ACCESS_TOKEN" in taken:
            return self.all
        if "USER_ACCESS_TOKEN" in taken:
            return self.user()
        return self.device() if "CUSTOM_TOKEN" in taken else client(self.publiq, x_client_id="all")

    def ask(
        self,
        name: str,
        *,
        who: httpx.Client | None = None,
        query: dict[str, Any] | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
        files: Any = None,
        **path: str,
    ) -> httpx.Response:
        """Call an operation; what is not given is taken from BODIES and QUERIES, or named `1` in the path."""
        operation = OPERATIONS[name]
        names = [each.name for each in operation.path_parameters]
        place = operation.path.format(**{each: path.get(each, "1") for each in names})
        if files is not None:
            body = None
        elif body is None:
            body = BODIES.get(name)
        return (who or self.caller(operation)).request(
            operation.method,
            place,
            params=QUERIES.get(name, {}) | (query or {}),
            json=body,
            files=files,
            headers=headers,
        )

    def limit_rate(self) -> None:
        """Let every limited operation be called once a minute."""
        self.publiq.clock.freeze()
        self.publiq.world.configure(evolve(self.publiq.world.settings, rate_limit=1))


Recipe = Callable[[Stage], httpx.Response]
RECIPES: dict[tuple[str, int, str], Recipe] = {}
"""How to meet each problem, by operationId, status and type after `uitpas/`."""


def recipe(operation: str, *kinds: str, status: int = 400) -> Callable[[Recipe], Recipe]:
    """Register how to meet a problem of an operation."""

    def register(made: Recipe) -> Recipe:
        for kind in kinds:
            RECIPES[operation, status, kind] = made
        return made

    return register


def asks(operation: str, kind: str, status: int = 400, **asked: Any) -> None:
    """Register a problem that one call in a fresh world meets."""
    RECIPES[operation, status, kind] = lambda stage: stage.ask(operation, **asked)


def makes(operation: str, kind: str, make: Callable[..., httpx.Response], /, **given: Any) -> None:
    """Register a problem with status 400 that a function of a stage meets, when it is given something."""
    RECIPES[operation, 400, kind] = lambda stage: make(stage, **given)

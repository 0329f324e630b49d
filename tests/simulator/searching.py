"""Small builders for tests of searching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from attrs import frozen

from tests.simulator.udb import PROBS, Caller, a_place, an_event, caller
from uitkern.simulator.testing.publiq import Publiq

MORNING = "2026-06-01T09:00:00+02:00"
Parameters = Mapping[str, str | int | list[str]]


@frozen
class Search:
    """A frozen world, one who writes in it, and one who searches it by a client id."""

    publiq: Publiq
    http: httpx.Client
    writer: Caller

    def ask(self, path: str, parameters: Parameters | None = None, /, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        credentials = named or {"x-client-id": self.publiq.client_id}
        return self.http.get(f"/search{path}", params=dict(parameters or {}), headers=credentials)

    def page(self, path: str, /, **parameters: str | int | list[str]) -> dict[str, Any]:
        answer = self.ask(path, parameters)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/ld+json"
        return dict(answer.json())

    def found(self, path: str = "/events", /, **parameters: str | int | list[str]) -> list[str]:
        """Give the ids of what is found, in order."""
        page = self.page(path, **parameters)
        assert page["totalItems"] >= len(page["member"])
        return [each["@id"].rpartition("/")[2] for each in page["member"]]

    def mine(self, path: str = "/events", /, **parameters: str | int | list[str]) -> list[str]:
        """Give the ids of what is found of the one who writes."""
        return self.found(path, **{"creator": f"{self.publiq.client_id}@clients", **parameters})

    def q(self, query: str, path: str = "/events") -> list[str]:
        return self.mine(path, q=query)

    def refused(self, path: str, /, **parameters: str | int | list[str]) -> str:
        """Give the words of a 404."""
        answer = self.ask(path, parameters)
        problem = answer.json()
        assert (answer.status_code, problem["status"]) == (404, 404)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (problem["type"], problem["title"]) == (f"{PROBS}url/not-found", "Not Found")
        return str(problem["detail"])

    def event(self, **more: object) -> str:
        """Publish an event that searching finds at once."""
        made = self.writer.made("events", an_event(**more))
        self.publiq.flush_search()
        return made

    def place(self, **more: object) -> str:
        made = self.writer.made("places", a_place(**{"workflowStatus": "READY_FOR_VALIDATION"} | more))
        self.publiq.flush_search()
        return made


def searching(publiq: Publiq, http: httpx.Client) -> Search:
    publiq.clock.freeze(MORNING)
    return Search(publiq, http, caller(publiq, http))

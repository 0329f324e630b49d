"""One clock moves everything in its world, and nothing in another."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

EVENT = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
BEGINNING = datetime.fromisoformat("2027-07-05T09:00:00+02:00")
FORM = {"grant_type": "client_credentials", "client_id": "uitkern-client", "client_secret": "uitkern-secret"}
CHILD = "0999900000103"
TABLES: dict[str, Any] = {
    "passholders": {
        "kim": {
            "passType": "INDIVIDUAL",
            "firstName": "Kim",
            "postalCode": "9000",
            "points": 100,
            "memberships": [{"cardSystem": 5, "socialTariff": {"end": "2027-07-08T21:59:59+00:00"}}],
        }
    },
    "cards": {CHILD: {"cardSystem": 5, "status": "ACTIVE", "holder": "kim"}},
}
LATER = {"begin": "2027-07-06T00:00:00+00:00"}


class World:
    """A world in which time stands still at the beginning."""

    def __init__(self, web: httpx.Client, name: str) -> None:
        self._web, self._at = web, f"/worlds/{name}"
        exported = web.get(f"{self._at}/_sim/state").json()["tables"]["rewards"]["5687"]
        reward = {"5687": exported | {"published": LATER, "redeemable": LATER}}
        state = {"version": 1, "base": "official", "tables": TABLES | {"rewards": reward}}
        state["settings"] = {"ticketLimit": {"volume": 1, "period": "DAY"}}
        assert web.put(f"{self._at}/_sim/state", json=state).status_code == 204
        self.control("clock", freeze=BEGINNING.isoformat())
        self.log_in()

    def log_in(self) -> None:
        self.token = self._web.post(f"{self._at}/uitid/oauth/token", data=FORM).json()["access_token"]

    def control(self, path: str, **body: object) -> None:
        self._web.post(f"{self._at}/_sim/{path}", json=body).raise_for_status()

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}"}
        return self._web.request(method, f"{self._at}/uitpas{path}", headers=headers, **given)

    def sell(self, number: str) -> httpx.Response:
        sale = {
            "uitpasNumber": number,
            "eventId": EVENT,
            "regularPrice": 10,
            "tariff": {"id": "SOCIALTARIFF"},
        }
        return self.ask("POST", "/ticket-sales", json=[sale])

    def standing(self) -> dict[str, object]:
        """Say how everything stands that depends on time."""
        asked = self.ask("GET", "/permissions")
        self.log_in()
        first, second = self.sell("0900000067513"), self.sell("0900000067513")
        rewards = self.ask("GET", "/rewards", params={"type": "POINTS"}).json()["member"]
        journal = self._web.get(f"{self._at}/_sim/journal", params={"limit": 1}).json()["entries"][0]
        dates = [parsedate_to_datetime(asked.headers["date"]), datetime.fromisoformat(journal["at"])]
        if first.status_code == 200:
            dates.append(datetime.fromisoformat(first.json()[0]["creationDate"]))
        return {
            "token": asked.status_code,
            "quota": [first.status_code, second.status_code],
            "social tariff": self.ask("GET", f"/passes/{CHILD}").json()["socialTariff"]["status"],
            "rewards": [each["id"] for each in rewards if each["id"] == "5687"],
            "dates": {each - BEGINNING for each in dates},
        }


@pytest.fixture
def worlds(anonymous: httpx.Client) -> tuple[World, World]:
    return World(anonymous, "a"), World(anonymous, "b")


def test_a_week_passes_for_everything_in_one_world_and_for_nothing_in_another(
    worlds: tuple[World, World],
) -> None:
    moved, other = worlds
    assert (
        moved.standing()
        == other.standing()
        == {
            "token": 200,
            "quota": [200, 400],
            "social tariff": "ACTIVE",
            "rewards": [],
            "dates": {timedelta(0)},
        }
    )
    moved.control("clock", advance="P7D")

    assert moved.standing() == {
        "token": 401,
        "quota": [200, 400],
        "social tariff": "EXPIRED",
        "rewards": ["5687"],
        "dates": {timedelta(days=7)},
    }
    assert other.standing() == {
        "token": 200,
        "quota": [400, 400],
        "social tariff": "ACTIVE",
        "rewards": [],
        "dates": {timedelta(0)},
    }

"""A simulator that differs on purpose, in what was said and nothing else."""

from __future__ import annotations

import httpx
import pytest

from uitkern.simulator.mutating import BadMutation, Mutated, read_mutations
from uitkern.simulator.testing.transport import Transport
from uitkern.simulator.world.official import identities

PRICE = {
    "eventId": "5a0967f9-cc06-4c3c-9206-30481a767434",
    "uitpasNumber": "0900000067513",
    "regularPrice": "10",
}


def asked(mutation: str, path: str, **query: str) -> httpx.Response:
    simulator = Mutated(read_mutations(mutation))
    token = simulator.world.issue_token(identities.CLIENT_ID, identities.CLIENT_SECRET).value
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(transport=Transport(simulator), base_url="http://s", headers=headers) as http:
        return http.get(path, params=query)


def test_a_member_is_left_out() -> None:
    [tariff] = asked("drop:available.type", "/uitpas/tariffs", **PRICE).json()["available"]

    assert tariff.keys() == {"id", "name", "price", "remaining"}


def test_a_member_gets_another_value() -> None:
    [tariff] = asked("set:available.price=9", "/uitpas/tariffs", **PRICE).json()["available"]

    assert tariff["price"] == 9


def test_a_problem_gets_another_status_in_both_places() -> None:
    answer = asked("status:event-not-found=404", "/uitpas/tariffs", **{**PRICE, "eventId": "none"})

    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_everything_else_and_the_controls_stay_as_they_are() -> None:
    assert asked("drop:nothing", "/uitpas/tariffs", **PRICE).json()["available"][0]["price"] == 2
    assert "clock" in asked("drop:clock", "/_sim/").json()
    assert asked("drop:x", "/uitpas/nothing").status_code == 404


@pytest.mark.parametrize(
    "written", ["", "drop:", "drop:a=b", "set:a", "status:x=abc", "status:x=99", "flip:x"]
)
def test_what_is_no_mutation_is_refused(written: str) -> None:
    with pytest.raises(BadMutation, match="none of drop:PATH"):
        read_mutations(written)

"""A sample: what an application does with publiq, tested without a socket."""

import asyncio
from typing import Any

import httpx
import pytest

from uitkern.simulator.testing.publiq import Publiq


def sell(web: httpx.Client, event: str, number: str) -> httpx.Response:
    """Stand in for your application: register one ticket at the social tariff."""
    sale = {"uitpasNumber": number, "eventId": event, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
    return web.post("/uitpas/ticket-sales", json=[sale])


def test_a_child_with_the_social_tariff_pays_a_fifth(publiq: Publiq) -> None:
    child = publiq.passholder(social_tariff=True)
    event = publiq.event(price="10")
    with publiq.http() as web:
        [sale] = sell(web, event, child.uitpas_number).json()
    assert sale["tariff"]["price"] == 2
    publiq.journal.expect("post-ticket-sales", times=1, status=200)


def test_the_second_ticket_of_a_week_waits_for_monday(publiq: Publiq) -> None:
    publiq.clock.freeze("2027-07-07T10:00")
    child = publiq.passholder(social_tariff=True)
    event = publiq.event(tickets=1, per="WEEK")
    with publiq.http() as web:
        assert sell(web, event, child.uitpas_number).status_code == 200
        assert sell(web, event, child.uitpas_number).json()["type"].endswith("maximum-reached")
    publiq.clock.advance(days=7)
    with publiq.http() as web:
        assert sell(web, event, child.uitpas_number).status_code == 200


def test_a_lost_answer_leaves_a_sale_behind(publiq: Publiq) -> None:
    child, event = publiq.passholder(social_tariff=True), publiq.event()
    with publiq.http() as web:
        with publiq.fault("post-ticket-sales", cut="after"), pytest.raises(httpx.RemoteProtocolError):
            sell(web, event, child.uitpas_number)
        assert web.get("/uitpas/ticket-sales", params={"eventId": event}).json()["totalItems"] == 1


def test_an_expired_tariff_says_so_in_dutch(publiq: Publiq) -> None:
    child, event = publiq.passholder(social_tariff="expired"), publiq.event()
    with publiq.http() as web:
        refused = sell(web, event, child.uitpas_number).json()
    assert "verlopen" in refused["endUserMessage"]["nl"]


def test_an_asynchronous_application_sees_the_same(publiq: Publiq) -> None:
    async def permissions() -> Any:
        async with publiq.async_http() as web:
            return (await web.get("/uitpas/permissions")).json()

    assert asyncio.run(permissions())[0]["organizer"]["id"] == publiq.organizer


def test_a_program_in_another_language_gets_an_address(publiq: Publiq) -> None:
    with publiq.serve() as url:
        assert httpx.get(f"{url}/uitpas/permissions").status_code == 401
    publiq.journal.expect(path="/uitpas/permissions", status=401, times=1)

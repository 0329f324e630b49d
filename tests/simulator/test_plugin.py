from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter

import httpx
import pytest

from uitkern.simulator.testing.arranging import Right
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.refusals import Refusal


def test_each_test_has_a_world_of_its_own(publiq: Publiq) -> None:
    assert publiq.journal.count() == 0
    assert Publiq().world is not publiq.world


def test_both_transports_reach_the_same_world(publiq: Publiq) -> None:
    async def over_async() -> int:
        async with httpx.AsyncClient(transport=publiq.async_transport, base_url=publiq.url) as web:
            return (await web.get("/uitpas/permissions")).status_code

    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as web:
        assert web.get("/uitpas/permissions").status_code == 401
    assert asyncio.run(over_async()) == 401
    assert publiq.journal.count("get-permissions") == 2


def test_a_call_in_process_needs_no_socket(publiq: Publiq, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    with publiq.http() as web:
        assert web.get("/uitpas/permissions").status_code == 200


def test_the_async_transport_suffers_the_same_faults(publiq: Publiq) -> None:
    async def call(cut: str | None = None, latency: float = 0.0) -> int:
        async with httpx.AsyncClient(transport=publiq.async_transport, base_url=publiq.url) as web:
            with publiq.fault(cut=cut, latency=latency):
                return (await web.get("/uitpas/permissions")).status_code

    with pytest.raises(httpx.RemoteProtocolError):
        asyncio.run(call(cut="before"))
    with pytest.raises(httpx.ReadTimeout):
        asyncio.run(call(latency=60))
    assert asyncio.run(call(latency=0.01)) == 401


def test_the_clock_of_a_test_moves_by_seconds_or_units(publiq: Publiq) -> None:
    publiq.clock.freeze("2026-03-04T09:00:00+00:00")
    before = publiq.clock.now()
    publiq.clock.advance(5)
    publiq.clock.advance(days=1, hours=1)
    assert (publiq.clock.now() - before).total_seconds() == 5 + 86400 + 3600
    publiq.clock.follow()
    assert not publiq.world.clock.is_frozen


def test_a_fresh_world_and_a_call_cost_next_to_nothing() -> None:
    """The bounds are far above what is needed, and far below starting a server or a thread."""
    Publiq()
    started = perf_counter()
    for _ in range(100):
        Publiq()
    assert perf_counter() - started < 0.5
    publiq = Publiq()
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as web:
        started = perf_counter()
        for _ in range(200):
            web.get("/uitpas/permissions")
    assert perf_counter() - started < 1


def test_loading_the_plugin_loads_no_simulator() -> None:
    program = (
        "import pytest, sys; before = set(sys.modules);"
        "import uitkern.simulator.testing.plugin;"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('uitkern')))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    for heavy in ("httpx", "uvicorn", "jsonschema_rs", "attrs", "attr"):
        assert heavy not in loaded.stdout.split()


def test_people_events_coupons_and_clients_are_arranged(publiq: Publiq) -> None:
    coupon = publiq.coupon(discount="4")
    child = publiq.passholder(social_tariff=True, coupons=[coupon], points=7, insz="99010199990")
    event = publiq.event(price="12.50", tickets=2)
    with publiq.http() as web:
        asked = {"eventId": event, "uitpasNumber": child.uitpas_number, "regularPrice": "12.50"}
        prices = {
            each["id"]: each["price"] for each in web.get("/uitpas/tariffs", params=asked).json()["available"]
        }
        assert prices == {"SOCIALTARIFF": 2.5, coupon: 8.5}
        found = web.get("/uitpas/passes", params={"identifier": "99010199990"}).json()
        assert (found["uitpasNumber"], found["points"]) == (child.uitpas_number, 7)
    blind = publiq.client(permissions=["TARIFFS_READ"])
    with publiq.http(blind) as web:
        assert web.get("/uitpas/ticket-sales", params={"eventId": event}).status_code == 403


@pytest.mark.parametrize(
    ("right", "status"), [(False, "NONE"), ("expired", "EXPIRED"), ("suspended", "EXPIRED"), (True, "ACTIVE")]
)
def test_a_social_tariff_is_arranged_in_every_state(publiq: Publiq, right: Right, status: str) -> None:
    number = publiq.passholder(social_tariff=right).uitpas_number
    with publiq.http() as web:
        shown = web.get("/uitpas/passes", params={"identifier": number}).json()
    assert shown["socialTariff"]["status"] == status


def test_an_event_may_be_unknown_to_uitpas_for_a_while(publiq: Publiq) -> None:
    event, number = publiq.event(known=False), publiq.passholder().uitpas_number
    asked = {"eventId": event, "uitpasNumber": number, "regularPrice": "10"}
    with publiq.http() as web:
        assert web.get("/uitpas/tariffs", params=asked).status_code == 400
        publiq.clock.advance(seconds=5)
        assert web.get("/uitpas/tariffs", params=asked).status_code == 200


def test_an_expectation_that_fails_names_the_nearest_call(publiq: Publiq) -> None:
    with publiq.http() as web:
        web.get("/uitpas/permissions")
    assert len(publiq.journal.expect("get-permissions", times=1)) == 1
    assert len(publiq.journal.expect(path="/uitpas")) == 1
    assert publiq.journal.expect("get-tariffs", times=0) == []
    with pytest.raises(
        AssertionError, match="expected 2 calls of get-permissions 503; there were none"
    ) as failed:
        publiq.journal.expect("get-permissions", status=503, times=2)
    assert "status 200 instead of 503" in str(failed.value)


def test_a_mistyped_operation_is_said_and_not_just_never_called(publiq: Publiq) -> None:
    with pytest.raises(ValueError, match="Did you mean post-ticket-sales"):
        publiq.journal.expect("post-ticket-sale", times=0)
    with pytest.raises(ValueError, match="No operation has this id"), publiq.fault("nothing", status=500):
        pass


def test_a_call_that_hangs_ends_the_patience_of_either_client(publiq: Publiq) -> None:
    async def asynchronously() -> None:
        async with publiq.async_http() as web:
            await web.get("/uitpas/permissions")

    with publiq.fault(hang="after"), publiq.http() as web:
        with pytest.raises(httpx.ReadTimeout):
            web.get("/uitpas/permissions")
        with pytest.raises(httpx.ReadTimeout):
            asyncio.run(asynchronously())


def test_waiting_for_calls_works_without_a_socket(publiq: Publiq) -> None:
    async def asynchronously() -> int:
        async with publiq.async_http() as web:
            wait = web.post("/_sim/journal/wait", json={"times": 1, "timeout": 5})
            answers = await asyncio.gather(wait, web.get("/uitpas/permissions"))
            return answers[0].status_code

    with publiq.http() as web:
        assert web.post("/_sim/journal/wait", json={"timeout": 0.05}).status_code == 409
    assert asyncio.run(asynchronously()) == 200


def test_an_expectation_tells_what_there_was_instead(publiq: Publiq) -> None:
    with pytest.raises(AssertionError, match="there were none\n  the journal is empty"):
        publiq.journal.expect("get-permissions")
    with publiq.http() as web:
        web.get("/uitpas/permissions")
        with publiq.fault(status=503):
            web.get("/uitpas/permissions")
        web.get("/uitpas/passes", params={"identifier": "0900000000000"})
    with pytest.raises(AssertionError, match="expected 1 call of get-permissions; there were 2\n  fits: GET"):
        publiq.journal.expect("get-permissions", times=1)
    with pytest.raises(
        AssertionError, match=r"near: GET /uitpas/passes.* 40\d \(uitpas/.*\): status 40\d instead"
    ):
        publiq.journal.expect("get-passes", status=200)
    with pytest.raises(AssertionError, match=r"other: GET /uitpas/permissions 503 \(fault: status 503\)"):
        publiq.journal.expect("get-tariffs", status=418)
    assert len(publiq.journal.expect(method="get", path="/uitpas", times=3)) == 3
    assert repr(publiq.journal).startswith("<journal of 3 calls: GET /uitpas/permissions 200; ")


@pytest.mark.parametrize(
    ("arrange", "told"),
    [
        (lambda p: p.passholder(social_tariff="Expired"), "social_tariff: give True, False, 'expired'"),
        (lambda p: p.passholder(status="BLOKKED"), "status: there is no 'BLOKKED'. Did you mean 'BLOCKED'"),
        (
            lambda p: p.passholder(card_system=99),
            r"card_system: there is no 99; there are 1 \(UiTPAS Dender\)",
        ),
        (lambda p: p.passholder(coupons=["COUPON_107"]), "coupons: .* Did you mean 'COUPON_1079'"),
        (lambda p: p.event(price="twelve"), "price: 'twelve' is not an amount in euros"),
        (lambda p: p.event(organizer="nobody"), "organizer: there is no 'nobody'"),
        (lambda p: p.event(tickets=1, per="WEEKLY"), "per: there is no 'WEEKLY'. Did you mean 'WEEK'"),
        (lambda p: p.client(permissions=["TARIFF_READ"]), "permissions: .* Did you mean 'TARIFFS_READ'"),
        (lambda p: p.clock.advance("1 month"), "Give seconds, or an ISO 8601 duration"),
        (lambda p: p.clock.freeze("tomorrow"), "Give a time such as 2027-07-05T09:00"),
        (
            lambda p: p.journal.expect(path="/permissions", times=0),
            "path: .* must begin with a service: /uitid",
        ),
        (lambda p: p.journal.expect(times=-1), "times: must be 0 or more"),
        (lambda p: p.nudge("end-tariff", uitpasNumber="1"), "404 url/not-found.*There is no such card"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_a_test_arranges_wrongly_is_told_at_once(
    publiq: Publiq, arrange: Callable[[Publiq], object], told: str
) -> None:
    before = publiq.world.snapshot().state.parts
    with pytest.raises((ValueError, Refusal), match=told):
        arrange(publiq)
    assert publiq.world.snapshot().state.parts == before


def test_a_text_in_place_of_a_list_is_told(publiq: Publiq) -> None:
    with pytest.raises(TypeError, match="permissions: give a list of names, not a text"):
        publiq.client(permissions="TARIFFS_READ")


def test_a_clock_moves_by_a_duration_in_text(publiq: Publiq) -> None:
    publiq.clock.freeze("2027-07-05T09:00")
    publiq.clock.advance("P1D")
    assert repr(publiq.clock) == "<clock at 2027-07-06T07:00:00+00:00, frozen>"

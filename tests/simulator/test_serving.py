from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import httpx
import pytest

from uitkern.simulator.serving import AddressUnavailable, Server, serve_forever
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.testing.publiq import Publiq

EVENT = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
A_SALE = [
    {"uitpasNumber": "0900000067513", "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
]
FORM = {"grant_type": "client_credentials", "client_id": "uitkern-client", "client_secret": "uitkern-secret"}


def token(web: httpx.Client) -> str:
    return f"Bearer {web.post('/uitid/oauth/token', data=FORM).json()['access_token']}"


def test_a_server_answers_on_a_loopback_port_and_leaves_nothing_behind() -> None:
    threads = threading.active_count()
    with Server(Simulator()) as server:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.url)
        with httpx.Client(base_url=server.url) as web:
            web.headers["authorization"] = token(web)
            assert web.get("/uitpas/permissions").status_code == 200
            assert web.get("/_sim").json()["services"]["uitpas"] == f"{server.url}/uitpas"
            started = perf_counter()
            server.close()
    assert perf_counter() - started < 1
    assert threading.active_count() == threads
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(server.url.rpartition(":")[2]))) != 0


def test_a_server_that_served_nothing_closes_too() -> None:
    with Server(Simulator()):
        pass


def test_publiq_serves_the_same_world_over_a_socket(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as web:
        web.headers["authorization"] = token(web)
        assert web.post("/uitpas/ticket-sales", json=A_SALE).status_code == 200
    assert len(publiq.world.state.sales) == 1
    assert publiq.journal.count("post-ticket-sales") == 1


def test_a_literal_host_header_reaches_the_service(publiq: Publiq) -> None:
    with publiq.serve() as url:
        answer = httpx.get(f"{url}/permissions", headers={"host": "api-test.uitpas.be"})
    assert (answer.status_code, answer.json()["title"]) == (401, "Unauthorized")


def test_a_cut_connection_sends_not_a_byte(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as web:
        web.headers["authorization"] = token(web)
        lost = pytest.raises(httpx.TransportError)
        with publiq.fault("post-ticket-sales", cut="after"), lost:
            web.post("/uitpas/ticket-sales", json=A_SALE)
        assert web.get("/uitpas/ticket-sales", params={"eventId": EVENT}).json()["totalItems"] == 1


def test_a_slow_answer_does_not_hold_up_others_nor_the_end(publiq: Publiq) -> None:
    with publiq.serve() as url:
        with publiq.fault("get-permissions", latency=60):
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(f"{url}/uitpas/permissions", timeout=0.1)
            assert httpx.get(f"{url}/_sim").status_code == 200
        started = perf_counter()
    assert perf_counter() - started < 1


def test_of_many_parallel_requests_one_gets_the_last_ticket(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as web:
        web.headers["authorization"] = token(web)

        def attempt(_: int) -> int:
            return web.post("/uitpas/ticket-sales", json=A_SALE).status_code

        with ThreadPoolExecutor(16) as threads:
            statuses = sorted(threads.map(attempt, range(50)))
    assert statuses == [200] + [400] * 49


def test_a_large_body_is_read_whole(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as web:
        web.headers["authorization"] = token(web)
        answer = web.post("/uitpas/ticket-sales", json=[*A_SALE, {"padding": "x" * 2_000_000}])
    assert answer.json()["schemaErrors"][0]["jsonPointer"] == "/1"


def enter(port: int) -> None:
    Server(Simulator(), port=port).__enter__()


def run(port: int) -> None:
    serve_forever("127.0.0.1", port, pytest.fail)


@pytest.mark.parametrize("start", [enter, run])
def test_a_port_in_use_is_said_clearly(start: Callable[[int], None]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressUnavailable, match=f"127.0.0.1 port {port}") as refused:
            start(port)
    assert refused.value.port == port


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("no such host", 0)])
def test_an_address_that_is_none_is_said_clearly(host: str, port: int) -> None:
    with pytest.raises(AddressUnavailable, match="cannot listen on"):
        Server(Simulator(), host, port).__enter__()


PROGRAM = """
from uitkern.simulator.serving import serve_forever
serve_forever("127.0.0.1", 0, lambda url: print(url, flush=True))
print("ended", flush=True)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_serving_forever_ends_quietly_on_a_signal(end: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    ) as program:
        assert program.stdout is not None
        url = program.stdout.readline().strip()
        with httpx.Client(base_url=url) as web:
            web.headers["authorization"] = token(web)
            [sale] = web.post("/uitpas/ticket-sales", json=A_SALE).json()
        program.send_signal(end)
        said, complained = program.communicate(timeout=10)
    assert complained == ""
    assert int(sale["id"]) > 499853
    if end is signal.SIGINT:
        assert (said, program.returncode) == ("ended\n", 0)

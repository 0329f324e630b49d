"""Bad input is answered clearly, changes nothing, and leaves the simulator alive: in process and served."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from uitkern.simulator import simulator as module
from uitkern.simulator.testing.publiq import Publiq

EVENT, PASS = "5a0967f9-cc06-4c3c-9206-30481a767434", "0900000067513"
A_SALE = {"uitpasNumber": PASS, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}
JSON = {"content-type": "application/json"}


@pytest.fixture(params=["in process", "served"])
def web(request: pytest.FixtureRequest, publiq: Publiq) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {publiq.token()}"}
    if request.param == "in process":
        with publiq.http() as client:
            yield client
    else:
        with publiq.serve() as url, httpx.Client(base_url=url, headers=headers, timeout=30) as client:
            yield client


def sales(**changes: object) -> bytes:
    return json.dumps([A_SALE | changes]).encode()


BAD: dict[str, tuple[bytes, dict[str, str], int, str]] = {
    "no JSON": (b"[{", JSON, 400, "invalid-syntax"),
    "nothing": (b"", JSON, 400, "missing"),
    "a form": (b"a=b", {"content-type": "application/x-www-form-urlencoded"}, 415, "unsupported-media-type"),
    "no UTF-8": (b'["\xff\xfe"]', JSON, 400, "invalid-syntax"),
    "not a number": (sales().replace(b"10,", b"NaN,"), JSON, 400, "invalid-syntax"),
    "another type": (b"{}", JSON, 400, "invalid-data"),
    "null": (b"null", JSON, 400, "invalid-data"),
    "ten megabytes": (sales(regularPriceLabel="x" * 10_000_000), JSON, 413, "body-too-large"),
    "a large body": (sales(padding="x" * 5_000_000, regularPrice="ten"), JSON, 400, "invalid-data"),
    "deep nesting": (b"[" * 100_000 + b"]" * 100_000, JSON, 400, "invalid-syntax"),
    "nesting of objects": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, JSON, 400, "invalid-syntax"),
    "a NUL": (sales(uitpasNumber="09000000675\x0013"), JSON, 400, "invalid-uitpasnumber"),
    "a lone surrogate": (sales(uitpasNumber="\ud800"), JSON, 400, "invalid-syntax"),
    "a lone surrogate in a name": (b'[{"\\udfff": 1}]', JSON, 400, "invalid-syntax"),
    "ten thousand sales": (json.dumps([A_SALE] * 10_000).encode(), JSON, 400, "invalid-number-of-tickets"),
    "a number beyond all": (sales().replace(b"10,", b"1e999,"), JSON, 400, "invalid-data"),
    "a long number": (sales().replace(b"10,", b"1" * 5_000 + b","), JSON, 400, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_sale_is_refused_and_sells_nothing(publiq: Publiq, web: httpx.Client, name: str) -> None:
    body, headers, status, kind = BAD[name]
    answer = web.post("/uitpas/ticket-sales", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"].endswith(kind)
    assert len(publiq.world.state.sales) == 0
    assert web.post("/uitpas/ticket-sales", json=[A_SALE]).status_code == 200


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"\xff", "application/yaml", 400),
        (b"a: [", "application/yaml", 400),
        (b"a: &x [1]\nb: *x", "application/yaml", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[" * 3_000, "application/yaml", 400),
        (b'{"version": 1, "tables": {"\\ud800": {}}}', "application/json", 400),
        (b'{"version": 1, "colour": "red"}', "application/json", 400),
        (b'{"version": 7}', "application/json", 400),
        (
            b'{"version": 1, "tables": {"tokens": {"t": {"client": "x", "expires": "2030-01-01T00:00Z"}}}}',
            "application/json",
            400,
        ),
    ],
)
def test_a_bad_world_is_refused_and_nothing_changes(
    web: httpx.Client, body: bytes, content_type: str, status: int
) -> None:
    before = web.get("/_sim/state").json()
    answer = web.put("/_sim/state", content=body, headers={"content-type": content_type})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert web.get("/_sim/state").json() == before


PATHS = [
    "/uitpas/passes?identifier=%00",
    "/uitpas/passes?identifier=%ED%A0%80",
    "/uitpas/%00",
    "/%FF",
    "/worlds",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_odd_path_leads_nowhere_and_harms_nothing(web: httpx.Client, path: str) -> None:
    assert web.get(path).status_code in (400, 404)
    assert web.get("/uitpas/permissions").status_code == 200


def test_a_world_goes_out_and_comes_back_over_http(web: httpx.Client) -> None:
    web.post("/uitpas/ticket-sales", json=[A_SALE])
    for kind in ("json", "yaml"):
        before = web.get("/_sim/state", params={"format": kind})
        assert before.headers["content-type"] == f"application/{kind}"
        web.post("/_sim/reset")
        media_type = {"content-type": f"application/{kind}"}
        assert web.put("/_sim/state", content=before.content, headers=media_type).status_code == 204
        assert web.get("/_sim/state", headers={"accept": f"application/{kind}"}).content == before.content


def test_a_mistake_of_the_simulator_is_a_500_and_not_its_end(
    publiq: Publiq, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the inner reason")

    with publiq.serve() as url, httpx.Client(base_url=url) as client:
        with monkeypatch.context() as patch:
            patch.setattr(module, "locate", fail)
            answer = client.get("/uitpas/permissions")
            control = client.get("/_sim")
        assert (answer.status_code, answer.json()["type"]) == (500, "urn:uitkern:sim:mistake")
        assert control.status_code == 500
        assert "inner reason" not in answer.text
        assert client.get("/uitpas/permissions").status_code == 401


def test_a_snapshot_brings_back_every_byte(web: httpx.Client) -> None:
    web.post("/_sim/clock", json={"freeze": "2027-07-05T09:00"})
    web.put("/_sim/snapshots/before")
    before = web.get("/_sim/state").content
    for _ in range(2):
        web.post("/_sim/clock", json={"advance": "P8D"})
        web.post("/uitpas/ticket-sales", json=[A_SALE])
        web.post("/_sim/nudges/end-tariff", json={"uitpasNumber": PASS})
        assert web.get("/_sim/state").content != before
        web.post("/_sim/snapshots/before/restore")
        assert web.get("/_sim/state").content == before


def test_a_wait_over_a_socket_ends_when_the_call_comes(publiq: Publiq) -> None:
    with publiq.serve() as url, ThreadPoolExecutor(1) as threads:
        wanted = {"operationId": "get-permissions", "times": 2, "timeout": 20}
        waiting = threads.submit(httpx.post, f"{url}/_sim/journal/wait", json=wanted, timeout=30)
        for _ in range(2):
            httpx.get(f"{url}/uitpas/permissions")
        assert waiting.result().json() == {"count": 2}


def test_verifying_at_once_never_misses_a_call(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as client:
        for times in range(1, 101):
            client.get("/uitpas/permissions")
            verified = client.post("/_sim/journal/verify", json={"times": times})
            assert verified.status_code == 200


def test_contracts_are_served(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as client:
        assert client.get("/contracts/uitpas.json").json()["openapi"].startswith("3.1")
        assert client.get("/contracts/sim.json").status_code == 200
        assert client.get("/contracts/other.json").status_code == 404


def test_a_call_that_hangs_lets_others_through_and_ends_with_its_caller(publiq: Publiq) -> None:
    with publiq.serve() as url, httpx.Client(base_url=url) as client:
        with publiq.fault("get-permissions", hang="before"), pytest.raises(httpx.ReadTimeout):
            client.get("/uitpas/permissions", timeout=0.1)
        assert client.get("/uitpas/permissions").status_code == 401


def failing(publiq: Publiq, client: httpx.Client, seed: int) -> list[int]:
    """Make five hundred calls and say which failed."""
    with publiq.fault(status=503, probability=0.1, seed=seed):
        statuses = [client.get("/uitpas/permissions").status_code for _ in range(500)]
    return [index for index, status in enumerate(statuses) if status == 503]


def test_the_same_seed_fails_the_same_calls(publiq: Publiq) -> None:
    with httpx.Client(transport=publiq.transport, base_url=publiq.url) as client:
        first, again, other = (failing(publiq, client, seed) for seed in (7, 7, 8))
    assert 20 < len(first) < 90
    assert first == again
    assert first != other


def test_revoked_tokens_and_truncated_answers(publiq: Publiq) -> None:
    with publiq.http() as client:
        with publiq.fault(truncated=True):
            answer = client.get("/uitpas/permissions")
            with pytest.raises(json.JSONDecodeError):
                answer.json()
        with publiq.fault("get-permissions", revoke_tokens=True, times=1):
            assert client.get("/uitpas/permissions").status_code == 401
        assert client.get("/uitpas/permissions").status_code == 401
    assert publiq.journal[-2].fault == "revoked tokens"


def shown(publiq: Publiq, client: httpx.Client, index: int = -1) -> dict[str, Any]:
    entry: dict[str, Any] = client.get(f"/_sim/journal/{publiq.journal[index].number}").json()
    return entry


def test_the_journal_shows_bodies_without_numbers_and_secrets(publiq: Publiq) -> None:
    with publiq.http() as client:
        client.post("/uitpas/ticket-sales", json=[A_SALE])
        entry = shown(publiq, client)
        assert entry["request"]["body"][0] == A_SALE | {"uitpasNumber": "***"}
        assert entry["answer"]["body"][0]["uitpasNumber"] == "***"
        assert entry["answer"]["body"][0]["tariff"]["price"] == 2
        form = {
            "grant_type": "client_credentials",
            "client_id": "uitkern-client",
            "client_secret": "uitkern-secret",
        }
        client.post("/uitid/oauth/token", data=form)
        entry = shown(publiq, client)
        assert entry["request"]["body"] == form | {"client_secret": "***"}
        assert entry["answer"]["body"]["access_token"] == "***"
        client.post("/uitpas/ticket-sales", content=b"[{" + PASS.encode(), headers=JSON)
        assert shown(publiq, client)["request"]["body"] == "[{***"
        client.post("/uitpas/ticket-sales", content=sales(regularPriceLabel="x" * 70_000), headers=JSON)
        assert (shown(publiq, client)["request"]["kept"], shown(publiq, client)["request"]["body"]) == (
            False,
            None,
        )


def test_the_journal_is_bounded_by_bytes(publiq: Publiq) -> None:
    journal = publiq.simulator.realm("default").journal
    with publiq.http() as client:
        for _ in range(150):
            client.post("/uitpas/ticket-sales", content=b"[" + b" " * 60_000, headers=JSON)
    assert journal.bytes <= 4_000_000
    assert 50 < len(journal) < 150
    assert journal[-1].number == 150

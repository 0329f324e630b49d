"""What clients in other languages send: headers, methods and framings, in process and over a socket."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from uitkern.simulator.serving import Server
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.target import locate
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.testing.recipes.stage import OPERATIONS, Stage
from uitkern.simulator.wire.messages import Request

EVENT, ENTITLED = "5a0967f9-cc06-4c3c-9206-30481a767434", "0900000067513"
A_SALE = json.dumps(
    [{"uitpasNumber": ENTITLED, "eventId": EVENT, "regularPrice": 10, "tariff": {"id": "SOCIALTARIFF"}}]
).encode()
JSON = {"content-type": "application/json"}
PROBLEMS = "https://api.publiq.be/probs/"
UPGRADE = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"


@pytest.fixture
def web(publiq: Publiq) -> Iterator[httpx.Client]:
    with publiq.http() as client:
        yield client


ACCEPTED = {
    "*/*": 200,
    "": 200,
    "application/json": 200,
    "APPLICATION/JSON; charset=utf-8": 200,
    "application/*": 200,
    "text/html, application/json;q=0.1": 200,
    "text/html,application/xhtml+xml,*/*;q=0.8": 200,
    "text/html": 406,
    "application/xml, text/*": 406,
    "application/json;q=0": 406,
    "*/*, application/json;q=0.0": 406,
    "application/problem+json": 406,
}


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_json_is_answered_to_who_accepts_it(web: httpx.Client, accepted: str) -> None:
    answer = web.get("/uitpas/permissions", headers={"accept": accepted})
    assert answer.status_code == ACCEPTED[accepted]
    if answer.status_code == 406:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json() == {
            "type": f"{PROBLEMS}header/not-acceptable",
            "title": "Not acceptable",
            "status": 406,
            "detail": "This operation answers application/json.",
        }


def test_what_has_no_body_is_done_whatever_is_accepted(publiq: Publiq, web: httpx.Client) -> None:
    [sale] = web.post("/uitpas/ticket-sales", content=A_SALE, headers=JSON).json()
    html = {"accept": "text/html"}
    assert web.post("/uitpas/ticket-sales", content=A_SALE, headers=JSON | html).status_code == 406
    assert len(publiq.world.state.sales) == 1
    assert web.delete(f"/uitpas/ticket-sales/{sale['id']}", headers=html).status_code == 204


def test_a_report_is_a_zip_to_who_accepts_zips_or_the_json_of_all_else(publiq: Publiq) -> None:
    stage = Stage(publiq)

    def asked(accept: str) -> httpx.Response:
        name, given = "get-organizers-financial-reports-reportId-zip", {"accept": accept}
        return stage.ask(name, headers=given, organizerId=publiq.organizer, reportId="1")

    for accepted in ("application/x-zip-compressed", "application/json"):
        assert asked(accepted).json()["type"] == f"{PROBLEMS}uitpas/report-not-found"
    assert asked("text/csv").status_code == 406


@pytest.mark.parametrize("encoding", ["gzip", "br", "GZIP"])
def test_a_compressed_body_is_called_so(publiq: Publiq, web: httpx.Client, encoding: str) -> None:
    headers = JSON | {"content-encoding": encoding}
    answer = web.post("/uitpas/ticket-sales", content=gzip.compress(A_SALE), headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, f"{PROBLEMS}header/unsupported-media-type")
    assert "content encoding" in answer.json()["detail"]
    assert len(publiq.world.state.sales) == 0
    plain = JSON | {"content-encoding": "identity"}
    assert web.post("/uitpas/ticket-sales", content=A_SALE, headers=plain).status_code == 200


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_answers_a_preflight_without_a_token(publiq: Publiq, name: str) -> None:
    operation = OPERATIONS[name]
    path = operation.path.format(**{each.name: "1" for each in operation.path_parameters})
    headers = {
        "origin": "https://shop.example",
        "authorization": "Bearer wrong",
        "access-control-request-method": operation.method,
    }
    with httpx.Client(transport=publiq.transport, base_url=f"{publiq.url}/uitpas") as anybody:
        answer = anybody.options(path, headers=headers)
        other = anybody.request("PROPFIND", path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert operation.method in answer.headers["access-control-allow-methods"].split(", ")
    sent = {"authorization", "x-client-id", *(each.name for each in operation.header_parameters)}
    assert sent | {"x-custom-token"} <= set(answer.headers["access-control-allow-headers"].split(", "))
    assert (other.status_code, other.headers["allow"]) == (405, answer.headers["allow"])


@pytest.mark.parametrize("name", sorted(n for n, each in OPERATIONS.items() if each.method == "GET"))
def test_head_answers_as_get_does_without_the_body(publiq: Publiq, name: str) -> None:
    stage = Stage(publiq)
    operation = OPERATIONS[name]
    path = operation.path.format(**{each.name: "1" for each in operation.path_parameters})
    with stage.caller(operation) as caller:
        got, head = caller.get(path), caller.head(path)
        slashed = caller.get(f"{path}/")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["content-type"] == got.headers["content-type"]
    assert slashed.status_code == got.status_code


def test_a_script_may_read_when_to_ask_again(publiq: Publiq) -> None:
    stage = Stage(publiq)
    stage.limit_rate()
    asked = "passholders-status-insz-numbers-insznumber"
    stage.ask(asked, inszNumber="83030201540")
    often = stage.ask(asked, inszNumber="83030201540")
    assert (often.status_code, often.headers["access-control-expose-headers"]) == (429, "retry-after")


@pytest.mark.parametrize("path", ["//uitpas/permissions", "//evil.example", "/worlds/a//uitpas/permissions"])
def test_a_path_without_a_service_leads_nowhere(path: str) -> None:
    assert locate(Request("GET", path)) is None
    reply = Simulator().handle(Request("GET", path))
    assert (reply.status, dict(reply.headers).get("location")) == (404, None)


def received(url: str, *sent: bytes) -> str:
    """Send bytes over a connection of their own, and read until what came is a whole answer."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        for each in sent:
            connection.sendall(each)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
            head, separator, body = answer.partition(b"\r\n\r\n")
            length = [line.partition(b": ")[2] for line in head.split(b"\r\n") if b"content-length" in line]
            if separator and length and len(body) >= int(length[0]):
                break
        return answer.decode()


def test_an_offer_of_http2_may_come_on_a_connection_in_use(publiq: Publiq) -> None:
    headers = {"authorization": f"Bearer {publiq.token()}", **JSON}
    offer = {"connection": "Upgrade, HTTP2-Settings", "upgrade": "h2c", "http2-settings": "AAEAAEAAAAIAAAAB"}
    with Server(publiq.simulator) as server, httpx.Client(base_url=server.url, headers=headers) as web:
        for each in ({}, offer, {}, offer):
            answer = web.post("/uitpas/ticket-sales", content=A_SALE, headers=each)
            assert answer.status_code == 200
    assert len(publiq.world.state.sales) == 4


def test_other_ways_to_speak_http_are_understood(publiq: Publiq) -> None:
    """Java's client offers HTTP/2 with each request; others use chunks, HTTP/1.0 or garbage."""
    bearer = f"Host: x\r\nAuthorization: Bearer {publiq.token()}\r\n"
    post = f"POST /uitpas/ticket-sales HTTP/1.1\r\n{bearer}Content-Type: application/json\r\n"
    length = f"Content-Length: {len(A_SALE)}\r\n\r\n"
    with Server(publiq.simulator) as server:
        upgraded = received(server.url, f"{post}{UPGRADE}{length}".encode(), A_SALE)
        whole = received(server.url, f"{post}{UPGRADE}{length}".encode() + A_SALE)
        chunked = f"{post}Transfer-Encoding: chunked\r\n\r\n".encode()
        chunks = received(server.url, chunked + b"%x\r\n%b\r\n0\r\n\r\n" % (len(A_SALE), A_SALE))
        old = received(server.url, f"GET /uitpas/permissions HTTP/1.0\r\n{bearer}\r\n".encode())
        got = received(server.url, f"GET /uitpas/permissions HTTP/1.1\r\n{bearer}{UPGRADE}\r\n".encode())
        garbage = received(server.url, b"garbage\r\n\r\n")
    for each in (upgraded, whole, chunks, old, got):
        assert each.startswith("HTTP/1.1 200 OK\r\n")
    assert publiq.journal.count("post-ticket-sales") == len(publiq.world.state.sales) == 3
    assert garbage.startswith("HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\n")
    assert json.loads(garbage.partition("\r\n\r\n")[2])["type"] == "urn:uitkern:sim:no-http"


REASONS = {
    b"[{": "Expecting property name enclosed in double quotes at line 1, column 3.",
    b'[\n"a" 1]': "Expecting ',' delimiter at line 2, column 5.",
    b"[NaN]": "NaN is no JSON.",
    b"[" * 101 + b"]" * 101: "It is nested deeper than 100 levels.",
    b"[" * 100_000: "It is nested deeper than 100 levels.",
    rb'["\ud800"]': "A text has half of a surrogate pair.",
    b'["\xff"]': "It is not UTF-8 from byte 2 on.",
    b"[" + b"1" * 5_000 + b"]": "A number has too many digits.",
}


@pytest.mark.parametrize("body", REASONS, ids=range(len(REASONS)))
def test_a_body_that_is_no_json_is_told_why(web: httpx.Client, body: bytes) -> None:
    answer = web.post("/uitpas/ticket-sales", content=body, headers=JSON)
    assert answer.json() == {
        "type": f"{PROBLEMS}body/invalid-syntax",
        "title": "Invalid body syntax",
        "status": 400,
        "detail": f"The given request body could not be parsed as JSON. {REASONS[body]}",
    }
    older = web.post("/uitdatabank/events", content=body, headers=JSON).json()
    assert older["detail"] == "The given request body could not be parsed as JSON."


def test_the_sizes_and_kinds_of_bodies_that_are_taken_are_told(web: httpx.Client) -> None:
    large = web.post("/uitpas/ticket-sales", content=b" " * 10_000_000, headers=JSON)
    assert (large.status_code, "8 MB at most" in large.json()["detail"]) == (413, True)
    text = web.post("/uitpas/ticket-sales", content=b"[]", headers={"content-type": "text/plain"})
    assert (text.status_code, text.json()["detail"]) == (415, "The body must be application/json.")

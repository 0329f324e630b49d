"""Put load on a server of this machine: by wrk where it is installed, else by a small client of our own."""

import asyncio
import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from attrs import frozen

from .servers import Running

EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
PASS = "0900000067513"
ACTIVITY = {
    "workflowStatus": "READY_FOR_VALIDATION",
    "mainLanguage": "nl",
    "name": {"nl": "Speelweek"},
    "organizer": {"@id": "/organizers/0ce87cbc-9299-4528-8d35-92225dc9489f"},
    "priceInfo": [
        {"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"},
    ],
    "calendarType": "single",
    "subEvent": [{"startDate": "2027-07-06T09:00:00+02:00", "endDate": "2027-07-06T12:00:00+02:00"}],
    "location": {"@id": "https://io-test.uitdatabank.be/places/8248e289-c986-4006-902f-b0616dcbcde7"},
    "terms": [{"id": "0.50.4.0.0"}],
}
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
SALE = f'[{{"uitpasNumber":"{PASS}","eventId":"{EVENT}","regularPrice":10,"tariff":{{"id":"SOCIALTARIFF"}}}}]'


@frozen
class Asked:
    """One kind of request; with a body it is a POST of JSON."""

    name: str
    path: str
    body: str = ""


TARIFFS = Asked("GET /tariffs", f"/uitpas/tariffs?eventId={EVENT}&uitpasNumber={PASS}&regularPrice=10")
SALES = Asked("POST /ticket-sales", "/uitpas/ticket-sales", SALE)
PERMISSIONS = Asked("GET /permissions", "/uitpas/permissions")
SEARCH = Asked("GET /events of the Search API", "/search/events?uitpas=true&q=name.nl:festiviteit")
READING = Asked("GET /events/{id}", f"/uitdatabank/events/{EVENT}")
PUBLISHING = Asked("POST /events", "/uitdatabank/events", json.dumps(ACTIVITY))


@frozen
class Load:
    """What came of a load: how many requests, how fast, and the server's processor time for each."""

    requests: int
    per_second: float
    processor_microseconds: float


def load(server: Running, asked: Asked, connections: int, seconds: int) -> Load:
    """Keep connections busy for a while; RuntimeError when an answer is not a success."""
    before = server.processor_seconds()
    if shutil.which("wrk"):
        requests, took = _by_wrk(server, asked, connections, seconds)
    else:
        requests, took = asyncio.run(_by_hand(server, asked, connections, seconds))
    used = server.processor_seconds() - before
    return Load(requests, requests / took, used / requests * 1e6)


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "asyncio"


def _by_wrk(server: Running, asked: Asked, connections: int, seconds: int) -> tuple[int, float]:
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "-H",
        f"Authorization: Bearer {server.token}",
    ]
    with tempfile.TemporaryDirectory() as folder:
        if asked.body:
            script = Path(folder, "post.lua")
            script.write_text(
                f'wrk.method = "POST"\nwrk.body = [==[{asked.body}]==]\n'
                'wrk.headers["Content-Type"] = "application/json"\n'
            )
            command += ["-s", str(script)]
        said = subprocess.run(  # noqa: S603
            [*command, server.url + asked.path], capture_output=True, text=True, check=True
        ).stdout
    done = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", said)
    if done is None or "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{asked.name} did not go well: {said}")
    return int(done[1]), float(done[2]) * _UNITS[done[3]]


async def _by_hand(server: Running, asked: Asked, connections: int, seconds: int) -> tuple[int, float]:
    began = time.perf_counter()
    until = began + seconds
    done = await asyncio.gather(*(_connection(server, asked, until) for _ in range(connections)))
    return sum(done), time.perf_counter() - began


async def _connection(server: Running, asked: Asked, until: float) -> int:
    reader, writer = await asyncio.open_connection(server.host, server.port)
    sent, done = _text_of(server, asked), 0
    while time.perf_counter() < until:
        writer.write(sent)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if not head.startswith(b"HTTP/1.1 2") or length is None:
            raise RuntimeError(f"{asked.name} did not go well")
        await reader.readexactly(int(length[1]))
        done += 1
    writer.close()
    return done


def _text_of(server: Running, asked: Asked) -> bytes:
    method = "POST" if asked.body else "GET"
    return (
        f"{method} {asked.path} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\n"
        f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(asked.body)}\r\n\r\n{asked.body}"
    ).encode()

"""The contracts can be read as one page, from the simulator alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest

from uitkern.simulator.app import Application
from uitkern.simulator.contract import SERVICES, load_contract
from uitkern.simulator.contract.page import contracts_page
from uitkern.simulator.simulator import Simulator

PAIRED = {"details", "summary", "table", "tr", "td", "section", "p", "pre", "h2", "h4", "code", "nav", "a"}


class Pairs(HTMLParser):
    """Follows what is opened and closed, and keeps ids and what links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        self.links += [str(value) for name, value in attrs if name in {"href", "src"}]
        if tag in PAIRED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in PAIRED:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def read() -> Pairs:
    pairs = Pairs()
    pairs.feed(contracts_page())
    return pairs


def test_every_operation_of_every_contract_is_on_the_page(read: Pairs) -> None:
    every = {name for service in (*SERVICES, "sim") for name in load_contract(service).operations}
    assert every <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_page_is_whole_and_leads_nowhere_else(read: Pairs) -> None:
    assert read.open == []
    assert all(link.startswith(("#", "/contracts/")) for link in read.links)
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_the_page_needs_nothing_from_elsewhere_and_follows_the_reader_in_light_and_dark() -> None:
    page = contracts_page()
    assert "<script" not in page
    assert "color-scheme: light dark" in page
    assert not re.search(r"(?:@import|url\()", page)


async def test_the_simulator_serves_the_page() -> None:
    transport = httpx.ASGITransport(Application(Simulator()))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        answer = await http.get("/_sim/docs")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "post-ticket-sales" in answer.text
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"

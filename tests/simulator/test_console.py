"""The console is one page of ours: nothing from elsewhere, and no address that the controls do not have."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from tests.simulator.browser import CHROMIUM
from uitkern.simulator.console import content
from uitkern.simulator.contract import load_contract
from uitkern.simulator.testing.publiq import Publiq

PAGE, STYLE, SCRIPT = (content(name).decode() for name in ("", "console.css", "console.js"))


class Elements(HTMLParser):
    """The elements of a page, with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, *tags: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.found if tag in tags)


ELEMENTS = Elements(PAGE)


def test_the_page_and_its_files_are_served_at_the_root_and_in_each_world(anonymous: httpx.Client) -> None:
    for prefix in ("/", "/worlds/alice/"):
        page = anonymous.get(prefix)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert page.text == PAGE
        assert anonymous.get(f"{prefix}console.css").headers["content-type"].startswith("text/css")
        assert anonymous.get(f"{prefix}console.js").text == SCRIPT


def test_a_world_without_its_slash_leads_to_its_console(anonymous: httpx.Client) -> None:
    answer = anonymous.get("/worlds/alice")

    assert (answer.status_code, answer.headers["location"]) == (307, "/worlds/alice/")


def test_looking_at_a_page_makes_no_world_and_no_call(publiq: Publiq, anonymous: httpx.Client) -> None:
    anonymous.get("/worlds/alice/")

    assert publiq.simulator.worlds == ("default",)
    assert len(publiq.journal) == 0


def test_the_page_is_for_reading_only(anonymous: httpx.Client) -> None:
    refused = anonymous.post("/")

    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert anonymous.head("/").status_code == 200
    assert anonymous.get("/console.py").status_code == 404


@pytest.mark.parametrize("text", [PAGE, STYLE, SCRIPT], ids=["page", "style", "script"])
def test_nothing_comes_from_elsewhere(text: str) -> None:
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+|@import|url\(""", text) == []


def test_the_browser_is_told_to_load_nothing_from_elsewhere(anonymous: httpx.Client) -> None:
    policy = anonymous.get("/").headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert not [each for each in ELEMENTS.named("script", "style") if "src" not in each]
    assert not [
        each for _, each in ELEMENTS.found if "style" in each or any(n.startswith("on") for n in each)
    ]


def test_every_address_that_the_page_asks_exists_in_the_contract_of_the_controls() -> None:
    asked = {
        (found["method"] or "GET", re.sub(r"\?.*", "", re.sub(r"\$\{[^}]*\}", "{}", found["path"])) or "/")
        for found in re.finditer(r"""ask\(["`](?P<path>[^"`]*)["`](?:, "(?P<method>[A-Z]+)")?""", SCRIPT)
    }
    known = {
        (operation.method, re.sub(r"\{[^}]*\}", "{}", operation.path))
        for operation in load_contract("sim").operations.values()
    }

    assert len(re.findall(r"\bask\(", SCRIPT)) == 1 + len(re.findall(r"\bask\([\"`]", SCRIPT))
    assert asked <= known


def test_each_control_has_a_name_for_who_cannot_see_it() -> None:
    labelled = re.findall(r"<label[^>]*>(.*?)</label>", PAGE, re.DOTALL)
    inside = sum(len(re.findall(r"<(?:input|select)\b", each)) for each in labelled)

    assert inside == len(list(ELEMENTS.named("input", "select")))
    assert not [each for each in ELEMENTS.named("div", "span", "td", "tr") if each.get("role") == "button"]
    assert {"header", "nav", "main"} <= {tag for tag, _ in ELEMENTS.found}
    assert "addEventListener" in SCRIPT
    assert ":focus-visible" in STYLE


def test_each_element_that_the_script_looks_for_is_on_the_page() -> None:
    wanted = set(re.findall(r"""\$\("#([\w-]+)""", SCRIPT))
    fields = set(re.findall(r"""elements\.(\w+)""", SCRIPT))

    assert wanted
    assert wanted <= {each["id"] for _, each in ELEMENTS.found if each.get("id")}
    assert fields <= {each.get("name") for _, each in ELEMENTS.found}


def test_light_and_dark_define_the_same_colours() -> None:
    first, second = STYLE.split("prefers-color-scheme: dark", 1)
    light = set(re.findall(r"(--[\w-]+):", first))
    dark = set(re.findall(r"(--[\w-]+):", second.split("* {", 1)[0]))

    assert light == dark
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLE)) <= light


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_a_browser_shows_what_happened_and_where_the_clock_stands(publiq: Publiq, tmp_path: Path) -> None:
    publiq.clock.freeze("2027-05-06T07:08:09")
    with publiq.serve() as address, httpx.Client(base_url=address) as http:
        http.get("/uitpas/permissions")
        shown = _rendered(f"{address}/", tmp_path)

    assert "2027-05-06 07:08:09" in shown
    assert "frozen" in shown
    assert "/uitpas/permissions" in shown
    assert "get-permissions" in shown
    assert ">401<" in shown


def _rendered(address: str, profile: Path) -> str:
    """Give the page as a browser has it after two seconds of its own time."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={profile}",
        "--virtual-time-budget=2000",
        "--dump-dom",
        address,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_the_tables_hide_what_the_journal_hides(anonymous: httpx.Client) -> None:
    tables = {table["name"]: table["rows"] for table in anonymous.get("/_sim/tables").json()["tables"]}
    shown = {name: anonymous.get(f"/_sim/tables/{name}", params={"limit": 500}) for name in tables}

    assert {"passholders", "cards", "events", "sales", "rewards", "tokens"} <= tables.keys()
    assert {name: answer.json()["total"] for name, answer in shown.items()} == tables
    text = json.dumps([answer.json() for answer in shown.values()])
    assert "0900000067513" not in text
    assert "36051380284" not in text
    assert "uitkern-secret" not in text


def test_a_card_is_found_by_its_number_which_stays_hidden(anonymous: httpx.Client) -> None:
    found = anonymous.get("/_sim/tables/cards", params={"find": "0900000067513"}).json()

    assert found["total"] == 1
    assert found["rows"][0]["number"] == "***"


def test_a_table_is_shown_page_by_page(anonymous: httpx.Client) -> None:
    whole = anonymous.get("/_sim/tables/passholders").json()["rows"]
    second = anonymous.get("/_sim/tables/passholders", params={"start": 1, "limit": 2}).json()

    assert second["rows"] == whole[1:3]
    assert anonymous.get("/_sim/tables/passholders", params={"limit": 501}).status_code == 400
    assert anonymous.get("/_sim/tables/nothing").status_code == 404

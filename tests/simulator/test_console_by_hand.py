"""The console in the hands of a person: with a mouse, and with nothing but a keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.simulator.browser import CHROMIUM, Page, browser
from uitkern.simulator.testing.publiq import Publiq

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


@pytest.fixture
def page(publiq: Publiq, tmp_path: Path) -> Iterator[Page]:
    """The console of a world in which one call was made, at a frozen time."""
    publiq.clock.freeze("2027-05-06T07:08:09")
    with publiq.serve() as address, browser(tmp_path) as opened:
        httpx.get(f"{address}/uitpas/permissions")
        opened.open(f"{address}/")
        opened.until("document.querySelectorAll('#calls tbody tr').length === 1")
        yield opened


def test_a_call_is_chosen_and_the_clock_moved_with_the_mouse(page: Page, publiq: Publiq) -> None:
    page.click("#calls button[data-number='1']")
    page.until("document.querySelector('#detail').innerText.includes('auth/unauthorized')")
    page.click("button[aria-label='Advance one day']")
    page.until("document.querySelector('#now').textContent === '2027-05-07 07:08:09'")
    assert publiq.clock.now().isoformat() == "2027-05-07T05:08:09+00:00"
    page.see("document.querySelector('#freeze input').value = '2030-01-02T03:04'")
    page.click("#freeze button")
    page.until("document.querySelector('#now').textContent === '2030-01-02 03:04:00'")
    page.click("button[data-clock*='follow']")
    page.until("document.querySelector('#mode').textContent === 'running'")


def test_a_fault_is_added_and_removed_with_the_mouse(page: Page, publiq: Publiq) -> None:
    faults = publiq.simulator.realm("default").faults
    page.click("nav a[href='#faults']")
    page.click("#fault button[type='submit']")
    page.until("document.querySelectorAll('#armed tbody tr').length === 1")
    assert [each.fault.status for each in faults.armed()] == [503]
    page.click("#armed tbody button")
    page.until("!document.querySelector('#no-faults').hidden")
    assert not faults


def test_the_tables_are_browsed_with_the_mouse(page: Page, publiq: Publiq) -> None:
    publiq.passholder(first_name="<b id=bold>" + "Kim " * 60)
    page.click("nav a[href='#state']")
    page.until("document.querySelectorAll('#rows tbody tr').length > 10")
    page.click("#browse input[name='find']")
    page.write("Testkind E")
    page.press("Enter")
    page.until("document.querySelector('#range').textContent === '1\u20131 of 1'")
    assert "0900010959113" not in page.see("document.body.innerText")
    page.see("document.querySelector('#browse input').value = '<b id=bold>'")
    page.press("Enter")
    page.until("document.querySelector('#rows summary').innerText.startsWith('<b id=bold>Kim')")
    assert page.see("document.querySelector('#bold')") is None
    page.see("document.querySelector('#browse input').value = 'nobody at all'")
    page.press("Enter")
    page.until("document.querySelector('#no-rows').innerText === 'No row of this table has that text.'")


def test_everything_is_reached_and_done_with_the_keyboard(page: Page, publiq: Publiq) -> None:
    page.walk_to("document.querySelector(\"nav a[href='#faults']\")")
    page.press("Enter")
    page.until("!document.querySelector('#faults').hidden")
    page.walk_to("document.querySelector(\"#fault input[name='path']\")")
    page.write("/uitpas/tariffs")
    page.press("Enter")
    page.until("document.querySelectorAll('#armed tbody tr').length === 1")
    [armed] = publiq.simulator.realm("default").faults.armed()
    assert armed.fault.path == "/uitpas/tariffs"


def test_a_reset_is_asked_back_and_escape_keeps_everything(page: Page, publiq: Publiq) -> None:
    page.walk_to("document.querySelector('#reset')")
    page.press("Enter")
    page.until("document.querySelector('#sure').open")
    page.press("Escape")
    page.until("!document.querySelector('#sure').open")
    assert len(publiq.journal.entries()) == 1
    publiq.journal.clear()
    page.until("document.querySelectorAll('#calls tbody tr').length === 0")
    with publiq.http() as web:
        web.get("/uitpas/permissions")
    page.until("document.querySelectorAll('#calls tbody tr').length === 1")
    page.click("#reset")
    page.click("#sure button[value='yes']")
    page.until("document.querySelectorAll('#calls tbody tr').length === 0")
    assert not publiq.world.clock.is_frozen


def test_what_cannot_be_done_is_told_on_the_page(page: Page) -> None:
    page.click("nav a[href='#faults']")
    page.click("#fault input[name='clientId']")
    page.write("nobody")
    page.click("#fault button[type='submit']")
    page.until("!document.querySelector('#trouble').hidden")
    assert "No client has this id." in page.see("document.querySelector('#trouble').textContent")


def test_it_is_another_picture_in_the_dark(page: Page) -> None:
    light, dark = page.picture("light"), page.picture("dark")
    assert light[:4] == dark[:4] == b"\x89PNG"
    assert light != dark
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.see(f"{colour}.match(/\\d+/g).slice(0, 3).every(each => Number(each) < 80)")

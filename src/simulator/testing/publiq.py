"""A simulated publiq in the hands of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from ..control.faults import Armed, Cut, Fault
from ..control.journal import Journal
from ..serving import Server
from ..simulator import DEFAULT_WORLD, Simulator
from ..world.clock import Clock, read_instant
from ..world.official import identities
from ..world.world import World
from .transport import AsyncTransport, Transport


class TestClock:
    """The clock of a test's world."""

    __test__ = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def advance(self, by: timedelta | float = timedelta(), **units: float) -> None:
        """Move forward by a duration, by seconds, or by the units of `timedelta` (`days=1`)."""
        step = by if isinstance(by, timedelta) else timedelta(seconds=by)
        self._clock.advance(step + timedelta(**units))

    def freeze(self, at: datetime | str | None = None) -> None:
        """Stand still at an aware instant, at one in ISO form (Brussels time without a zone), or now."""
        self._clock.freeze(read_instant(at) if isinstance(at, str) else at)

    def follow(self) -> None:
        """Run with real time again."""
        self._clock.follow()


class Publiq:
    """A fresh world in process: give `transport` to `httpx.Client`, or call `serve` for a real address.

    `url` is the base address for requests by path (`/uitid`, `/uitpas`, `/uitdatabank`); publiq's own test
    host names work through the transports too.
    """

    url = "http://publiq.test"
    client_id = identities.CLIENT_ID
    client_secret = identities.CLIENT_SECRET

    def __init__(self) -> None:
        self.simulator = Simulator()
        self._realm = self.simulator.realm(DEFAULT_WORLD)
        self.world: World = self._realm.world
        self.clock = TestClock(self.world.clock)
        self.transport = Transport(self.simulator)
        self.async_transport = AsyncTransport(self.simulator)

    @property
    def journal(self) -> Journal:
        return self._realm.journal

    @contextmanager
    def fault(
        self,
        operation_id: str | None = None,
        *,
        method: str | None = None,
        path: str | None = None,
        nth: int | None = None,
        times: int | None = None,
        status: int | None = None,
        problem: str | None = None,
        retry_after: int | None = None,
        latency: float = 0.0,
        cut: str | None = None,
        malformed: bool = False,
    ) -> Iterator[Armed]:
        """Let chosen calls fail inside the context, as `Fault` describes; `cut` is "before" or "after"."""
        fault = Fault(
            operation_id=operation_id,
            method=method,
            path=path,
            nth=nth,
            times=times,
            status=status,
            problem=problem,
            retry_after=retry_after,
            latency=latency,
            cut=Cut(cut) if cut is not None else None,
            malformed=malformed,
        )
        armed = self._realm.faults.arm(fault)
        try:
            yield armed
        finally:
            self._realm.faults.disarm(armed.id)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Listen on a free loopback port inside the context; gives the base address."""
        with Server(self.simulator) as server:
            yield server.url

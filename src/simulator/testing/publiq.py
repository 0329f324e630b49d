"""A simulated publiq in the hands of a test."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import httpx

from ..control.durations import duration, instant
from ..control.fault_calls import checked
from ..control.faults import Armed, Fault, Moment
from ..control.names import check_names
from ..control.nudge_calls import perform_nudge
from ..simulator import Simulator
from ..target import DEFAULT_WORLD
from ..world.clock import Clock
from ..world.official import identities
from ..world.world import World
from . import arranging
from .arranging import Holder, Integrator, Right
from .expectations import TestJournal
from .transport import AsyncTransport, Transport


class TestClock:
    """The clock of a test's world."""

    __test__ = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def advance(self, by: timedelta | float | str = timedelta(), **units: float) -> None:
        """Move forward by a duration, by seconds, by `P1D` of ISO 8601, or by `timedelta`'s units (`days=1`).

        ValueError for a step back and for a text that is no duration.
        """
        step = by if isinstance(by, timedelta) else duration(by)
        self._clock.advance(step + timedelta(**units))

    def freeze(self, at: datetime | str | None = None) -> None:
        """Stand still at an aware instant, at one in ISO form (Brussels time without a zone), or now."""
        self._clock.freeze(instant(at) if isinstance(at, str) else at)

    def __repr__(self) -> str:
        return f"<clock at {self.now().isoformat()}, {'frozen' if self._clock.is_frozen else 'running'}>"

    def follow(self) -> None:
        """Run with real time again."""
        self._clock.follow()


class Publiq:
    """A fresh world in process: give `transport` to `httpx.Client`, or call `serve` for a real address.

    `url` is the base address for requests by path (`/uitid`, `/uitpas`, `/uitdatabank`, `/search`,
    `/taxonomy`); publiq's own host names work through the transports too.
    """

    url = "http://publiq.test"
    client_id = identities.CLIENT_ID
    client_secret = identities.CLIENT_SECRET
    organizer = identities.ORGANIZER

    def __init__(self) -> None:
        self.simulator = Simulator()
        self._realm = self.simulator.realm(DEFAULT_WORLD)
        self.world: World = self._realm.world
        self.clock = TestClock(self.world.clock)
        self.transport = Transport(self.simulator)
        self.async_transport = AsyncTransport(self.simulator)

        self.journal = TestJournal(self._realm.journal)

    def passholder(
        self,
        *,
        social_tariff: Right = False,
        card_system: int = identities.GENT,
        status: str = "ACTIVE",
        coupons: Iterable[str] = (),
        points: int = 0,
        group: bool = False,
        first_name: str = "Kim",
        insz: str | None = None,
        date_of_birth: date | None = None,
    ) -> Holder:
        """Add a passholder with one card; `social_tariff` may be "expired" or "suspended" too."""
        return arranging.add_passholder(
            self.world,
            social_tariff=social_tariff,
            card_system=card_system,
            status=status,
            coupons=coupons,
            points=points,
            group=group,
            first_name=first_name,
            insz=insz,
            date_of_birth=date_of_birth,
        )

    def event(
        self,
        *,
        price: str = "10",
        title: str = "Speelweek",
        organizer: str = identities.ORGANIZER,
        tickets: int | None = None,
        per: str = "ABSOLUTE",
        known: bool = True,
    ) -> str:
        """Add a published event with a base price in euro and give its id.

        `tickets` is what one passholder may buy of it per period (`ABSOLUTE`, `DAY`, ...). UiTPAS knows it at
        once, or with `known=False` after the world's registration delay.
        """
        return arranging.add_event(
            self.world,
            price=price,
            title=title,
            organizer=organizer,
            tickets=tickets,
            per=per,
            known=known,
        )

    def coupon(self, *, discount: str = "2", tickets: int = 1, per: str = "ABSOLUTE") -> str:
        """Add a coupon that takes euros off and give its id, for the `coupons` of a passholder."""
        return arranging.add_coupon(self.world, discount=discount, tickets=tickets, per=per)

    def client(
        self, permissions: Iterable[str] | None = None, organizer: str = identities.ORGANIZER
    ) -> Integrator:
        """Add a client with some permissions for an organizer; without any named those of the usual one."""
        return arranging.add_client(self.world, permissions, organizer)

    def token(self, client: Integrator | None = None) -> str:
        """Give a valid access token."""
        return arranging.token_of(self.world, client)

    def http(self, client: Integrator | None = None) -> httpx.Client:
        """Open a client of httpx that is logged in and goes straight into this world."""
        headers = {"authorization": f"Bearer {self.token(client)}"}
        return httpx.Client(transport=self.transport, base_url=self.url, headers=headers)

    def async_http(self, client: Integrator | None = None) -> httpx.AsyncClient:
        """Open the asynchronous twin of `http`."""
        headers = {"authorization": f"Bearer {self.token(client)}"}
        return httpx.AsyncClient(transport=self.async_transport, base_url=self.url, headers=headers)

    @contextmanager
    def fault(
        self,
        operation_id: str | None = None,
        *,
        method: str | None = None,
        path: str | None = None,
        client_id: str | None = None,
        nth: int | None = None,
        times: int | None = None,
        probability: float | None = None,
        seed: int = 0,
        status: int | None = None,
        problem: str | None = None,
        retry_after: int | None = None,
        latency: float = 0.0,
        cut: str | None = None,
        hang: str | None = None,
        malformed: bool = False,
        truncated: bool = False,
        revoke_tokens: bool = False,
    ) -> Iterator[Armed]:
        """Let chosen calls fail inside the context, as `Fault` describes.

        `cut` and `hang` are "before" or "after" its effect. ValueError for one that could never strike.
        """
        check_names(self.world.state, operation_id, client_id)
        fault = Fault(
            operation_id=operation_id,
            method=method.upper() if method is not None else None,
            path=path,
            client_id=client_id,
            nth=nth,
            times=times,
            probability=probability,
            seed=seed,
            status=status,
            problem=problem,
            retry_after=retry_after,
            latency=latency,
            cut=Moment(cut) if cut is not None else None,
            hang=Moment(hang) if hang is not None else None,
            malformed=malformed,
            truncated=truncated,
            revoke_tokens=revoke_tokens,
        )
        armed = self._realm.faults.arm(checked(fault))
        try:
            yield armed
        finally:
            self._realm.faults.disarm(armed.id)

    def nudge(self, name: str, /, **given: object) -> dict[str, object]:
        """Do what others do, by the names of `uitkern sim nudge`: `nudge("delete-place", placeId=place)`.

        Gives what it changed; ValueError for an unknown nudge or member, Refusal where it cannot be done.
        """
        return perform_nudge(self.world, name, given)

    def flush_search(self) -> int:
        """Let searching find at once everything that was written; says how much was waiting."""
        from ..search.index import flush

        with self.world.lock:
            return flush(self.world)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Listen on a free loopback port inside the context; gives the base address."""
        from ..serving import Server

        with Server(self.simulator) as server:
            yield server.url

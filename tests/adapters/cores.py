"""A core on a simulated publiq, with the simulator's own clock; blocking, or awaited behind the same face."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from attrs import frozen

from uitkern import (
    Activity,
    AsyncUitkern,
    Credentials,
    Environment,
    Euro,
    LedgerAt,
    Organisation,
    Participant,
    Policy,
    Slot,
    Uitkern,
    UitpasNumber,
)
from uitkern.simulator.testing.publiq import Publiq, TestClock
from uitkern.simulator.world.official import identities as official

ENTITLED, REGULAR, EXPIRED, BLOCKED, ELSEWHERE = (
    "0900000067513",
    "0900000095902",
    "0900000031618",
    "0900000002312",
    "0900000093204",
)
MORNING = datetime(2031, 7, 1, 7, 0, tzinfo=UTC)


@frozen
class WorldClock:
    """The simulator's clock for the core; waiting moves it on."""

    clock: TestClock

    def now(self) -> datetime:
        return self.clock.now()

    def sleep(self, duration: timedelta) -> None:
        self.clock.advance(duration)

    async def asleep(self, duration: timedelta) -> None:
        self.clock.advance(duration)


class Awaited:
    """The awaited core with a blocking face: each call runs in an event loop of its own."""

    def __init__(self, core: AsyncUitkern) -> None:
        self._core = core

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._core, name)
        if not asyncio.iscoroutinefunction(found):
            return found
        return lambda *args, **kwargs: asyncio.run(found(*args, **kwargs))


def open_core(
    publiq: Publiq, ledger: str | LedgerAt, *, awaited: bool = False, policy: Policy | None = None
) -> Any:
    organisation = Organisation("us", official.ORGANIZER)
    environment = Environment.simulator(publiq.url)
    credentials = Credentials(publiq.client_id, publiq.client_secret)
    clock = WorldClock(publiq.clock)
    if awaited:
        theirs = httpx.AsyncClient(transport=publiq.async_transport)
        core = AsyncUitkern(
            ledger, organisation, environment, credentials, policy=policy, client=theirs, clock=clock
        )
        return Awaited(core)
    ours = httpx.Client(transport=publiq.transport)
    return Uitkern(ledger, organisation, environment, credentials, policy=policy, client=ours, clock=clock)


def an_activity(activity_id: str = "camp", capacity: int | None = None) -> Activity:
    start = MORNING + timedelta(days=30)
    slot = Slot(start, start + timedelta(hours=4))
    return Activity(activity_id, "Zomerkamp", Euro(1100), (slot,), official.PLACE, capacity=capacity)


def a_child(number: str | None = ENTITLED, participant_id: str = "kid") -> Participant:
    return Participant(participant_id, UitpasNumber.parse(number) if number else None)


def made_ready(core: Any, number: str | None = ENTITLED) -> None:
    """One child and one activity that UiTPAS knows."""
    core.save_activity(an_activity())
    core.save_participant(a_child(number))
    core.publish("camp")
    core.await_registration("camp")

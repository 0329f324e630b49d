"""One process of a registration morning: a seller or a worker, killed at any moment."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from attrs import frozen

from uitkern import (
    Credentials,
    Enrolment,
    EnrolmentState,
    Environment,
    Organisation,
    Policy,
    Uitkern,
    UitkernError,
)
from uitkern.domain.errors import (
    ActivityFull,
    AlreadyEnrolled,
    IllegalTransition,
    LedgerError,
    SaleNotSent,
    SaleUnknown,
)
from uitkern.simulator.world.official import identities as official

TRIES = 4
_PAUSE = 0.05


@frozen
class Order:
    """What a process has to do: sell to `children`, one line of `progress` each, or work until killed."""

    ledger: str
    url: str
    policy: Policy
    activities: int
    children: tuple[int, ...]
    progress: Path
    seed: int


def open_core(order: Order) -> Uitkern:
    key = Credentials(official.CLIENT_ID, official.CLIENT_SECRET)
    where = Environment.simulator(order.url)
    return Uitkern(order.ledger, Organisation("us", official.ORGANIZER), where, key, policy=order.policy)


def sell(order: Order) -> None:
    """Enrol each child that is not in `progress` yet; pay for most, cancel some, forget some."""
    chance = random.Random(order.seed)  # noqa: S311
    written = order.progress.read_text() if order.progress.exists() else ""
    done = len(written.splitlines())
    with open_core(order) as core, order.progress.open("a") as progress:
        for child in order.children[done:]:
            ended = _one(core, child, f"camp-{child % order.activities}", chance)
            progress.write(f"{child} {ended}\n")
            progress.flush()


def work(order: Order) -> None:
    """Tick until killed."""
    with open_core(order) as core:
        while True:
            with suppress(UitkernError):
                if not core.tick().idle:
                    continue
            time.sleep(_PAUSE)


def _one(core: Uitkern, child: int, activity: str, chance: random.Random) -> str:
    enrolment = _enrol(core, f"child-{child}", activity)
    if isinstance(enrolment, str):
        return enrolment
    luck = chance.random()
    try:
        if luck < 0.1:
            return "forgotten"
        if luck < 0.2:
            core.cancel(enrolment.id)
            return "cancelled"
        core.confirm(enrolment.id)
        if luck < 0.3:
            core.cancel(enrolment.id)
            return "cancelled"
    except IllegalTransition as moved:
        return f"moved on: {moved.before}"
    return "confirmed"


def _enrol(core: Uitkern, child: str, activity: str) -> Enrolment | str:
    for _ in range(TRIES):
        try:
            return core.enrol(child, activity)
        except AlreadyEnrolled as error:  # this process was killed while it enrolled the child
            held = core.enrolment(error.enrolment_id)
            return held if held.state is EnrolmentState.AWAITING_PAYMENT else "under way"
        except ActivityFull:
            return "full"
        except SaleUnknown:
            return "under way"
        except (SaleNotSent, LedgerError):
            time.sleep(_PAUSE)
    return "not sent"


def brief_policy(quiet: timedelta, hold: timedelta) -> Policy:
    """Times short enough for a test; the proportions are those of the defaults."""
    return Policy(
        hold=hold,
        lease=quiet * 0.6,
        send_within=quiet * 0.3,
        quiet=quiet,
        back_off=timedelta(seconds=0.2),
        longest_back_off=timedelta(seconds=2),
        skew=timedelta(seconds=1),
        attempts=100,
    )

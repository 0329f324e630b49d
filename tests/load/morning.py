"""A registration morning: many processes, one ledger, a stormy UiTPAS, and kill -9 all the time.

`make load` plays a long one, of 2,000 children for 500 places, and prints its figures.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from attrs import Factory, define, evolve, frozen
from sqlalchemy import create_engine, text

from tests.load.crowd import Stormy, number_of
from tests.load.part import Order, brief_policy, open_core, sell, work
from uitkern import Activity, EnrolmentState, Euro, Participant, Slot, Uitkern, UitpasNumber
from uitkern.domain.model.enrolment import LIVE, STANDING
from uitkern.simulator.serving import Server
from uitkern.simulator.world.official import identities as official

_BUSY = LIVE - STANDING
_TAKEN = text(
    "SELECT activity_id, count(*) FROM uitkern_enrolments WHERE state IN "
    "('reserved', 'registering', 'unknown', 'awaiting payment', 'confirmed') GROUP BY activity_id"
)


@frozen
class Morning:
    """How large, how bad, and which of all possible mornings."""

    seed: int
    children: int = 72
    places: int = 16
    activities: int = 4
    sellers: int = 6
    workers: int = 2
    share: float = 0.3
    between_kills: float = 1.0
    quiet: timedelta = timedelta(seconds=3)
    hold: timedelta = timedelta(seconds=2)
    patience: float = 120.0


@define
class Outcome:
    """What was found afterwards, when nothing was open any more."""

    seed: int
    selling_seconds: float = 0.0
    settling_seconds: float = 0.0
    kills: int = 0
    most_taken: dict[str, int] = Factory(dict)
    oversold: int = 0
    lost: int = 0
    doubled: int = 0
    open: int = 0
    parked: int = 0
    disagreeing: int = 0
    broken_promises: int = 0
    said: Counter[str] = Factory(Counter)
    states: Counter[str] = Factory(Counter)
    writes: Counter[str] = Factory(Counter)
    sales: int = 0

    @property
    def is_right(self) -> bool:
        """Whether both ends hold the same, and nothing else is left."""
        wrong = (self.oversold, self.lost, self.doubled, self.open, self.parked)
        return not any(wrong) and not self.disagreeing and not self.broken_promises


@define
class Crew:
    """The processes; each that is killed is started again."""

    orders: list[Order]
    selling: list[bool]
    chance: random.Random
    processes: list[BaseProcess] = Factory(list)
    kills: int = 0

    def start(self) -> None:
        self.processes = [self._process(index) for index in range(len(self.orders))]

    def _process(self, index: int) -> BaseProcess:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["__main__", "tests.load.part", "alembic.command", "psycopg"])
        target = sell if self.selling[index] else work
        process = context.Process(target=target, args=(self.orders[index],), daemon=True)
        process.start()
        return process

    def kill_one(self) -> None:
        """kill -9 one process, whatever it is doing, and start it again."""
        running = [index for index, each in enumerate(self.processes) if each.is_alive()]
        index = self.chance.choice(running)
        self.processes[index].kill()
        self.processes[index].join()
        self.kills += 1
        self.processes[index] = self._process(index)

    def is_selling(self) -> bool:
        """Whether a seller is not through yet; one that ended by itself must have ended well."""
        sellers = [each for each, sells in zip(self.processes, self.selling, strict=True) if sells]
        for each in sellers:
            if each.exitcode not in {None, 0}:
                raise AssertionError(f"a seller ended with {each.exitcode}")
        return any(each.is_alive() for each in sellers)

    def stop(self) -> None:
        """kill -9 those that are left, workers in the middle of their work."""
        for each in self.processes:
            each.kill()
            each.join()


def play(morning: Morning, ledger: str, folder: Path) -> Outcome:
    """Play a morning on an empty ledger, then let one worker finish, and compare both ends."""
    simulator = Stormy(morning.children, morning.share, morning.seed)
    with Server(simulator) as server:
        orders = _orders(morning, ledger, server.url, folder)
        with open_core(orders[0]) as core:
            _furnish(core, morning)
            outcome = Outcome(morning.seed)
            simulator.storms = True
            _sell(morning, orders, outcome, ledger)
            simulator.storms = False
            _settle(core, morning, outcome)
            _compare(core, simulator, morning, outcome)
        outcome.said = _said(orders)
        outcome.broken_promises = _broken_promises(outcome, orders, ledger)
        outcome.writes = Counter({str(fate): count for fate, count in simulator.fates.items()})
    return outcome


def _orders(morning: Morning, ledger: str, url: str, folder: Path) -> list[Order]:
    policy = brief_policy(morning.quiet, morning.hold)
    base = Order(ledger, url, policy, morning.activities, (), folder, morning.seed)
    shares = [tuple(range(n, morning.children, morning.sellers)) for n in range(morning.sellers)]
    sellers = [
        evolve(base, children=share, progress=folder / f"seller-{n}", seed=morning.seed + n)
        for n, share in enumerate(shares)
    ]
    return sellers + [base] * morning.workers


def _furnish(core: Uitkern, morning: Morning) -> None:
    day = Slot.of("2099-07-05T09:00+02:00", "2099-07-05T17:00+02:00")
    for index in range(morning.activities):
        name = f"camp-{index}"
        each = morning.places // morning.activities
        core.save_activity(Activity(name, "Kamp", Euro(1000), [day], official.PLACE, capacity=each))
        core.publish(name)
        core.await_registration(name)
    for index in range(morning.children):
        core.save_participant(Participant(f"child-{index}", UitpasNumber(number_of(index))))


def _sell(morning: Morning, orders: list[Order], outcome: Outcome, ledger: str) -> None:
    chance = random.Random(morning.seed)  # noqa: S311
    selling = [index < morning.sellers for index in range(len(orders))]
    crew = Crew(orders, selling, chance)
    engine = create_engine(ledger.replace("postgresql://", "postgresql+psycopg://"))
    began = time.monotonic()
    crew.start()
    try:
        while crew.is_selling():
            time.sleep(chance.uniform(0.5, 1.5) * morning.between_kills)
            if not crew.is_selling():
                break
            crew.kill_one()
            with engine.connect() as connection:
                for activity, taken in connection.execute(_TAKEN):
                    outcome.most_taken[activity] = max(taken, outcome.most_taken.get(activity, 0))
    finally:
        crew.stop()
        engine.dispose()
    outcome.kills = crew.kills
    outcome.selling_seconds = time.monotonic() - began


def _settle(core: Uitkern, morning: Morning, outcome: Outcome) -> None:
    """Tick until nothing is due, held or waiting for payment."""
    began = time.monotonic()
    while time.monotonic() - began < morning.patience:
        core.tick()
        states = {each.state for each in core.enrolments()}
        waiting = states & (_BUSY | {EnrolmentState.AWAITING_PAYMENT})
        if not waiting and not core.open_intents():
            break
        time.sleep(0.1)
    outcome.settling_seconds = time.monotonic() - began


def _compare(core: Uitkern, simulator: Stormy, morning: Morning, outcome: Outcome) -> None:
    outcome.open, outcome.parked = len(core.open_intents()), len(core.parked())
    enrolments = core.enrolments()
    outcome.states = Counter(str(each.state) for each in enrolments)
    outcome.open += sum(1 for each in enrolments if each.state in _BUSY)
    ours = {each.sale_id for each in enrolments if each.state in STANDING and each.discounted}
    theirs = [sale for sale in simulator.world.state.sales.values() if sale.holder.startswith("holder-")]
    outcome.sales = len(theirs)
    outcome.lost = len(ours - {sale.id for sale in theirs})
    outcome.doubled = len({sale.id for sale in theirs} - ours)
    for index in range(morning.activities):
        name = f"camp-{index}"
        capacity = morning.places // morning.activities
        standing = sum(1 for each in enrolments if each.activity_id == name and each.state in STANDING)
        most = max(standing, outcome.most_taken.get(name, 0))
        outcome.oversold += max(0, most - capacity)
        outcome.disagreeing += not core.reconcile(name).agrees


def _said(orders: list[Order]) -> Counter[str]:
    told: Counter[str] = Counter()
    for order in orders:
        if order.children:
            told.update(line.partition(" ")[2] for line in order.progress.read_text().splitlines())
    return told


def _broken_promises(outcome: Outcome, orders: list[Order], ledger: str) -> int:
    """Children of whom a seller said that they are paid, and whose place is not confirmed."""
    with open_core(orders[0]) as core:
        confirmed = {e.participant_id for e in core.enrolments() if e.state is EnrolmentState.CONFIRMED}
    promised = {
        f"child-{line.split()[0]}"
        for order in orders
        if order.children
        for line in order.progress.read_text().splitlines()
        if line.endswith(" confirmed")
    }
    return len(promised - confirmed)

"""Reset, snapshot and restore of a world, with many objects and with few."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.tickets import Tariff, TariffType, TicketSale
from uitkern.simulator.world.world import World

from .figures import Figure
from .load import EVENT, PASS

_REPEATED = 200
_FEW, _MANY = 100, 10_000


def snapshots() -> Iterator[Figure]:
    """Do each thing to a small and to a large world; each is followed by a write, which pays for the copy."""
    for name, action in (("reset", _reset), ("snapshot", _snapshot), ("restore", _restore)):
        few, many = action(_world(_FEW)), action(_world(_MANY))
        yield Figure(f"{name}, 10,000 objects", many * 1e3, "ms", at_most=5, how="median of 200")
        how = f"{few * 1e6:.1f} and {many * 1e6:.1f} microseconds"
        yield Figure(f"{name}, 10,000 objects to 100", many / few, "x", at_most=1.5, how=how)
    first = [_first_write(_world(_MANY)) for _ in range(20)]
    yield Figure(
        "first write after a snapshot, 10,000 sales",
        median(first) * 1e3,
        "ms",
        how="copies the changes, not the table",
    )


def _world(objects: int) -> World:
    world = World("bench", official_world())
    _fill(world, objects)
    return World("bench", world.snapshot().state)


def _fill(world: World, objects: int) -> None:
    tariff = Tariff("SOCIALTARIFF", "Kansentarief", 200, TariffType.SOCIALTARIFF, 1)
    now = world.clock.now()
    for number in range(objects):
        key = str(10**7 + number)
        sale = TicketSale(key, now, EVENT, "title", "organizer", "holder", PASS, tariff, 1000, None)
        world.state.sales.put(key, sale)


def _reset(world: World) -> float:
    return _timed(world.reset, lambda: _fill(world, 1))


def _snapshot(world: World) -> float:
    return _timed(world.snapshot, lambda: None)


def _restore(world: World) -> float:
    kept = world.snapshot()
    return _timed(lambda: world.restore(kept), lambda: _fill(world, 1))


def _timed(action: Callable[[], object], before: Callable[[], None]) -> float:
    taken: list[float] = []
    for _ in range(_REPEATED):
        before()
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _first_write(world: World) -> float:
    world.snapshot()
    began = time.perf_counter()
    _fill(world, 1)
    return time.perf_counter() - began

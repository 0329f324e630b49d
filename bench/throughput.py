"""Requests per second, as a ratio to a bare Starlette route under the same server settings."""

from collections.abc import Iterator
from statistics import median

from .figures import ROUNDS, Figure, spread
from .load import (
    PERMISSIONS,
    PUBLISHING,
    READING,
    SALES,
    SEARCH,
    TARIFFS,
    Asked,
    Load,
    generator,
    load,
)
from .servers import Running, running

_SECONDS = 2
_WANTED = 0.5


def throughput() -> Iterator[Figure]:
    """Measure what a till asks of UiTPAS."""
    yield from _measured(TARIFFS, SALES, PERMISSIONS)


def publishing() -> Iterator[Figure]:
    """Measure what is asked of UiTdatabank: one search, one event, and a new one."""
    yield from _measured(SEARCH, READING, PUBLISHING, wanted=None)


def _measured(*kinds: Asked, wanted: float | None = _WANTED) -> Iterator[Figure]:
    """Measure both servers in turns, so that what else the machine does meets both alike."""
    with running("bare") as bare, running("uitkern") as uitkern:
        for asked in kinds:
            for connections in (1, 32):
                _turn(bare, uitkern, asked, connections)
                turns = [_turn(bare, uitkern, asked, connections) for _ in range(ROUNDS)]
                yield _figure(asked, connections, turns, wanted)
                yield _processor(asked, connections, turns)


def _turn(bare: Running, uitkern: Running, asked: Asked, connections: int) -> tuple[Load, Load]:
    return load(bare, asked, connections, _SECONDS), load(uitkern, asked, connections, _SECONDS)


def _figure(asked: Asked, connections: int, turns: list[tuple[Load, Load]], wanted: float | None) -> Figure:
    ratios = [ours.per_second / bare.per_second for bare, ours in turns]
    bare, ours = (median(turn[side].per_second for turn in turns) for side in (0, 1))
    return Figure(
        f"{asked.name}, {connections} connection{'s' * (connections > 1)}: requests/s to bare",
        median(ratios),
        "x",
        at_least=wanted if connections == 32 else None,
        how=f"{ours:.0f} to {bare:.0f} a second, {generator()}; {spread(ratios)}",
    )


def _processor(asked: Asked, connections: int, turns: list[tuple[Load, Load]]) -> Figure:
    ratios = [bare.processor_microseconds / ours.processor_microseconds for bare, ours in turns]
    bare, ours = (median(turn[side].processor_microseconds for turn in turns) for side in (0, 1))
    return Figure(
        f"{asked.name}, {connections} connection{'s' * (connections > 1)}: processor time of bare to ours",
        median(ratios),
        "x",
        how=f"{bare:.0f} to {ours:.0f} microseconds a request; {spread(ratios)}",
    )

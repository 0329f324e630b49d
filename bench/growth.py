"""What the hundred-thousandth sale costs in comparison with the first ones, and what they weigh."""

from collections.abc import Iterator

from .figures import Figure
from .load import PERMISSIONS, SALES, load
from .servers import Running, running

_WRITES, _PART = 100_000, 10_000
_CONNECTIONS = 8


def growth() -> Iterator[Figure]:
    """Register sales until there are 100,000; compare processor time of the last part with the first."""
    with running("uitkern") as server:
        load(server, PERMISSIONS, 1, 1)
        idle = server.resident_megabytes()
        done, costs = 0, list[tuple[int, float]]()
        while done < _WRITES:
            before = server.processor_seconds()
            part = load(server, SALES, _CONNECTIONS, 1).requests
            done += part
            costs.append((part, server.processor_seconds() - before))
        first, last = _per_write(costs), _per_write(costs[::-1])
        yield Figure(
            "processor time of a sale, last 10,000 of 100,000 to first",
            last / first,
            "x",
            at_most=1.2,
            how=f"{last * 1e6:.0f} to {first * 1e6:.0f} microseconds, {done} writes",
        )
        yield from _memory(server, idle, done)


def _per_write(costs: list[tuple[int, float]]) -> float:
    """Take as many parts as make 10,000 writes."""
    writes, seconds = 0, 0.0
    for part, used in costs:
        writes, seconds = writes + part, seconds + used
        if writes >= _PART:
            break
    return seconds / writes


def _memory(server: Running, idle: float, done: int) -> Iterator[Figure]:
    after = server.resident_megabytes()
    yield Figure("memory of the idle server", idle, "MB")
    yield Figure(
        f"memory after {done} sales", after, "MB", how=f"{(after - idle) * 1e6 / done:.0f} bytes a sale"
    )


def journal_growth(seconds: int = 60) -> Iterator[Figure]:
    """Read for a minute; only the journal can grow."""
    with running("uitkern") as server:
        load(server, PERMISSIONS, 1, 1)
        before = server.resident_megabytes()
        made = load(server, PERMISSIONS, 32, seconds)
        grown = server.resident_megabytes() - before
        how = f"{made.requests} requests"
        yield Figure(f"memory grown in {seconds} s of load", grown, "MB", at_most=20, how=how)

"""Searches in a world with 100,000 events, what their index costs, and what world and index weigh."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from uitkern.simulator.search.index import index_of
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.wire.messages import Request
from uitkern.simulator.world import events
from uitkern.simulator.world.official.identities import CLIENT_ID, ORGANIZER, PLACE
from uitkern.simulator.world.values import Event, WorkflowStatus
from uitkern.simulator.world.world import World

from .figures import Figure

_EVENTS, _REPEATED = 100_000, 9
_WORDS = """
speel week zomer kamp sport dans muziek theater circus bos natuur water koken knutsel film gitaar piano zang
judo zwem tennis voetbal hockey klim fiets atelier verhaal magie robot ruimte
"""
_TYPES = ("0.57.0.0.0", "0.50.4.0.0", "0.59.0.0.0", "0.55.0.0.0", "0.3.1.0.0")
_SEARCHES: tuple[tuple[str, dict[str, str]], ...] = (
    ("default filters alone", {}),
    ("label, age and uitpas", {"labels[]": "label 7", "minAge": "6", "maxAge": "8", "uitpas": "true"}),
    ("a week of one type", {"dateFrom": "WEEK", "dateTo": "WEEKEND", "termIds[]": "0.57.0.0.0"}),
    ("two words of a text", {"text": "zomer kamp"}),
    ("a query with wildcard and range", {"q": "name.nl:zo* AND price:[5 TO 10]"}),
    ("the same, documents embedded", {"q": "name.nl:zomer AND price:[5 TO 10]", "embed": "true"}),
    ("newest first", {"sort[created]": "desc"}),
    ("three facets", {"facets[0]": "types", "facets[1]": "labels", "facets[2]": "regions"}),
    ("the last page", {"start": "9970", "sort[availableTo]": "asc"}),
)


def searching() -> Iterator[Figure]:
    """Fill a world, search it, and look at what snapshots of it cost."""
    simulator = Simulator()
    world = simulator.world
    empty = _resident()
    _fill(world)
    filled = _resident()
    began = time.perf_counter()
    index_of(world)
    took, indexed = time.perf_counter() - began, _resident()
    yield Figure(f"index of {_EVENTS:,} events made at the first search", took, "s")
    yield Figure(f"memory of {_EVENTS:,} events", filled - empty, "MB", how=_each(filled - empty))
    yield Figure("memory of their index", indexed - filled, "MB", how=_each(indexed - filled))
    for name, wanted in _SEARCHES:
        first, usual = _asked(simulator, wanted)
        how = f"{first * 1e3:.1f} ms the first time"
        yield Figure(f"search of {_EVENTS:,} events: {name}", usual * 1e3, "ms", at_most=50, how=how)
    yield from _snapshots(world)


def _fill(world: World) -> None:
    """Add published events that UiTPAS and the index may know of already."""
    chance, now = random.Random(5), world.clock.now()  # noqa: S311
    for number in range(_EVENTS):
        events.store(world.state, now - timedelta(hours=1), _event(number, now, chance))


def _event(number: int, now: datetime, chance: random.Random) -> Event:
    start = now + timedelta(days=chance.randrange(1, 300), hours=chance.randrange(8))
    at = {
        "startDate": start.isoformat(timespec="seconds"),
        "endDate": (start + timedelta(hours=3)).isoformat(timespec="seconds"),
    }
    available = {"status": {"type": "Available"}, "bookingAvailability": {"type": "Available"}}
    price = chance.randrange(1, 50)
    document = {
        "mainLanguage": "nl",
        "name": {"nl": f"{' '.join(chance.choices(_WORDS.split(), k=4))} {number}"},
        "terms": [{"id": chance.choice(_TYPES), "label": "Soort", "domain": "eventtype"}],
        "calendarType": "single",
        **at,
        **available,
        "subEvent": [{"id": 0, **available, **at, "@type": "Event"}],
        "priceInfo": [
            {"category": "base", "name": {"nl": "Basistarief"}, "price": price, "priceCurrency": "EUR"}
        ],
        "labels": [f"label {chance.randrange(200)}"],
        "typicalAgeRange": f"{chance.randrange(12)}-{chance.randrange(12, 18)}",
    }
    created = now - timedelta(seconds=chance.randrange(3600, 10**6))
    return Event(
        id=f"{number:08x}-0000-4000-8000-000000000000",
        title=f"Event {number}",
        document=document,
        place=PLACE,
        organizer=ORGANIZER if number % 2 else None,
        base_price=price * 100,
        workflow_status=WorkflowStatus.READY_FOR_VALIDATION,
        creator=f"{CLIENT_ID}@clients",
        created=created,
        modified=created,
        available_from=created,
    )


def _asked(simulator: Simulator, wanted: dict[str, str]) -> tuple[float, float]:
    """Ask the same several times; gives the seconds of the first, and the median of the others."""
    monday = simulator.world.clock.now() + timedelta(days=60)
    dates = {"WEEK": monday, "WEEKEND": monday + timedelta(days=7)}
    parameters = {
        name: dates[value].isoformat(timespec="seconds") if value in dates else value
        for name, value in wanted.items()
    }
    headers = {"host": "bench", "x-client-id": CLIENT_ID}
    request = Request("GET", "/search/events", urlencode(parameters), headers)
    taken: list[float] = []
    for _ in range(_REPEATED):
        began = time.perf_counter()
        status = simulator.handle(request).status
        taken.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"a search was refused with {status}")
    return taken[0], median(taken[1:])


def _snapshots(world: World) -> Iterator[Figure]:
    """Return to a world with an index, and search it at once."""
    kept = world.snapshot()
    for name, action in (("snapshot", world.snapshot), ("restore", lambda: world.restore(kept))):
        taken = [_timed(action) for _ in range(200)]
        yield Figure(f"{name}, {_EVENTS:,} events and their index", median(taken) * 1e3, "ms", at_most=5)
    taken = [_timed(lambda: _changed_and_searched(world)) for _ in range(20)]
    yield Figure("a change of one event among them, indexed and found", median(taken) * 1e3, "ms")


def _changed_and_searched(world: World) -> None:
    event = world.state.events[f"{7:08x}-0000-4000-8000-000000000000"]
    events.store(world.state, world.clock.now() - timedelta(hours=1), event)
    index_of(world)


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _each(megabytes: float) -> str:
    return f"{megabytes * 1e6 / _EVENTS:.0f} bytes an event"


def _resident() -> float:
    """Give the memory of this process in MB."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * 4096 / 1e6

"""Keep what surrounds a world: its journal, its faults and its snapshots."""

import re

from .control.faults import Faults
from .control.journal import Journal
from .world.clock import ClockState
from .world.world import Snapshot, World

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""How worlds and snapshots may be called."""


class Realm:
    """A world with what surrounds it: journal, faults and snapshots.

    `clock` is how the clock stands at the beginning; `writes` counts requests that may change something.
    """

    def __init__(self, world: World, clock: ClockState) -> None:
        self.world = world
        self._clock = clock
        self.journal = Journal()
        self.faults = Faults()
        self.snapshots: dict[str, Snapshot] = {}
        self.writes = 0

    def take_snapshot(self, name: str) -> None:
        """Remember the world under a name; ValueError for a bad name."""
        if not NAME.fullmatch(name):
            raise ValueError("a name has letters, digits, dots, dashes and underscores only")
        self.snapshots[name] = self.world.snapshot()

    def reset(self) -> None:
        """Return to the beginning in everything: state, clock, journal and faults."""
        with self.world.lock:
            self.world.reset()
            self.world.clock.state = self._clock
            self.journal.clear()
            self.faults.clear()

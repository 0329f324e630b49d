"""A crowd of children with the social tariff, and a UiTPAS that fails three writes in ten."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import timedelta
from enum import StrEnum

from attrs import evolve
from stdnum import luhn

from uitkern.simulator.simulator import Simulator
from uitkern.simulator.wire.messages import Reply, Request
from uitkern.simulator.world.clock import Period
from uitkern.simulator.world.official.identities import GENT
from uitkern.simulator.world.official.people import VALID
from uitkern.simulator.world.values import Card, CardStatus, Membership, Passholder, PassType, PeriodLimit

_LOST = Reply(200, (), b"", lost=True)
_ERROR = Reply(500, (("content-type", "text/plain"),), b"Internal Server Error")
_RUSH = Reply(429, (("content-type", "application/problem+json"), ("retry-after", "1")), b"{}")


class Fate(StrEnum):
    """What becomes of a write."""

    FINE = "fine"
    ANSWER_LOST = "answer lost"
    ERROR_AFTER_COMMIT = "500 after commit"
    DROPPED = "dropped"
    RUSH = "429"


_BAD = tuple(Fate)[1:]


class Stormy(Simulator):
    """The simulator with a crowd of passholders; while it storms, `share` of the writes of sales fail."""

    def __init__(self, children: int, share: float, seed: int) -> None:
        super().__init__(check_answers=False)
        self.storms = False
        self.fates: Counter[Fate] = Counter()
        self._share = share
        self._chance = random.Random(seed)  # noqa: S311
        self._drawing = threading.Lock()
        self._settle_in(children)

    def _settle_in(self, children: int) -> None:
        world = self.world
        many = PeriodLimit(1000, Period.WEEK)  # UiTPAS's own limit would hide a sale that was doubled
        world.configure(
            evolve(world.settings, rate_limit=None, registration_delay=timedelta(0), ticket_limit=many)
        )
        for index in range(children):
            number = number_of(index)
            holder = Passholder(
                f"holder-{index}", PassType.INDIVIDUAL, f"Kind {index}", "9000", (Membership(GENT, VALID),)
            )
            world.state.passholders.put(holder.id, holder)
            world.state.cards_of.add(holder.id, number)
            world.state.cards.put(number, Card(number, GENT, CardStatus.ACTIVE, holder.id))

    def handle(self, request: Request) -> Reply:
        if not self.storms or "/ticket-sales" not in request.path or request.method == "GET":
            return super().handle(request)
        with self._drawing:
            fate = self._chance.choice(_BAD) if self._chance.random() < self._share else Fate.FINE
            self.fates[fate] += 1
        match fate:
            case Fate.FINE:
                return super().handle(request)
            case Fate.ANSWER_LOST:
                super().handle(request)
                return _LOST
            case Fate.ERROR_AFTER_COMMIT:
                super().handle(request)
                return _ERROR
            case Fate.DROPPED:
                return _LOST
            case Fate.RUSH:
                return _RUSH


def number_of(index: int) -> str:
    """The UiTPAS number of a child of the crowd."""
    body = f"09{index:010d}"
    return body + luhn.calc_check_digit(body)

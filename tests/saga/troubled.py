"""A simulator whose writes meet every kind of trouble on the way."""

from __future__ import annotations

import threading
from enum import StrEnum

from uitkern.simulator.simulator import Simulator
from uitkern.simulator.wire.messages import Reply, Request


class Trouble(StrEnum):
    """What happens to the first write of a scenario."""

    NONE = "ok"
    ANSWER_LOST = "answer lost"
    ERROR_AFTER_COMMIT = "500 after commit"
    REQUEST_DROPPED = "request dropped"
    LATE_COMMIT = "late commit"


LATER = 0.15
WRITTEN = ("/ticket-sales", "/rewards/redeemed")


class Troubled(Simulator):
    """As the simulator, but for one write, which meets `trouble`."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble = Trouble.NONE
        self._late: list[threading.Timer] = []

    def handle(self, request: Request) -> Reply:
        if request.method not in {"POST", "DELETE"} or not any(each in request.path for each in WRITTEN):
            return super().handle(request)
        trouble, self.trouble = self.trouble, Trouble.NONE
        match trouble:
            case Trouble.NONE:
                return super().handle(request)
            case Trouble.ANSWER_LOST:
                super().handle(request)
            case Trouble.ERROR_AFTER_COMMIT:
                super().handle(request)
                return Reply(500, (("content-type", "text/plain"),), b"Internal Server Error")
            case Trouble.LATE_COMMIT:
                later = threading.Timer(LATER, super().handle, [request])
                self._late.append(later)
                later.start()
            case Trouble.REQUEST_DROPPED:
                pass
        return Reply(200, (), b"", lost=True)

    def wait_for_late_commits(self) -> None:
        """Let everything land that is still on its way."""
        for later in self._late:
            later.join()
        self._late.clear()

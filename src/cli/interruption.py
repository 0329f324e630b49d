"""End long work on Ctrl-C or a termination signal, with everything cleaned up."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

TERMINATED = 128 + signal.SIGTERM


@contextmanager
def interruptible() -> Iterator[Callable[[], None]]:
    """Let Ctrl-C and a termination signal end the play, once, so that cleaning up is not cut short.

    Gives a check for between the steps: Python drops what a signal raises inside some callbacks.
    """
    heard: list[int] = []

    def stop() -> None:
        if heard:
            raise KeyboardInterrupt if heard[0] == signal.SIGINT else SystemExit(TERMINATED)

    def hear(number: int, _: FrameType | None) -> None:
        heard.append(number)
        if len(heard) == 1:
            stop()

    before = {each: signal.signal(each, hear) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)

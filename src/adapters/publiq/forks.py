"""Begin anew in a forked child: locks and connections of the parent are not ours to use."""

from __future__ import annotations

import os
from collections.abc import Callable
from weakref import WeakMethod


def in_every_child(renew: Callable[[], None]) -> None:
    """Call a bound method in each process that is forked from this one, as long as its object lives."""
    if not hasattr(os, "register_at_fork"):
        return
    method = WeakMethod(renew)

    def call() -> None:
        held = method()
        if held is not None:
            held()

    os.register_at_fork(after_in_child=call)

"""Count calls per minute of the world's clock, for the operations that publiq limits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from . import refusals

if TYPE_CHECKING:
    from .state import State

_WINDOW = timedelta(minutes=1)
_MOST = 1000


@frozen(slots=False)
class Window:
    """The calls counted since an instant."""

    since: datetime
    calls: int


def take(state: State, now: datetime, subject: str, limit: int | None) -> None:
    """Count a call; refused with 429 `rate-limited` beyond `limit` calls in a minute. None does not limit."""
    if limit is None:
        return
    if len(state.rates) >= _MOST:
        for over in [name for name, each in state.rates.items() if now - each.since >= _WINDOW]:
            state.rates.drop(over)
    window = state.rates.get(subject)
    if window is None or now - window.since >= _WINDOW:
        window = Window(now, 0)
    if window.calls >= limit:
        left = window.since + _WINDOW - now
        raise refusals.rate_limited(max(1, int(left.total_seconds() + 0.999)))
    state.rates.put(subject, Window(window.since, window.calls + 1))

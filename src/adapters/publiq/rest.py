"""Leave an operation alone for as long as publiq asks: one 429 is heard once, not by every sale (F33)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

import httpx

from .call import Call, Reply

LONGEST = timedelta(minutes=5)
"""Rest no longer than this, whatever is asked."""


class Resting(Exception):
    """The operation is left alone for `left`; nothing was sent."""

    def __init__(self, left: timedelta) -> None:
        super().__init__("UiTPAS asked us to wait (429)")
        self.left = left


class Rest:
    """Until when each write is left alone; of one organisation's credentials, shared by threads."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}
        self._lock = Lock()

    def heed(self, call: Call, reply: Reply, now: datetime) -> None:
        """Hear a 429 that says how long to wait; a question waits by itself."""
        if call.writes and reply.status == 429 and reply.retry_after:
            with self._lock:
                self._until[call.operation] = now + min(reply.retry_after, LONGEST)

    def keep(self, call: Call, now: datetime) -> None:
        """Raise `Resting` while the operation is left alone."""
        until = self._until.get(call.operation)
        if until is not None and now < until:
            raise Resting(until - now)


def retry_after(response: httpx.Response) -> timedelta | None:
    """The server's wish in seconds; publiq sends no dates here."""
    value = response.headers.get("retry-after", "")
    return timedelta(seconds=int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else None


def date_of(response: httpx.Response) -> datetime | None:
    """The server's clock, to the second, when it tells it in a way that can be read."""
    try:
        return parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except (TypeError, ValueError):
        return None

"""The clock on the wall."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how to wait; replaced in tests."""

    def now(self) -> datetime:
        """The moment, with a time zone."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait, blocking the thread."""
        ...

    async def asleep(self, duration: timedelta) -> None:
        """Wait, leaving the event loop to others."""
        ...


class SystemClock:
    """The clock of this machine, in UTC."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        """Wait, blocking the thread."""
        time.sleep(duration.total_seconds())

    async def asleep(self, duration: timedelta) -> None:
        """Wait, leaving the event loop to others."""
        await asyncio.sleep(duration.total_seconds())

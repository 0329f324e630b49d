"""The log of calls to publiq: what was asked, how long it took, how it ended; no numbers, no secrets."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from threading import Lock

from attrs import frozen

_correlation: ContextVar[str] = ContextVar("uitkern_correlation", default="")


@frozen
class CallRecord:
    """One call: `path` is a template, `ended` a status or what went wrong, `correlation` the use case."""

    at: datetime
    service: str
    operation: str
    method: str
    path: str
    ended: str
    took: timedelta
    correlation: str


class CallLog:
    """The latest calls, at most `keep` of them, and how many there were in all."""

    def __init__(self, keep: int = 1000) -> None:
        self._records: deque[CallRecord] = deque(maxlen=keep)
        self._count = 0
        self._lock = Lock()

    def add(self, record: CallRecord) -> None:
        """Write a call down."""
        with self._lock:
            self._records.append(record)
            self._count += 1

    @property
    def count(self) -> int:
        """How many calls there were, those no longer kept as well."""
        return self._count

    def __iter__(self) -> Iterator[CallRecord]:
        with self._lock:
            return iter(tuple(self._records))


@contextmanager
def correlated(name: str) -> Iterator[None]:
    """Write the calls made inside under one use case."""
    token = _correlation.set(name)
    try:
        yield
    finally:
        _correlation.reset(token)


def correlation() -> str:
    """The use case that is running, or nothing."""
    return _correlation.get()

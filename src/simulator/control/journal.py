"""Remember what was asked of a world, without what must not be remembered."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from attrs import frozen

CAPACITY = 1000
_HIDDEN = frozenset(
    {"identifier", "uitpasnumber", "insznumber", "chipnumber", "client_secret", "access_token"}
)
_MASK = "***"
_HIDDEN_VALUE = re.compile(rf"((?:^|&)(?:{'|'.join(sorted(_HIDDEN))})=)[^&]*", re.IGNORECASE)
_PERSONAL = re.compile(r"(?<![0-9A-Za-z-])(?:\d{11,}|[0-9A-Fa-f]{14})(?![0-9A-Za-z-])")


@frozen
class Entry:
    """One call, numbers of passes and persons masked.

    `at` is on the world's clock, `duration` in real seconds; numbers keep counting when entries are dropped.
    """

    number: int
    at: datetime
    service: str
    operation_id: str | None
    method: str
    path: str
    status: int
    client_id: str | None
    duration: float
    fault: str | None = None


class Journal:
    """The last calls of a world, newest last, and how many there were of each operation."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._entries: deque[Entry] = deque(maxlen=capacity)
        self._written = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __getitem__(self, index: int) -> Entry:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def next_number(self) -> int:
        return self._written + 1

    def write(self, entry: Entry) -> None:
        self._written = entry.number
        self._entries.append(entry)

    def entries(self, operation_id: str | None = None) -> list[Entry]:
        """List the calls that are still remembered, of one operation or of all."""
        return [entry for entry in self if operation_id in (None, entry.operation_id)]

    def count(self, operation_id: str | None = None) -> int:
        """Count the calls that are still remembered."""
        return len(self.entries(operation_id))

    def clear(self) -> None:
        self._entries.clear()


def without_persons(path: str, query: str, parameters: Mapping[str, str]) -> str:
    """Write a path with its query, everything that names a pass or a person masked."""
    for name, value in parameters.items():
        if name.lower() in _HIDDEN and value:
            path = path.replace(value, _MASK)
    masked = _PERSONAL.sub(_MASK, path)
    return f"{masked}?{_masked_query(query)}" if query else masked


def _masked_query(query: str) -> str:
    if "%" not in query and "+" not in query:
        return _PERSONAL.sub(_MASK, _HIDDEN_VALUE.sub(rf"\1{_MASK}", query))
    shown = [
        (name, _MASK if name.lower() in _HIDDEN else _PERSONAL.sub(_MASK, value))
        for name, value in parse_qsl(query, keep_blank_values=True)
    ]
    return urlencode(shown, safe="*:")

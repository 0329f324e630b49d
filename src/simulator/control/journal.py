"""Remember what was asked of a world, within bounds."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from attrs import field

from ..world.quick import quick
from .masking import shown, without_persons

__all__ = ["CAPACITY", "CAPACITY_BYTES", "Body", "Entry", "Journal", "without_persons"]

CAPACITY = 1000
CAPACITY_BYTES = 4_000_000
_LARGEST_BODY = 64_000
_OVERHEAD = 600


@quick(repr=False)
class Body:
    """A body as it came or went; one beyond 64 kB is not kept, only its size."""

    content_type: str | None = None
    size: int = 0
    kept: bytes | None = field(default=None, eq=False)

    @classmethod
    def of(cls, content_type: str | None, body: bytes) -> "Body":
        if not body and content_type is None:
            return _NO_BODY_AT_ALL
        size = len(body)
        return cls(content_type, size, body if size <= _LARGEST_BODY else None)

    @property
    def weight(self) -> int:
        """How many bytes of it are kept."""
        return 0 if self.kept is None else self.size

    def shown(self) -> object:
        """Give the body with numbers of passes and persons, and secrets, masked."""
        return None if self.kept is None else shown(self.content_type, self.kept)


_NO_BODY = Body()
_NO_BODY_AT_ALL = Body(None, 0, b"")


@quick
class Entry:
    """One call, numbers of passes and persons masked.

    `at` is on the world's clock, `duration` in real seconds; numbers keep counting when entries are dropped.
    `target` is the path within the service with its query as it came, to tell calls apart, and `parameters`
    are those of its path; neither is ever shown.
    """

    number: int
    at: datetime
    service: str
    operation_id: str | None
    method: str
    target: str = field(repr=False)
    status: int
    client_id: str | None
    duration: float
    fault: str | None = None
    request: Body = field(default=_NO_BODY, repr=False)
    answer: Body = field(default=_NO_BODY, repr=False)
    parameters: Mapping[str, str] = field(factory=dict[str, str], repr=False)

    @property
    def path(self) -> str:
        """The path within the service with its query, such as `/ticket-sales`, masked at every look."""
        path, _, query = self.target.partition("?")
        return without_persons(path, query, self.parameters)

    @property
    def weight(self) -> int:
        """Say about how many bytes it takes to remember this."""
        return _OVERHEAD + len(self.target) + self.request.weight + self.answer.weight


class Journal:
    """The last calls of a world, newest last, bounded by number and by bytes.

    `listener` is told of each call as it is written.
    """

    def __init__(self, capacity: int = CAPACITY, capacity_bytes: int = CAPACITY_BYTES) -> None:
        self._entries: deque[Entry] = deque()
        self._weights: deque[int] = deque()
        self._capacity = capacity
        self._capacity_bytes = capacity_bytes
        self._bytes = 0
        self._written = 0
        self.listener: Callable[[Entry], None] | None = None

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __getitem__(self, index: int) -> Entry:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def next_number(self) -> int:
        return self._written + 1

    @property
    def bytes(self) -> int:
        """About how many bytes the journal takes."""
        return self._bytes

    def write(self, entry: Entry) -> None:
        self._written = entry.number
        self._entries.append(entry)
        weight = entry.weight
        self._weights.append(weight)
        self._bytes += weight
        while len(self._entries) > self._capacity or (
            self._bytes > self._capacity_bytes and len(self._entries) > 1
        ):
            self._entries.popleft()
            self._bytes -= self._weights.popleft()
        if self.listener is not None:
            self.listener(entry)

    def find(self, number: int) -> Entry | None:
        """Find a call by its number, when it is still remembered."""
        if not self._entries:
            return None
        index = number - self._entries[0].number
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def entries(self, operation_id: str | None = None) -> list[Entry]:
        """List the calls that are still remembered, of one operation or of all."""
        return [entry for entry in self if operation_id in (None, entry.operation_id)]

    def count(self, operation_id: str | None = None) -> int:
        """Count the calls that are still remembered."""
        return len(self.entries(operation_id))

    def clear(self) -> None:
        self._entries.clear()
        self._weights.clear()
        self._bytes = 0

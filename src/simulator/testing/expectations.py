"""Say in a test what an application should have asked."""

from collections.abc import Iterator

from ..control.journal import Entry, Journal
from ..control.matching import Kind, near_misses
from ..control.names import check_operation


class TestJournal:
    """The journal of a test's world."""

    __test__ = False

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._journal)

    def __getitem__(self, index: int) -> Entry:
        return self._journal[index]

    def __len__(self) -> int:
        return len(self._journal)

    def entries(self, operation_id: str | None = None) -> list[Entry]:
        """List the calls that are still remembered, of one operation or of all."""
        check_operation(operation_id)
        return self._journal.entries(operation_id)

    def count(self, operation_id: str | None = None) -> int:
        """Count the calls that are still remembered."""
        check_operation(operation_id)
        return self._journal.count(operation_id)

    def clear(self) -> None:
        self._journal.clear()

    def expect(
        self,
        operation_id: str | None = None,
        *,
        times: int | None = None,
        method: str | None = None,
        path: str | None = None,
        client_id: str | None = None,
        status: int | None = None,
    ) -> list[Entry]:
        """Assert that there were exactly `times` calls of a kind, or any; gives them.

        `path` is a prefix such as `/uitpas/ticket-sales`. A failure names the calls that come nearest; a
        mistyped `operation_id` is a ValueError, even for `times=0`.
        """
        check_operation(operation_id)
        kind = Kind(operation_id, None, method, path, client_id, status)
        every = list(self._journal)
        found = [entry for entry in every if kind.fits(entry)]
        if len(found) == times or (times is None and found):
            return found
        expected = "a call" if times is None else f"{times} calls"
        lines = [f"expected {expected} of {_kind(kind)}; there were {len(found)}"]
        for missed in near_misses(kind, every):
            differs = ", ".join(
                f"{name} {was!r} instead of {wanted!r}" for name, (wanted, was) in missed.differences.items()
            )
            entry = missed.entry
            lines.append(f"  near: {entry.method} /{entry.service}{entry.path} {entry.status}: {differs}")
        raise AssertionError("\n".join(lines))


def _kind(kind: Kind) -> str:
    given = [kind.operation_id, kind.method, kind.path, kind.client_id, kind.status]
    return " ".join(str(each) for each in given if each is not None) or "any kind"

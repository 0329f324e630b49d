"""Say in a test what an application should have asked."""

from collections.abc import Iterator
from typing import cast

from ..control.journal import Entry, Journal
from ..control.matching import Kind, near_misses
from ..control.names import check_operation
from ..services import SERVED
from ..wire.problems import PREFIX

_SHOWN = 5


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

    def __repr__(self) -> str:
        calls = [_line(entry) for entry in self._journal]
        more = f"{len(calls) - _SHOWN} earlier, then " if len(calls) > _SHOWN else ""
        return f"<journal of {len(calls)} calls: {more}{'; '.join(calls[-_SHOWN:]) or 'none'}>"

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

        `path` is a prefix such as `/uitpas/ticket-sales`. A failure names the calls that come nearest; what
        no call could be, such as a mistyped `operation_id`, is a ValueError, even for `times=0`.
        """
        __tracebackhide__ = True
        check_operation(operation_id)
        _check(path, times)
        kind = Kind(operation_id, None, method and method.upper(), path, client_id, status)
        every = list(self._journal)
        found = [entry for entry in every if kind.fits(entry)]
        if len(found) == times or (times is None and found):
            return found
        expected = "a call" if times is None else "1 call" if times == 1 else f"{times} calls"
        there = f"there {'was' if len(found) == 1 else 'were'} {len(found) or 'none'}"
        lines = [f"expected {expected} of {_kind(kind)}; {there}"]
        lines += [f"  fits: {_line(entry)}" for entry in found[-_SHOWN:]]
        lines += _near(kind, every)
        raise AssertionError("\n".join(lines))


def _check(path: str | None, times: int | None) -> None:
    if path is not None and path != "/" and path.split("/")[1:2] not in [[name] for name in SERVED]:
        raise ValueError(f"path: {path!r} must begin with a service: /{', /'.join(SERVED)}")
    if times is not None and times < 0:
        raise ValueError("times: must be 0 or more")


def _near(kind: Kind, every: list[Entry]) -> list[str]:
    """Tell the calls that come nearest, or else the last ones that there were."""
    missed = near_misses(kind, every)
    if not missed:
        others = [entry for entry in every if not kind.fits(entry)]
        lines = [f"  other: {_line(entry)}" for entry in others[-_SHOWN:]]
        return lines or ([] if every else ["  the journal is empty"])
    told = [
        (
            each.entry,
            ", ".join(
                f"{name} {was!r} instead of {wanted!r}" for name, (wanted, was) in each.differences.items()
            ),
        )
        for each in missed
    ]
    return [f"  near: {_line(entry)}: {differs}" for entry, differs in told]


def _line(entry: Entry) -> str:
    """Tell a call in a line, with the type of the problem that it met and the fault that struck it."""
    body = entry.answer.shown() if entry.status >= 400 else None
    kind = str(cast("dict[str, object]", body).get("type", "")) if isinstance(body, dict) else ""
    why = [kind.removeprefix(PREFIX)] if kind.startswith(PREFIX) else []
    why += [f"fault: {entry.fault}"] if entry.fault else []
    called = f"{entry.method} /{entry.service}{entry.path} {entry.status}"
    return f"{called} ({'; '.join(why)})" if why else called


def _kind(kind: Kind) -> str:
    given = [kind.operation_id, kind.method, kind.path, kind.client_id, kind.status]
    return " ".join(str(each) for each in given if each is not None) or "any kind"

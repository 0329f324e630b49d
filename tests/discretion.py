"""F37 for the whole suite: no pass number and no INSZ in a log line, an error of ours, or a file we export.

Every test runs under this watch. What tests print, log or write themselves, and what the simulator shows of
its own test data, is not ours.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from uitkern.adapters.publiq.discretion import _ours as inside_our_request
from uitkern.domain.model.invalid import UitkernError

NUMBERS = frozenset(
    [
        "0900000095902",
        "0900000067513",
        "0900000031618",
        "0900010959113",
        "0900000002312",
        "0900000058918",
        "1000000520006",
        "0900000093204",
        "0900004518305",
        "0900011902815",
        "0900011903417",
        "0900000074519",
        "0900000020405",
        "0900000045410",
        "0900000191800",
        "0900000672312",
    ]
)
INSZ = frozenset(
    [
        "83030201540",
        "36051380284",
        "66010101785",
        "08091860684",
        "71030360442",
        "17010180147",
        "80010101392",
        "10010105762",
        "80010170282",
        "20010170215",
        "91063061055",
        "15021760024",
        "85073003328",
    ]
)
CHIPS = frozenset(["04784CDAEE3880", "04363CDAEE3880", "04ED6ACACF6180", "04B00412F15284"])
KNOWN = NUMBERS | INSZ | CHIPS
_THEIRS = ("uitkern.simulator", "uitkern.cli.sim")


def betrayed(text: str) -> set[str]:
    """The known numbers in a text."""
    return {number for number in KNOWN if number in text}


def _raised_by_theirs() -> bool:
    """Whether an error that is being made repeats what the simulator said of its own data."""
    frames = [sys._getframe(depth).f_globals.get("__name__", "") for depth in range(2, 5)]
    return any(str(name).startswith(_THEIRS) for name in frames)


class Watch(logging.Handler):
    """Looks at what is logged, raised and exported; `leaks` says where a number was."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.leaks: list[str] = []
        self.exported: set[Path] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Look at a log line that is ours, or httpx's about a request of ours."""
        ours = record.name.startswith("uitkern") and not record.name.startswith(_THEIRS)
        about_ours = record.name.startswith(("httpx", "httpcore")) and inside_our_request.get()
        others = record.name.startswith(("sqlalchemy", "alembic", "stamina", "asyncio"))
        if ours or about_ours or others:
            self.look(f"log {record.name}", f"{record.getMessage()} {record.exc_info or ''}")

    def look(self, where: str, text: str) -> None:
        """Note where a number is."""
        if found := betrayed(text):
            self.leaks.append(f"{where}: {', '.join(sorted(number[-4:] for number in found))}")

    def take(self) -> list[str]:
        """What was found since the last time."""
        for path in self.exported:
            if path.is_file():
                self.look(f"file {path.name}", path.read_text(encoding="utf-8", errors="replace"))
        self.exported.clear()
        found, self.leaks = self.leaks, []
        return found


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch until the end of the session."""
    watch = Watch()
    root, requests = logging.getLogger(), logging.getLogger("httpx")
    level, open_path = requests.level, Path.open
    root.addHandler(watch)
    requests.setLevel(logging.INFO)

    def told(error: UitkernError, *args: Any) -> None:
        Exception.__init__(error, *args)
        if not _raised_by_theirs():
            watch.look(f"error {type(error).__name__}", f"{error} {args}")

    def opened(path: Path, mode: str = "r", *args: Any, **named: Any) -> Any:
        module = str(sys._getframe(1).f_globals.get("__name__", ""))
        if mode[:1] in "wax" and module.startswith("uitkern.") and not module.startswith(_THEIRS):
            watch.exported.add(path)
        return open_path(path, mode, *args, **named)

    UitkernError.__init__ = told  # type: ignore[assignment,method-assign]
    Path.open = opened  # type: ignore[assignment,method-assign]
    try:
        yield watch
    finally:
        del UitkernError.__init__
        Path.open = open_path  # type: ignore[method-assign]
        requests.setLevel(level)
        root.removeHandler(watch)

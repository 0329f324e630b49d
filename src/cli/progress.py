"""Progress on standard error, for those who watch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

T = TypeVar("T")


def watched(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """The same items, with how far one is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(items, description=doing, total=total)

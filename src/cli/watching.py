"""Progress for those who watch."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress


def progress_on_stderr() -> Progress:
    """Progress on standard error when somebody watches, else nothing."""
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)

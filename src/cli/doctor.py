"""Examine everything that selling and publishing stand on, and say what helps."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from ..adapters.core import Uitkern
from ..domain.errors import LedgerError
from ..domain.model.diagnosis import Diagnosis, Severity, worst
from .arguments import settings_of
from .output import show

STATUS = {Severity.OK: 0, Severity.NOTICE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_STEP = 20


def doctor(
    context: typer.Context,
    activities: Annotated[
        bool, typer.Option(help="Look at every published activity at both services: three calls each.")
    ] = True,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what is in order as well.")] = False,
) -> None:
    """Check credentials, hosts, clock, permissions, activities and ledger; exit status 1 or 2 by severity."""
    settings = settings_of(context)
    try:
        with settings.open() as core:
            found = [*core.examine_house(), *(_activities(core) if activities else ())]
    except LedgerError as error:
        remedy = "check the database URL of --ledger, and that the database runs and is ours to write"
        found = [Diagnosis("ledger", Severity.ERROR, str(error), remedy)]
    severity = worst(found)
    told = [each for each in found if verbose or settings.as_json or each.severity is not Severity.OK]
    if told:
        show([_row(each) for each in told], as_json=settings.as_json)
    else:
        typer.echo("all is in order")
    if STATUS[severity]:
        raise typer.Exit(STATUS[severity])


def _activities(core: Uitkern) -> list[Diagnosis]:
    """Look at activities some at a time, with progress on standard error for those who watch."""
    wanted = core.published_activities()
    console = Console(stderr=True)
    found: list[Diagnosis] = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("examining activities", total=len(wanted))
        for start in range(0, len(wanted), _STEP):
            found.extend(core.examine_activities(wanted[start : start + _STEP]))
            progress.advance(task, _STEP)
    return found


def _row(found: Diagnosis) -> dict[str, Any]:
    return {
        "severity": found.severity,
        "check": found.check,
        "subject": found.subject,
        "says": found.says,
        "remedy": found.remedy,
    }


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(doctor)

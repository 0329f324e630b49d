"""Keep the ledger in order: the worker, recovery, and the comparison with UiTPAS."""

from __future__ import annotations

import signal
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Annotated

import typer

from ..adapters.core import Uitkern
from ..domain.errors import LedgerError, PubliqError
from ..domain.model.intent import IntentState
from ..domain.model.invalid import InvalidValue
from ..domain.model.report import Comparison, Difference, Finding, Tick
from ..domain.rules.comparing import Period
from ..domain.rules.freshness import BRUSSELS
from .arguments import settings_of
from .keeping_rows import comparison_row, finding_row, intent_row, what_of
from .output import show
from .periods import read_period
from .watching import progress_on_stderr

_SOON = timedelta(seconds=1)


def work(
    context: typer.Context,
    every: Annotated[float, typer.Option(help="Seconds between two rounds without work.", min=0.1)] = 5.0,
) -> None:
    """Go on with what is due until Ctrl-C: lapsed holds, undoing, unanswered sales, events, the audit.

    Any number may run on one ledger, on one machine or many; each may be stopped at any moment.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with settings_of(context).open() as core:
            _tell_what_cannot(core)
            while True:
                if not _round(core):
                    time.sleep(every)
    except KeyboardInterrupt:
        typer.echo("stopped; what was under way is taken up by the next worker")


def _tell_what_cannot(core: Uitkern) -> None:
    try:
        lacking = core.cannot()
    except PubliqError as error:
        typer.echo(f"permissions not seen: {error}", err=True)
        return
    for sentence in lacking:
        typer.echo(f"warning: {sentence}", err=True)


def _round(core: Uitkern) -> bool:
    """One round; an outage of the database or of publiq is told, and the next round tries again."""
    try:
        done = core.tick()
        found = core.audit()
        if found is not None:  # once a day, whoever is first
            core.retain()
    except (LedgerError, PubliqError) as error:
        typer.echo(f"{_now()} {error}", err=True)
        return False
    if not done.idle:
        typer.echo(f"{_now()} {spoken_tick(done)}")
    for alert in done.alerts:
        typer.echo(f"{_now()} {alert.activity_id}: {alert.said}", err=True)
    for comparison in found or ():
        if not comparison.agrees:
            typer.echo(f"{_now()} audit: {comparison.activity_id}: {_verdict(comparison)}")
    return not done.idle


def recover(
    context: typer.Context,
    wait: Annotated[
        bool, typer.Option("--wait", help="Go on until nothing is left but what is parked.")
    ] = False,
) -> None:
    """Settle what a crash or an outage left behind; exit status 1 while something is left or parked."""
    settings = settings_of(context)
    with settings.open() as core, progress_on_stderr() as progress:
        task = progress.add_task("settling", total=None)
        settled: Counter[IntentState] = Counter()
        lapsed = 0
        while True:
            done = core.tick()
            lapsed += done.lapsed
            settled += done.intents
            left = core.open_intents()
            progress.update(task, description=f"{sum(settled.values())} attempts, {len(left)} left")
            if done.idle and not (wait and left):
                break
            if done.idle:
                time.sleep(_SOON.total_seconds())
        parked = core.parked()
    if not settings.as_json:
        typer.echo(f"{spoken_tick(Tick(lapsed, settled))}; {len(left)} left, {len(parked)} parked")
        if left and not wait:
            typer.echo("what is left is not due yet; --wait goes on until it is settled")
    if left or parked or settings.as_json:
        show([intent_row(each) for each in (*left, *parked)], as_json=settings.as_json)
    if left or parked:
        raise typer.Exit(1)


def parked(context: typer.Context) -> None:
    """List what waits for a person, and why; exit status 1 when there is any."""
    settings = settings_of(context)
    with settings.open() as core:
        waiting = core.parked()
    show([intent_row(each) for each in waiting], as_json=settings.as_json)
    if waiting:
        raise typer.Exit(1)


def retry(
    context: typer.Context,
    intent_id: Annotated[int, typer.Argument(metavar="INTENT", help="Its number, as `parked` lists it.")],
) -> None:
    """Make a parked intent due again, once its reason is gone."""
    settings = settings_of(context)
    with settings.open() as core:
        show([intent_row(core.retry(intent_id))], as_json=settings.as_json)


def reconcile(
    context: typer.Context,
    activity: Annotated[list[str] | None, typer.Option(help="Only this activity; may be repeated.")] = None,
    period: Annotated[
        str | None, typer.Option(help="Only sales made in it: 2026-11-01, 2026-11 or 2026-07-01..2026-08-31.")
    ] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Mend differences, asking for each.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --repair: mend all without asking.")] = False,
) -> None:
    """Compare our sales and rewards with UiTPAS's; exit status 1 unless both sides agree."""
    if yes and not repair:
        raise InvalidValue("yes", "goes with --repair")
    made_in = read_period(period)
    settings = settings_of(context)
    with settings.open() as core:
        compared = _compare(core, activity, made_in)
        _show_comparisons(compared, as_json=settings.as_json)
        findings = [finding for each in compared for finding in each.findings]
        if repair and findings:
            _mend(core, findings, yes=yes)
            compared = _compare(core, activity, made_in)
            agree = all(each.agrees for each in compared)
            typer.echo("both sides agree now" if agree else "both sides still differ", err=True)
    if not all(each.agrees for each in compared):
        raise typer.Exit(1)


def _compare(core: Uitkern, activities: list[str] | None, period: Period) -> list[Comparison]:
    wanted = activities or core.sold_activities()
    with progress_on_stderr() as progress:
        return [core.reconcile(each, period) for each in progress.track(wanted, description="comparing")]


def _show_comparisons(compared: list[Comparison], *, as_json: bool) -> None:
    rows = [comparison_row(each) for each in compared]
    if as_json:
        findings = ([finding_row(finding) for finding in each.findings] for each in compared)
        rows = [{**row, "findings": found} for row, found in zip(rows, findings, strict=True)]
    show(rows, as_json=as_json)
    if not as_json and (found := [finding for each in compared for finding in each.findings]):
        show([finding_row(finding) for finding in found], as_json=False)


_MENDING = {
    Difference.MISSING_THERE: "Register it at UiTPAS again",
    Difference.STILL_THERE: "Undo it at UiTPAS",
    Difference.MISSING_HERE: "Undo it at UiTPAS",
    Difference.PRICE: "Leave it to a person",
}
_MENDING_REWARDS = {
    Difference.MISSING_THERE: "Redeem it again, for the points of its holder",
    Difference.STILL_THERE: "Give it back at UiTPAS",
    Difference.MISSING_HERE: "Give it back at UiTPAS",
}


def _mend(core: Uitkern, findings: list[Finding], *, yes: bool) -> None:
    for finding in findings:
        what = what_of(finding)
        told = f"{finding.activity_id}: {what} {finding.sale_id}: {finding.difference}"
        question = f"{told}. {(_MENDING_REWARDS if finding.reward else _MENDING)[finding.difference]}?"
        if not yes and not typer.confirm(question, err=True):
            continue
        if not core.repair(finding):
            typer.echo(f"{what} {finding.sale_id}: this one is for a person to decide", err=True)
    typer.echo(spoken_tick(core.tick()), err=True)


def spoken_tick(done: Tick) -> str:
    """What one round of the worker did, in a line."""
    parts = [f"{done.lapsed} lapsed"] if done.lapsed else []
    parts += [f"{done.checkins} check-ins"] if done.checkins else []
    parts += [f"{count} {state}" for state, count in sorted(done.intents.items())]
    parts += [f"{done.watched} events looked at"] if done.watched else []
    return ", ".join(parts) or "nothing was due"


def _verdict(comparison: Comparison) -> str:
    return comparison.failed or f"{len(comparison.findings)} differences; see uitkern reconcile"


def _now() -> str:
    return datetime.now(BRUSSELS).isoformat(sep=" ", timespec="seconds")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (work, recover, parked, retry, reconcile):
        app.command()(command)

"""Publish: one activity or thousands, what became of them, and what waits for a choice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from ..adapters.core import Uitkern
from ..adapters.files.activities import Told, read_activities
from ..domain.model.bulk import Bulk
from ..domain.model.difference import Difference, Keep
from ..domain.model.field import Field
from ..domain.model.invalid import InvalidValue
from ..domain.model.outcome import Did, Outcome
from ..domain.model.publication import Overview, PublicationStatus
from .arguments import ActivityId, settings_of
from .output import show
from .watching import progress_on_stderr

E = TypeVar("E", bound=Enum)
EvenWithSales = Annotated[bool, typer.Option("--even-with-sales", help="Though UiTPAS holds sales for it.")]


def publish(
    context: typer.Context,
    activity_id: ActivityId,
    wait: Annotated[bool, typer.Option(help="Wait until UiTPAS knows it.")] = True,
) -> None:
    """Publish an activity in UiTdatabank as a UiTPAS event."""
    settings = settings_of(context)
    with settings.open() as core:
        publication = core.publish(activity_id)
        for warning in publication.warnings:
            typer.echo(f"no UiTPAS discount: {warning}", err=True)
        if wait and not publication.warnings:
            publication = core.await_registration(activity_id)
    row = {name: getattr(publication, name) for name in ("activity_id", "state", "event_id")}
    show([row], as_json=settings.as_json)


def republish(
    context: typer.Context,
    activity_id: ActivityId,
    ours: Annotated[list[str] | None, typer.Option(help="Field that keeps our value; may repeat.")] = None,
    theirs: Annotated[list[str] | None, typer.Option(help="Field left as it is in UiTdatabank.")] = None,
) -> None:
    """Send what changed here since; exit status 1 while something differs or is refused."""
    choices = {_named(Field, "ours", each): Keep.OURS for each in ours or ()}
    choices |= {_named(Field, "theirs", each): Keep.THEIRS for each in theirs or ()}
    settings = settings_of(context)
    with settings.open() as core:
        outcome = core.republish(activity_id, choices)
    _show_outcomes([outcome], as_json=settings.as_json)
    if outcome.did not in {Did.UPDATED, Did.UNCHANGED}:
        raise typer.Exit(1)


def withdraw(context: typer.Context, activity_id: ActivityId) -> None:
    """Show an activity's event to members only; publish shows it again."""
    settings = settings_of(context)
    with settings.open() as core:
        _show_outcomes([core.withdraw(activity_id)], as_json=settings.as_json)


def unlink(context: typer.Context, activity_id: ActivityId, even_with_sales: EvenWithSales = False) -> None:
    """Forget an activity's event, which stays in UiTdatabank; publishing then makes a new one."""
    with settings_of(context).open() as core:
        event_id = core.unlink(activity_id, even_with_sales=even_with_sales)
    typer.echo(f"{activity_id} has no event any more; {event_id or 'none'} stays in UiTdatabank")


def delete_event(
    context: typer.Context, activity_id: ActivityId, even_with_sales: EvenWithSales = False
) -> None:
    """Delete an activity's event in UiTdatabank; it never comes back."""
    with settings_of(context).open() as core:
        core.delete_event(activity_id, even_with_sales=even_with_sales)
    typer.echo(f"the event of {activity_id} is deleted in UiTdatabank")


def cancel_activity(context: typer.Context, activity_id: ActivityId) -> None:
    """Say that an activity does not take place; the worker tells UiTdatabank."""
    with settings_of(context).open() as core:
        core.cancel_activity(activity_id)
        core.tick()


def activities(
    context: typer.Context,
    status: Annotated[
        list[str] | None, typer.Option(help="Only those of a status, such as ready or changed-there.")
    ] = None,
) -> None:
    """List activities with their publication status, and what somebody has to know or choose."""
    wanted = [_named(PublicationStatus, "status", each) for each in status or ()]
    settings = settings_of(context)
    with settings.open() as core:
        found = core.activities(*wanted)
    show([_overview_row(each, as_json=settings.as_json) for each in found], as_json=settings.as_json)


def publish_all(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="CSV or YAML file of activities to keep and publish.")
    ] = None,
    activity: Annotated[list[str] | None, typer.Option(help="Only this activity; may repeat.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would change, write nothing.")
    ] = False,
    at_once: Annotated[int, typer.Option(help="How many at the same time.", min=1, max=64)] = 8,
    failures: Annotated[bool, typer.Option("--failures", help="List only what went wrong.")] = False,
) -> None:
    """Publish or republish many activities; stop it with Ctrl-C and run it again to go on.

    Exit status 1 when one was refused, not reached or incomplete.
    """
    settings = settings_of(context)
    with settings.open() as core:
        told = read_activities(file, [each.id for each in core.activity_types()]) if file else None
        bulk = _foreseen(core, told, activity) if dry_run else _published(core, told, activity, at_once)
    _show_outcomes(bulk.failed if failures else bulk.outcomes, as_json=settings.as_json)
    counts = ", ".join(f"{count} {did.value}" for did, count in sorted(bulk.counts.items()))
    said = "would be: " if dry_run else ""
    typer.echo(f"{said}{counts or 'nothing'}; {bulk.calls} calls", err=True)
    if bulk.failed:
        raise typer.Exit(1)


def _published(core: Uitkern, told: Told | None, wanted: list[str] | None, at_once: int) -> Bulk:
    for each in told.types if told else ():
        core.save_activity_type(each)
    for kept in told.activities if told else ():
        core.save_activity(kept)
    ids = _ids(core, told, wanted)
    with progress_on_stderr() as progress:
        task = progress.add_task("publishing", total=len(ids))
        return core.publish_all(ids, at_once=at_once, tell=lambda _: progress.advance(task))


def _foreseen(core: Uitkern, told: Told | None, wanted: list[str] | None) -> Bulk:
    """What would become of the activities of a file, or of those that are kept."""
    if told is None:
        return core.publish_all(wanted, dry_run=True)
    before = core.calls.count
    types = {each.id: each for each in (*core.activity_types(), *told.types)}
    named = [each for each in told.activities if wanted is None or each.id in wanted]
    with progress_on_stderr() as progress:
        filled = [types[each.type_id].fill(each) if each.type_id in types else each for each in named]
        outcomes = tuple(core.foresee(each) for each in progress.track(filled, description="comparing"))
    return Bulk(outcomes, core.calls.count - before)


def _ids(core: Uitkern, told: Told | None, wanted: list[str] | None) -> list[str]:
    if told is None:
        return wanted or [each.activity_id for each in core.activities()]
    return [each.id for each in told.activities if wanted is None or each.id in wanted]


def _named(kind: type[E], option: str, text: str) -> E:
    """A member by its name or value, however its words are joined."""
    said = text.casefold().replace("-", " ").replace("_", " ").strip()
    for member in kind:
        if said in {member.name.casefold().replace("_", " "), str(member.value).casefold()}:
            return member
    known = ", ".join(member.name.casefold().replace("_", "-") for member in kind)
    raise InvalidValue(option, f"must be one of {known}")


def _overview_row(each: Overview, *, as_json: bool) -> dict[str, Any]:
    row = {
        "activity_id": each.activity_id,
        "name": each.name,
        "status": each.status,
        "event_id": each.event_id,
        "taken": each.taken,
        "capacity": each.capacity,
    }
    if as_json:
        told = [_difference_row(difference) for difference in each.differences]
        return {
            **row,
            "missing": list(each.missing),
            "differences": told,
            "why": each.why,
            "alert": each.alert,
        }
    known = (*each.missing, *map(str, each.differences), each.alert or each.why)
    return {**row, "to_know": "; ".join(part for part in known if part) or None}


def _difference_row(difference: Difference) -> dict[str, Any]:
    return {
        "field": difference.field.value,
        "side": difference.side.value,
        "ours": difference.ours,
        "theirs": difference.theirs,
    }


def _show_outcomes(outcomes: Iterable[Outcome], *, as_json: bool) -> None:
    rows = []
    for each in outcomes:
        row: dict[str, Any] = {"activity_id": each.activity_id, "did": each.did, "event_id": each.event_id}
        if as_json:
            row |= {
                "changed": [name.value for name in each.changed],
                "differences": [_difference_row(difference) for difference in each.differences],
                "why": list(each.why),
                "keeps_old_price": list(each.keeps_old_price),
            }
        else:
            old = f"keeps the old price: enrolments {', '.join(map(str, each.keeps_old_price))}"
            told = (*each.why, *map(str, each.differences), old if each.keeps_old_price else "")
            row["changed"] = ", ".join(each.changed) or None
            row["to_know"] = "; ".join(part for part in told if part) or None
        rows.append(row)
    show(rows, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the commands in the order in which they are used."""
    app.command()(publish)
    app.command("publish-all")(publish_all)
    app.command()(activities)
    app.command()(republish)
    app.command()(withdraw)
    app.command()(unlink)
    app.command("delete-event")(delete_event)
    app.command("cancel-activity")(cancel_activity)

"""Check-ins: who was there, and the points that came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from ..domain.model.checkin import Attendance, Checkin
from ..domain.model.invalid import InvalidValue
from .arguments import ActivityId, ParticipantId, settings_of
from .language import told
from .output import show
from .progress import watched

Day = Annotated[str | None, typer.Option(help="Of the attendance, such as 2027-07-05; today by default.")]
CheckinId = Annotated[int, typer.Argument(metavar="CHECKIN", help="Its number, as `checkin list` tells.")]

checkin = typer.Typer(no_args_is_help=True, help="Check participants in for UiTPAS points, and undo it.")


@checkin.command(name="in")
def check_in(
    context: typer.Context, activity_id: ActivityId, participant_id: ParticipantId, day: Day = None
) -> None:
    """Check one participant in; outside the hours of the activity the worker does it later."""
    with settings_of(context).open() as core:
        _show(context, [core.check_in(participant_id, activity_id, _day(day))])


@checkin.command(name="all")
def check_in_all(
    context: typer.Context,
    activity_id: ActivityId,
    participant_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[PARTICIPANT]...", help="Who has a confirmed enrolment.")
    ] = None,
    day: Day = None,
) -> None:
    """Check a whole list in; exit status 1 when one could not be."""
    on = _day(day)
    settings = settings_of(context)
    with settings.open() as core:
        wanted = participant_ids or core.attendants(activity_id)
        attended = core.check_in_all(activity_id, wanted, on)
        rows = [_attendance_row(each) for each in watched(attended, "checking in", len(wanted))]
    show(rows, as_json=settings.as_json)
    if any(row["checkin"] is None for row in rows):
        raise typer.Exit(1)


@checkin.command(name="list")
def list_checkins(
    context: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only of this activity.")] = None,
) -> None:
    """List check-ins, and what is to be told about each."""
    with settings_of(context).open() as core:
        _show(context, core.checkins(activity))


@checkin.command()
def undo(context: typer.Context, checkin_id: CheckinId) -> None:
    """Have UiTPAS take the points of a check-in back."""
    with settings_of(context).open() as core:
        _show(context, [core.undo_check_in(checkin_id)])


@checkin.command()
def retry(context: typer.Context, checkin_id: CheckinId) -> None:
    """Make a parked check-in due again, once its reason is gone."""
    with settings_of(context).open() as core:
        _show(context, [core.retry_check_in(checkin_id)])


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidValue("day", "must be a day such as 2027-07-05") from error


def _show(context: typer.Context, checkins: Any) -> None:
    show([_row(each) for each in checkins], as_json=settings_of(context).as_json)


def _attendance_row(attended: Attendance) -> dict[str, Any]:
    if attended.checkin is not None:
        return _row(attended.checkin)
    message = getattr(attended.error, "message", None)
    said = {"says": told(message) if message else None, "why": str(attended.error)}
    return {**dict.fromkeys(_COLUMNS), "participant": attended.participant_id, **said}


_COLUMNS = ("checkin", "participant", "activity", "day", "state", "points", "says", "why")


def _row(checkin: Checkin) -> dict[str, Any]:
    values = (
        checkin.id,
        checkin.participant_id,
        checkin.activity_id,
        checkin.day.isoformat(),
        checkin.state,
        checkin.points,
        told(checkin.message),
        checkin.why,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.add_typer(checkin, name="checkin")

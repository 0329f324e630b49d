"""People: participants, their passes, and what is kept of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ..adapters.core import Uitkern
from ..adapters.ledger.seal import new_key
from ..adapters.ledger.store import encrypt_ledger
from ..adapters.spreadsheets import read_list
from ..domain.errors import NotFound, UitkernError
from ..domain.model.identifier import parse_identifier
from ..domain.model.insz import Insz
from ..domain.model.invalid import InvalidValue
from ..domain.model.listed import RowOutcome, RowReport
from ..domain.model.participant import Participant
from ..domain.model.pass_status import ParticipantPass, PassStatus
from ..domain.model.said import Mistake
from ..domain.model.sentences import explain
from ..domain.model.standing import Standing
from ..domain.model.uitpas_number import UitpasNumber
from .arguments import ParticipantId, settings_of
from .language import told
from .output import show
from .people_files import export_overview
from .progress import watched

ConsentBy = Annotated[
    str | None, typer.Option(help="With an INSZ: who wrote down that it may be used to find the pass.")
]
SharedBy = Annotated[
    str | None, typer.Option(help="Who allows a number that another participant has already.")
]


def participant(
    context: typer.Context,
    participant_id: ParticipantId,
    uitpas_number: Annotated[str | None, typer.Option(help="The 13 digits on the pass.")] = None,
    insz: Annotated[
        str | None, typer.Option(help="Find the pass by national number; kept with --store-insz only.")
    ] = None,
    scanned: Annotated[
        str | None, typer.Option(help="Find the pass by what a reader gave: number, chip, barcode.")
    ] = None,
    consent_by: ConsentBy = None,
    shared_by: SharedBy = None,
    birth_date: Annotated[str | None, typer.Option(help="Such as 2017-01-31.")] = None,
    language: Annotated[str, typer.Option(help="Of messages to the parent: nl, fr, de or en.")] = "nl",
) -> None:
    """Keep a participant, with a pass number or the pass that an INSZ, a chip or a barcode leads to."""
    given = [
        name
        for name, value in (("uitpas-number", uitpas_number), ("insz", insz), ("scanned", scanned))
        if value
    ]
    if len(given) > 1:
        raise InvalidValue(given[1], f"goes without --{given[0]}: one of them is enough")
    number = UitpasNumber.parse(uitpas_number) if uitpas_number else None
    found_by = Insz.parse(insz) if insz else parse_identifier(scanned) if scanned else None
    spoken: Any = language
    kept = Participant(participant_id, number, birth_date=_day(birth_date), language=spoken)
    with settings_of(context).open() as core:
        if found_by is None:
            core.save_participant(kept, shared_by)
        else:
            _keep_known(core, kept)
            core.link_pass(participant_id, found_by, consent_by, shared_by)


def _keep_known(core: Uitkern, kept: Participant) -> None:
    """Keep who is new; a number that is known already stays when none is found."""
    try:
        core.participant(kept.id)
    except NotFound:
        core.save_participant(kept)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidValue(
            "birth_date", "must be a day such as 2017-01-31", explain(Mistake.BIRTH_DATE)
        ) from error


participants = typer.Typer(
    no_args_is_help=True, help="All participants: how their passes stand, lists of them."
)


@participants.command(name="list")
def list_participants(
    context: typer.Context,
    status: Annotated[list[str] | None, typer.Option(help="Only these; may be repeated.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write it to this file too; numbers masked.")] = None,
) -> None:
    """List participants and how their passes stood when UiTPAS was last asked."""
    standings = [_standing(each) for each in status or ()]
    settings = settings_of(context)
    with settings.open() as core:
        rows = [_row(each) for each in core.participants(standings)]
    if csv is not None:
        export_overview(csv, rows)
    show(rows, as_json=settings.as_json)


def _standing(text: str) -> Standing:
    try:
        return Standing[text.upper().replace("-", "_")]
    except KeyError as error:
        names = ", ".join(each.name.lower().replace("_", "-") for each in Standing)
        raise InvalidValue("status", f"must be one of {names}") from error


@participants.command()
def check(
    context: typer.Context,
    participant_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[PARTICIPANT]...", help="All of them by default.")
    ] = None,
) -> None:
    """Ask UiTPAS now how passes stand; exit status 1 when one could not be asked."""
    settings = settings_of(context)
    rows: list[dict[str, Any]] = []
    failed = False
    with settings.open() as core:
        wanted = participant_ids or [each.participant_id for each in core.participants() if each.number]
        for participant_id in watched(wanted, "checking"):
            try:
                rows.append(_status_row(participant_id, core.check_pass(participant_id)))
            except UitkernError as error:
                failed = True
                rows.append(
                    {**_status_row(participant_id, PassStatus(Standing.NOT_CHECKED)), "says": str(error)}
                )
    show(rows, as_json=settings.as_json)
    if failed:
        raise typer.Exit(1)


@participants.command(name="import")
def import_list(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .xlsx or CSV; columns id, uitpas, insz, ...")
    ],
    consent_by: ConsentBy = None,
    csv: Annotated[Path | None, typer.Option(help="Write the report to this file too.")] = None,
) -> None:
    """Keep the participants of a list, and tell what came of each row; exit status 1 when one was refused."""
    listed = read_list(file)
    settings = settings_of(context)
    with settings.open() as core:
        reports = core.import_participants(listed, consent_by)
        rows = [_report_row(each) for each in watched(reports, "importing", len(listed))]
    if csv is not None:
        export_overview(csv, rows)
    show(rows, as_json=settings.as_json)
    if any(row["outcome"] is RowOutcome.REFUSED for row in rows):
        raise typer.Exit(1)


def _report_row(report: RowReport) -> dict[str, Any]:
    return {
        "row": report.row,
        "participant": report.participant_id,
        "outcome": report.outcome,
        "says": told(report.message) if report.message else None,
    }


def _row(each: ParticipantPass) -> dict[str, Any]:
    row = _status_row(each.participant_id, each.status)
    return {**row, "number": each.number, "shared_by": each.shared_by}


def _status_row(participant_id: str, status: PassStatus) -> dict[str, Any]:
    return {
        "participant": participant_id,
        "status": status.standing,
        "checked": status.checked_at,
        "until": status.end_date,
        "says": [told(message) for message in status.messages],
    }


def forget(context: typer.Context, participant_id: ParticipantId) -> None:
    """Drop what is personal of a participant; enrolments and sales stay, without the pass number."""
    settings = settings_of(context)
    with settings.open() as core:
        done = core.forget(participant_id)
    show(
        [{"participants": done.participants, "numbers": done.numbers, "answers": done.answers}],
        as_json=settings.as_json,
    )


def retention(context: typer.Context) -> None:
    """Drop what was kept long enough: answers of UiTPAS, and numbers in what ended; `work` does it daily."""
    settings = settings_of(context)
    with settings.open() as core:
        done = core.retain()
    show(
        [{"participants": done.participants, "numbers": done.numbers, "answers": done.answers}],
        as_json=settings.as_json,
    )


privacy = typer.Typer(no_args_is_help=True, help="Encryption of pass numbers and INSZ in the ledger.")


@privacy.command()
def key() -> None:
    """Print a new key for UITKERN_LEDGER_KEYS; keep it apart from the database and its copies."""
    typer.echo(new_key())


@privacy.command()
def encrypt(context: typer.Context) -> None:
    """Encrypt all that is personal with the first key; nothing else may use the ledger meanwhile."""
    typer.echo(f"{encrypt_ledger(settings_of(context).ledger)} rows encrypted")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(participant)
    app.add_typer(participants, name="participants")
    for command in (forget, retention):
        app.command()(command)
    app.add_typer(privacy, name="privacy")

"""Discounts that came after the payment: what is owed, and that it was given back (F33)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain.model.report import Owed
from .arguments import EnrolmentId, settings_of
from .language import told
from .output import show
from .selling import show_enrolments


def owed(
    context: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only those of this activity.")] = None,
) -> None:
    """List discounts that were registered after the full price was asked, with what to give back."""
    with settings_of(context).open() as core:
        rows = [_row(each) for each in core.owed(activity)]
    show(rows, as_json=settings_of(context).as_json)


def given_back(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Write that a difference was given back; exit status 1 when nothing was owed."""
    with settings_of(context).open() as core:
        before = core.enrolment(enrolment_id)
        after = core.given_back(enrolment_id)
        show_enrolments(context, [after])
    if after == before:
        typer.echo(f"nothing is owed for enrolment {enrolment_id}", err=True)
        raise typer.Exit(1)


def _row(each: Owed) -> dict[str, Any]:
    return {
        "enrolment": each.enrolment_id,
        "participant": each.participant_id,
        "activity": each.activity_id,
        "paid": each.paid,
        "price": each.price,
        "refund": each.refund,
        "for_the_parent": told(each.message),
    }


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(owed)
    app.command("given-back")(given_back)

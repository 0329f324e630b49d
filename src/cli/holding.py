"""A basket of which UiTPAS holds a part only: what it holds, and what is to become of it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain.model.report import HeldLine
from .arguments import settings_of
from .keeping import spoken_tick
from .output import show
from .selling import show_enrolments

IntentId = Annotated[int, typer.Argument(metavar="INTENT", help="Its number, as `parked` lists it.")]


def held(context: typer.Context, intent_id: IntentId) -> None:
    """Show which sales of a parked basket UiTPAS holds; `adopt` or `give-up` settles it."""
    with settings_of(context).open() as core:
        rows = [_row(each) for each in core.held(intent_id)]
    show(rows, as_json=settings_of(context).as_json)


def adopt(context: typer.Context, intent_id: IntentId) -> None:
    """Keep the sales that UiTPAS holds of a parked basket, and register the rest."""
    with settings_of(context).open() as core:
        places = core.adopt(intent_id)
        typer.echo(spoken_tick(core.tick()), err=True)
        show_enrolments(context, [core.enrolment(each.id) for each in places])


def give_up(context: typer.Context, intent_id: IntentId) -> None:
    """Give up the unpaid places of a parked basket, and undo the sales that UiTPAS holds of them."""
    with settings_of(context).open() as core:
        places = core.give_up(intent_id)
        typer.echo(spoken_tick(core.tick()), err=True)
        show_enrolments(context, [core.enrolment(each.id) for each in places])


def _row(line: HeldLine) -> dict[str, Any]:
    place, sale = line.enrolment, line.sale
    return {
        "enrolment": place.id,
        "participant": place.participant_id,
        "activity": place.activity_id,
        "state": place.state,
        "held": "yes" if sale else "no",
        "sale": sale.id if sale else None,
        "price": sale.price if sale else None,
    }


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(held)
    app.command()(adopt)
    app.command("give-up")(give_up)

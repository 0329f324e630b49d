"""Look up at publiq: events to link, places, organizers, card systems."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..domain.model.invalid import InvalidValue
from ..domain.model.match import CardSystemChoice, PlaceCheck, PlaceMatch
from .arguments import ActivityId, settings_of
from .output import show

Limit = Annotated[int, typer.Option(help="Show no more than so many.", min=1, max=100)]
Systems = Annotated[
    list[int] | None,
    typer.Option("--card-system", help="Only this card system, by its number; may be repeated."),
]


def link(
    context: typer.Context,
    activity_id: ActivityId,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of the event, or any address of it.")],
) -> None:
    """Take an event that is in UiTdatabank already as the activity's own."""
    settings = settings_of(context)
    with settings.open() as core:
        for warning in core.check_event(activity_id, event).warnings:
            typer.echo(f"warning: {warning}", err=True)
        made = core.link(activity_id, event)
    row = {name: getattr(made, name) for name in ("activity_id", "state", "event_id")}
    show([row], as_json=settings.as_json)


def suggest(context: typer.Context, activity_id: ActivityId, limit: Limit = 10) -> None:
    """List events that may be the activity's own, the best first."""
    settings = settings_of(context)
    with settings.open() as core:
        found = core.suggest(activity_id, limit)
    names = ("score", "event_id", "title", "starts", "place", "organizer", "reasons", "taken_by", "url")
    show([{name: getattr(each, name) for name in names} for each in found], as_json=settings.as_json)


def places(
    context: typer.Context,
    postal_code: Annotated[str | None, typer.Option(help="Such as 9000.")] = None,
    name: Annotated[str | None, typer.Option(help="Or a part of it.")] = None,
    country: Annotated[str, typer.Option(help="Two capitals.")] = "BE",
    of: Annotated[str | None, typer.Option(help="Whether the place of this activity is still there.")] = None,
    every: Annotated[bool, typer.Option("--every", help="Every activity whose place is gone.")] = False,
    limit: Limit = 20,
) -> None:
    """List places of UiTdatabank by postal code and name, those that are gone last."""
    settings = settings_of(context)
    if of is not None or every:
        with settings.open() as core:
            gone = core.check_places() if of is None else (core.check_place(of),)
        _show_gone(gone, as_json=settings.as_json)
        return
    if postal_code is None and name is None:
        raise InvalidValue(
            "postal_code", "is missing: give --postal-code, --name or both, or --of an activity"
        )
    with settings.open() as core:
        found = core.find_places(postal_code, name, country, limit)
    show([_place(each) for each in found], as_json=settings.as_json)


def _show_gone(checked: tuple[PlaceCheck, ...], *, as_json: bool) -> None:
    """Warnings on standard error, the places that are proposed as rows; exit status 1 for any."""
    warned = [each for each in checked if each.warning is not None]
    for each in warned:
        typer.echo(f"warning: {each.activity_id}: {each.warning}", err=True)
    rows = [{"activity": each.activity_id, **_place(match)} for each in warned for match in each.proposals]
    show(rows, as_json=as_json)
    if warned:
        raise typer.Exit(1)


def _place(match: PlaceMatch) -> dict[str, Any]:
    return {
        "place": match.place.id,
        "name": match.place.title,
        "address": str(match.place.address),
        "usable": "yes" if match.usable else "no",
        "why": match.why,
        "instead": match.instead,
    }


def organizers(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(help="Or its beginning.")] = None,
    website: Annotated[str | None, typer.Option(help="Such as https://www.publiq.be.")] = None,
    of: Annotated[str | None, typer.Option(help="What we may do for the organizer of this activity.")] = None,
    every: Annotated[bool, typer.Option("--every", help="Every activity we may not sell for.")] = False,
    limit: Limit = 20,
) -> None:
    """List organizers of UiTdatabank; without any option show what we may do for our own."""
    settings = settings_of(context)
    if name or website:
        with settings.open() as core:
            found = core.find_organizers(name, website, limit)
        rows = [
            {"organizer": each.id, "name": each.title, "website": each.url, "card_systems": each.card_systems}
            for each in found
        ]
        show(rows, as_json=settings.as_json)
        return
    if every:
        with settings.open() as core:
            warned = core.organizer_warnings()
        rows = [{"activity": each.activity_id, "warning": each.warning} for each in warned]
        show(rows, as_json=settings.as_json)
        if warned:
            raise typer.Exit(1)
        return
    with settings.open() as core:
        ours = core.partnership(of)
    row = {
        "organizer": ours.organizer_id,
        "name": ours.name,
        "partner": "yes" if ours.partner else "no",
        "may_sell": "yes" if ours.may_sell else "no",
        "missing": ours.missing,
        "unable": ours.unable,
    }
    show([row], as_json=settings.as_json)
    if ours.warning is not None:
        typer.echo(f"warning: {ours.warning}", err=True)
        raise typer.Exit(1)


def card_systems(context: typer.Context, activity_id: ActivityId) -> None:
    """Show which card systems give a discount on an activity."""
    settings = settings_of(context)
    with settings.open() as core:
        found = core.card_systems(activity_id)
    _show_systems(found, as_json=settings.as_json)


def opt_out(context: typer.Context, activity_id: ActivityId, card_system: Systems = None) -> None:
    """Give no discount on an activity, in one card system or in all."""
    settings = settings_of(context)
    with settings.open() as core:
        found = core.opt_out(activity_id, card_system or ())
    _show_systems(found, as_json=settings.as_json)


def opt_in(context: typer.Context, activity_id: ActivityId, card_system: Systems = None) -> None:
    """Give a discount on an activity again, in one card system or in all."""
    settings = settings_of(context)
    with settings.open() as core:
        found = core.opt_in(activity_id, card_system or ())
    _show_systems(found, as_json=settings.as_json)


def _show_systems(found: tuple[CardSystemChoice, ...], *, as_json: bool) -> None:
    rows = [
        {"card_system": each.id, "name": each.name, "discount": "yes" if each.enabled else "no"}
        for each in found
    ]
    show(rows, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (link, suggest, places, organizers, card_systems, opt_out, opt_in):
        app.command()(command)

"""The commands: each a thin call of the core."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from ..adapters.ledger.engines import LedgerAt
from ..domain.errors import NotFound
from ..domain.model.activity import CAMP, Activity, Slot
from ..domain.model.euro import Euro
from . import benefits, checkins, doctor, holding, keeping, looking, owing, people, publishing, selling
from .arguments import ActivityId, settings_of
from .benefits_rewards import rewards
from .contracts import contracts
from .output import show
from .playing import demo, simulate
from .settings import EnvironmentName, Settings
from .sim import sim

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Sell at the UiTPAS social tariff: prices, registered sales, and their undoing.",
)
app.command()(demo)
app.command()(simulate)
app.add_typer(sim, name="sim")
app.add_typer(contracts, name="contracts")
app.add_typer(rewards, name="rewards")


@app.callback(invoke_without_command=True)
def settings(
    context: typer.Context,
    ledger: Annotated[
        str, typer.Option(envvar="UITKERN_LEDGER", help="Database URL of the ledger.")
    ] = "sqlite:///uitkern.db",
    organisation: Annotated[
        str, typer.Option(envvar="UITKERN_ORGANISATION", help="Whose ledger it is: your own id for it.")
    ] = "default",
    organizer: Annotated[
        str | None, typer.Option(envvar="UITKERN_ORGANIZER", help="UiTdatabank id of the organizer.")
    ] = None,
    environment: Annotated[
        EnvironmentName | None, typer.Option(envvar="UITKERN_ENVIRONMENT", help="Which publiq to talk to.")
    ] = None,
    simulator_url: Annotated[
        str, typer.Option(envvar="UITKERN_SIMULATOR_URL", help="Where the simulator runs.")
    ] = "http://127.0.0.1:8800",
    client_id: Annotated[
        str | None,
        typer.Option(envvar="UITKERN_CLIENT_ID", help="Client id; its secret is in UITKERN_CLIENT_SECRET."),
    ] = None,
    shared_ledger: Annotated[
        bool, typer.Option(envvar="UITKERN_SHARED_LEDGER", help="Other programs have tables there too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; money in cents.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"uitkern {installed('uitkern')}")
        raise typer.Exit
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    at = LedgerAt(ledger, shared=shared_ledger)
    context.obj = Settings(at, organisation, organizer, environment, simulator_url, client_id, as_json)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def activity(
    context: typer.Context,
    activity_id: ActivityId,
    name: Annotated[str, typer.Option(help="As parents know it, at most 90 characters.")],
    price: Annotated[str, typer.Option(help="Base price in euro, such as 12.50.")],
    start: Annotated[str, typer.Option(help="Such as 2027-07-05T09:00+02:00.")],
    end: Annotated[str, typer.Option(help="Such as 2027-07-05T17:00+02:00.")],
    place: Annotated[str, typer.Option(help="UiTdatabank id of the place.")],
    event_type: Annotated[str, typer.Option(help="UiTdatabank term of the type.")] = CAMP,
    promoter: Annotated[str | None, typer.Option(help="Organizer in place of the organisation.")] = None,
    capacity: Annotated[int | None, typer.Option(help="Number of places; without it no limit.")] = None,
    uitpas: Annotated[
        bool, typer.Option("--uitpas/--no-uitpas", help="Whether UiTPAS benefits count for it.")
    ] = True,
    type_id: Annotated[str | None, typer.Option("--type", help="Your own id of its activity type.")] = None,
) -> None:
    """Keep an activity."""
    slots = (Slot.of(start, end),)
    kept = Activity(
        *(activity_id, name, Euro.of(price), slots, place, event_type, promoter, capacity),
        uitpas=uitpas,
        type_id=type_id,
    )
    with settings_of(context).open() as core:
        if type_id is not None and type_id not in {each.id for each in core.activity_types()}:
            raise NotFound("activity type", type_id)
        core.save_activity(kept)


@app.command()
def permissions(context: typer.Context) -> None:
    """Show what our credentials may do at UiTPAS, organizer by organizer."""
    with settings_of(context).open() as core:
        rows = [
            {"organizer": p.organizer_id, "permissions": sorted(p.permissions)} for p in core.permissions()
        ]
    show(rows, as_json=settings_of(context).as_json)


publishing.register(app)
selling.register(app)
benefits.register(app)
owing.register(app)
keeping.register(app)
holding.register(app)
people.register(app)
checkins.register(app)
looking.register(app)
doctor.register(app)

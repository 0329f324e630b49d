"""The commands: each a thin call of the core."""

from __future__ import annotations

import logging
from typing import Annotated, Any

import attrs
import typer

from ..adapters.core import Uitkern
from ..domain.errors import NotFound
from ..domain.model.activity import CAMP, Activity, Slot
from ..domain.model.enrolment import Enrolment
from ..domain.model.euro import Euro
from ..domain.model.insz import Insz
from ..domain.model.invalid import InvalidValue
from ..domain.model.offer import Choose, Offer
from ..domain.model.participant import Participant
from ..domain.model.uitpas_number import UitpasNumber
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

ActivityId = Annotated[str, typer.Argument(metavar="ACTIVITY", help="The activity's own id.")]
ParticipantId = Annotated[str, typer.Argument(metavar="PARTICIPANT", help="The participant's own id.")]
EnrolmentId = Annotated[int, typer.Argument(metavar="ENROLMENT", help="The number of the enrolment.")]


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
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; money in cents.")] = False,  # noqa: FBT002
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"uitkern {installed('uitkern')}")
        raise typer.Exit
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    context.obj = Settings(ledger, organisation, organizer, environment, simulator_url, client_id, as_json)
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
) -> None:
    """Keep an activity."""
    kept = Activity(
        activity_id, name, Euro.of(price), (Slot.of(start, end),), place, event_type, promoter, capacity
    )
    with _settings(context).open() as core:
        core.save_activity(kept)


@app.command()
def participant(
    context: typer.Context,
    participant_id: ParticipantId,
    uitpas_number: Annotated[str | None, typer.Option(help="The 13 digits on the pass.")] = None,
    insz: Annotated[str | None, typer.Option(help="Find the pass by national number; not kept.")] = None,
) -> None:
    """Keep a participant, with a pass number or the pass that an INSZ leads to."""
    if uitpas_number and insz:
        raise InvalidValue("insz", "goes without --uitpas-number: one of them is enough")
    number = UitpasNumber.parse(uitpas_number) if uitpas_number else None
    found_by = Insz.parse(insz) if insz else None
    with _settings(context).open() as core:
        if found_by is None:
            core.save_participant(Participant(participant_id, number))
        else:
            _link_pass(core, participant_id, found_by)


def _link_pass(core: Uitkern, participant_id: str, found_by: Insz) -> None:
    """Keep the pass of an INSZ; a number that is known already stays when none is found."""
    try:
        core.link_pass(participant_id, found_by)
    except NotFound:
        core.save_participant(Participant(participant_id))
        core.link_pass(participant_id, found_by)


@app.command()
def publish(
    context: typer.Context,
    activity_id: ActivityId,
    wait: Annotated[bool, typer.Option(help="Wait until UiTPAS knows it.")] = True,  # noqa: FBT002
) -> None:
    """Publish an activity in UiTdatabank as a UiTPAS event."""
    with _settings(context).open() as core:
        publication = core.publish(activity_id)
        if wait:
            publication = core.await_registration(activity_id)
    _show(context, publication)


@app.command()
def link(
    context: typer.Context,
    activity_id: ActivityId,
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="UiTdatabank id of the event.")],
) -> None:
    """Take an event that is in UiTdatabank already as the activity's own."""
    with _settings(context).open() as core:
        _show(context, core.link(activity_id, event_id))


@app.command()
def offer(context: typer.Context, participant_id: ParticipantId, activity_id: ActivityId) -> None:
    """Show what a participant can pay for an activity."""
    with _settings(context).open() as core:
        _show_offer(context, core.offer(participant_id, activity_id))


@app.command()
def enrol(
    context: typer.Context,
    participant_id: ParticipantId,
    activity_id: ActivityId,
    tariff: Annotated[str | None, typer.Option(help="Id of a tariff; without it the social tariff.")] = None,
    full_price: Annotated[bool, typer.Option("--full-price", help="Use no benefit.")] = False,  # noqa: FBT002
    agreed: Annotated[str | None, typer.Option(help="The price the buyer saw, in euro.")] = None,
) -> None:
    """Take a place and register its sale; it then awaits payment."""
    if tariff and full_price:
        raise InvalidValue("tariff", "goes without --full-price: one of them is enough")
    choice = Choose.NOTHING if full_price else tariff or Choose.PRESELECTED
    seen = Euro.of(agreed, "agreed") if agreed is not None else None
    with _settings(context).open() as core:
        _show_enrolments(context, [core.enrol(participant_id, activity_id, choice, seen)])


@app.command()
def confirm(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Write that an enrolment is paid."""
    with _settings(context).open() as core:
        _show_enrolments(context, [core.confirm(enrolment_id)])


@app.command()
def release(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Give up an unpaid enrolment and undo its sale."""
    with _settings(context).open() as core:
        _show_enrolments(context, [core.release(enrolment_id)])


@app.command()
def cancel(context: typer.Context, enrolment_id: EnrolmentId) -> None:
    """Give up an enrolment and undo its sale."""
    with _settings(context).open() as core:
        _show_enrolments(context, [core.cancel(enrolment_id)])


@app.command()
def enrolments(
    context: typer.Context,
    activity: Annotated[str | None, typer.Option(help="Only those of this activity.")] = None,
) -> None:
    """List enrolments."""
    with _settings(context).open() as core:
        _show_enrolments(context, core.enrolments(activity))


@app.command()
def permissions(context: typer.Context) -> None:
    """Show what our credentials may do at UiTPAS, organizer by organizer."""
    with _settings(context).open() as core:
        rows = [
            {"organizer": p.organizer_id, "permissions": sorted(p.permissions)} for p in core.permissions()
        ]
    show(rows, as_json=_settings(context).as_json)


def _settings(context: typer.Context) -> Settings:
    held: Settings = context.obj
    return held


def _show(context: typer.Context, value: Any) -> None:
    row = {name: getattr(value, name) for name in ("activity_id", "state", "event_id")}
    show([row], as_json=_settings(context).as_json)


def _show_offer(context: typer.Context, made: Offer) -> None:
    row = {
        "participant": made.participant_id,
        "activity": made.activity_id,
        "base_price": made.base_price,
        "price": made.price,
        "tariffs": [f"{t.id}: {t.price}, {t.remaining} left" for t in made.tariffs],
        "reason": made.reason,
        "for_the_parent": [message.nl for message in made.messages],
        "valid_until": made.valid_until,
    }
    show([row], as_json=_settings(context).as_json)


def _show_enrolments(context: typer.Context, listed: Any) -> None:
    columns = [f for f in attrs.fields(Enrolment) if f.name not in {"event_id", "created"}]
    rows = [{f.name: getattr(enrolment, f.name) for f in columns} for enrolment in listed]
    show(rows, as_json=_settings(context).as_json)

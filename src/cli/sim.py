"""The commands that turn a running simulator: `uitkern sim ...`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.errors import UitkernError
from .output import show
from .sim_checks import coverage, errors, verify_data
from .sim_client import Controls, part, step
from .sim_faults import faults
from .sim_journal import journal
from .sim_output import AsJson, controls, show_one, tell, text_of
from .sim_reports import conformance
from .sim_state import flush, restore, snapshot, snapshots, tables
from .sim_worlds import openapi, overview, worlds

sim = typer.Typer(
    no_args_is_help=True, help="Turn a running simulator: worlds, clock, faults, nudges, journal."
)
clock = typer.Typer(no_args_is_help=True, help="Move the clock of a world.")
sim.add_typer(clock, name="clock")
sim.add_typer(faults, name="fault")
sim.add_typer(worlds, name="world")
sim.command()(journal)
sim.command()(conformance)
sim.command()(coverage)
sim.command()(errors)
sim.command("verify-data")(verify_data)
sim.command()(flush)
sim.command()(snapshot)
sim.command()(restore)
sim.command()(snapshots)
sim.command()(tables)
sim.command()(overview)
sim.command()(openapi)


@sim.callback()
def address(
    context: typer.Context,
    url: Annotated[
        str | None,
        typer.Option(help="Where the simulator runs.", envvar="UITKERN_SIMULATOR_URL", show_default=False),
    ] = None,
    world_name: Annotated[str | None, typer.Option("--world", help="A world other than the default.")] = None,
    as_json: AsJson = False,
) -> None:
    above = context.obj
    address = url or getattr(above, "simulator_url", None) or "http://127.0.0.1:8800"
    context.obj = Controls(address, world_name, as_json or bool(getattr(above, "as_json", False)))


@clock.command("show")
def show_clock(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what time it is there."""
    show_one(controls(context).get("/clock"), as_json or controls(context).as_json)


@clock.command()
def advance(
    context: typer.Context,
    by: Annotated[str, typer.Argument(help="Such as 1d, 2h30m, 90 (seconds) or P1DT2H.")],
    as_json: AsJson = False,
) -> None:
    """Move the clock forward."""
    _move(context, {"advance": step(by)}, as_json)


@clock.command()
def freeze(
    context: typer.Context,
    at: Annotated[
        str | None, typer.Argument(help="Such as 2027-07-05T09:00, in Brussels; without it now.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Let time stand still."""
    _move(context, {"freeze": at if at is not None else True}, as_json)


@clock.command()
def follow(context: typer.Context, as_json: AsJson = False) -> None:
    """Follow real time again."""
    _move(context, {"follow": True}, as_json)


def _move(context: typer.Context, body: dict[str, object], as_json: bool) -> None:
    show_one(controls(context).send("POST", "/clock", body), as_json or controls(context).as_json)


@sim.command()
def reset(context: typer.Context) -> None:
    """Return to the beginning: state, clock, faults, journal."""
    controls(context).send("POST", "/reset")
    tell("back at the beginning")


@sim.command("export")
def export_state(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="YAML, or JSON by its name; without it on screen.")
    ] = None,
) -> None:
    """Write a whole world down."""
    kind = "json" if file is not None and file.suffix == ".json" else "yaml"
    text = controls(context).text("/state", format=kind)
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise UitkernError(f"{file}: cannot be written: {error.strerror}") from error
    tell(f"written to {file}")


@sim.command("import")
def import_state(
    context: typer.Context, file: Annotated[Path, typer.Argument(help="As `export` writes it.")]
) -> None:
    """Put a world that was written down in place of this one."""
    text = text_of(file)
    kind = "application/json" if file.suffix == ".json" else "application/yaml"
    controls(context).send_text("/state", text, kind)
    tell(f"read from {file}")


@sim.command()
def settings(
    context: typer.Context,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME=VALUE]...", help="Such as strict=true or readings.event-not-found-status=other."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the settings of a world, or change some."""
    if changes:
        body = _settings_body(changes)
        found = controls(context).send("PUT", "/settings", body)
    else:
        found = controls(context).get("/settings")
    show_one(found, as_json or controls(context).as_json)


@sim.command()
def nudge(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Which; without it they are listed.")] = None,
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME=VALUE]...", help="Such as uitpasNumber=0900000067513."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Do what publiq or a counter does: end a tariff, block a card, withdraw a permission, ..."""
    known: list[dict[str, Any]] = controls(context).get("/nudges")["nudges"]
    as_json = as_json or controls(context).as_json
    if name is None:
        show([_described(each) for each in known], as_json=as_json)
        return
    chosen = next((each for each in known if each["name"] == name), None)
    if chosen is None:
        raise UitkernError(f"there is no nudge {name}; see: uitkern sim nudge")
    kinds = {field: schema.get("type") for field, schema in chosen["body"]["properties"].items()}
    body = {
        field: text if kinds.get(field) == "string" else _value(text)
        for field, text in map(_pair, given or [])
    }
    show_one(controls(context).send("POST", f"/nudges/{part(name, 'name')}", body), as_json)


def _settings_body(changes: list[str]) -> dict[str, object]:
    """Read names and values; a name with a dot is one within a setting, as the id of a reading is."""
    body: dict[str, object] = {}
    for name, text in map(_pair, changes):
        setting, dot, within = name.partition(".")
        held = body.setdefault(setting, {}) if dot else None
        if isinstance(held, dict):
            held[within] = text
        else:
            body[name] = _value(text)
    return body


def _described(nudge: dict[str, Any]) -> dict[str, object]:
    needed = nudge["body"]["required"]
    fields = [name if name in needed else f"{name}?" for name in nudge["body"]["properties"]]
    return {"name": nudge["name"], "what": nudge["summary"], "takes": " ".join(fields)}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise UitkernError(f"{text}: give it as NAME=VALUE")
    return name, value


def _value(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value

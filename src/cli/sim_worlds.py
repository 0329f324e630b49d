"""Make, list, show and forget the worlds of a running simulator, and see where everything is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import UitkernError
from .output import show
from .sim_client import part
from .sim_output import AsJson, controls, show_one, tell, text_of

worlds = typer.Typer(no_args_is_help=True, help="Make, list and forget worlds.")

Name = Annotated[str, typer.Argument(metavar="NAME")]


def overview(context: typer.Context, as_json: AsJson = False) -> None:
    """Show a world at a glance: addresses, clients, clock, settings, and how much there is of what."""
    show_one(controls(context).get(""), as_json or controls(context).as_json)


def openapi(context: typer.Context) -> None:
    """Print the OpenAPI document of the controls."""
    tell(json.dumps(controls(context).get("/openapi.json"), ensure_ascii=False, indent=2))


@worlds.command("list")
def list_worlds(context: typer.Context, as_json: AsJson = False) -> None:
    """List the worlds."""
    found = controls(context).get("/worlds")["worlds"]
    rows = [{name: each[name] for name in ("name", "base", "journal", "faults")} for each in found]
    show(rows, as_json=as_json or controls(context).as_json)


@worlds.command("show")
def show_world(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Show one world: its addresses, and how many calls and faults it has."""
    found = controls(context).get(f"/worlds/{part(name, 'name')}")
    as_json = as_json or controls(context).as_json
    services = {} if as_json else found.pop("services")
    show_one({**found, **services}, as_json)


@worlds.command("create")
def create_world(
    context: typer.Context,
    name: Name,
    seed: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What it begins with and returns to: YAML or JSON.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a world, served under /worlds/NAME/."""
    state = {} if seed is None else {"state": _written(seed)}
    made = controls(context).send("POST", "/worlds", {"name": name, **state})
    show_one({"name": made["name"], **made["services"]}, as_json or controls(context).as_json)


@worlds.command("delete")
def delete_world(context: typer.Context, name: Name) -> None:
    """Forget a world and everything in it."""
    controls(context).send("DELETE", f"/worlds/{part(name, 'name')}")
    tell(f"world {name} is gone")


def _written(file: Path) -> object:
    from ..simulator.control.files import read_yaml
    from ..simulator.world.archive import Unreadable

    try:
        return read_yaml(text_of(file))
    except Unreadable as error:
        raise UitkernError(f"{file}: {error}") from error

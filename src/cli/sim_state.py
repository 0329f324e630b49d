"""Look at the state of a running simulator, and keep snapshots of it."""

from __future__ import annotations

from typing import Annotated

import typer

from .output import show
from .sim_client import part
from .sim_output import AsJson, controls, tell, written

Name = Annotated[str, typer.Argument(metavar="NAME")]


def snapshot(context: typer.Context, name: Name) -> None:
    """Remember state and clock under a name."""
    controls(context).send("PUT", f"/snapshots/{part(name, 'name')}")
    tell(f"remembered as {name}")


def restore(context: typer.Context, name: Name) -> None:
    """Return to a snapshot."""
    controls(context).send("POST", f"/snapshots/{part(name, 'name')}/restore")
    tell(f"back at {name}")


def snapshots(
    context: typer.Context,
    delete: Annotated[str | None, typer.Option(metavar="NAME", help="Forget this one.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the snapshots, or forget one."""
    held = controls(context)
    if delete is not None:
        held.send("DELETE", f"/snapshots/{part(delete, 'delete')}")
        tell(f"snapshot {delete} is gone")
        return
    names = held.get("/snapshots")["snapshots"]
    show([{"name": name} for name in names], as_json=as_json or held.as_json)


def tables(
    context: typer.Context,
    table: Annotated[str | None, typer.Argument(help="Which; without it they are listed.")] = None,
    find: Annotated[str | None, typer.Option(help="Only rows with this text.")] = None,
    start: Annotated[int, typer.Option(help="Leave out so many rows.")] = 0,
    limit: Annotated[int, typer.Option(help="Show so many rows at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Browse the state of a world, table by table; numbers and secrets are masked."""
    held = controls(context)
    as_json = as_json or held.as_json
    if table is None:
        show(held.get("/tables")["tables"], as_json=as_json)
        return
    found = held.get(f"/tables/{part(table, 'table')}", find=find, start=start, limit=limit)
    if as_json:
        show(found["rows"], as_json=True)
        return
    for row in found["rows"]:
        tell("  ".join(f"{name}={written(value)}" for name, value in row.items()))
    first = start + 1 if found["rows"] else 0
    tell(f"{first} to {start + len(found['rows'])} of {found['total']} rows")


def flush(context: typer.Context) -> None:
    """Let searching find everything that was written."""
    indexed = controls(context).send("POST", "/search/flush")["indexed"]
    tell(f"indexed {indexed}")

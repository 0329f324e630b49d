"""Look at the journal of a running simulator."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from ..domain.rules.freshness import BRUSSELS
from .output import show
from .sim_client import Controls
from .sim_output import AsJson, controls, tell

_PAUSE = 0.3


def journal(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(help="Show this call with what was asked and answered.")
    ] = None,
    operation: Annotated[str | None, typer.Option(help="Only this operationId.")] = None,
    method: Annotated[str | None, typer.Option(help="Only this method.")] = None,
    path: Annotated[str | None, typer.Option(help="Only paths that begin so: /uitpas/ticket-sales.")] = None,
    client: Annotated[str | None, typer.Option(help="Only calls by this client id.")] = None,
    status: Annotated[int | None, typer.Option(help="Only this status.")] = None,
    since: Annotated[int | None, typer.Option(help="Only calls after this number.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Keep printing calls as they come.")] = False,
    verify: Annotated[int | None, typer.Option(help="Fail unless there were exactly so many.")] = None,
    wait: Annotated[int | None, typer.Option(help="Wait until there were so many.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds to wait, at most 60.")] = 10,
    clear: Annotated[bool, typer.Option("--clear", help="Forget the calls.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the calls to the simulator, oldest first, at the time of its world in Brussels."""
    held = controls(context)
    as_json = as_json or held.as_json
    asked = {
        "operationId": operation,
        "method": method.upper() if method else None,
        "path": path,
        "clientId": client,
        "status": status,
        "since": since,
    }
    kind = {name: value for name, value in asked.items() if value is not None}
    if clear:
        held.send("DELETE", "/journal")
        tell("forgotten")
    elif number is not None:
        typer.echo(json.dumps(held.get(f"/journal/{number}"), ensure_ascii=False, indent=2))
    elif verify is not None:
        tell(str(held.send("POST", "/journal/verify", {**kind, "times": verify})["count"]))
    elif wait is not None:
        body = {**kind, "times": wait, "timeout": timeout}
        tell(str(held.send("POST", "/journal/wait", body)["count"]))
    elif follow:
        _follow(held, kind, as_json=as_json)
    else:
        entries = held.get("/journal", **kind)["entries"]
        if as_json:
            show(entries, as_json=True)
        else:
            tell("\n".join(map(_line, entries)) or "nothing to show")


def _follow(held: Controls, kind: Mapping[str, object], *, as_json: bool) -> None:
    """Print calls as they come, until Ctrl-C."""
    after = kind.get("since", 0)
    while True:
        for entry in held.get("/journal", **{**kind, "since": after})["entries"]:
            after = entry["number"]
            typer.echo(json.dumps(entry) if as_json else _line(entry))
        time.sleep(_PAUSE)


def _line(entry: Mapping[str, Any]) -> str:
    path = f"/{entry['service']}{entry['path']}"
    at = datetime.fromisoformat(entry["at"]).astimezone(BRUSSELS)
    told = [f"{entry['number']:>5}  {at:%Y-%m-%d %H:%M:%S}  {entry['status']}", f"{entry['method']} {path}"]
    told += [entry[name] for name in ("operationId", "clientId") if entry[name]]
    return "  ".join([*told, f"({entry['fault']})" if entry["fault"] else ""]).rstrip()

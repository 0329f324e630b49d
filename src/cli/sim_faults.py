"""Add, list and withdraw faults of a running simulator."""

from __future__ import annotations

from typing import Annotated

import typer

from ..domain.errors import UitkernError
from .output import show
from .sim_client import part
from .sim_output import AsJson, controls, show_one, tell

faults = typer.Typer(no_args_is_help=True, help="Let chosen calls fail.")

_EFFECTS = ("status", "latency", "cut", "hang", "malformed", "truncated", "revokeTokens")
_COUNTERS = ("id", "fitted", "failed")
_MATCHERS = ("operationId", "method", "path", "clientId", "nth", "probability", "seed", "times")


@faults.command()
def add(
    context: typer.Context,
    operation: Annotated[str | None, typer.Option(help="Only this operationId.")] = None,
    method: Annotated[str | None, typer.Option(help="Only this method.")] = None,
    path: Annotated[str | None, typer.Option(help="Only paths that begin so: /uitpas/ticket-sales.")] = None,
    client: Annotated[str | None, typer.Option(help="Only calls by this client id.")] = None,
    nth: Annotated[int | None, typer.Option(help="Only the nth call that fits.")] = None,
    times: Annotated[int | None, typer.Option(help="At most so many failures.")] = None,
    probability: Annotated[float | None, typer.Option(help="Fail by chance, from 0 to 1.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed fails the same calls.")] = None,
    status: Annotated[int | None, typer.Option(help="Answer with this status instead.")] = None,
    problem: Annotated[str | None, typer.Option(help="And this problem type: uitpas/maintenance.")] = None,
    retry_after: Annotated[int | None, typer.Option(help="And this Retry-After, in seconds.")] = None,
    latency: Annotated[float | None, typer.Option(help="Delay the answer by seconds.")] = None,
    cut: Annotated[str | None, typer.Option(help="Break the connection: before or after the effect.")] = None,
    hang: Annotated[str | None, typer.Option(help="Never answer: before or after the effect.")] = None,
    malformed: Annotated[bool, typer.Option("--malformed", help="Spoil the JSON.")] = False,
    truncated: Annotated[bool, typer.Option("--truncated", help="Send half of the JSON.")] = False,
    revoke_tokens: Annotated[
        bool, typer.Option("--revoke-tokens", help="Revoke the caller's tokens.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Let chosen calls fail."""
    asked: dict[str, object] = {
        "operationId": operation,
        "method": method.upper() if method else None,
        "path": path,
        "clientId": client,
        "nth": nth,
        "times": times,
        "probability": probability,
        "seed": seed,
        "status": status,
        "problem": problem,
        "retryAfter": retry_after,
        "latency": latency,
        "cut": cut,
        "hang": hang,
        "malformed": malformed or None,
        "truncated": truncated or None,
        "revokeTokens": revoke_tokens or None,
    }
    body = {name: value for name, value in asked.items() if value is not None}
    if not body.keys() & set(_EFFECTS):
        raise UitkernError("a fault needs an effect, such as --status 503, --latency 2 or --cut after")
    show_one(controls(context).send("POST", "/faults", body), as_json or controls(context).as_json)


@faults.command("list")
def list_faults(context: typer.Context, as_json: AsJson = False) -> None:
    """List the faults in force, with their counters."""
    found = controls(context).get("/faults")["faults"]
    if as_json or controls(context).as_json:
        show(found, as_json=True)
        return
    rows = [
        {
            **{name: each[name] for name in _COUNTERS},
            "calls": " ".join(f"{name}={each[name]}" for name in _MATCHERS if name in each) or "all",
            "effect": " ".join(
                f"{name}={value}" for name, value in each.items() if name not in (*_COUNTERS, *_MATCHERS)
            ),
        }
        for each in found
    ]
    show(rows, as_json=False)


@faults.command("show")
def show_fault(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID")],
    as_json: AsJson = False,
) -> None:
    """Show one fault: which calls it fits, what it does, how often it struck."""
    found = controls(context).get(f"/faults/{part(number, 'id')}")
    show_one(found, as_json or controls(context).as_json)


@faults.command()
def remove(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Its id, or all.")],
) -> None:
    """Withdraw a fault, or all of them."""
    controls(context).send("DELETE", "/faults" if number == "all" else f"/faults/{part(number, 'id')}")
    tell("withdrawn")

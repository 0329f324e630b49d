"""Run the cases of the contracts against a target: `uitkern contracts verify`."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from attrs import frozen

from ..domain.errors import UitkernError
from .interruption import interruptible
from .verifying_output import keep_report, print_promises, show_report, tell

if TYPE_CHECKING:
    from ..simulator.simulator import Simulator
    from ..verification.case import Case
    from ..verification.result import Report
    from ..verification.target import Target

DRIFT = 3
_NO_CREDENTIALS = (
    "UITKERN_CLIENT_ID and UITKERN_CLIENT_SECRET are not set: they are for publiq's test environment"
)


def verify(
    context: typer.Context,
    target: Annotated[
        str, typer.Option(help="simulator (in process), the address of a running one, or test.")
    ] = "simulator",
    case: Annotated[
        list[str] | None, typer.Option(help="Only cases whose id begins with this; more than once.")
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(help="A file or a folder of cases in place of those that come with uitkern."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="test: also run what writes; all of it is removed again.")
    ] = False,
    pace: Annotated[float, typer.Option(help="test: seconds between two calls.", min=0)] = 0.5,
    mutate: Annotated[
        str | None,
        typer.Option(help="simulator: differ in this, to see that it is heard; such as drop:tariff.type."),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List which case is about what; run nothing.")
    ] = False,
    brief: Annotated[bool, typer.Option("--brief", help="Print only the cases that differ.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write the report there as JUnit.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report there as one page.")] = None,
) -> None:
    """Run the cases of the contracts; ends with 0 when all that ran agree, 3 when one differs."""
    from ..verification.blocks import BadCase
    from ..verification.target import Unusable

    as_json = as_json or context.obj.as_json
    try:
        chosen = _chosen(cases, case or [])
        if coverage:
            print_promises(chosen, as_json=as_json)
            return
        with interruptible():
            report = _run(_target(target, context.obj.client_id, Manner(yes, pace, mutate)), chosen)
    except (BadCase, Unusable) as error:
        raise UitkernError(str(error)) from error
    keep_report(report, junit, html)
    show_report(report, as_json=as_json, brief=brief)
    if report.count("differs"):
        raise typer.Exit(DRIFT)


def _chosen(place: Path | None, beginnings: list[str]) -> list[Case]:
    from ..verification.reading import all_cases, read_cases

    listed = all_cases() if place is None else read_cases(place)
    if not beginnings:
        return list(listed)
    found = [each for each in listed if each.id.startswith(tuple(beginnings))]
    if not found:
        raise UitkernError(f"case: no case has an id that begins with {' or '.join(beginnings)}")
    return found


@frozen
class Manner:
    """How a target is treated: whether to write, seconds between calls, and what is made different."""

    writing: bool
    pace: float
    mutate: str | None


def _target(named: str, client_id: str | None, manner: Manner) -> Target | None:
    """Give the target; None for publiq's test environment when there are no credentials for it."""
    if manner.mutate is not None and named != "simulator":
        raise UitkernError("mutate: is for the simulator in process; start a server with simulate --mutate")
    if named == "simulator":
        from ..verification.simulated import in_process

        return in_process(mutated(manner.mutate) if manner.mutate is not None else None)
    if named == "test":
        from ..verification.real import reach_test_environment
        from ..verification.target import Account

        secret = os.environ.get("UITKERN_CLIENT_SECRET")
        if not client_id or not secret:
            return None
        return reach_test_environment(Account(client_id, secret), writing=manner.writing, space=manner.pace)
    if named.startswith(("http://", "https://")):
        from ..verification.simulated import at_address

        return at_address(named)
    raise UitkernError("target: is simulator, test, or an address such as http://127.0.0.1:8800")


def mutated(written: str) -> Simulator:
    """Make a simulator that differs from its contracts as written."""
    from ..simulator.mutating import BadMutation, Mutated, read_mutations

    try:
        return Mutated(read_mutations(written))
    except BadMutation as error:
        raise UitkernError(f"mutate: {error}") from error


def _run(target: Target | None, chosen: list[Case]) -> Report:
    from ..verification.running import run_cases, skipped

    if target is None:
        return skipped("publiq's test environment", chosen, _NO_CREDENTIALS)
    with closing(target):
        return run_cases(target, chosen, tell)

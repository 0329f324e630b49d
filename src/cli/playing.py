"""Play: run the simulator, or the whole flow against one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Chapter(StrEnum):
    """What the demo plays: one sale and its undoing, or every benefit."""

    SALE = "sale"
    BENEFITS = "benefits"


def demo(
    context: typer.Context,
    chapter: Annotated[Chapter, typer.Argument(help="One sale, or coupons, rewards and a group.")] = (
        Chapter.SALE
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the steps as JSON.")] = False,
) -> None:
    """Play the whole flow against a simulator of its own: price, sale, refusal, undoing."""
    from .demo import play

    if not play(chapter.value, as_json=as_json or context.obj.as_json):
        raise typer.Exit(1)


def simulate(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; other machines only see it if not loopback.")
    ] = ("127.0.0.1"),
    port: Annotated[
        int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = 8800,
    seed: Annotated[
        Path | None, typer.Option(help="YAML or JSON: what worlds begin with and return to.")
    ] = None,
    state: Annotated[Path | None, typer.Option(help="Keep the worlds in this file, over restarts.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse what publiq advises against.")] = False,
    log: Annotated[str | None, typer.Option(help="json: print a line for each call.")] = None,
    mutate: Annotated[
        str | None,
        typer.Option(help="Differ from the contracts: drop:PATH, set:PATH=VALUE, status:PROBLEM=STATUS."),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(help="Simulate nothing: pass calls on to test, or this address, and keep them."),
    ] = None,
    recording: Annotated[Path, typer.Option(help="Where --record writes; no persons, no secrets.")] = Path(
        "recording.jsonl"
    ),
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List every operation and whether it behaves; run nothing.")
    ] = False,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="List what publiq's documents leave open; run nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print such a list as JSON.")] = False,
) -> None:
    """Run the simulator of UiTID, UiTPAS and UiTdatabank until Ctrl-C."""
    if coverage or ledger:
        from .sim_reports import print_coverage, print_ledger

        (print_coverage if coverage else print_ledger)(as_json=as_json or context.obj.as_json)
        return
    if record is not None:
        from .recording import Recording
        from .recording import record as keep_calls

        keep_calls(Recording(host, port, record, recording))
        return
    from .simulating import Wanted, run_simulator

    run_simulator(Wanted(host, port, seed, state, strict, log, mutate))

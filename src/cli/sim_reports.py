"""Print what the simulator covers, what publiq's documents leave open, and how an integration behaves."""

from __future__ import annotations

import json
from typing import Annotated, Any, cast

import typer

from .output import show
from .sim_output import AsJson, controls

_SHOWN = 12


def print_coverage(*, as_json: bool) -> None:
    """Print operation by operation whether it behaves or answers 501, then the counts."""
    from ..simulator.coverage import counts, coverage

    covered = coverage()
    if as_json:
        show(
            [
                {
                    "service": each.service,
                    "operation": each.operation_id,
                    "method": each.method,
                    "path": each.path,
                    "state": each.state,
                    "reason": each.reason,
                }
                for each in covered
            ],
            as_json=True,
        )
        return
    width = max(len(each.operation_id) for each in covered)
    for each in covered:
        words = f"{each.state:12} {each.operation_id:{width}} {each.method:6} /{each.service}{each.path}"
        print(f"{words}  ({each.reason})" if each.reason else words)  # noqa: T201
    for count in counts(covered):
        print(f"{count.service}: {count.behaves} of {count.operations} operations behave")  # noqa: T201


def print_ledger(*, as_json: bool) -> None:
    """Print each open question with both readings, the choice, its switch and the evidence."""
    from ..simulator.coverage import open_questions

    rows: list[dict[str, object]] = [
        {
            "id": each.id,
            "operation": each.operation,
            "readings": each.readings,
            "choice": each.choice,
            "switch": each.switch,
            "other": each.other,
            "no_switch_because": each.no_switch_because,
            "evidence": each.evidence,
        }
        for each in open_questions()
    ]
    if as_json:
        show(rows, as_json=True)
        return
    for row in rows:
        _print_question(row)
    print(f"{len(rows)} open questions")  # noqa: T201


def _print_question(row: dict[str, object]) -> None:
    readings = cast("tuple[str, ...]", row["readings"])
    lines = [
        f"{row['id']} ({row['operation']})",
        *(f"  reading {number}  {reading}" for number, reading in enumerate(readings, start=1)),
        f"  choice     {row['choice']}",
        *_switch_lines(row),
        f"  evidence   {row['evidence']}",
        "",
    ]
    print("\n".join(lines))  # noqa: T201


def _switch_lines(row: dict[str, object]) -> list[str]:
    if row["switch"] is None:
        return [f"  no switch  {row['no_switch_because']}"]
    if row["other"] is None:
        return [f"  switch     {row['switch']}"]
    return [f"  switch     {row['switch']}.{row['id']}=other", f"  then       {row['other']}"]


def conformance(
    context: typer.Context,
    as_json: AsJson = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 when there is a problem.")] = False,
) -> None:
    """Read the journal as publiq's reviewer would, and say what to change."""
    held = controls(context)
    report = held.get("/conformance")
    if as_json or held.as_json:
        print(json.dumps(report, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for finding in report["findings"]:
            _print_finding(finding)
        print(f"{report['calls']} calls read, {len(report['findings'])} remarks; not to be seen here:")  # noqa: T201
        print("\n".join(f"  {each}" for each in report["unseen"]))  # noqa: T201
    if strict and any(finding["weight"] == "problem" for finding in report["findings"]):
        raise typer.Exit(1)


def _print_finding(finding: dict[str, Any]) -> None:
    evidence = finding["evidence"]
    calls = ", ".join(str(number) for number in evidence[:_SHOWN])
    more = f" and {len(evidence) - _SHOWN} more" if len(evidence) > _SHOWN else ""
    print(f"{finding['weight']}: {finding['title']}\n  {finding['advice']}\n  calls {calls}{more}\n")  # noqa: T201
